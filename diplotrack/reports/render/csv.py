"""Tables as CSV: UTF-8 with a byte order mark, so that spreadsheets read every script; CRLF; RFC 4180 quoting.

A text that a spreadsheet would run gets an apostrophe before it. That one sign makes the file differ from the ledger;
whoever needs the texts to the letter takes JSON, which nothing runs.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from diplotrack.base.formulas import harmless
from diplotrack.base.i18n import _
from diplotrack.reports.document import plain
from diplotrack.reports.render import cells
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.plaintext import lines_of
from diplotrack.reports.render.target import check, deliver
from diplotrack.reports.render.wording import clean

if TYPE_CHECKING:
    from diplotrack.reports.document import Cell, Document
    from diplotrack.reports.render import Target


def render(document: Document, target: Target) -> Rendered:
    """Write every table and the numbers of every chart: header, rows. Several stand one under another, each under its
    caption; a document without any is written line by line."""
    check(target)
    written = io.StringIO(newline="")
    out = csv.writer(written)
    found = cells.tables(document)
    if not found:
        out.writerows(
            [harmless(line)] for block in cells.blocks(document) for line in lines_of(block) if line
        )
    for place, table in enumerate(found):
        if len(found) > 1:
            if place:
                out.writerow([])
            out.writerow([harmless(clean(plain(table.caption) or table.name))])
        grouped = cells.is_grouped(table)
        out.writerow(
            ([_("Group")] if grouped else [])
            + [harmless(clean(str(column.label))) for column in table.columns]
        )
        for group, row in cells.rows(table):
            out.writerow(([harmless(group)] if grouped else []) + [_field(content) for content in row])
    deliver(written.getvalue().encode("utf-8-sig"), target)
    return Rendered()


def _field(content: Cell) -> str:
    if content.value is not None:
        value = cells.machine_value(content)
        return harmless(value) if isinstance(value, str) else str(value)
    return harmless(cells.words(content))
