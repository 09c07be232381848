"""A line of words that gives way where there is little room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from diplotrack.desktop.theme.direction import elided

LETTERS = 8
"""Letters that are always in sight."""


class ElidedLabel(QLabel):
    """Words too long for it end in an ellipsis and stand whole in its tip; it never makes its page wider."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(words)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        least = self.fontMetrics().averageCharWidth() * LETTERS
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are cut stand whole in the tip."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as far as there is room."""
        room = self.contentsRect()
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(room, int(flags), elided(self.fontMetrics(), self.text(), room.width()))
        painter.end()

    def _tell(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if cut else "")
