"""Columns over time: side by side, or on one another. One picture, as wide as the text block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from diplotrack.reports.document import ChartForm
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.charts.legend import Legend
from diplotrack.reports.render.pdf.charts.lettering import (
    AXIS,
    LABEL,
    LEADING,
    VALUE,
    fitted,
    widest_word,
    word,
)
from diplotrack.reports.render.pdf.charts.picture import Picture
from diplotrack.reports.render.pdf.charts.scale import Scale, scale
from diplotrack.reports.render.pdf.charts.tones import filled
from diplotrack.reports.render.pdf.lines import Stretch, compose

if TYPE_CHECKING:
    from diplotrack.reports.document import Chart, Tone
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.shaping import Typesetter

PLOT = 108.0
"""The height of the plot in points, whatever stands in it."""
_HEADROOM = 10.0
_FILLED_SHARE = 0.68
_WIDEST = 30.0
"""A column of one series is never wider."""
_LABEL_LINES = 2
_GAP = 5.0
_WIDEST_WORD = 90.0
_APART = 3.0


class _Part(NamedTuple):
    """A rectangle of a column: from one value to another, at a place in its slot (0 to 1)."""

    tone: Tone
    start: float
    end: float
    at: float
    share: float


def columns(chart: Chart, width: float, typesetter: Typesetter) -> Picture:
    """The chart as a picture of that width in points."""
    return _Columns(chart, width, typesetter).picture()


class _Columns:
    def __init__(self, chart: Chart, width: float, typesetter: Typesetter) -> None:
        self.chart = chart
        self.width = width
        self.typesetter = typesetter
        self.is_stacked = chart.form is ChartForm.STACKED
        self.legend = Legend(chart.series, width, typesetter)
        self.parts = [list(self._parts(place)) for place in range(len(chart.categories))]
        ends = [end for parts in self.parts for part in parts for end in (part.start, part.end)]
        self.scale: Scale = scale(ends, chart.lowest, chart.highest, chart.decimals)
        marks = [word(self.scale.marked(tick), AXIS, typesetter) for tick in self.scale.ticks]
        self.marks = list(zip(self.scale.ticks, marks, strict=True))
        self.left = max((mark.width for mark in marks), default=0.0) + _GAP
        self.slot = (width - self.left) / max(len(chart.categories), 1)
        room = self.slot * _FILLED_SHARE
        abreast = 1 if self.is_stacked else max(len(chart.series), 1)
        self.filled_width = min(room, _WIDEST * abreast)
        self.labels = self._labels()

    def picture(self) -> Picture:
        lines = max((len(label) for _place, label in self.labels), default=0)
        foot = lines * LEADING + _GAP
        below = _HEADROOM if self.scale.low < 0 else 0.0
        height = self.legend.height + _HEADROOM + PLOT + below + foot
        picture = Picture(self.width, height)
        self.legend.draw(picture, height)
        floor = foot + below
        self._axis(picture, floor)
        self._bodies(picture, floor)
        self._baseline(picture, floor)
        self._values(picture, floor)
        self._name(picture, foot - _GAP - 4)
        return picture

    def _parts(self, place: int) -> Iterator[_Part]:
        """What stands at a category: side by side, or stacked away from nought on either side of it."""
        count = len(self.chart.series)
        above = below = 0.0
        for number, one in enumerate(self.chart.series):
            value = one.values[place]
            if value is None:
                continue
            if not self.is_stacked:
                yield _Part(one.tone, 0.0, value, number / count, 1 / count)
            elif value >= 0:
                yield _Part(one.tone, above, above := above + value, 0.0, 1.0)
            else:
                yield _Part(one.tone, below, below := below + value, 0.0, 1.0)

    def _middle(self, place: int) -> float:
        return self.left + (place + 0.5) * self.slot

    def _y(self, value: float, floor: float) -> float:
        return floor + self.scale.share(value) * PLOT

    def _axis(self, picture: Picture, floor: float) -> None:
        for tick, mark in self.marks:
            y = self._y(tick, floor)
            picture.write(mark, self.left - _GAP, y - AXIS.size * 0.34, "right")
            if tick:
                picture.rule(self.left, y, self.width, y, 0.35, style.HAIRLINE)

    def _baseline(self, picture: Picture, floor: float) -> None:
        y = self._y(0.0, floor)
        picture.rule(self.left, y, self.width, y, 0.8, style.INK)

    def _bodies(self, picture: Picture, floor: float) -> None:
        for place, parts in enumerate(self.parts):
            left = self._middle(place) - self.filled_width / 2
            for part in parts:
                low, high = sorted((self._y(part.start, floor), self._y(part.end, floor)))
                if high <= low:
                    continue
                gap = 0.6 if part.share < 1 and self.filled_width * part.share > 3 else 0.0
                x = left + part.at * self.filled_width
                filled(picture.drawing, part.tone, x, low, self.filled_width * part.share - gap, high - low)

    def _values(self, picture: Picture, floor: float) -> None:
        """The values above (below nought: under) their columns, where every one of them has the room."""
        found: list[tuple[Line, float, float, bool]] = []
        room = self.slot if self.is_stacked or len(self.chart.series) == 1 else 0.0
        for place, parts in enumerate(self.parts):
            left = self._middle(place) - self.filled_width / 2
            shown = self._totals(parts) if self.is_stacked else parts
            for part in shown:
                line = word(self.scale.written(part.end), VALUE, self.typesetter)
                if line.width + 1 > (room or self.filled_width * part.share):
                    return
                x = left + (part.at + part.share / 2) * self.filled_width
                found.append((line, x, self._y(part.end, floor), part.end < 0))
        for line, x, y, is_below in found:
            picture.write(line, x, y - VALUE.size if is_below else y + 2.6, "center")

    def _name(self, picture: Picture, top: float) -> None:
        """The labels; the last leans inward rather than over the margin, and one that it would touch goes."""
        found: list[tuple[float, Sequence[Line]]] = []
        edge = self.width
        for place, label in reversed(self.labels):
            half = max(line.width for line in label) / 2
            middle = min(self._middle(place), self.width - half)
            if middle + half <= edge:
                found.append((middle, label))
                edge = middle - half - _APART
        for middle, label in reversed(found):
            for number, line in enumerate(label):
                picture.write(line, middle, top - number * LEADING, "center")

    @staticmethod
    def _totals(parts: Sequence[_Part]) -> list[_Part]:
        """Of what is stacked, the outermost on each side of nought."""
        above = [part for part in parts if part.end > 0]
        below = [part for part in parts if part.end < 0]
        return [side[-1] for side in (above, below) if side]

    def _labels(self) -> list[tuple[int, Sequence[Line]]]:
        """The labels that have the room, evenly thinned out; the last category always has its own."""
        names = self.chart.categories
        widest = max((widest_word(one, LABEL, self.typesetter) for one in names), default=0.0)
        step = 1
        while step < len(names) and self.slot * step < min(widest, _WIDEST_WORD) + _APART:
            step += 1
        shown = [place for place in range(len(names)) if (len(names) - 1 - place) % step == 0]
        wide = self.slot * step - _APART
        found = [fitted(names[place], LABEL, wide, _LABEL_LINES, self.typesetter) for place in shown]
        # Months look alike side by side and from chart to chart: all break after their name, if that is all it takes.
        narrow = [compose([Stretch(names[place], LABEL)], widest, self.typesetter) for place in shown]
        if max((len(label) for label in narrow), default=0) <= _LABEL_LINES:
            found = narrow
        return list(zip(shown, found, strict=True))
