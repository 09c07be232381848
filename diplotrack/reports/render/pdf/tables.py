"""Tables: columns shared out, a header repeated on every page, one piece a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.reports import document as model
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.columns import look_of
from diplotrack.reports.render.pdf.lines import Line, Stretch, compose, in_reading_order, stretches
from diplotrack.reports.render.pdf.pieces import Piece
from diplotrack.reports.render.pdf.rows import HeaderPiece, RowPiece, RowStyle, Track
from diplotrack.reports.render.pdf.structure import SCOPE_COLUMN, SCOPE_ROW, Element, heading_of_all, read_as
from diplotrack.reports.render.wording import clean, one_line, shortened

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.columns import Figures
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.structure import Role

_PLAIN = RowStyle(style.CELL_LEADING, style.ROW_PAD, under=(0.35, style.HAIRLINE))
_ZEBRA = (
    RowStyle(style.CELL_LEADING, style.ROW_PAD),
    RowStyle(style.CELL_LEADING, style.ROW_PAD, tint=style.TINT),
)
_HEADER = RowStyle(style.HEADER_LEADING, 4.4, over=(0.9, style.ACCENT), under=(0.5, style.ACCENT))
_NAMED = 90
"""Characters of a group's name that are said again on a later page."""
_GROUP = RowStyle(12.4, 4.6, under=(0.35, style.HAIRLINE))


def _roles(columns: Sequence[model.Column]) -> list[Role]:
    """What the cells of a row are: the first column of words, after a number at most, says what the row is about."""
    heads = 0 if not columns or columns[0].kind == "text" else 1
    if heads >= len(columns) - 1 or columns[heads].kind != "text":
        heads = -1
    return [("TH", SCOPE_ROW) if place == heads else ("TD", "") for place in range(len(columns))]


def _told(texts: Sequence[Sequence[Stretch]], roles: Sequence[Role]) -> Sequence[Role]:
    """What the cells are, with the order in which they are read where their glyphs stand in another."""
    found = roles
    for place, parts in enumerate(texts):
        if all(part.text.isascii() for part in parts):
            continue
        kind, attributes = roles[place]
        order = read_as(in_reading_order(parts))
        if order:
            found = [*found[:place], (kind, attributes + order), *found[place + 1 :]]
    return found


class Tabulator:
    """Sets the rows of one table as pieces."""

    def __init__(
        self,
        block: model.Table,
        places: Sequence[Track],
        figures: dict[int, Figures],
        typesetter: Typesetter,
        links: bool,
    ) -> None:
        """``places``: the columns on the page. ``figures``: for columns of numbers that must be lined up."""
        self._block = block
        self._places = places
        self._figures = figures
        self._settings = [
            (look_of(column), track.width) for column, track in zip(block.columns, places, strict=True)
        ]
        self._typesetter = typesetter
        self._links = links
        self._measure = places[-1].x + places[-1].width if places else 0.0
        self._table = Element("Table")

    @property
    def element(self) -> Element:
        """The table in the structure; its caption stands in it."""
        return self._table

    def pieces(self) -> Iterator[Piece]:
        """The header, and the rows below it; a group that runs over a page is named again at the head of the next."""
        block = self._block
        header = self._header()
        above: Piece = header
        yield header
        body = Element("TBody", self._table)
        roles = _roles(block.columns)
        striped = 0
        for row in block.rows:
            if isinstance(row, model.Group):
                body = Element("TBody", self._table)
                piece = self._group(row, body)
                piece.header = header
                above = HeaderPiece(header, self._continued(row))
                striped = 0
            else:
                look = _ZEBRA[striped % 2] if block.zebra else _PLAIN
                texts = self._texts(row)
                piece = RowPiece(
                    self._cells(row, texts),
                    self._places,
                    look,
                    row=Element("TR", body),
                    roles=_told(texts, roles),
                )
                piece.header = above
                striped += 1
            yield piece

    def _header(self) -> RowPiece:
        labels = [[Stretch(clean(str(column.label)), style.HEADER)] for column in self._block.columns]
        cells = [
            compose(label, track.width, self._typesetter)
            for label, track in zip(labels, self._places, strict=True)
        ]
        return RowPiece(
            cells,
            self._places,
            _HEADER,
            keep=True,
            before=5.0 if model.plain(self._block.caption) else 12.0,
            row=Element("TR", Element("THead", self._table)),
            roles=[("TH", SCOPE_COLUMN + read_as(in_reading_order(label))) for label in labels],
        )

    def _texts(self, row: Sequence[model.CellLike]) -> list[list[Stretch]]:
        links = self._links
        return [
            stretches(model.cell(content).text, look, links)
            for content, (look, _width) in zip(row, self._settings, strict=False)
        ]

    def _cells(
        self, row: Sequence[model.CellLike], texts: Sequence[Sequence[Stretch]]
    ) -> list[Sequence[Line]]:
        typesetter = self._typesetter
        cells = [
            compose(text, width, typesetter)
            for text, (_look, width) in zip(texts, self._settings, strict=False)
        ]
        for place, figures in self._figures.items():
            if place < len(cells):
                cells[place] = figures.lined_up(model.cell(row[place]).text, cells[place])
        return cells

    def _group(self, group: model.Group, body: Element) -> RowPiece:
        parts = stretches(group.text, style.GROUP, self._links)
        lines = compose(parts, self._measure, self._typesetter)
        attributes = heading_of_all(len(self._places)) + read_as(in_reading_order(parts))
        return RowPiece(
            [lines],
            (Track(0.0, self._measure),),
            _GROUP,
            keep=True,
            row=Element("TR", body),
            roles=[("TH", attributes)],
        )

    def _continued(self, group: model.Group) -> RowPiece:
        """The row that names the group again, without what was told of it in passing."""
        said = [span.text for span in model.spans(group.text) if not span.quiet]
        name = shortened(one_line("".join(said) or model.plain(group.text)), _NAMED)
        after = _("{group}, continued").format(group=name)
        lines = compose([Stretch(after, style.GROUP)], self._measure, self._typesetter)
        return RowPiece([lines], (Track(0.0, self._measure),), _GROUP)
