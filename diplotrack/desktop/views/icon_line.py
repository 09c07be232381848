"""A line to type in, with an icon inside its leading edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.icons import paint_icon


class IconLine(QLineEdit):
    """Qt's own actions inside a line are misplaced once the line is styled; this paints the icon where it belongs."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._dress()
        theme.changed.connect(self._dress)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the icon."""
        super().paintEvent(event)
        space = self._theme.scale.space
        side = space(4)
        left = self.width() - side - space(2.5) if self.isRightToLeft() else space(2.5)
        painter = QPainter(self)
        place = QRectF(left, (self.height() - side) / 2, side, side)
        paint_icon(painter, place, self._icon, self._theme.palette.muted)
        painter.end()

    def _dress(self) -> None:
        room = self._theme.scale.space(5)
        self.setTextMargins(*((0, 0, room, 0) if self.isRightToLeft() else (room, 0, 0, 0)))
