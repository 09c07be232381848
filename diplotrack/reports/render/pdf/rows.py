"""Rows: cells side by side on a fixed grid of columns.

A table is one piece a row, so that its time grows with its length and no faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from diplotrack.reports.render.pdf.pieces import RISE, Piece
from diplotrack.reports.render.pdf.structure import NOTHING

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.sheet import Sheet
    from diplotrack.reports.render.pdf.structure import Element, Role


_LONG, _FEWEST = 10, 4
"""Lines above which a row may be cut, and how many of it stay together then."""


class Track(NamedTuple):
    """Where a column stands, in points from where lines begin, and how its own are set."""

    x: float
    width: float
    align: str = "own"


class RowStyle(NamedTuple):
    """How a row is drawn: leading, air above and below, rules (weight, colour) at its head and foot, a tint."""

    leading: float
    pad: float = 0.0
    over: tuple[float, str] | None = None
    under: tuple[float, str] | None = None
    tint: str = ""


class RowPiece(Piece):
    """One row. ``cells`` holds the lines of each; ``start`` and ``stop`` choose those of this part of it."""

    __slots__ = ("cells", "roles", "row", "start", "stop", "style", "tracks")

    def __init__(
        self,
        cells: Sequence[Sequence[Line]],
        tracks: Sequence[Track],
        style: RowStyle,
        start: int = 0,
        stop: int | None = None,
        keep: bool = False,
        before: float = 0.0,
        row: Element | None = None,
        roles: Sequence[Role] = (),
    ) -> None:
        self.stop = max((len(lines) for lines in cells), default=1) if stop is None else stop
        super().__init__((self.stop - start) * style.leading + 2 * style.pad, before, keep)
        self.cells = cells
        self.tracks = tracks
        self.style = style
        self.start = start
        self.row = row
        self.roles = roles

    @property
    def least(self) -> float:
        if self.stop - self.start <= _LONG:
            return self.height
        return _FEWEST * self.style.leading + 2 * self.style.pad

    def draw(self, sheet: Sheet, top: float) -> None:
        style, left = self.style, sheet.grid.left
        if style.tint:
            sheet.tint(left, top - self.height, sheet.grid.measure, self.height, style.tint)
        if style.over:
            sheet.rule(left, top, sheet.grid.measure, *style.over)
        if style.under:
            sheet.rule(left, top - self.height, sheet.grid.measure, *style.under)
        first = top - style.pad - style.leading * RISE
        told = self.row is not None and not sheet.adorning
        number = sheet.tree.add_row(self.row, self.roles) if self.row and told else NOTHING
        for lines, track in zip(self.cells, self.tracks, strict=False):
            if told:
                sheet.tell_number(number)
                number += 1
            y = first
            # A name alone stays at its column's start, beside its fellows; a passage keeps to its own direction.
            align = track.align
            if align == "own" and len(lines) == 1:
                align = "start"
            for line in lines[self.start : self.stop]:
                sheet.set_in(line, track.x, y, track.width, align)
                y -= style.leading

    def split(self, room: float, force: bool = False) -> tuple[Piece, Piece] | None:
        """Cut between lines of the cells; only where the row is long, or is forced because no page can hold it."""
        fitting = int((room - 2 * self.style.pad + 0.01) // self.style.leading)
        total = self.stop - self.start
        least = 1 if force else _FEWEST
        if fitting < least or total - fitting < least or not (force or total > _LONG):
            return None
        middle = self.start + fitting
        open_foot, open_head = self.style._replace(under=None), self.style._replace(over=None)
        first = RowPiece(self.cells, self.tracks, open_foot, self.start, middle, before=self.before)
        rest = RowPiece(self.cells, self.tracks, open_head, middle, self.stop, self.keep)
        first.row = rest.row = self.row
        first.roles = rest.roles = self.roles
        first.header = rest.header = self.header
        return first, rest


class HeaderPiece(Piece):
    """The header of a table with a row under it, as a later page has them where a group runs on."""

    __slots__ = ("header_row", "row")

    def __init__(self, header_row: Piece, row: Piece) -> None:
        super().__init__(header_row.height + row.height)
        self.header_row = header_row
        self.row = row

    def draw(self, sheet: Sheet, top: float) -> None:
        self.header_row.draw(sheet, top)
        self.row.draw(sheet, top - self.header_row.height)
