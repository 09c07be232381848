"""Tables: columns shared out, a header repeated on every page, one piece a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diplotrack.reports import document as model
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.lines import Line, Stretch, compose, stretches
from diplotrack.reports.render.pdf.pieces import Piece
from diplotrack.reports.render.pdf.rows import RowPiece, RowStyle, Track
from diplotrack.reports.render.wording import clean

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.shaping import Typesetter

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
        align = column.align
        if align == "auto":
            align = "right" if column.kind == "number" else "left"
        found.append(Track(x, width, align))
        x += width + style.GUTTER
    return found


def table_pieces(
    block: model.Table, grid: style.Grid, typesetter: Typesetter, links: bool
) -> Iterator[Piece]:
    """The header and the rows of a table as pieces."""
    places = tracks(block.columns, grid.measure)
    looks = [
        style.CELL if column.kind == "text" else style.CELL._replace(manner=style.NUMERIC)
        for column in block.columns
    ]
    header = RowPiece(
        [
            compose([Stretch(clean(str(column.label)), style.HEADER)], track.width, typesetter)
            for column, track in zip(block.columns, places, strict=True)
        ],
        places,
        _HEADER,
        keep=True,
        before=5.0,
    )
    yield header
    whole = (Track(0.0, grid.measure),)
    striped = 0
    for row in block.rows:
        piece: RowPiece
        if isinstance(row, model.Group):
            lines = compose(stretches(row.text, style.GROUP, links), grid.measure, typesetter)
            piece = RowPiece([lines], whole, _GROUP, keep=True)
            striped = 0
        else:
            cells: list[Sequence[Line]] = [
                compose(stretches(model.cell(content).text, look, links), track.width, typesetter)
                for content, look, track in zip(row, looks, places, strict=False)
            ]
            piece = RowPiece(cells, places, _ZEBRA[striped % 2] if block.zebra else _PLAIN)
            striped += 1
        piece.header = header
        yield piece
