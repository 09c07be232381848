"""A frame drawn around words on a page: what stands in it can be copied."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from diplotrack.desktop.theme.palette import Palette
from diplotrack.desktop.views.reports.sheaf import Sheaf

LEAST = 4
"""Pixels that the mouse must have gone for a frame to be meant."""


@dataclass(frozen=True, slots=True)
class WordFrame:
    """From where the mouse was pressed on a page to where it is; both are points of the sheaf, in pixels."""

    page: int
    start: QPoint
    end: QPoint

    @classmethod
    def begun(cls, sheaf: Sheaf, at: QPoint) -> WordFrame | None:
        """A frame that begins there; None beside the pages."""
        page = next((page for page, rect in enumerate(sheaf.rects) if rect.contains(at)), None)
        return None if page is None else cls(page, at, at)

    def drawn_to(self, at: QPoint) -> WordFrame:
        """The frame with its other corner there."""
        return WordFrame(self.page, self.start, at)

    @property
    def is_meant(self) -> bool:
        """Whether it is more than a click."""
        return (self.end - self.start).manhattanLength() >= LEAST

    def on_page(self, sheaf: Sheaf) -> QRectF:
        """The part of its page that it frames, in points from the upper left corner."""
        rect = sheaf.rects[self.page]
        inner = self._rect().intersected(rect).translated(-rect.topLeft())
        factor = sheaf.factor
        return QRectF(inner.x() / factor, inner.y() / factor, inner.width() / factor, inner.height() / factor)

    def paint(self, painter: QPainter, sheaf: Sheaf, window: QRect, palette: Palette) -> None:
        """Draw it over its page."""
        place = self._rect().intersected(sheaf.rects[self.page]).translated(-window.topLeft())
        ink = QColor(palette.focus)
        painter.setPen(ink)
        ink.setAlpha(50)
        painter.setBrush(ink)
        painter.drawRect(place)

    def _rect(self) -> QRect:
        return QRect(self.start, self.end).normalized()
