"""The references in ReportLab: the same text straight on a canvas, and stock LongTable with a Paragraph in every cell.

Both draw the same cells in the same font, sizes, columns and rows as the house style, with the header on every page,
but nothing else: no shaping, no other script, no structure, links, outline or markings. How wide the columns are they
are told beforehand.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from diplotrack.reports.document import Document, Group, cell, plain
from tests.benchmarks.printing.rows import table_of

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.rows import Track

REGULAR, BOLD = "BenchmarkSans", "BenchmarkSans-Bold"


def _register() -> None:
    import pymupdf_fonts
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, face in ((REGULAR, "figo"), (BOLD, "figbo")):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(pymupdf_fonts.myfont(face))))


def rows_of(document: Document) -> Iterator[str | list[str]]:
    """The rows as bare text; a row that heads others is one text."""
    for row in table_of(document).rows:
        yield plain(row.text) if isinstance(row, Group) else [plain(cell(one).text) for one in row]


def places_of(document: Document) -> list[Track]:
    from diplotrack.reports.render.pdf import style
    from diplotrack.reports.render.pdf.columns import fitted
    from diplotrack.reports.render.pdf.shaping import Typesetter

    table = table_of(document)
    measure = style.grid("A4", document.landscape).measure
    return fitted(table.columns, [table], measure, Typesetter(document.language))


def canvas(document: Document) -> Callable[[], bytes]:
    """Straight on a canvas."""
    places = places_of(document)
    return lambda: _on_canvas(document, places)


def long_table(document: Document) -> Callable[[], bytes]:
    """Stock LongTable."""
    places = places_of(document)
    return lambda: _in_long_table(document, places)


def _on_canvas(document: Document, places: list[Track]) -> bytes:
    """Broken into lines by ReportLab's own simpleSplit, drawn by drawString."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    from diplotrack.reports.render.pdf import style

    _register()
    grid = style.grid("A4", document.landscape)
    columns = table_of(document).columns
    size, leading, pad = style.CELL.size, style.CELL_LEADING, style.ROW_PAD
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(grid.width, grid.height), pageCompression=1)
    y = 0.0

    def head() -> float:
        canvas.setFont(BOLD, 8.4)
        for place, column in zip(places, columns, strict=True):
            canvas.drawString(grid.left + place.x, grid.top - 12, column.label)
        canvas.drawString(grid.left, 50, f"{document.title}, page {canvas.getPageNumber()}")
        canvas.setFont(REGULAR, size)
        return grid.top - 19.4

    def fits(height: float) -> float:
        nonlocal y
        if y - height < grid.bottom:
            if y:
                canvas.showPage()
            y = head()
        y -= height
        canvas.line(grid.left, y, grid.right, y)
        return y + height

    for row in rows_of(document):
        if isinstance(row, str):
            top = fits(21.6)
            canvas.setFont(BOLD, 8.8)
            canvas.drawString(grid.left, top - 14, row)
            canvas.setFont(REGULAR, size)
            continue
        split = [
            simpleSplit(text, REGULAR, size, place.width) for text, place in zip(row, places, strict=True)
        ]
        top = fits(max(map(len, split)) * leading + 2 * pad) - pad - leading * 0.76
        for lines, place in zip(split, places, strict=True):
            for count, line in enumerate(lines):
                if place.align == "right":
                    canvas.drawRightString(grid.left + place.x + place.width, top - count * leading, line)
                else:
                    canvas.drawString(grid.left + place.x, top - count * leading, line)
    canvas.save()
    return written.getvalue()


def _in_long_table(document: Document, places: list[Track]) -> bytes:
    """What ReportLab's user guide would have one write."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    from diplotrack.reports.render.pdf import style

    _register()
    columns = table_of(document).columns
    look = ParagraphStyle("cell", fontName=REGULAR, fontSize=style.CELL.size, leading=style.CELL_LEADING)
    cells = [[Paragraph(escape(one.label), look) for one in columns]]
    empty = [""] * (len(columns) - 1)
    for row in rows_of(document):
        texts = [row, *empty] if isinstance(row, str) else row
        cells.append([Paragraph(escape(text), look) for text in texts])
    table = LongTable(cells, colWidths=[place.width + 10 for place in places], repeatRows=1)
    pads = [
        ("LEFTPADDING", 0),
        ("RIGHTPADDING", 10),
        ("TOPPADDING", style.ROW_PAD),
        ("BOTTOMPADDING", style.ROW_PAD),
    ]
    whole = ((0, 0), (-1, -1))
    table.setStyle(TableStyle([(name, *whole, value) for name, value in pads] + [("VALIGN", *whole, "TOP")]))
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=landscape(A4), topMargin=76, bottomMargin=82).build([table])
    return written.getvalue()
