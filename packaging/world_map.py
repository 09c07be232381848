"""Make ``resources/reference/world.json`` from the countries of Natural Earth as npm's ``world-atlas`` packs them.

``npm pack world-atlas@2.0.2``, unpack it, then ``python packaging/world_map.py package`` with the folder that holds
``countries-50m.json`` and ``countries-10m.json``. The same input makes the same output; nothing is fetched.

Borders that two areas share are thinned once, so that no gap opens between them. Rings that cross the meridian of 180°
are cut there; the cut itself is no coast, and whoever draws leaves out the stretches along ±180°.
"""

from __future__ import annotations

import argparse
import heapq
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "resources" / "reference"
TARGET = REFERENCE / "world.json"

Point = tuple[float, float]
Ring = list[Point]

FINEST = 0.012
"""Square degrees: corners whose triangle is smaller than this are left out (Visvalingam and Whyatt)."""
PLACES = 2
"""Decimals of a degree that are kept: about a kilometre."""
LEAST = 6
"""Numbers of a ring that encloses anything: three points."""
WITHOUT_CODE = {
    "Kosovo": "XKX",
    "N. Cyprus": "NORTHERN-CYPRUS",
    "Somaliland": "SOMALILAND",
    "Siachen Glacier": "SIACHEN-GLACIER",
}
"""Areas that the source draws apart and that ISO 3166 does not number."""
CRIMEA = (32.4, 44.3, 36.7, 46.3)
"""West, south, east and north of a ring that the source counts with Russia: it is drawn apart, given to nobody."""
SAHARA = 27.6667
"""The parallel of 27°40′ north; south of it the source counts with Morocco what lies on this side of the berm."""
CHRISTMAS_ISLAND_FROM = 100.0
"""The source draws Christmas Island and the Cocos (Keeling) Islands as one area; east of this is the first."""


def main() -> int:
    """Write the file, or with ``--check`` say whether it is stale."""
    parser = argparse.ArgumentParser(description="Make the map of the world from Natural Earth.")
    parser.add_argument("atlas", type=Path, help="the unpacked world-atlas package")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 where the file differs"
    )
    options = parser.parse_args()
    made = as_text(areas(options.atlas))
    if options.check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != made)
    TARGET.write_text(made, encoding="utf-8")
    print(f"{TARGET.name}: {len(made) // 1000} kB, {made.count('rings')} areas")
    return 0


def areas(atlas: Path) -> dict[str, list[Ring]]:
    """The rings of each area by the code that the reference parties go by."""
    codes = {
        one["numeric"]: one["key"]
        for one in json.loads((REFERENCE / "countries.json").read_text(encoding="utf-8"))
        if "numeric" in one
    }
    found: dict[str, list[Ring]] = {}
    for name, identifier, rings in geometries(atlas / "countries-50m.json", FINEST):
        for ring in rings:
            for key, part in parted(name, ring, code_of(name, identifier, ring, codes)):
                found.setdefault(key, []).extend(cut(part))
    # States too small for the coarser table are taken from the finer one, whole.
    for name, identifier, rings in geometries(atlas / "countries-10m.json", 0.0):
        key = WITHOUT_CODE.get(name) or codes.get(identifier, "")
        if key and not any(len(differences(ring)) >= LEAST for ring in found.get(key, ())):
            found[key] = [part for ring in rings for part in cut(ring)]
    return dict(sorted(found.items()))


def parted(name: str, ring: Ring, key: str) -> list[tuple[str, Ring]]:
    """The ring by the areas in which it lies: what the source counts with Morocco south of its border is apart."""
    if name != "Morocco" or min(y for _x, y in ring) >= SAHARA:
        return [(key, ring)]
    turned = [(y, x) for x, y in ring]
    south, north = clipped(turned, SAHARA, 1), clipped(turned, SAHARA, -1)
    return [
        (code, [(x, y) for y, x in part]) for code, part in (("ESH", south), (key, north)) if len(part) > 2
    ]


def code_of(name: str, identifier: str, ring: Ring, codes: dict[str, str]) -> str:
    """The code of the area that a ring belongs to."""
    if name == "Indian Ocean Ter.":
        return "CXR" if ring[0][0] > CHRISTMAS_ISLAND_FROM else "CCK"
    west, south, east, north = CRIMEA
    if name == "Russia" and all(west < x < east and south < y < north for x, y in ring):
        return "CRIMEA"
    return WITHOUT_CODE.get(name) or codes[identifier]


def geometries(path: Path, finest: float) -> Iterable[tuple[str, str, list[Ring]]]:
    """Name, ISO number and rings of each country: arcs decoded from their differences, thinned, put together."""
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + low))
        arcs.append(thinned(points, finest))
    for one in topology["objects"]["countries"]["geometries"]:
        polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        rings = [joined(arcs, ring) for polygon in polygons for ring in polygon]
        yield one["properties"]["name"], one.get("id") or "", rings


def joined(arcs: Sequence[Ring], ring: Sequence[int]) -> Ring:
    """One ring from its arcs; a negative number is an arc backwards. The first point is not repeated at the end."""
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points[:-1] if points[0] == points[-1] else points


def thinned(points: Ring, finest: float) -> Ring:
    """The line without the corners that matter least; both ends stay, and three corners of what closes on itself."""
    keep = 4 if points[0] == points[-1] else 2
    if not finest or len(points) <= keep:
        return points
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    weight = [0.0] * len(points)
    gone = [False] * len(points)

    def weigh(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[at]], points[at], points[after[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap: list[tuple[float, int]] = []
    for at in range(1, len(points) - 1):
        weight[at] = weigh(at)
        heapq.heappush(heap, (weight[at], at))
    left = len(points)
    while heap and left > keep:
        least, at = heapq.heappop(heap)
        if least >= finest:
            break
        if gone[at] or least != weight[at]:
            continue
        gone[at] = True
        left -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for side in (before[at], after[at]):
            if 0 < side < len(points) - 1:
                weight[side] = max(least, weigh(side))
                heapq.heappush(heap, (weight[side], side))
    return [point for at, point in enumerate(points) if not gone[at]]


def cut(ring: Ring) -> list[Ring]:
    """The ring in parts that lie between 180° west and east; the one round the pole is closed along its edge."""
    whole = [ring[0]]
    for x, y in ring[1:]:
        last = whole[-1][0]
        while x - last > 180:
            x -= 360
        while x - last < -180:
            x += 360
        whole.append((x, y))
    if abs(whole[-1][0] - whole[0][0]) > 180 or any(y < -89 for _x, y in ring):
        return [round_the_pole(ring)]
    found = []
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in whole]
        if max(x for x, _y in moved) <= -180 or min(x for x, _y in moved) >= 180:
            continue
        part = clipped(clipped(moved, 180.0, 1), -180.0, -1)
        if len(part) > 2:
            found.append(part)
    return found


def round_the_pole(ring: Ring) -> Ring:
    """The southern land, closed along both edges of the map and the pole between them."""
    shore = [(x, y) for x, y in ring if y >= -89]
    found: Ring = []
    for (ax, ay), (bx, by) in zip(shore, shore[1:] + shore[:1], strict=True):
        found.append((ax, ay))
        if abs(ax - bx) > 180:
            side = 180.0 if ax > 0 else -180.0
            found += [(side, ay), (side, -90.0), (-side, -90.0), (-side, by)]
    return found


def clipped(ring: Ring, edge: float, side: int) -> Ring:
    """What of the ring lies on this side of a meridian (1: west of it, −1: east of it)."""
    found: Ring = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = side * ax <= side * edge, side * bx <= side * edge
        if inside:
            found.append((ax, ay))
        if inside != next_inside:
            found.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return found


def as_text(found: dict[str, list[Ring]]) -> str:
    """One area a line; a ring is its first point, then differences: hundredths of a degree, lon and lat in turn."""
    lines = []
    for key, rings in found.items():
        packed = [one for ring in rings if len(one := differences(ring)) >= LEAST]
        lines.append(json.dumps({"key": key, "rings": packed}, separators=(",", ":")))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def differences(ring: Ring) -> list[int]:
    """The ring as whole numbers; points that fall together are one."""
    factor = 10**PLACES
    found: list[int] = []
    last = (0, 0)
    for x, y in ring:
        point = (round(x * factor), round(y * factor))
        if found and point == last:
            continue
        found += [point[0] - last[0], point[1] - last[1]]
        last = point
    return found


if __name__ == "__main__":
    raise SystemExit(main())
