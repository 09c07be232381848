"""How the keyboard goes about the map: in reading order, up and down, and by names typed in part."""

from __future__ import annotations

from typing import Literal

from diplotrack.desktop.views.map.shapes import Shapes
from diplotrack.language.names_fold import fold
from diplotrack.workspace.atlas import WorldView

Direction = Literal["next", "previous", "above", "below"]
BANDS = 14
"""Bands from north to south within which areas are read from west to east."""


class Walk:
    """The areas of a map in the order in which they are read."""

    def __init__(self, shapes: Shapes, world: WorldView) -> None:
        self._at = {key: shape.centre for key, shape in shapes.by_key.items()}
        top = min(one.y() for one in self._at.values())
        height = (max(one.y() for one in self._at.values()) - top) / BANDS or 1.0
        self._order = sorted(
            self._at, key=lambda key: (int((self._at[key].y() - top) / height), self._at[key].x())
        )
        self._names = {key: fold(world.places[key].name) for key in self._order}
        held = [key for key in self._order if world.places[key].count and not world.places[key].is_ours]
        self.first = max(held, key=lambda key: world.places[key].count) if held else self._order[0]
        """Where the keyboard begins: at the greatest figure."""

    def step(self, key: str, to: Direction) -> str:
        """The area that comes next from ``key``; the first one where the keyboard is on none."""
        if key not in self._at:
            return self.first
        if to in ("next", "previous"):
            place = self._order.index(key) + (1 if to == "next" else -1)
            return self._order[place % len(self._order)]
        here, sign = self._at[key], 1 if to == "below" else -1
        near = [
            (abs(one.x() - here.x()) * 2 + abs(one.y() - here.y()), other)
            for other, one in self._at.items()
            if (one.y() - here.y()) * sign > 0.01
        ]
        return min(near)[1] if near else key

    def named(self, letters: str, key: str) -> str:
        """The next area after ``key`` whose name, or a word of it, begins so; "" where there is none."""
        wanted = fold(letters)
        by_name = sorted(self._order, key=lambda one: self._names[one])
        start = by_name.index(key) if key in self._names else 0
        # One letter goes on to the next name; more letters may still mean the one that the keyboard is on.
        turned = by_name[start + (len(wanted) == 1) :] + by_name[: start + (len(wanted) == 1)]
        for test in (lambda name: name.startswith(wanted), lambda name: f" {wanted}" in name):
            found = next((one for one in turned if test(self._names[one])), "")
            if found:
                return found
        return ""
