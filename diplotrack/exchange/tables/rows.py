"""A table from outside, whatever file it came in: its columns, and its rows as a person counts them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from diplotrack.base.i18n import _

Cell = str | int | float | bool | date | datetime | time | None
"""A CSV cell is always text; a workbook's cell keeps the type that the spreadsheet gave it."""

DAMAGED = "\ufffd"
"""Stands where a byte or character could not be read."""


class Unreadable(Exception):
    """A cell holds no value of the kind asked for; the message is the part of a sentence that says why."""


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row cannot be taken: its number as a person counts, the column ("" for all), the value, why."""

    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        if not self.column:
            return _("row {row}: {message}").format(row=self.row, message=self.message)
        return _("row {row}, column “{column}”: {message}").format(
            row=self.row, column=self.column, message=self.message
        )


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something about a row that a person should know and that does not keep it out; row 0 is none in particular."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return self.message
        return str(RowError(self.row, self.column, "", self.message))


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` is its first physical line in a text file, or its row in a spreadsheet, from 1.

    ``cells`` are the cells as they stood (for the file of rejects); ``fault`` says why they do not fit the
    header.
    """

    number: int
    values: Mapping[str, Cell]
    cells: tuple[Cell, ...]
    notes: tuple[RowNote, ...] = ()
    fault: RowError | None = None

    def text(self, column: str) -> str:
        """The cell as text, as it stands; "" when it is empty or the table has no such column."""
        return as_text(self.values.get(column))


def as_text(cell: Cell) -> str:
    """A cell as a CSV file would hold it: days and moments in ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


@dataclass
class Table(ABC):
    """A table in a file. Opening it read the header and looked over the file; ``rows()`` streams the rest.

    ``encoding``, ``delimiter`` and ``line_end`` (LF, CRLF, CR) are None for a workbook, ``sheet`` for text.
    ``count`` estimates the rows, for progress. ``notes`` are sentences about the file as a whole.
    ``repeated`` are header names that stand more than once; the later ones got a number. ``header_at`` is the last
    line, or the row, of the header.
    """

    path: Path
    columns: list[str] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    line_end: str | None = None
    sheet: str | None = None
    count: int = 0
    notes: list[str] = field(default_factory=list)
    repeated: frozenset[str] = frozenset()
    header_at: int = 1

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """The rows below the header, blank ones left out. May be called again. Raises UserError where reading
        cannot go on (an unclosed quote, a damaged workbook)."""

    @abstractmethod
    def top(self, rows: int) -> list[tuple[int, list[Cell]]]:
        """The first rows of the file or sheet with their numbers, blank ones left out, those above the header too."""

    def _row(self, number: int, cells: list[Cell], fault: str = "") -> Row:
        """Fit cells to the header; spare empty cells at the end are nobody's fault."""
        width = len(self.columns)
        while len(cells) > width and cells[-1] in ("", None):
            cells.pop()
        if not fault and len(cells) > width:
            fault = _("it has {n} cells, more than the {width} of the header").format(
                n=len(cells), width=width
            )
        elif not fault and len(cells) < width:
            fault = _("it has only {n} of the {width} cells that the header asks for").format(
                n=len(cells), width=width
            )
        error = RowError(number, "", as_text(cells[0]) if cells else "", fault) if fault else None
        values = dict(zip(self.columns, cells, strict=False))
        return Row(number, values, tuple(cells), self._damage(number, values), error)

    @staticmethod
    def _damage(number: int, values: Mapping[str, Cell]) -> tuple[RowNote, ...]:
        damaged = [(name, cell) for name, cell in values.items() if isinstance(cell, str) and DAMAGED in cell]
        sentence = _("damaged characters: {n}, shown as “{mark}” in “…{context}…”")
        return tuple(
            RowNote(number, name, sentence.format(n=cell.count(DAMAGED), mark=DAMAGED, context=_around(cell)))
            for name, cell in damaged
        )


def _around(text: str) -> str:
    """The words about the first damaged character."""
    place = text.index(DAMAGED)
    return " ".join(text[max(0, place - 20) : place + 20].split())
