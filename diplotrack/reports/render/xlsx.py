"""Tables as a workbook: a sheet a table, numbers and days as such, markings in the printed head and foot."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter

from diplotrack.base.i18n import _
from diplotrack.reports.document import Group, Heading, Paragraph, Table, cell, plain
from diplotrack.reports.render import cells
from diplotrack.reports.render.epoch import made_at
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.plaintext import lines_of
from diplotrack.reports.render.target import check, deliver
from diplotrack.reports.render.wording import clean, one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Cell, Document
    from diplotrack.reports.render import Paper, Target

_PAPERS = {"A4": 9, "Letter": 1}
# What a cell can hold (Excel specifications and limits).
_LONGEST = 32767


def render(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Write the workbook. Text is always text: nothing in it can become a formula or a link."""
    check(target)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": one_line(document.title),
            "subject": one_line(document.subtitle),
            "author": one_line(document.author),
            "keywords": ", ".join(map(one_line, document.keywords)),
            "created": made_at(),
        }
    )
    _Workbook(book, document, paper).write()
    book.close()
    deliver(written.getvalue(), target)
    return Rendered()


class _Workbook:
    """The sheets of one document."""

    def __init__(self, book: Any, document: Document, paper: Paper) -> None:
        self.book = book
        self.document = document
        self.paper = paper
        self.names: set[str] = set()
        base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True, "bottom": 4,
                "bottom_color": "#CBD0D7"}  # fmt: skip
        self.formats = {
            "text": book.add_format(base),
            "inert": book.add_format({**base, "quote_prefix": True}),
            "number": book.add_format({**base, "num_format": "#,##0.##"}),
            "whole": book.add_format({**base, "num_format": "#,##0"}),
            "date": book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
            "right": book.add_format({**base, "align": "right"}),
            "head": book.add_format({"font_name": "Calibri", "font_size": 9, "bold": True, "font_color": "#646B75",
                                     "top": 2, "bottom": 1, "top_color": "#1A3F6B", "bottom_color": "#1A3F6B",
                                     "text_wrap": True, "valign": "top"}),
            "group": book.add_format({"font_name": "Calibri", "font_size": 10, "bold": True, "font_color": "#1A3F6B"}),
            "title": book.add_format({"font_name": "Calibri", "font_size": 18}),
            "heading": book.add_format({"font_name": "Calibri", "font_size": 12, "bold": True,
                                        "font_color": "#1A3F6B"}),
            "quiet": book.add_format({"font_name": "Calibri", "font_size": 10, "font_color": "#646B75"}),
            "marking": book.add_format({"font_name": "Calibri", "font_size": 10, "bold": True}),
        }  # fmt: skip

    def write(self) -> None:
        """A sheet for every table; one with the text where there is any besides, or nothing else."""
        tables = cells.tables(self.document)
        for table in tables:
            self._table(table)
        others = [block for block in cells.blocks(self.document) if not isinstance(block, Table)]
        if not tables or any(isinstance(block, Heading | Paragraph) for block in others):
            self._prose(_("Text"))

    def _sheet(self, wanted: str) -> Any:
        name = re.sub(r"[\[\]:*?/\\]", " ", one_line(wanted)).strip(" '")[:31] or _("Table")
        stem, count = name, 1
        while name.casefold() in self.names or name.casefold() == "history":
            count += 1
            name = f"{stem[: 31 - len(str(count)) - 1]} {count}"
        self.names.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(_PAPERS[self.paper])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        marking = one_line(self.document.marking).replace("&", "&&")[:200]
        sheet.set_header(f"&C&B{marking}" if marking else "")
        sheet.set_footer(f"&C&B{marking}&R&P / &N" if marking else "&R&P / &N")
        return sheet

    def _top(self, sheet: Any) -> int:
        """Marking, title and subtitle; returns the next free row."""
        lines = (
            (self.document.marking, "marking"),
            (self.document.title, "title"),
            (self.document.subtitle, "quiet"),
        )
        row = 0
        for text, kind in lines:
            if text:
                sheet.write_string(row, 0, one_line(text), self.formats[kind])
                row += 1
        return row + 1

    def _table(self, table: Table) -> None:
        sheet = self._sheet(table.name or plain(table.caption) or self.document.title)
        top = self._top(sheet)
        total = sum(column.weight for column in table.columns) or 1.0
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, max(8.0, 130 * column.weight / total))
            sheet.write_string(top, place, clean(str(column.label)), self.formats["head"])
        row = top
        for content in table.rows:
            row += 1
            if isinstance(content, Group):
                sheet.write_string(row, 0, self._fitting(clean(plain(content.text))), self.formats["group"])
                continue
            for place, (column, item) in enumerate(zip(table.columns, content, strict=False)):
                self._cell(sheet, row, place, cell(item), right=column.kind == "number")
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        if row > top and not cells.is_grouped(table):
            sheet.autofilter(top, 0, row, len(table.columns) - 1)

    def _cell(self, sheet: Any, row: int, place: int, content: Cell, right: bool) -> None:
        value = content.value
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, self.formats["date"])
        elif value is not None:
            sheet.write_number(row, place, value, self.formats["whole" if value == int(value) else "number"])
        else:
            text = self._fitting(cells.words(content))
            kind = "inert" if cells.is_formula_like(text) else "right" if right else "text"
            if text:
                sheet.write_string(row, place, text, self.formats[kind])
            else:
                sheet.write_blank(row, place, None, self.formats["text"])

    def _fitting(self, text: str) -> str:
        """The text, cut with a notice where it is longer than a cell can be."""
        # Excel counts UTF-16 units.
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length <= _LONGEST:
            return text
        notice = _(" [cut: the cell would hold {count} characters, a spreadsheet allows {most}]").format(
            count=length, most=_LONGEST
        )
        room = (_LONGEST - len(notice)) * 2
        return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + notice

    def _prose(self, name: str) -> None:
        sheet = self._sheet(name)
        row = self._top(sheet)
        sheet.set_column(0, 0, 110)
        for label, value in self.document.front:
            sheet.write_string(row, 0, f"{one_line(label)}: {one_line(value)}", self.formats["quiet"])
            row += 1
        for block in cells.blocks(self.document):
            kind = "heading" if isinstance(block, Heading) else "text"
            for text in () if isinstance(block, Table) else lines_of(block):
                sheet.write_string(row, 0, self._fitting(text), self.formats[kind])
                row += 1
