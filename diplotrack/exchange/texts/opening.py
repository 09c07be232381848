"""The words of a file, whatever its form."""

from __future__ import annotations

from pathlib import Path

from diplotrack.exchange.texts.draft import read_draft
from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.store.passages import paragraphs


def read_file(path: Path) -> TextFile:
    """The text of a file. Raises UserError where it holds no words that can be read."""
    return pasted(read_draft(path))


def pasted(text: str) -> TextFile:
    """A text that was pasted or typed."""
    return TextFile(tuple(paragraphs(text)), form="text")
