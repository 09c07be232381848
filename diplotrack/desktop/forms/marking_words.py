"""Words of an editor that are set off from the others: those that are quoted, and sentences that promise."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.utf16 import to_units

Span = tuple[int, int]
"""From where to where, in code points of the whole text."""


def mark_words(
    editor: QPlainTextEdit | QTextEdit, theme: Theme, quoted: Iterable[Span], promising: Iterable[Span]
) -> None:
    """Lay a ground behind what is quoted, and dots below what promises and is not quoted yet."""
    text = editor.toPlainText()
    behind, below = QTextCharFormat(), QTextCharFormat()
    behind.setBackground(QColor(theme.tint("accent").ground))
    below.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    below.setUnderlineColor(QColor(theme.palette.accent))
    wanted = [(span, below) for span in promising] + [(span, behind) for span in quoted]
    editor.setExtraSelections([_selection(editor, text, span, style) for span, style in wanted])


def _selection(
    editor: QPlainTextEdit | QTextEdit, text: str, span: Span, style: QTextCharFormat
) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(to_units(text, span[0]))
    cursor.setPosition(to_units(text, span[1]), QTextCursor.MoveMode.KeepAnchor)
    found = QTextEdit.ExtraSelection()
    found.cursor, found.format = cursor, style
    return found
