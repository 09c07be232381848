"""The sheets of one workbook: their names, their looks, and how each is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from diplotrack.base.i18n import _, is_right_to_left
from diplotrack.reports.render.palette import ACCENT, HAIRLINE, QUIET
from diplotrack.reports.render.wording import one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper

MOST_ROWS = 1_048_576
"""Rows of a sheet (Excel specifications and limits)."""
_PAPERS = {"A4": 9, "Letter": 1}
_LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
# Head and foot of a sheet hold 255 characters together; the whole marking stands in its first row.
_LONGEST_BANNER = 150
_LINE, _TITLE_HEIGHT, _HIGHEST = 13.2, 26.0, 409.0
_FONT = {"font_name": "Calibri", "font_size": 10}
_CELL = {**_FONT, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": f"#{HAIRLINE}"}
_HEAD = {**_FONT, "font_size": 9, "bold": True, "font_color": f"#{QUIET}", "text_wrap": True, "valign": "top",
         "top": 2, "top_color": f"#{ACCENT}", "bottom": 1, "bottom_color": f"#{ACCENT}"}  # fmt: skip
_LOOKS: dict[str, dict[str, Any]] = {
    "text": _CELL,
    # What looks like a formula is marked as text, so that it stays text when it is edited.
    "inert": {**_CELL, "quote_prefix": True},
    "right": {**_CELL, "align": "right"},
    "center": {**_CELL, "align": "center"},
    "date": {**_CELL, "num_format": "yyyy-mm-dd", "align": "left"},
    "head": _HEAD,
    "head right": {**_HEAD, "align": "right"},
    "group": {**_FONT, "bold": True, "font_color": f"#{ACCENT}"},
    "title": {**_FONT, "font_size": 18},
    "heading": {**_FONT, "font_size": 12, "bold": True, "font_color": f"#{ACCENT}"},
    "quiet": {**_FONT, "font_color": f"#{QUIET}"},
    "marking": {**_FONT, "bold": True},
    "label": {**_FONT, "font_color": f"#{QUIET}", "valign": "top", "text_wrap": True},
    "words": {**_FONT, "valign": "top", "text_wrap": True},
    "inert words": {**_FONT, "valign": "top", "text_wrap": True, "quote_prefix": True},
}


class Sheets:
    """Makes the sheets of one document."""

    def __init__(self, book: Any, document: Document, paper: Paper) -> None:
        self.book = book
        self.document = document
        self._paper = paper
        self._names: set[str] = set()
        self._formats: dict[str, Any] = {}

    def look(self, name: str) -> Any:
        """The format of that name; a number format ("#,##0.0") is a name too."""
        if name not in self._formats:
            known = _LOOKS.get(name)
            self._formats[name] = self.book.add_format(
                known or {**_CELL, "num_format": name, "align": "right"}
            )
        return self._formats[name]

    def add(self, wanted: str, landscape: bool = True) -> Any:
        """A sheet of that name, or of one like it that a spreadsheet allows and no other sheet has."""
        sheet = self.book.add_worksheet(self._free(wanted))
        sheet.set_paper(_PAPERS[self._paper])
        if landscape:
            sheet.set_landscape()
        if is_right_to_left():
            sheet.right_to_left()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.hide_gridlines(2)
        sheet.set_header(self._banner())
        sheet.set_footer(self._folio())
        return sheet

    def _free(self, wanted: str) -> str:
        # "History" is a name that Excel keeps for itself.
        stem = _NO_NAME.sub(" ", one_line(wanted)).strip(" '")
        stem = _units(stem, _LONGEST_NAME).strip(" '") or _("Table")
        name, count = stem, 1
        while name.casefold() in self._names or name.casefold() == "history":
            count += 1
            name = f"{_units(stem, _LONGEST_NAME - len(str(count)) - 1)} {count}"
        self._names.add(name.casefold())
        return name

    def _banner(self) -> str:
        document = self.document
        tlp = one_line(document.tlp).upper()
        tlp = tlp if not tlp or tlp.startswith("TLP:") else f"TLP:{tlp}"
        parts = (("&L", document.watermark or ""), ("&C&B", document.marking), ("&R&B", tlp))
        return "".join(f"{place}{_coded(text)}" for place, text in parts if one_line(text))

    def _folio(self) -> str:
        marking = _coded(self.document.marking)
        folio = _("Page {page} of {pages}").replace("&", "&&").format(page="&P", pages="&N")
        return (f"&C&B{marking}" if marking else "") + f"&R{folio}"

    def top(self, sheet: Any, *more: str) -> int:
        """Marking, title, subtitle and what else is to be said; returns the next free row."""
        document = self.document
        lines = (
            (document.marking, "marking"),
            (document.title, "title"),
            (document.subtitle, "quiet"),
            *((text, "quiet") for text in more),
        )
        row = 0
        for text, look in lines:
            if one_line(text):
                sheet.write_string(row, 0, one_line(text), self.look(look))
                if look == "title":
                    sheet.set_row(row, _TITLE_HEIGHT)
                row += 1
        return row + 1


def height_of(texts: Iterable[tuple[str, float]]) -> float | None:
    """The height in points of a row of wrapped texts, each in a column of so many characters; None for one line.

    Excel would find it by itself; other programs show the first line alone, or lines over one another.
    """
    most = 1
    for text, width in texts:
        if len(text) > width or not text.isascii() or "\n" in text:
            # Words do not fill their line; letters are narrower than the figures that columns are measured in.
            lines = sum(1 + int(_extent(line) / (width * 1.02)) for line in text.split("\n"))
            most = max(most, lines)
    return None if most == 1 else min(_HIGHEST, most * _LINE + 2)


def _extent(text: str) -> int:
    """How wide the text is, in characters: those of East Asia count twice."""
    return len(text) if text.isascii() else len(text) + sum(1 for char in text if char >= "\u1100")


def _coded(text: str) -> str:
    """Text of head or foot, in which an ampersand begins a code."""
    words = one_line(text)
    cut = words if len(words) <= _LONGEST_BANNER else f"{words[:_LONGEST_BANNER]}\u2026"
    return cut.replace("&", "&&")


def _units(text: str, most: int) -> str:
    """The beginning of a text of so many UTF-16 units at most, as spreadsheets count."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")
