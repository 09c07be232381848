"""The legend: a sample of each series' fill beside its name, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplotrack.reports.render.pdf.charts.lettering import LEGEND, fitted
from diplotrack.reports.render.pdf.charts.tones import filled

if TYPE_CHECKING:
    from diplotrack.reports.document import Series
    from diplotrack.reports.render.pdf.charts.picture import Picture
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.shaping import Typesetter

LEADING = 13.0
_SAMPLE = 11.0
_HEIGHT = 7.0
_AIR = 5.0
_APART = 16.0
_LEAST = 2
"""Fewer series need no legend: the title says what one series is."""


class Legend:
    """The legend of a chart on a width in points; ``height`` is 0 where none is needed."""

    def __init__(self, series: Sequence[Series], width: float, typesetter: Typesetter) -> None:
        self._places: list[tuple[Series, Line, float, int]] = []
        x, row = 0.0, 0
        for one in series if len(series) >= _LEAST else ():
            name = fitted(one.label, LEGEND, width - _SAMPLE - _AIR, 1, typesetter)[0]
            taken = _SAMPLE + _AIR + name.width
            if x and x + taken > width:
                x, row = 0.0, row + 1
            self._places.append((one, name, x, row))
            x += taken + _APART
        self.height = (row + 1) * LEADING + 2 if self._places else 0.0

    def draw(self, picture: Picture, top: float) -> None:
        """Draw it with its upper edge at ``top``."""
        for one, name, x, row in self._places:
            foot = top - row * LEADING - 9
            filled(picture.drawing, one.tone, x, foot - 0.4, _SAMPLE, _HEIGHT)
            picture.write(name, x + _SAMPLE + _AIR, foot)
