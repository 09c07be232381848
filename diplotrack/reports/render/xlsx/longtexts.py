"""Texts that no cell can hold: their beginning stands in its place, the whole in a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from diplotrack.base.formulas import is_formula_like
from diplotrack.base.i18n import _

if TYPE_CHECKING:
    from diplotrack.reports.render.xlsx.sheets import Sheets

LONGEST = 32_767
"""UTF-16 units of a cell (Excel specifications and limits)."""
_PART = 32_000


class _Long(NamedTuple):
    """A text too long for its cell, and where that is."""

    sheet: str
    cell: str
    text: str


class LongTexts:
    """Keeps the long texts of one workbook until all other sheets are written."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._name = _("Long texts")
        self._found: list[_Long] = []

    def fitting(self, text: str, sheet: Any, row: int, column: int) -> str:
        """The text where it fits into its cell, else its beginning and where it is to be found whole."""
        if len(text) * 2 <= LONGEST or _length(text) <= LONGEST:
            return text
        from xlsxwriter.utility import xl_rowcol_to_cell

        self._found.append(_Long(sheet.get_name(), xl_rowcol_to_cell(row, column), text))
        notice = _(
            "[The whole text of {count} characters: no. {number} in the sheet \u201c{sheet}\u201d.]"
        ).format(count=len(text), number=len(self._found), sheet=self._name)
        start = text.encode("utf-16-le")[: (_PART - len(notice)) * 2].decode("utf-16-le", "ignore")
        return f"{start}\u2026 {notice}"

    def write(self) -> None:
        """The sheet with all of them, each in as many parts as it needs."""
        if not self._found:
            return
        sheet = self._sheets.add(self._name)
        top = self._sheets.top(
            sheet, _("Texts too long for a cell; the parts of one follow on without a gap.")
        )
        heads = (_("No."), _("Sheet"), _("Cell"), _("Part"), _("Text"))
        for place, (head, width) in enumerate(zip(heads, (6, 24, 8, 6, 100), strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(top, place, head, self._sheets.look("head"))
        row = top
        for number, one in enumerate(self._found, 1):
            for count, part in enumerate(_parts(one.text), 1):
                row += 1
                sheet.write_number(row, 0, number, self._sheets.look("#,##0"))
                sheet.write_string(row, 1, one.sheet, self._sheets.look("text"))
                sheet.write_string(row, 2, one.cell, self._sheets.look("text"))
                sheet.write_number(row, 3, count, self._sheets.look("#,##0"))
                sheet.write_string(
                    row, 4, part, self._sheets.look("inert" if is_formula_like(part) else "text")
                )
                # A cell is shown no higher than this, and is not stretched to it in vain.
                sheet.set_row(row, 120)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _parts(text: str) -> Iterator[str]:
    # Half as many characters as units fit, whichever they are.
    for start in range(0, len(text), _PART // 2):
        yield text[start : start + _PART // 2]
