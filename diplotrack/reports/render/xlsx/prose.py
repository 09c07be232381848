"""The running text as a sheet: numbers, labels and days at the left, what is said of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.formulas import is_formula_like
from diplotrack.reports.document import Chart, Heading, Table
from diplotrack.reports.render import cells
from diplotrack.reports.render.plaintext import entries_of
from diplotrack.reports.render.wording import one_line
from diplotrack.reports.render.xlsx.sheets import height_of

if TYPE_CHECKING:
    from diplotrack.reports.render.xlsx.longtexts import LongTexts
    from diplotrack.reports.render.xlsx.sheets import Sheets

_HEADS, _WORDS = 18.0, 90.0
"""Characters of the two columns."""


def write_prose(sheets: Sheets, longer: LongTexts, name: str) -> None:
    """Everything but tables and charts, which have sheets of their own."""
    sheet = sheets.add(name, landscape=False)
    row = sheets.top(sheet)
    sheet.set_column(0, 0, _HEADS)
    sheet.set_column(1, 1, _WORDS)
    for label, value in sheets.document.front:
        sheet.write_string(row, 0, one_line(label), sheets.look("label"))
        sheet.write_string(row, 1, one_line(value), sheets.look("words"))
        row += 1
    for block in cells.blocks(sheets.document):
        if isinstance(block, Table | Chart):
            continue
        if isinstance(block, Heading):
            row += 1
        for head, text in entries_of(block):
            if isinstance(block, Heading):
                sheet.write_string(row, 0, longer.fitting(text, sheet, row, 0), sheets.look("heading"))
            else:
                look = "inert words" if is_formula_like(text) else "words"
                sheet.write_string(row, 0, longer.fitting(head, sheet, row, 0), sheets.look("label"))
                sheet.write_string(row, 1, longer.fitting(text, sheet, row, 1), sheets.look(look))
                sheet.set_row(row, height_of(((head, _HEADS), (text, _WORDS))))
            row += 1
