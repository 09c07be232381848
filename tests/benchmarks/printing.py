"""What printing costs: a table of 1,000 and of 10,000 rows, beside stock ReportLab and beside bare text on a canvas.

Run ``python -m tests.benchmarks.printing`` in the project root. All in one run on one machine; trust the ratios.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable

from diplotrack.reports.document import Cell, Column, Document, Heading, Paragraph, Table
from diplotrack.reports.render import RENDERERS, render_pdf

HEADS = ("No.", "Commitment", "Made by", "Made on", "Due", "Status", "USD m")
WEIGHTS = (0.6, 4.0, 1.5, 1.3, 1.3, 1.3, 1.0)
COLUMNS = [
    Column(head, weight, "number" if head in ("No.", "USD m") else "text")
    for head, weight in zip(HEADS, WEIGHTS, strict=True)
]
PARTIES = ("France", "Japan", "Chad", "Bosnia and Herzegovina", "Peru", "Brazil")
STATUS = ("Open", "In progress", "Fulfilled", "Overdue")


def content(count: int) -> list[tuple[str, ...]]:
    """Rows as a commitment report has them; the second cell fills two lines."""
    return [
        (
            str(n),
            f"Deliver instalment {n} of the assistance agreed for district {n % 97}, and report on its use",
            PARTIES[n % 6],
            f"{n % 28 + 1} Mar {2000 + n % 9}",
            f"{n % 28 + 1} Jun {2001 + n % 9}",
            STATUS[n % 4],
            f"{n * 37 % 9000 / 10:,.1f}",
        )
        for n in range(1, count + 1)
    ]


def ours(rows: list[tuple[str, ...]]) -> bytes:
    """The document model through our own renderer."""
    written = io.BytesIO()
    render_pdf(Document("Commitments", (Table(COLUMNS, rows),), landscape=True), written)
    return written.getvalue()


def long_table(rows: list[tuple[str, ...]]) -> bytes:
    """Stock ReportLab: LongTable with a Paragraph in every cell."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.6, leading=11.8)
    widths = [690 * weight / sum(WEIGHTS) for weight in WEIGHTS]
    cells = [[Paragraph(text, style) for text in row] for row in (HEADS, *rows)]
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=landscape(A4)).build(
        [LongTable(cells, colWidths=widths, repeatRows=1)]
    )
    return written.getvalue()


def bare_canvas(rows: list[tuple[str, ...]]) -> bytes:
    """The same text broken by ReportLab's own simpleSplit and drawn straight on a canvas, in one TrueType font."""
    import pymupdf_fonts
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    font, size, leading = "BenchmarkSans", 8.6, 11.8
    pdfmetrics.registerFont(TTFont(font, io.BytesIO(pymupdf_fonts.myfont("figo"))))
    widths = [690 * weight / sum(WEIGHTS) for weight in WEIGHTS]
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=landscape(A4), pageCompression=1)
    y = 500.0
    canvas.setFont(font, size)
    for row in rows:
        split = [simpleSplit(text, font, size, width - 10) for text, width in zip(row, widths, strict=True)]
        height = max(map(len, split)) * leading + 6.8
        if y - height < 80:
            canvas.showPage()
            canvas.setFont(font, size)
            y = 500.0
        x = 76.0
        for lines, width in zip(split, widths, strict=True):
            for place, line in enumerate(lines):
                canvas.drawString(x, y - place * leading, line)
            x += width
        canvas.line(76, y - height + 9, 766, y - height + 9)
        y -= height
    canvas.save()
    return written.getvalue()


def brief(_rows: list[tuple[str, ...]]) -> bytes:
    """Some twelve pages of running text."""
    text = "The sequence is settled: inspection first, then relief, then the conference. " * 8
    blocks = [part for n in range(40) for part in (Heading(f"Section {n}"), Paragraph(text, number=str(n)))]
    written = io.BytesIO()
    render_pdf(Document("Brief", blocks), written)
    return written.getvalue()


def seconds(work: Callable[[list[tuple[str, ...]]], bytes], rows: list[tuple[str, ...]], runs: int) -> float:
    """The shortest of some runs."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work(rows)
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    """Print the figures."""
    out = sys.stdout.write
    ours(content(20))
    for count in (1_000, 10_000):
        rows = content(count)
        runs = 3 if count == 1_000 else 1
        canvas = seconds(bare_canvas, rows, runs)
        found = {"ours": seconds(ours, rows, runs), "bare canvas": canvas}
        if count == 1_000:
            found["LongTable + Paragraph"] = seconds(long_table, rows, 1)
        out(f"{count:,} rows\n")
        for name, spent in found.items():
            out(f"  {name:24}{spent:8.2f} s   {spent / canvas:5.2f} x canvas\n")
    out(f"brief of running text     {seconds(brief, [], 3):8.2f} s\n")
    table = Document("T", (Table(COLUMNS, [tuple(map(Cell, row)) for row in content(1_000)]),))
    for suffix in (".docx", ".xlsx", ".csv", ".json"):
        begin = time.perf_counter()
        RENDERERS[suffix](table, io.BytesIO(), "A4")
        out(f"1,000 rows as {suffix:12}{time.perf_counter() - begin:8.2f} s\n")
    out(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB\n")


if __name__ == "__main__":
    main()
