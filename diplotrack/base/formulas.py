"""Texts that a spreadsheet would run: what they begin with, and the one way in which they are made texts again.

Whatever writes CSV or the clipboard passes every text through :func:`harmless`; a cell of a workbook is told to be a
text and needs it not. :func:`as_meant` takes the sign away again where such a file comes back.
"""

from __future__ import annotations

from typing import TypeVar

V = TypeVar("V")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection), wide signs of East Asia included."""
SIGN = "'"


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    return text.startswith(FORMULA)


def harmless(value: V) -> V | str:
    """A text that a spreadsheet would run, made a text again by an apostrophe before it; anything else as it is.

    A text that looks as if it had one already gets another, so that none of its own is ever taken away.
    """
    return f"{SIGN}{value}" if isinstance(value, str) and is_formula_like(value.lstrip(SIGN)) else value


def as_meant(text: str) -> str:
    """The text that :func:`harmless` was given."""
    return text[1:] if text.startswith(SIGN) and is_formula_like(text.lstrip(SIGN)) else text
