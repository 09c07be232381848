"""Flat tables as the sheets of one workbook. What no cell can hold stands whole on a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.formulas import SIGN, harmless, is_formula_like
from diplotrack.base.i18n import _

LONGEST_CELL = 32_767
"""UTF-16 units of a cell (Excel specifications and limits)."""
MOST_ROWS = 1_048_575
MOST_EXACT = 10**13
"""Spreadsheets count in floating point: a larger sum would lose its hundredths, and is written as text."""

LONG_TEXTS = ("kind", "uid", "column", "part", "text")
"""The columns of the sheet of long texts: one row a part, parts in order. Without uid, "row 7" says which record."""
_SHOWN, _PART = 15_000, 16_000
"""Characters: of the beginning that is shown in a cell, and of one part. Each may count twice."""


def is_long(text: str) -> bool:
    """Whether a text does not fit into a cell."""
    return len(text) * 2 > LONGEST_CELL and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL


_SPELLED = re.compile("_x([0-9A-Fa-f]{4})_")


def as_read(text: str) -> str:
    """A text of a workbook with the characters that XML cannot hold, which stand in it by number (``_x000D_``)."""
    return _SPELLED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number < 0xE000 else chr(number)


class Workbook:
    """Writes the sheets of one workbook, row by row."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._inert = book.add_format({"quote_prefix": True})
        self._long: list[tuple[str, str, str, str]] = []

    def write(self, kind: str, name: str, columns: tuple[str, ...], rows: Iterator[list[Any]]) -> None:
        """One sheet. Raises UserError where it cannot hold the rows."""
        sheet = self._sheet(name, columns)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                sentence = _("A sheet holds {count} rows and there are more; write a .csv or .json file.")
                raise UserError(sentence.format(count=MOST_ROWS))
            for place, value in enumerate(row):
                if isinstance(value, str) and is_long(value):
                    self._long.append((kind, str(row[0] or f"row {number}"), columns[place], value))
                    rest = _("… [the whole text: sheet “{sheet}”]").format(sheet=_("Long texts"))
                    value = value[:_SHOWN] + rest
                self._cell(sheet, number, place, value)

    def close(self) -> None:
        """The sheet of long texts, where there are any."""
        if not self._long:
            return
        sheet = self._sheet(_("Long texts"), LONG_TEXTS)
        number = 0
        for kind, uid, column, text in self._long:
            for part, start in enumerate(range(0, len(text), _PART), start=1):
                number += 1
                for place, value in enumerate((kind, uid, column, part, text[start : start + _PART])):
                    self._cell(sheet, number, place, value)

    def _sheet(self, name: str, columns: tuple[str, ...]) -> Any:
        sheet = self._book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(columns):
            sheet.write_string(0, place, heading, self._bold)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and -MOST_EXACT < value < MOST_EXACT:
            sheet.write_number(row, column, value)
        elif value is not None and value != "":
            text = str(value)
            # A cell is told to be a text. Only what looks as if it had been made one gets the sign, so that whoever
            # reads tables takes one away whatever the file.
            text = str(harmless(text)) if text.startswith(SIGN) else text
            sheet.write_string(row, column, text, self._inert if is_formula_like(text) else None)
