"""The editor of a draft: remarks underlined where they are, a file dropped on it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from diplotrack.base.i18n import _
from diplotrack.desktop.linting.rows import Remark
from diplotrack.desktop.theme import Theme

MOST = 2_000
"""Marks that are drawn; the list has them all."""


class DraftEditor(QPlainTextEdit):
    """Plain text. ``dropped(Path)`` carries a file that was let fall on it."""

    dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: list[tuple[QTextCursor, Remark]] = []
        self._chosen: Remark | None = None
        self.setAccessibleName(_("The draft"))
        self.setAccessibleDescription(
            _("What departs is underlined here and listed beside it; F8 goes from one to the next.")
        )
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("Write or paste the draft here, or drop a text or Word file."))
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        theme.changed.connect(self._draw)

    def mark(self, remarks: Sequence[Remark], chosen: Remark | None) -> None:
        """Underline these in place of those before; the marks move with the text until the next answer."""
        size = self.document().characterCount() - 1
        self._marks = []
        for one in remarks:
            if 0 <= one.start < one.end <= size and len(self._marks) < MOST:
                cursor = QTextCursor(self.document())
                cursor.setPosition(one.start)
                cursor.setPosition(one.end, QTextCursor.MoveMode.KeepAnchor)
                self._marks.append((cursor, one))
        self.choose(chosen)

    def choose(self, remark: Remark | None) -> None:
        """Lay a ground under the words of that remark."""
        self._chosen = remark
        self._draw()

    def go_to(self, remark: Remark) -> None:
        """Bring its words into view and put the cursor before them."""
        found = next((cursor for cursor, one in self._marks if one is remark), None)
        if found is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(found.selectionStart())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def remark_at(self, place: int) -> Remark | None:
        """The gravest remark on the words at a place (in units)."""
        for cursor, one in self._marks:
            if cursor.selectionStart() <= place <= cursor.selectionEnd():
                return one
        return None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text and files."""
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A file is opened, text put in as it is."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths:
            self.dropped.emit(Path(paths[0]))
        else:
            super().insertFromMimeData(source)

    def _draw(self) -> None:
        drawn = []
        # What is graver is drawn last and so on top.
        for cursor, one in reversed(self._marks):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = self._format(one)
            drawn.append(selection)
        self.setExtraSelections(drawn)

    def _format(self, one: Remark) -> QTextCharFormat:
        """The line differs by gravity in its shape too, not in its colour alone."""
        lines = QTextCharFormat.UnderlineStyle
        shapes = {"bad": lines.WaveUnderline, "warn": lines.DashUnderline}
        form = QTextCharFormat()
        tint = self._theme.tint(one.tone)
        form.setUnderlineStyle(shapes.get(one.tone, lines.DotLine))
        form.setUnderlineColor(QColor(tint.ink))
        if one is self._chosen:
            form.setBackground(QColor(tint.ground))
        return form
