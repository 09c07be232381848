"""One contender in a process of its own: ``python -m tests.benchmarks.printing.contender NAME ROWS [--ledger]``.

Prints as JSON the seconds of the processor (its own and its children's) and of the clock, the peak of memory in MB,
and bytes, pages and the share of its words in the PDF; nothing where LibreOffice took too long.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import resource
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from diplotrack.reports.document import Copy, Document
from tests.benchmarks.printing import ledgers, libreoffice, references
from tests.benchmarks.printing.rows import made_up

Draw = Callable[[], bytes]


def ours(document: Document) -> Draw:
    """The document model through our own renderer."""
    from diplotrack.reports.render import render_pdf

    def draw() -> bytes:
        written = io.BytesIO()
        render_pdf(document, written)
        return written.getvalue()

    return draw


def unlinked(document: Document) -> Draw:
    """Ours, without the links to records that an internal copy has in every row and the references have not."""
    return ours(replace(document, copy=Copy.HAND_OVER))


DRAWN = {"ours": ours, "unlinked": unlinked, "canvas": references.canvas, "long-table": references.long_table}
CONVERTED = {"ods": libreoffice.ods, "docx": libreoffice.docx}


def spent() -> float:
    """Seconds of the processor so far, those of ended children too."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def told(pdf: bytes, document: Document) -> tuple[int, float]:
    """Pages, and which share of the words of the rows the file gives back."""
    import pypdfium2

    found: Counter[str] = Counter()
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = len(opened)
        for page in opened:
            found.update(page.get_textpage().get_text_bounded().split())
    rows = ([row] if isinstance(row, str) else row for row in references.rows_of(document))
    wanted = Counter(word for row in rows for text in row for word in text.split())
    return pages, (wanted & found).total() / wanted.total()


def main() -> None:
    """Warm up, draw, tell."""
    parser = argparse.ArgumentParser(description="One contender.")
    parser.add_argument("name", choices=[*DRAWN, *CONVERTED])
    parser.add_argument("rows", type=int)
    parser.add_argument(
        "--ledger", action="store_true", help="the report of a generated ledger, not made-up rows"
    )
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    document = ledgers.commitment_report(options.rows) if options.ledger else made_up(options.rows)
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = measured(document, draw_of(options.name, document, Path(folder)), options)
        except subprocess.TimeoutExpired:
            found = {}
    print(json.dumps(found))


def draw_of(name: str, document: Document, folder: Path) -> Draw:
    """What draws the document; whatever comes before that is done here."""
    if name in DRAWN:
        DRAWN[name](made_up(20))()
        return DRAWN[name](document)
    source = CONVERTED[name](document)
    # The first start of LibreOffice lays out a profile, which is not the rows' fault.
    libreoffice.converted(libreoffice.ods(made_up(1)), ".ods", folder)
    return lambda: libreoffice.converted(source, f".{name}", folder)


def measured(document: Document, draw: Draw, options: argparse.Namespace) -> dict[str, float]:
    """The figures of one contender."""
    times, walls = [], []
    pdf = b""
    for _run in range(options.runs):
        gc.collect()
        began, wall = spent(), time.perf_counter()
        pdf = draw()
        times.append(spent() - began)
        walls.append(time.perf_counter() - wall)
    whose = resource.RUSAGE_CHILDREN if options.name in CONVERTED else resource.RUSAGE_SELF
    peak = resource.getrusage(whose).ru_maxrss / 1024
    pages, share = told(pdf, document)
    return {
        "seconds": min(times),
        "wall": min(walls),
        "peak": peak,
        "bytes": len(pdf),
        "pages": pages,
        "share": share,
    }


if __name__ == "__main__":
    main()
