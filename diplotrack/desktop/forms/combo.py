"""A list to choose from that looks like the lines beside it, and that the wheel passes over."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from diplotrack.desktop.theme import Theme


class Combo(QComboBox):
    """The arrow is our own icon, in the theme's colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        if self.isRightToLeft():
            # The style sheet knows left and right only.
            space = theme.scale.space
            self.setStyleSheet(f"padding-left: {space(6)}px; padding-right: {space(2)}px")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it must not change what it happens to pass over."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as the style draws it, and the arrow."""
        super().paintEvent(event)
        side = self._theme.scale.space(4)
        inset = self._theme.scale.space(2)
        left = inset if self.isRightToLeft() else self.width() - side - inset
        painter = QPainter(self)
        self._theme.icon("down").paint(painter, QRect(left, (self.height() - side) // 2, side, side))
        painter.end()
