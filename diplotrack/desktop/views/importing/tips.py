"""Words of a file in a tip: Qt takes what looks like HTML for HTML, and a cell may hold anything."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt


def plain_tip(words: str) -> str:
    """The words so that a tip shows them as they are."""
    if not Qt.mightBeRichText(words):
        return words
    return f'<p style="white-space: pre-wrap">{html.escape(words)}</p>'
