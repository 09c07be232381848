"""A first look at a spreadsheet: its sheets, the rows at the top, the header, and the rows that follow. Only the
beginning of the file is read, so that a large one shows at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from diplotrack.exchange.limits import MEGABYTE
from diplotrack.exchange.tables.filetype import kind_of_file
from diplotrack.exchange.tables.headers import LOOKED_AT
from diplotrack.exchange.tables.rows import Cell, Row, Table, as_text
from diplotrack.exchange.tables.tabular import open_table

LOOK = MEGABYTE
"""Bytes of a text file by which its encoding and its number of rows are judged at first."""

SHOWN = 200
"""Rows of a first look."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Which table of which file, and what a person said about reading it; None where it is to be found out.

    ``header`` is the number of the row of names: the line of a text file, the row of a sheet, from 1.
    """

    path: Path
    sheet: str | None = None
    header: int | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def table(self, *, look: int | None = None) -> Table:
        """The table, its whole file judged unless a first ``look`` is enough. Raises UserError."""
        return open_table(self.path, self.encoding, self.delimiter, self.sheet, self.header, look)


@dataclass(frozen=True, slots=True)
class SheetLook:
    """One sheet of a workbook. ``rows`` is what the program that wrote it says, header included; 0 if it does not."""

    name: str
    rows: int
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a first look shows.

    ``top`` are the first rows as text with their numbers, those above the header too: from these the header is
    chosen; ``header`` is the number of the one in use. ``rows`` are the first rows below it, ``is_whole`` says that
    there are no others. ``about`` estimates the rows of the table (0: unknown). ``notes`` are sentences.
    """

    opening: Opening
    table: Table
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    top: tuple[tuple[int, tuple[str, ...]], ...]
    header: int
    sheets: tuple[SheetLook, ...] = ()
    is_whole: bool = False
    about: int = 0
    notes: tuple[str, ...] = ()


def preview(opening: Opening, shown: int = SHOWN) -> Preview:
    """Look at the beginning of a table. Raises UserError where the file holds none."""
    table = opening.table(look=LOOK)
    first = list(islice(table.rows(), shown + 1))
    top = table.top(LOOKED_AT)
    return Preview(
        opening=replace(opening, sheet=table.sheet),
        table=table,
        columns=tuple(table.columns),
        rows=tuple(first[:shown]),
        top=tuple((number, tuple(map(as_text, cells))) for number, cells in top),
        header=_header(table, top),
        sheets=_sheets(opening.path),
        is_whole=len(first) <= shown,
        about=len(first) if len(first) <= shown else max(table.count, len(first)),
        notes=tuple(table.notes),
    )


def _header(table: Table, top: list[tuple[int, list[Cell]]]) -> int:
    """The number of the row in which the header begins."""
    last = table.header_at
    return max((number for number, _cells in top if number <= last), default=last)


def _sheets(path: Path) -> tuple[SheetLook, ...]:
    if kind_of_file(path) == "text":
        return ()
    from diplotrack.exchange.tables.workbook import sheets_of

    return tuple(SheetLook(*one) for one in sheets_of(path))
