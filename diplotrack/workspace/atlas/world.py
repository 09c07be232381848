"""The land of the world, projected: an equal-area map, so that no region looks larger than it is.

Projection: Equal Earth (B. Šavrič, T. Patterson and B. Jenny, 2018). Its plane has x to the east and y to the north,
in radii of the globe.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from diplotrack.base.paths import resource

Point = tuple[float, float]
Ring = tuple[Point, ...]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2
PER_DEGREE = 100
"""The file counts in hundredths of a degree."""


def project(lon: float, lat: float) -> Point:
    """A place in degrees as a point of the plane."""
    theta = math.asin(_ROOT * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square * square * square
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(lon) * math.cos(theta) / (_ROOT * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


HALF_WIDTH, HALF_HEIGHT = project(180, 0)[0], project(0, 90)[1]


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of land by the code of its party. ``shores`` are its rings without the cuts at the edge of the map.

    ``centre`` lies within its largest ring; ``box`` is west, south, east, north of that ring.
    """

    key: str
    rings: tuple[Ring, ...]
    shores: tuple[Ring, ...]
    centre: Point
    box: tuple[float, float, float, float]

    @property
    def reach(self) -> float:
        """The longer side of its box."""
        west, south, east, north = self.box
        return max(east - west, north - south)


@cache
def areas() -> tuple[Area, ...]:
    """Every area of the shipped map, projected once."""
    with resource("reference", "world.json").open(encoding="utf-8") as stream:
        rows = json.load(stream)
    return tuple(_area(row["key"], row["rings"]) for row in rows)


@cache
def outline(step: int = 2) -> Ring:
    """The edge of the map."""
    lats = range(-90, 91, step)
    east = [project(180, lat) for lat in lats]
    return (*east, *((-x, y) for x, y in reversed(east)))


@cache
def graticule(every: int = 30, step: int = 3) -> tuple[Ring, ...]:
    """Meridians and parallels."""
    meridians = [
        tuple(project(lon, lat) for lat in range(-90, 91, step)) for lon in range(-180 + every, 180, every)
    ]
    parallels = [
        tuple(project(lon, lat) for lon in range(-180, 181, step)) for lat in range(-90 + every, 90, every)
    ]
    return (*meridians, *parallels)


def _area(key: str, packed: list[list[int]]) -> Area:
    degrees = [list(_degrees(one)) for one in packed]
    rings = tuple(tuple(project(lon, lat) for lon, lat in ring) for ring in degrees)
    shores = tuple(shore for ring in degrees for shore in _shores(ring))
    largest = max(rings, key=lambda ring: abs(_surface(ring)))
    xs, ys = [x for x, _y in largest], [y for _x, y in largest]
    return Area(key, rings, shores, _inside(largest), (min(xs), min(ys), max(xs), max(ys)))


def _degrees(packed: list[int]) -> Iterator[Point]:
    lon = lat = 0
    for step_lon, step_lat in zip(packed[::2], packed[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        yield lon / PER_DEGREE, lat / PER_DEGREE


def _shores(ring: list[Point]) -> Iterator[Ring]:
    """The ring as lines, without the stretches along the edge of the map and along the pole."""
    line: list[Point] = []
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        edge = abs(start[0]) > 179.98 and abs(end[0]) > 179.98
        pole = start[1] < -89 or end[1] < -89
        if edge or pole:
            if len(line) > 1:
                yield tuple(line)
            line = []
            continue
        if not line:
            line = [project(*start)]
        line.append(project(*end))
    if len(line) > 1:
        yield tuple(line)


def _surface(ring: Ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _inside(ring: Ring) -> Point:
    """A point within the ring: the middle of the widest stretch of land at the height of its centroid."""
    surface = _surface(ring) or 1e-12
    height = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        height += (ay + by) * (ax * by - bx * ay)
    height /= 6 * surface
    low, high = min(y for _x, y in ring), max(y for _x, y in ring)
    height = min(max(height, low), high)
    crossings = sorted(
        ax + (height - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (ay > height) != (by > height)
    )
    pairs = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not pairs:
        return sum(x for x, _y in ring) / len(ring), height
    west, east = max(pairs, key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, height
