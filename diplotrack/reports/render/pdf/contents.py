"""The table of contents: where it is wanted, what stands in it, and its lines with dots and page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.lines import Stretch, compose, one_line
from diplotrack.reports.render.pdf.pieces import RISE, Piece, Prose
from diplotrack.reports.render.pdf.structure import Element
from diplotrack.reports.render.wording import shortened

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.pages import Page
    from diplotrack.reports.render.pdf.pieces import Outline
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.sheet import Sheet

# A document with fewer pages or headings is leafed through sooner than its contents are read.
_PAGES, _HEADINGS = 6, 5
_LEVELS = 2
_MOST = 60
"""Entries above which only headings of the first level are listed."""

_LONGEST = 200
"""Characters of a heading that are listed."""
_NUMBERS = 30.0
"""The room of page numbers, in points; four figures fit, so that no number changes how the lines break."""


def headings_of(pieces: Iterable[Piece]) -> list[Outline]:
    """What may stand in the contents: the headings of the upper levels, in order."""
    found = [
        piece.outline
        for piece in pieces
        if isinstance(piece, Prose) and piece.outline is not None and piece.outline.level < _LEVELS
    ]
    return found if len(found) <= _MOST else [one for one in found if one.level == 0]


def is_wanted(document: Document, pages: int, headings: Sequence[Outline]) -> bool:
    """Whether a document of so many pages has contents: as it asks, or else where it is long."""
    if document.contents is None:
        return pages >= _PAGES and len(headings) >= _HEADINGS
    return document.contents and bool(headings)


class ContentsLine(Piece):
    """An entry: its words, dots, and the page that it leads to, which is known once all pages are filled."""

    __slots__ = ("lines", "outline", "page", "setting")

    def __init__(
        self, lines: Sequence[Line], setting: style.Setting, outline: Outline, element: Element
    ) -> None:
        super().__init__(len(lines) * setting.leading, setting.before)
        self.lines = lines
        self.setting = setting
        self.outline = outline
        self.element = element
        self.page = 0

    def draw(self, sheet: Sheet, top: float) -> None:
        setting, measure = self.setting, sheet.grid.measure
        y = top - setting.leading * RISE
        number = one_line([Stretch(f" {self.page}", style.CONTENTS_NUMBER)], sheet.typesetter)
        for line in self.lines:
            sheet.set_in(line, setting.indent, y, measure - setting.indent - _NUMBERS, "start")
            y -= setting.leading
        y += setting.leading
        sheet.dots(setting.indent + self.lines[-1].width + 5, measure - number.width - 3, y)
        sheet.set_in(number, measure - _NUMBERS, y, _NUMBERS, "end")
        sheet.lead_to(self.outline.key, self.outline.title, top, self.height)


def contents_pieces(headings: Sequence[Outline], grid: style.Grid, typesetter: Typesetter) -> Iterator[Piece]:
    """The heading of the contents and an entry for each heading of the document."""
    listed = Element("TOC")
    title = compose([Stretch(_("Contents"), style.CONTENTS_TITLE.look)], grid.measure, typesetter)
    yield Prose(title, style.CONTENTS_TITLE, keep=True, element=Element("Caption", listed))
    for outline in headings:
        setting = style.CONTENTS[outline.level]
        width = grid.measure - setting.indent - _NUMBERS - 12
        lines = compose([Stretch(shortened(outline.title, _LONGEST), setting.look)], width, typesetter)
        element = Element("Link", Element("Reference", Element("TOCI", listed)))
        yield ContentsLine(lines, setting, outline, element)


def number_contents(pages: Sequence[Page]) -> None:
    """Tell each entry the page that its heading came to stand on."""
    found: dict[str, int] = {}
    entries: list[ContentsLine] = []
    for number, page in enumerate(pages, 1):
        for piece, _distance in page:
            if isinstance(piece, ContentsLine):
                entries.append(piece)
            elif isinstance(piece, Prose) and piece.outline is not None:
                found.setdefault(piece.outline.key, number)
    for entry in entries:
        entry.page = found[entry.outline.key]
