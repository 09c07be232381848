"""A table as a person mended it: cells changed and rows left out, over a file that is never touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from diplotrack.exchange.tables.rows import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Mends:
    """What was mended: cells by (row number, column), and rows left out, by number. Row numbers as a person counts."""

    cells: dict[tuple[int, str], Cell] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()

    def with_cell(self, row: int, column: str, cell: Cell) -> Mends:
        """The same with a cell of a row reading otherwise."""
        return replace(self, cells={**self.cells, (row, column): cell})

    def without_cell(self, row: int, column: str) -> Mends:
        """The same with a cell reading as it does in the file."""
        return replace(self, cells={key: cell for key, cell in self.cells.items() if key != (row, column)})

    def without_rows(self, *rows: int) -> Mends:
        """The same with rows left out."""
        return replace(self, left_out=self.left_out | set(rows))

    def with_rows(self, *rows: int) -> Mends:
        """The same with rows taken in again."""
        return replace(self, left_out=self.left_out - set(rows))

    def __bool__(self) -> bool:
        return bool(self.cells or self.left_out)

    def of(self, row: Row, columns: list[str]) -> Row:
        """A row as mended; one whose number of cells did not fit keeps that fault unless it was given every cell."""
        changed = {column: cell for (number, column), cell in self.cells.items() if number == row.number}
        return _changed(row, columns, changed) if changed else row


def shape(table: Table) -> dict[str, Any]:
    """What a table is told by beside its rows."""
    return {one.name: getattr(table, one.name) for one in fields(Table)}


class RowsOf(Table):
    """Some rows of a table, held in memory."""

    def __init__(self, table: Table, rows: Sequence[Row]) -> None:
        super().__init__(**shape(table))
        self._rows = rows

    def rows(self) -> Iterator[Row]:
        return iter(self._rows)

    def top(self, rows: int) -> list[tuple[int, list[Cell]]]:
        return [(row.number, list(row.cells)) for row in self._rows[:rows]]


class MendedTable(Table):
    """A table read through its mends."""

    def __init__(self, table: Table, mends: Mends) -> None:
        super().__init__(**shape(table))
        self.table, self.mends = table, mends
        self._by_row: dict[int, dict[str, Cell]] = {}
        for (number, column), cell in mends.cells.items():
            self._by_row.setdefault(number, {})[column] = cell

    def rows(self) -> Iterator[Row]:
        left_out, by_row, columns = self.mends.left_out, self._by_row, self.columns
        for row in self.table.rows():
            if row.number not in left_out:
                changed = by_row.get(row.number)
                yield _changed(row, columns, changed) if changed else row

    def top(self, rows: int) -> list[tuple[int, list[Cell]]]:
        return self.table.top(rows)


def _changed(row: Row, columns: list[str], changed: dict[str, Cell]) -> Row:
    values = {**row.values, **{column: cell for column, cell in changed.items() if column in columns}}
    whole = all(column in values for column in columns)
    notes = tuple(note for note in row.notes if note.column not in changed)
    cells = tuple(values.get(column) for column in columns)
    # Cells beyond the header cannot be mended cell by cell; a row that had too few is whole once it has them all.
    fits = whole and len(row.cells) <= len(columns)
    return Row(row.number, values, cells, notes, None if fits else row.fault)
