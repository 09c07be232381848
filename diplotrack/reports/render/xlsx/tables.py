"""A table as a sheet: a header that stays in sight and is repeated in print, columns as wide as what is in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from diplotrack.base.formulas import is_formula_like
from diplotrack.base.i18n import _, format_number
from diplotrack.reports.document import Cell, Column, Group, Row, Table, cell, plain
from diplotrack.reports.render import cells
from diplotrack.reports.render.wording import clean
from diplotrack.reports.render.xlsx import sheets as limits

if TYPE_CHECKING:
    from diplotrack.reports.render.xlsx.longtexts import LongTexts
    from diplotrack.reports.render.xlsx.sheets import Sheets

_SAMPLE = 400
_PAGE, _NARROWEST, _NARROW, _READABLE, _WIDEST_WORD = 135.0, 6.5, 16.0, 11.0, 40.0
"""Characters: of a page; of a column at least, at most where it is light, by weight, and for one long word."""
_MOST_OF_A_PAGE = 1.6
"""Pages that are shrunk into one in print; more stand side by side."""
# Spreadsheets count in floating point (fifteen digits). Their days begin in 1900, with a 29 February that never was:
# they agree on days from the first of March on.
_MOST_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)
_MOST_DECIMALS = 3


def write_table(sheets: Sheets, longer: LongTexts, table: Table) -> None:
    """The table on a sheet; on as many as it needs where it has more rows than one can hold."""
    name = table.name or plain(table.caption) or sheets.document.title
    start, total = 0, len(table.rows)
    while True:
        sheet = sheets.add(name)
        caption = clean(plain(table.caption))
        # Told in the place where the count of rows is known: marking, title, subtitle, caption, a gap, the header.
        room = limits.MOST_ROWS - 8
        end = min(total, start + room)
        told = ""
        if total > room:
            told = _("Rows {first} to {last} of {count}; a sheet holds no more.").format(
                first=format_number(start + 1), last=format_number(end), count=format_number(total)
            )
        top = sheets.top(sheet, caption, told)
        _Grid(sheets, longer, sheet, table).write(top, table.rows[start:end])
        start = end
        if start >= total:
            return


class _Grid:
    """Writes the columns of one table."""

    def __init__(self, sheets: Sheets, longer: LongTexts, sheet: Any, table: Table) -> None:
        self._sheets = sheets
        self._longer = longer
        self._sheet = sheet
        self._table = table
        sample = cells.sample(table, _SAMPLE)
        self._samples = [
            [row[place] for row in sample if place < len(row)] for place in range(len(table.columns))
        ]
        self._numbers = [number_look(sample) for sample in self._samples]
        self._aligned = [_aligned(column) for column in table.columns]

    def write(self, top: int, rows: Sequence[Row]) -> None:
        """Header at row ``top``, then the rows."""
        sheet, columns, grouped = self._sheet, self._table.columns, cells.is_grouped(self._table)
        widths = self._widths()
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.set_column(place, place, width)
            look = "head right" if self._aligned[place] == "right" else "head"
            sheet.write_string(top, place, clean(str(column.label)), self._sheets.look(look))
        row = top
        for content in rows:
            row += 1
            if isinstance(content, Group):
                text = self._longer.fitting(clean(plain(content.text)), sheet, row, 0)
                sheet.write_string(row, 0, text, self._sheets.look("group"))
                continue
            items = [cell(item) for item in content][: len(columns)]
            for place, item in enumerate(items):
                self._cell(row, place, item)
            height = limits.height_of(zip(map(cells.words, items), widths, strict=False))
            if height or grouped:
                sheet.set_row(row, height, None, {"level": 1} if grouped else None)
        if grouped:
            sheet.outline_settings(symbols_below=False)
        elif row > top and columns:
            sheet.autofilter(top, 0, row, len(columns) - 1)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        pages = math.ceil(sum(widths) / (_PAGE * _MOST_OF_A_PAGE))
        if pages > 1:
            sheet.fit_to_pages(pages, 0)
            sheet.repeat_columns(0)

    def _cell(self, row: int, place: int, content: Cell) -> None:
        sheet, value = self._sheet, content.value
        if isinstance(value, date) and value >= _FIRST_DAY:
            sheet.write_datetime(row, place, datetime.combine(value, time()), self._sheets.look("date"))
            return
        if isinstance(value, int | float | Decimal) and is_exact(value):
            sheet.write_number(row, place, value, self._sheets.look(self._numbers[place]))
            return
        text = cells.words(content) or str(cells.machine_value(content) or "")
        if not text:
            sheet.write_blank(row, place, None, self._sheets.look("text"))
            return
        look = "inert" if is_formula_like(text) else self._aligned[place]
        sheet.write_string(row, place, self._longer.fitting(text, sheet, row, place), self._sheets.look(look))

    def _widths(self) -> list[float]:
        """As wide as header and cells ask for, up to the column's share of a page or what can be read on a screen."""
        total = sum(max(column.weight, 0.05) for column in self._table.columns) or 1.0
        found = []
        for column, sample in zip(self._table.columns, self._samples, strict=True):
            most = max(_PAGE * column.weight / total, _NARROW, _READABLE * column.weight)
            head = max((len(word) for word in str(column.label).split()), default=0) + 4
            asked = max((_longest_line(one) for one in sample), default=0) + 2
            unbroken = max((_longest_word(one) for one in sample), default=0) + 2
            found.append(max(_NARROWEST, head, min(unbroken, _WIDEST_WORD), min(asked, most)))
        return found


def _aligned(column: Column) -> str:
    align = ("right" if column.kind == "number" else "text") if column.align == "auto" else column.align
    return "text" if align == "left" else align


def _longest_word(content: Cell) -> int:
    return max(map(len, cells.words(content).split()), default=0)


def _longest_line(content: Cell) -> int:
    if isinstance(content.value, date):
        return 10
    return max(map(len, cells.words(content).split("\n")))


def is_exact(value: float | Decimal) -> bool:
    """Whether a spreadsheet's floating point holds the number."""
    return math.isfinite(value) and -_MOST_EXACT < value < _MOST_EXACT


def number_look(sample: Sequence[Cell]) -> str:
    """The number format of a column: as many decimals as its numbers have, thousands parted unless its text does not
    (years)."""
    decimals, parted = 0, True
    for one in sample:
        value = one.value
        if not isinstance(value, int | float | Decimal) or not is_exact(value):
            continue
        size = abs(float(value))
        written = f"{size:.{_MOST_DECIMALS}f}".rstrip("0")
        decimals = max(decimals, len(written.partition(".")[2]))
        if size >= 1000 and plain(one.text) == str(value):
            parted = False
    return ("#,##0" if parted else "0") + ("." + "0" * decimals if decimals else "")
