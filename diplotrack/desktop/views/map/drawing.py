"""Draws land, borders, contested areas and dots for small states, in the colours of the classes."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.ramp import bare, ramp, water
from diplotrack.desktop.views.map.classes import MOST, Classes, classes
from diplotrack.desktop.views.map.shapes import Shape, Shapes
from diplotrack.desktop.views.map.view import Sight
from diplotrack.workspace.atlas import Place, WorldView

SMALL = 6.0
"""Pixels: an area that is smaller in sight is drawn as a dot as well."""
DOT, BARE_DOT = 3.5, 2.0
"""Radii in pixels of a dot with a figure, and of one without."""


class MapPainter:
    """The hand that draws the map; it holds the classes of the figures that it was given last."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.classes = Classes()

    def take(self, world: WorldView) -> None:
        """Class those figures. Ours would drown all others, and we are no partner: it is left out."""
        self.classes = classes(one.count for one in world.places.values() if not one.is_ours)

    def colours(self) -> list[str]:
        """The colours of the classes; with few classes the strongest ones are used."""
        return list(ramp(self._theme.palette, MOST)[MOST - len(self.classes.firsts) :])

    def draw(self, painter: QPainter, shapes: Shapes, world: WorldView, sight: Sight, size: QSizeF) -> None:
        """Draw what is in sight on a widget of that size."""
        palette = self._theme.palette
        colours = self.colours()
        seen = sight.rect(size)
        painter.save()
        painter.setTransform(sight.transform(size), combine=True)
        painter.fillPath(shapes.edge, QColor(water(palette)))
        painter.setPen(map_pen(palette.line))
        painter.drawPath(shapes.grid)
        for shape in sorted(shapes.by_key.values(), key=lambda one: world.places[one.key].is_contested):
            if not shape.bounds.intersects(seen):
                continue
            place = world.places[shape.key]
            painter.fillPath(shape.land, QColor(self._colour(place, colours)))
            if place.is_contested:
                self._hatch(painter, shape)
                painter.setPen(map_pen(palette.muted, 1.0, Qt.PenStyle.DashLine))
            else:
                painter.setPen(map_pen(palette.surface, 0.8))
            painter.drawPath(shape.shores)
        painter.setPen(map_pen(palette.edge))
        painter.drawPath(shapes.edge)
        painter.restore()
        self._dots(painter, shapes, world, sight, size, colours)

    def _hatch(self, painter: QPainter, shape: Shape) -> None:
        brush = QBrush(QColor(self._theme.palette.muted), Qt.BrushStyle.BDiagPattern)
        # The stripes are of the screen, not of the map: they stay fine however close one looks.
        brush.setTransform(painter.worldTransform().inverted()[0])
        painter.fillPath(shape.land, brush)

    def _dots(
        self,
        painter: QPainter,
        shapes: Shapes,
        world: WorldView,
        sight: Sight,
        size: QSizeF,
        colours: list[str],
    ) -> None:
        scale, transform, palette = sight.scale(size), sight.transform(size), self._theme.palette
        for shape in shapes.by_key.values():
            place = world.places[shape.key]
            if max(shape.box.width(), shape.box.height()) * scale >= SMALL or place.party_id is None:
                continue
            radius = DOT if place.count else BARE_DOT
            rim = palette.muted if place.is_contested else palette.surface if place.count else palette.edge
            painter.setPen(QPen(QColor(rim), 1))
            painter.setBrush(QColor(self._colour(place, colours)))
            painter.drawEllipse(transform.map(shape.centre), radius, radius)

    def _colour(self, place: Place, colours: list[str]) -> str:
        number = -1 if place.is_ours else self.classes.of(place.count)
        return colours[number] if number >= 0 else bare(self._theme.palette)


def map_pen(colour: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is of the screen, not of the map."""
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    return pen
