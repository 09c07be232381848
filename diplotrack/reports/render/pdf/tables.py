"""Tables: columns shared out, a header repeated on every page, one piece a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diplotrack.reports import document as model
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.lines import Line, Stretch, compose, stretches
from diplotrack.reports.render.pdf.pieces import Piece
from diplotrack.reports.render.pdf.rows import RowPiece, RowStyle, Track
from diplotrack.reports.render.pdf.structure import SCOPE_COLUMN, SCOPE_ROW, Element, heading_of_all
from diplotrack.reports.render.wording import clean

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.structure import Role

_PLAIN = RowStyle(style.CELL_LEADING, style.ROW_PAD, under=(0.35, style.HAIRLINE))
_ZEBRA = (
    RowStyle(style.CELL_LEADING, style.ROW_PAD),
    RowStyle(style.CELL_LEADING, style.ROW_PAD, tint=style.TINT),
)
_HEADER = RowStyle(style.HEADER_LEADING, 4.4, over=(0.9, style.ACCENT), under=(0.5, style.ACCENT))
_GROUP = RowStyle(12.4, 4.6, under=(0.35, style.HAIRLINE))


def tracks(columns: Sequence[model.Column], measure: float) -> list[Track]:
    """The columns on the measure: its width without gutters, shared out by weight."""
    gutters = style.GUTTER * (len(columns) - 1)
    total = sum(max(column.weight, 0.05) for column in columns) or 1.0
    found: list[Track] = []
    x = 0.0
    for column in columns:
        width = (measure - gutters) * max(column.weight, 0.05) / total
        align: str = column.align
        if align == "auto":
            align = "right" if column.kind == "number" else "own"
        found.append(Track(x, width, align))
        x += width + style.GUTTER
    return found


def _roles(columns: Sequence[model.Column]) -> list[Role]:
    """What the cells of a row are: the first column of words, after a number at most, says what the row is about."""
    heads = 0 if not columns or columns[0].kind == "text" else 1
    if heads >= len(columns) - 1 or columns[heads].kind != "text":
        heads = -1
    return [("TH", SCOPE_ROW) if place == heads else ("TD", "") for place in range(len(columns))]


def table_pieces(
    block: model.Table,
    grid: style.Grid,
    typesetter: Typesetter,
    links: bool,
    table: Element | None = None,
) -> Iterator[Piece]:
    """The header and the rows of a table as pieces. ``table``: its element, where its caption stands in it already."""
    places = tracks(block.columns, grid.measure)
    looks = [
        style.CELL if column.kind == "text" else style.CELL._replace(manner=style.NUMERIC)
        for column in block.columns
    ]
    whole_table = Element("Table") if table is None else table
    body = Element("TBody", whole_table)
    roles = _roles(block.columns)
    header = RowPiece(
        [
            compose([Stretch(clean(str(column.label)), style.HEADER)], track.width, typesetter)
            for column, track in zip(block.columns, places, strict=True)
        ],
        places,
        _HEADER,
        keep=True,
        before=5.0,
        row=Element("TR", Element("THead", whole_table)),
        roles=[("TH", SCOPE_COLUMN)] * len(places),
    )
    yield header
    whole = (Track(0.0, grid.measure),)
    striped = 0
    for row in block.rows:
        piece: RowPiece
        if isinstance(row, model.Group):
            lines = compose(stretches(row.text, style.GROUP, links), grid.measure, typesetter)
            body = Element("TBody", whole_table)
            heading = [("TH", heading_of_all(len(places)))]
            piece = RowPiece([lines], whole, _GROUP, keep=True, row=Element("TR", body), roles=heading)
            striped = 0
        else:
            cells: list[Sequence[Line]] = [
                compose(stretches(model.cell(content).text, look, links), track.width, typesetter)
                for content, look, track in zip(row, looks, places, strict=False)
            ]
            look = _ZEBRA[striped % 2] if block.zebra else _PLAIN
            piece = RowPiece(cells, places, look, row=Element("TR", body), roles=roles)
            striped += 1
        piece.header = header
        yield piece
