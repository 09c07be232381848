"""Charts as vectors: a caption, a picture made of ReportLab's shapes and the typesetter's words, a note."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.reports import document as model
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.charts.bars import Bars, bars
from diplotrack.reports.render.pdf.charts.columns import columns
from diplotrack.reports.render.pdf.lines import Stretch, compose, stretches
from diplotrack.reports.render.pdf.pieces import Piece, Prose
from diplotrack.reports.render.wording import one_line as bare_line

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.charts.picture import Picture
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.sheet import Sheet

_BEFORE = 5.0
_FEWEST_ROWS = 4
"""Rows of bars that stand on a page together at least, where a chart is cut."""


class Figure(Piece):
    """A picture in one piece."""

    __slots__ = ("picture",)

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture.height, _BEFORE)
        self.picture = picture

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw with the upper edge at ``top``."""
        self.picture.draw(sheet, sheet.grid.left, top - self.height)


class BarFigure(Piece):
    """Bars, which may be cut between rows; each part has the axis."""

    __slots__ = ("bars",)

    def __init__(self, rows: Bars) -> None:
        super().__init__(rows.height, _BEFORE)
        self.bars = rows

    @property
    def least(self) -> float:
        """The height of its first rows with their axis."""
        return self.bars.part(0, _FEWEST_ROWS).height

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw with the upper edge at ``top``."""
        self.bars.picture().draw(sheet, sheet.grid.left, top - self.height)

    def split(self, room: float, force: bool = False) -> tuple[Piece, Piece] | None:
        """Cut between rows, so that neither part has too few of them unless forced."""
        least = 1 if force else _FEWEST_ROWS
        count = min(self.bars.fitting(room), len(self.bars.rows) - least)
        if count < least:
            return None
        first, rest = BarFigure(self.bars.part(0, count)), BarFigure(self.bars.part(count))
        first.before, rest.keep = self.before, self.keep
        return first, rest


def chart_pieces(block: model.Chart, grid: style.Grid, typesetter: Typesetter) -> Iterator[Piece]:
    """The chart as pieces: its title, its picture, and the note under it. Without a value above nought, a sentence."""
    chart = _known(block)
    title = [Stretch(bare_line(chart.title), style.CAPTION.look)]
    if chart.unit:
        quiet = style.CAPTION.look._replace(colour=style.QUIET, manner=style.CELL.manner)
        title.append(Stretch(f"   {bare_line(chart.unit)}", quiet))
    if bare_line(chart.title) or chart.unit:
        yield Prose(compose(title, grid.measure, typesetter), style.CAPTION, keep=True)
    nothing = _nothing(chart)
    if nothing:
        lines = compose([Stretch(nothing, style.NOTE.look)], grid.measure, typesetter)
        yield Prose(lines, style.NOTE)
        return
    note = stretches(chart.note, style.NOTE.look) if model.plain(chart.note) else []
    figure: Piece
    if chart.form is model.ChartForm.BARS:
        figure = BarFigure(bars(chart, grid.measure, typesetter))
    else:
        figure = Figure(columns(chart, grid.measure, typesetter))
    # The note stays with what it explains; a chart of many pages cannot be kept whole and needs no company.
    figure.keep = bool(note) and figure.height < grid.depth / 2
    yield figure
    if note:
        yield Prose(compose(note, grid.measure, typesetter), style.NOTE)


def _known(chart: model.Chart) -> model.Chart:
    """The chart with None for whatever is no number on an axis."""
    series = [
        replace(one, values=[_finite(value) for value in one.values]) for one in chart.series if one.values
    ]
    return replace(chart, series=series)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _nothing(chart: model.Chart) -> str:
    """Why there is nothing to draw, in a sentence; "" where there is something."""
    known = [value for one in chart.series for value in one.values if value is not None]
    if not known:
        return _("There is no value to draw.")
    return "" if any(known) else _("Every value is 0.")
