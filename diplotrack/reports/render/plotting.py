"""A chart as spreadsheets and word processors know it: drawn from numbers that stand in a sheet, and to be edited."""

from __future__ import annotations

from typing import Any

from diplotrack.reports.document import Chart, ChartForm, Series
from diplotrack.reports.render.palette import ACCENT, FILLS, HAIRLINE, INK, QUIET
from diplotrack.reports.render.wording import one_line

_FORMS: dict[ChartForm, dict[str, str]] = {
    ChartForm.COLUMNS: {"type": "column"},
    ChartForm.STACKED: {"type": "column", "subtype": "stacked"},
    ChartForm.BARS: {"type": "bar"},
}
_FONT = "Calibri"
_MOST_LABELLED = 14
"""Values that are written beside their bars; more would run into one another."""


def plotted(book: Any, chart: Chart, sheet: str, top: int, left: int = 0) -> Any:
    """The chart of numbers that stand in a sheet: series in the header at row ``top`` (from 0), categories in column
    ``left``, as :func:`cells.charted` puts them."""
    made = book.add_chart(_FORMS[chart.form])
    last = top + max(len(chart.categories), 1)
    for place, series in enumerate(chart.series, left + 1):
        made.add_series(
            {
                "name": [sheet, top, place],
                "categories": [sheet, top + 1, left, last, left],
                "values": [sheet, top + 1, place, last, place],
                "gap": 60,
                "overlap": 100 if chart.form is ChartForm.STACKED else 0,
                **_look(chart, series),
            }
        )
    made.set_legend({"none": True} if len(chart.series) < 2 else {"position": "bottom", "font": _font(QUIET)})
    made.set_title({"none": True})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    made.show_blanks_as("gap")
    _axes(made, chart)
    return made


def _look(chart: Chart, series: Series) -> dict[str, Any]:
    fill = FILLS[series.tone]
    look: dict[str, Any] = {"border": {"color": f"#{fill.outline}"} if fill.outline else {"none": True}}
    if fill.pattern:
        look["pattern"] = {
            "pattern": fill.pattern,
            "fg_color": f"#{fill.lines}",
            "bg_color": f"#{fill.colour}",
        }
    else:
        look["fill"] = {"color": f"#{fill.colour}"}
    if len(chart.series) == 1 and len(chart.categories) <= _MOST_LABELLED:
        look["data_labels"] = {"value": True, "font": _font(INK), "num_format": number_format(chart.decimals)}
    return look


def _axes(made: Any, chart: Chart) -> None:
    line = {"color": f"#{ACCENT}", "width": 0.75}
    # Names stand at the edge, not in the midst of bars to either side of nought.
    categories: dict[str, Any] = {"num_font": _font(INK), "line": line, "major_tick_mark": "none",
                                  "label_position": "low"}  # fmt: skip
    values: dict[str, Any] = {
        "num_font": _font(QUIET),
        "num_format": number_format(chart.decimals),
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": f"#{HAIRLINE}", "width": 0.5}},
        "min": chart.lowest,
        "max": chart.highest,
    }
    if chart.unit:
        values |= {"name": one_line(chart.unit), "name_font": {**_font(QUIET), "bold": False}}
    if chart.form is ChartForm.BARS:
        # The first category stands at the head; the axis of values follows it there unless it is told otherwise.
        categories["reverse"] = True
        values["label_position"] = "high"
        # Of bars lying down XlsxWriter calls the axis that stands up y.
        made.set_y_axis(categories)
        made.set_x_axis(values)
        return
    made.set_x_axis(categories)
    made.set_y_axis(values)


def number_format(decimals: int) -> str:
    """The format of numbers with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")


def _font(colour: str) -> dict[str, Any]:
    return {"name": _FONT, "size": 9, "color": f"#{colour}"}
