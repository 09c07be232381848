"""Which part of the map is in sight, and how large."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from diplotrack.desktop.views.map.shapes import WORLD

CLOSEST = 24.0
"""How many times larger than the whole map a part can be shown."""


@dataclass(frozen=True, slots=True)
class Sight:
    """``zoom`` 1 shows the whole map in the widget; ``centre`` is the point of the map in the middle."""

    zoom: float = 1.0
    centre: QPointF = field(default_factory=WORLD.center)

    def scale(self, size: QSizeF) -> float:
        """Pixels for one unit of the map."""
        return min(size.width() / WORLD.width(), size.height() / WORLD.height()) * 0.98 * self.zoom

    def transform(self, size: QSizeF) -> QTransform:
        """From the map to the widget."""
        scale = self.scale(size)
        found = QTransform()
        found.translate(size.width() / 2, size.height() / 2)
        found.scale(scale, scale)
        found.translate(-self.centre.x(), -self.centre.y())
        return found

    def rect(self, size: QSizeF) -> QRectF:
        """The part of the map that is in sight."""
        scale = self.scale(size)
        width, height = size.width() / scale, size.height() / scale
        return QRectF(self.centre.x() - width / 2, self.centre.y() - height / 2, width, height)

    def zoomed(self, factor: float, around: QPointF, size: QSizeF) -> Sight:
        """Larger by ``factor``, the point ``around`` of the map staying where it is."""
        zoom = min(CLOSEST, max(1.0, self.zoom * factor))
        share = self.zoom / zoom
        return Sight(zoom, around + (self.centre - around) * share).bounded(size)

    def moved(self, by: QPointF, size: QSizeF) -> Sight:
        """Moved by that many units of the map."""
        return Sight(self.zoom, self.centre + by).bounded(size)

    def bounded(self, size: QSizeF) -> Sight:
        """No further out than the edge of the map; the whole of it stays in the middle."""
        seen = self.rect(size)

        def held(middle: float, low: float, high: float, length: float) -> float:
            if length >= high - low:
                return (low + high) / 2
            return min(max(middle, low + length / 2), high - length / 2)

        x = held(self.centre.x(), WORLD.left(), WORLD.right(), seen.width())
        y = held(self.centre.y(), WORLD.top(), WORLD.bottom(), seen.height())
        return Sight(self.zoom, QPointF(x, y))

    def holding(self, box: QRectF, size: QSizeF) -> Sight:
        """Moved so that the middle of the box is in sight."""
        seen = self.rect(size)
        inner = seen.adjusted(
            seen.width() * 0.1, seen.height() * 0.1, -seen.width() * 0.1, -seen.height() * 0.1
        )
        if inner.contains(box.center()):
            return self
        return Sight(self.zoom, box.center()).bounded(size)
