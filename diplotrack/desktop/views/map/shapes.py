"""The areas of the map as paths that a painter draws; made off the interface thread, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from diplotrack.workspace.atlas.world import (
    HALF_HEIGHT,
    HALF_WIDTH,
    Point,
    Ring,
    areas,
    graticule,
    outline,
)

WORLD = QRectF(-HALF_WIDTH, -HALF_HEIGHT, 2 * HALF_WIDTH, 2 * HALF_HEIGHT)
"""The whole map, in the plane of the projection turned over: y grows to the south."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area: its land, its shores and borders, a point within it, and the box of its largest part."""

    key: str
    land: QPainterPath
    shores: QPainterPath
    centre: QPointF
    box: QRectF
    bounds: QRectF


@dataclass(frozen=True, slots=True)
class Shapes:
    """Every area by its key, the edge of the map, and the lines of its grid."""

    by_key: dict[str, Shape]
    edge: QPainterPath
    grid: QPainterPath


@cache
def shapes() -> Shapes:
    """All shapes; the first who asks makes them."""
    found = {}
    for area in areas():
        land = _path(area.rings, closed=True)
        west, south, east, north = area.box
        found[area.key] = Shape(
            area.key,
            land,
            _path(area.shores, closed=False),
            _point(area.centre),
            QRectF(west, -north, east - west, north - south),
            land.boundingRect(),
        )
    return Shapes(found, _path([outline()], closed=True), _path(graticule(), closed=False))


def _path(rings: Iterable[Ring], *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([_point(one) for one in ring]))
        if closed:
            path.closeSubpath()
    return path


def _point(place: Point) -> QPointF:
    return QPointF(place[0], -place[1])
