"""A chart as a sheet: its numbers, and the chart drawn from them beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.reports.document import Chart, ChartForm, plain
from diplotrack.reports.render import cells
from diplotrack.reports.render.plotting import number_format, plotted
from diplotrack.reports.render.wording import clean, one_line

if TYPE_CHECKING:
    from diplotrack.reports.render.xlsx.longtexts import LongTexts
    from diplotrack.reports.render.xlsx.sheets import Sheets

_PAGE, _LEAST, _CHARACTER = 1000, 460, 7
"""Pixels: how wide a page is, how wide a chart is at least, and a character of a column."""
_HEIGHT, _ROW = 400, 24
"""Pixels: how high a chart is, and a row of bars."""
_COLUMN = 12
"""Characters of a column of numbers."""


def write_chart(sheets: Sheets, longer: LongTexts, chart: Chart) -> None:
    """The numbers of the chart as a table, the chart at their right."""
    title = one_line(chart.title) or _("Chart")
    sheet = sheets.add(title)
    told = (f"{title} ({one_line(chart.unit)})" if chart.unit else title, chart.told, plain(chart.note))
    top = sheets.top(sheet, *told)
    sheet.write_blank(top, 0, None, sheets.look("head"))
    names = min(40, max((len(one) for one in chart.categories), default=8) + 2)
    sheet.set_column(0, 0, names)
    sheet.set_column(1, len(chart.series), _COLUMN)
    for place, series in enumerate(chart.series, 1):
        sheet.write_string(top, place, clean(series.label), sheets.look("head right"))
    for row, category in enumerate(chart.categories):
        text = longer.fitting(clean(category), sheet, top + 1 + row, 0)
        sheet.write_string(top + 1 + row, 0, text, sheets.look("text"))
        for place, series in enumerate(chart.series, 1):
            value = cells.finite(series.values[row])
            if value is None:
                sheet.write_blank(top + 1 + row, place, None, sheets.look("text"))
            else:
                sheet.write_number(top + 1 + row, place, value, sheets.look(number_format(chart.decimals)))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    drawn = plotted(sheets.book, chart, sheet.get_name(), top)
    rows = len(chart.categories) * max(len(chart.series), 1)
    height = max(160, 90 + _ROW * rows) if chart.form is ChartForm.BARS else _HEIGHT
    beside = _CHARACTER * (names + _COLUMN * (len(chart.series) + 1))
    drawn.set_size({"width": max(_LEAST, _PAGE - beside), "height": height})
    sheet.insert_chart(top, len(chart.series) + 2, drawn, {"description": one_line(chart.told)})
