"""The box that is ticked, drawn alike in forms and in lists, so that it shows in each theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.palette import Palette


def paint_box(
    painter: QPainter, box: QRect, state: Qt.CheckState, palette: Palette, *, focused: bool = False
) -> None:
    """Draw the box ticked, half-ticked or empty."""
    is_on = state != Qt.CheckState.Unchecked
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(palette.accent if is_on else palette.field))
    painter.setPen(QColor(palette.focus if focused else palette.accent if is_on else palette.muted))
    corner = box.height() / 5
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), corner, corner)
    if state == Qt.CheckState.Checked:
        paint_icon(painter, box.toRectF(), "done", palette.on_accent)
    elif is_on:
        inset, half = box.width() // 4, max(1, box.height() // 12)
        middle = box.adjusted(inset, box.height() // 2 - half, -inset, -box.height() // 2 + half)
        painter.fillRect(middle, QColor(palette.on_accent))
    painter.restore()
