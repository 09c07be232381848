"""What rows of lists that paint themselves have in common: the ground under a chosen one, the line under a head."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from diplotrack.desktop.theme.theme import Theme


def paint_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme) -> bool:
    """Draw the round ground of a row that is selected or under the mouse; returns whether it is selected."""
    space, palette = theme.scale.space, theme.palette
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.selected if selected else palette.hover))
        painter.drawRoundedRect(rect.adjusted(space(2), 1, -space(2), -1), space(1.75), space(1.75))
    return selected


def paint_rule(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw the hairline under the head of a section."""
    space = theme.scale.space
    line = QRectF(rect.left() + space(4), rect.bottom() - 1, rect.width() - space(8), 1)
    painter.fillRect(line, QColor(theme.palette.line))
