"""The document as a workbook: a sheet a table, numbers and days as such, charts beside their numbers, text by itself.

Text is always text: nothing in it can become a formula or a link.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from diplotrack.base.i18n import _, using_locale
from diplotrack.reports.document import Chart, Copy, Heading, Paragraph, Table
from diplotrack.reports.render import cells
from diplotrack.reports.render.epoch import made_at
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.target import check, deliver
from diplotrack.reports.render.wording import one_line
from diplotrack.reports.render.xlsx.charts import write_chart
from diplotrack.reports.render.xlsx.longtexts import LongTexts
from diplotrack.reports.render.xlsx.prose import write_prose
from diplotrack.reports.render.xlsx.sheets import Sheets
from diplotrack.reports.render.xlsx.tables import write_table

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper, Target

_OPTIONS = {
    # In memory: nothing of a ledger is ever left in the folder for temporary files.
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_PROPERTY = 255


def render(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Write the workbook; what a cell cannot hold stands whole in a sheet of its own."""
    check(target)
    written = io.BytesIO()
    with using_locale(document.language.replace("-", "_")):
        book = xlsxwriter.Workbook(written, _OPTIONS)
        book.set_properties(_properties(document))
        _fill(Sheets(book, document, paper))
        book.close()
    deliver(written.getvalue(), target)
    return Rendered()


def _properties(document: Document) -> dict[str, Any]:
    author = document.author if document.copy is Copy.INTERNAL else ""
    texts = {
        "title": document.title,
        "subject": document.subtitle or document.kind,
        "author": author,
        "keywords": ", ".join(document.keywords),
    }
    return {name: one_line(text)[:_LONGEST_PROPERTY] for name, text in texts.items()} | {"created": made_at()}


def _fill(sheets: Sheets) -> None:
    """A sheet for every table and chart; one with the text where there is any besides, or nothing else."""
    longer = LongTexts(sheets)
    found = list(cells.blocks(sheets.document))
    shown = [block for block in found if isinstance(block, Table | Chart)]
    if not shown or any(isinstance(block, Heading | Paragraph) for block in found):
        write_prose(sheets, longer, _("Text"))
    for block in shown:
        if isinstance(block, Table):
            write_table(sheets, longer, block)
        else:
            write_chart(sheets, longer, block)
    longer.write()
