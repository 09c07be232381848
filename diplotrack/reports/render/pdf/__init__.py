"""The PDF renderer: typesetting of our own on ReportLab's pages, with HarfBuzz shaping and python-bidi ordering."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from diplotrack.base.collector import uncollected
from diplotrack.base.i18n import is_right_to_left, using_locale
from diplotrack.reports.document import Copy
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.blocks import Composer
from diplotrack.reports.render.pdf.container import assemble
from diplotrack.reports.render.pdf.contents import (
    contents_pieces,
    headings_of,
    is_wanted,
    number_contents,
)
from diplotrack.reports.render.pdf.described import describe, write_description
from diplotrack.reports.render.pdf.furniture import Furniture
from diplotrack.reports.render.pdf.pages import Page, paginate
from diplotrack.reports.render.pdf.shaping import Typesetter
from diplotrack.reports.render.pdf.sheet import Sheet
from diplotrack.reports.render.target import check, deliver

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper, Target


def render(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Print the document. Every document has fonts of its own, so that several may be printed at once."""
    check(target)
    with using_locale(document.language.replace("-", "_")), uncollected():
        content, outcome = _print(document, paper)
    deliver(content, target)
    return outcome


def page_count(document: Document, paper: Paper = "A4", typesetter: Typesetter | None = None) -> int:
    """How many pages the document takes: it is set and broken into pages, but not written.

    ``typesetter``: one of the same language for several documents of like text, so that none of it is set twice.
    """
    if typesetter is not None:
        typesetter.rehearses = True
    with using_locale(document.language.replace("-", "_")), uncollected():
        grid = _grid(document, paper)
        return len(_pages(document, grid, typesetter or Typesetter(document.language)))


def _pages(document: Document, grid: style.Grid, typesetter: Typesetter) -> list[Page]:
    composer = Composer(typesetter, grid, links=document.copy == Copy.INTERNAL)
    title, body = list(composer.title_block(document)), list(composer.body(document))
    if body:
        # The rule under the title has air of its own.
        body[0].before = min(body[0].before, style.AFTER_TITLE)
    pages = paginate([*title, *body], grid.depth)
    headings = headings_of(body)
    if is_wanted(document, len(pages), headings):
        body[0].before = style.AFTER_CONTENTS
        pages = paginate([*title, *contents_pieces(headings, grid, typesetter), *body], grid.depth)
        number_contents(pages)
    return pages


def _grid(document: Document, paper: Paper) -> style.Grid:
    return style.grid(paper, document.landscape, is_right_to_left(document.language.replace("-", "_")))


def _print(document: Document, paper: Paper) -> tuple[bytes, Rendered]:
    grid = _grid(document, paper)
    typesetter = Typesetter(document.language)
    pages = _pages(document, grid, typesetter)
    furniture = Furniture(document, typesetter, grid)

    canvas: Any = Canvas(
        io.BytesIO(),
        pagesize=(grid.width, grid.height),
        pageCompression=0,
        lang=document.language.replace("_", "-"),
    )
    # ReportLab's own page compression adds ASCII armour, in Python: a quarter larger and a tenth slower.
    canvas._doc.defaultStreamFilters = [PDFZCompress]
    write_description(canvas, describe(document))
    sheet = Sheet(canvas, grid, typesetter)
    count = len(pages)
    for number in range(1, count + 1):
        # Each page is let go of when it is drawn: those of a long table would take the room of its structure.
        page, pages[number - 1] = pages[number - 1], []
        sheet.begin()
        furniture.under(sheet)
        for piece, distance in page:
            sheet.tell(piece.element)
            piece.draw(sheet, grid.top - distance)
        furniture.around(sheet, number, count)
        sheet.finish()
    canvas._doc.delayedFonts += typesetter.fonts.values()
    return assemble(canvas, sheet.tree, sheet.annotations), Rendered(count, tuple(typesetter.missing))
