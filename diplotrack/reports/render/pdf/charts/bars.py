"""Bars lying down, one category a row: as many as there are, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.charts.legend import Legend
from diplotrack.reports.render.pdf.charts.lettering import AXIS, LEADING, NAME, VALUE, fitted, word
from diplotrack.reports.render.pdf.charts.picture import Picture
from diplotrack.reports.render.pdf.charts.scale import Scale, scale
from diplotrack.reports.render.pdf.charts.tones import filled

if TYPE_CHECKING:
    from diplotrack.reports.document import Chart, Tone
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.shaping import Typesetter

AXIS_HEIGHT = 14.0
_BAR = 8.4
_ROW = 14.4
_NAME_SHARE = 0.36
_NAME_LINES = 2
_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name in lines, and (tone, value, the value as written) of each series that has one."""

    name: Sequence[Line]
    values: Sequence[tuple[Tone, float, Line]]

    @property
    def height(self) -> float:
        """In points."""
        return max(_ROW, len(self.name) * LEADING + 4.8, len(self.values) * (_BAR + 0.8) + 5)


@dataclass(frozen=True, slots=True)
class Bars:
    """The rows of a chart, or those of one page of it; the axis is the same on all of them."""

    rows: Sequence[Bar]
    scale: Scale
    marks: Sequence[tuple[float, Line]]
    legend: Legend
    width: float
    left: float
    right: float

    @property
    def around(self) -> float:
        """The height of legend and axis."""
        return self.legend.height + AXIS_HEIGHT

    @property
    def height(self) -> float:
        """In points."""
        return self.around + sum(row.height for row in self.rows)

    def part(self, start: int, stop: int | None = None) -> Bars:
        """Some of the rows."""
        return replace(self, rows=self.rows[start:stop])

    def fitting(self, room: float) -> int:
        """How many rows fit into that height."""
        left = room - self.around
        for count, row in enumerate(self.rows):
            left -= row.height
            if left < -0.01:
                return count
        return len(self.rows)

    def picture(self) -> Picture:
        """The rows as a picture."""
        picture = Picture(self.width, self.height)
        self.legend.draw(picture, self.height)
        top = self.height - self.legend.height
        for tick, mark in self.marks:
            x = self._x(tick)
            if tick:
                picture.rule(x, AXIS_HEIGHT - 2, x, top, 0.35, style.HAIRLINE)
            picture.write(mark, x, 2.4, "center")
        y = top
        for row in self.rows:
            y -= row.height
            self._row(picture, row, y)
        nought = self._x(0.0)
        picture.rule(nought, AXIS_HEIGHT - 2, nought, top, 0.8, style.INK)
        return picture

    def _x(self, value: float) -> float:
        return self.left + self.scale.share(value) * (self.right - self.left)

    def _row(self, picture: Picture, row: Bar, foot: float) -> None:
        middle = foot + row.height / 2
        y = middle + (len(row.name) - 1) * LEADING / 2 - NAME.size * 0.34
        for line in row.name:
            picture.write(line, 0.0, y)
            y -= LEADING
        nought = self._x(0.0)
        top = middle + len(row.values) * (_BAR + 0.8) / 2
        for tone, value, written in row.values:
            end = self._x(value)
            left, right = sorted((nought, end))
            top -= _BAR + 0.8
            if right > left:
                filled(picture.drawing, tone, left, top + 0.4, right - left, _BAR)
            base = top + 0.4 + (_BAR - VALUE.size * 0.68) / 2
            if value < 0:
                picture.write(written, end - 3, base, "right")
            else:
                picture.write(written, end + 3, base)


def bars(chart: Chart, width: float, typesetter: Typesetter) -> Bars:
    """The rows of the chart on a width in points."""
    known = [value for one in chart.series for value in one.values if value is not None]
    axis = scale(known, chart.lowest, chart.highest, chart.decimals)
    rows = []
    for place, category in enumerate(chart.categories):
        values = [
            (one.tone, value, word(axis.written(value), VALUE, typesetter))
            for one in chart.series
            if (value := one.values[place]) is not None
        ]
        rows.append(Bar(fitted(category, NAME, width * _NAME_SHARE, _NAME_LINES, typesetter), values))
    names = max((line.width for row in rows for line in row.name), default=0.0)
    written = [(value, line.width + 4) for row in rows for _tone, value, line in row.values]
    before = max((taken for value, taken in written if value < 0), default=0.0)
    after = max((taken for value, taken in written if value >= 0), default=0.0)
    marks = [(tick, word(axis.marked(tick), AXIS, typesetter)) for tick in axis.ticks]
    return Bars(
        rows,
        axis,
        marks,
        Legend(chart.series, width, typesetter),
        width,
        names + _GAP + before,
        width - after,
    )
