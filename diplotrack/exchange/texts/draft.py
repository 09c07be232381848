"""The text of a draft that is to be checked."""

from __future__ import annotations

from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.texts.opening import read_bytes, read_file

LONGEST = 2_000_000
"""Characters of a draft's text: several long books."""


def read_draft(path: Path) -> str:
    """The text of a file, told by its content and not its name. Raises UserError for whatever holds none."""
    return proven(read_file(path).text, path.name)


def draft_of(content: bytes, name: str) -> str:
    """The text in some bytes, whatever their form; ``name`` is for sentences. Raises UserError."""
    return proven(read_bytes(content, name).text, name)


def proven(text: str, name: str) -> str:
    """The text, if there is something to check in it. Raises UserError for an empty or far too long one."""
    if not any(letter.isalnum() for letter in text):
        raise UserError(_("“{file}” holds no words to check. Was the draft saved?").format(file=name))
    if len(text) > LONGEST:
        sentence = _("“{file}” has {n} characters; at most {most} are checked. Split it.")
        raise UserError(sentence.format(file=name, n=len(text), most=LONGEST))
    return text
