"""The word that says how something stands, on a soft ground of its tone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from diplotrack.desktop.theme.palette import Tint


def paint_chip(painter: QPainter, box: QRectF, words: str, font: QFont, tint: Tint) -> None:
    """Draw the words in the middle of ``box``, on a ground with round ends."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(font)
    painter.setPen(QColor(tint.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
