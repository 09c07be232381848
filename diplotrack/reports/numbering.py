"""Numbered paragraphs: numbers run through the finished document, so that what was left out leaves no hole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from diplotrack.reports.document import Block, Document, KeepTogether, Paragraph

UNNUMBERED = ("note",)
"""Styles of paragraphs that say something about the text, and are none of it."""


def numbered(document: Document) -> Document:
    """The document with its paragraphs numbered "1.", "2.", … in their order; notes carry no number."""
    return replace(document, blocks=tuple(_numbered(document.blocks, count(1))))


def _numbered(blocks: Sequence[Block], numbers: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case KeepTogether():
                yield KeepTogether(tuple(_numbered(block.blocks, numbers)))
            case Paragraph() if block.style not in UNNUMBERED:
                yield replace(block, number=f"{next(numbers)}.")
            case _:
                yield block
