"""Charts of a word processor: drawn by it, with the numbers in a little workbook behind them, and to be edited."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from diplotrack.reports import document as model
from diplotrack.reports.render import cells
from diplotrack.reports.render.docx.markup import attribute, units
from diplotrack.reports.render.epoch import made_at
from diplotrack.reports.render.wording import clean

if TYPE_CHECKING:
    from diplotrack.reports.render.docx.package import Package
    from diplotrack.reports.render.docx.paper import Sheet

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SHEET = "Chart"
# What is not said of a label is shown by some word processors and hidden by others; so are bars without a value.
_LABELS = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_VISIBLE, _GAPS = '<c:plotVisOnly val="1"/>', '<c:dispBlanksAs val="gap"/>'


class Charts:
    """The charts of one document."""

    def __init__(self, package: Package, sheet: Sheet) -> None:
        self._package = package
        self._sheet = sheet
        self._count = 0

    def drawn(self, chart: model.Chart) -> str:
        """A run with the chart in it; what it shows is told to who cannot see it."""
        self._count += 1
        path = f"word/charts/chart{self._count}.xml"
        book, drawing = _workbook(chart)
        inner = self._package.add(f"word/embeddings/chart{self._count}.xlsx", "workbook", book, source=path)
        relation = self._package.add(path, "chart", _leading_to(drawing, inner))
        width, height = units(self._sheet.measure), units(self._height(chart))
        title, told = attribute(chart.title), attribute(chart.told)
        return (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{self._count}" name="Chart {self._count}"'
            f' descr="{told}" title="{title}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
            f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    def _height(self, chart: model.Chart) -> float:
        most = self._sheet.height - self._sheet.top - self._sheet.bottom - 90
        if chart.form is model.ChartForm.BARS:
            rows = len(chart.categories) * max(len(chart.series), 1)
            return min(most, 46 + 18.0 * rows)
        return min(most, self._sheet.measure * (0.34 if self._sheet.landscape else 0.48))


def _workbook(chart: model.Chart) -> tuple[bytes, str]:
    """A workbook with the numbers of the chart, and the chart itself as its part."""
    import xlsxwriter

    from diplotrack.reports.render.plotting import plotted

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": made_at()})
        sheet = book.add_worksheet(_SHEET)
        for place, series in enumerate(chart.series, 1):
            sheet.write_string(0, place, clean(series.label))
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, clean(category))
            for place, series in enumerate(chart.series, 1):
                value = cells.finite(series.values[row - 1])
                if value is not None:
                    sheet.write_number(row, place, value)
        sheet.insert_chart(0, len(chart.series) + 2, plotted(book, chart, _SHEET, 0))
    content = written.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return content, parts.read("xl/charts/chart1.xml").decode("utf-8")


def _leading_to(drawing: str, workbook: str) -> str:
    """The chart with the way to its workbook, in place of how a spreadsheet would print it (CT_ChartSpace)."""
    start, _sign, _rest = drawing.partition("<c:printSettings>")
    start = start.replace('<c:showVal val="1"/>', _LABELS).replace(_VISIBLE, f"{_VISIBLE}{_GAPS}")
    return f'{start}<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
