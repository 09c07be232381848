"""The header of a table: its names made usable, and refused when it is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median_high

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import MOST_COLUMNS
from diplotrack.exchange.tables.rows import Cell, as_text

LOOKED_AT = 30
"""Rows among which the header is looked for."""


def find_header(
    path: Path, rows: Iterable[tuple[int, list[Cell]]], wanted: int | None = None
) -> tuple[int, list[Cell]] | None:
    """The row of names: the one ``wanted`` by its number, else the first that is no title standing above them.

    ``rows`` are numbered, blank ones left out; None where there are none. Raises UserError where the wanted one is
    blank or lies below the first rows.
    """
    first = list(islice(rows, LOOKED_AT))
    if wanted is None:
        return next((row for place, row in enumerate(first) if not _is_title(first, place)), None)
    for row in first:
        if row[0] == wanted:
            return row
    sentence = _(
        "“{file}”: row {row} holds no column names. Choose one of the first {n} rows that are filled."
    )
    raise UserError(sentence.format(file=path.name, row=wanted, n=LOOKED_AT))


def _is_title(rows: Sequence[tuple[int, list[Cell]]], place: int) -> bool:
    """Whether a row has a cell or two where those below it have many: "Meetings 2024", "As of 5 May"."""
    below = [_filled(cells) for _number, cells in rows[place + 1 : place + 11]]
    filled = _filled(rows[place][1])
    return filled <= 2 and len(below) > 1 and median_high(below) >= max(3, 2 * filled)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(bool(as_text(cell).strip()) for cell in cells)


def title_note(path: Path, header: int, first: int) -> list[str]:
    """The sentence about rows above the header that were passed over; none where the header is the first row."""
    if header == first:
        return []
    return [_("“{file}”: the column names were found in row {row}.").format(file=path.name, row=header)]


def read_header(path: Path, number: int, cells: list[Cell]) -> tuple[list[str], frozenset[str], list[str]]:
    """Column names, those that stand more than once, and notes about them.

    Empty names at the end are dropped, in the middle replaced by "column 3"; a repeated name gets "(2)".
    Raises UserError when the row holds values instead of names, or too many.
    """
    names = [" ".join(as_text(cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not any(any(letter.isalpha() for letter in name) for name in names):
        raise UserError(
            _(
                "“{file}” has no header: row {row} holds no column names. "
                "Put a row of names above the first record."
            ).format(file=path.name, row=number)
        )
    if len(names) > MOST_COLUMNS:
        raise UserError(
            _("“{file}” has {n} columns; at most {most} are read. Remove those not needed.").format(
                file=path.name, n=len(names), most=MOST_COLUMNS
            )
        )
    names = [name or _("column {n}").format(n=place) for place, name in enumerate(names, 1)]
    repeated = frozenset(name for name, times in Counter(names).items() if times > 1)
    taken: set[str] = set(names) - repeated
    columns: list[str] = []
    notes: list[str] = []
    for place, name in enumerate(names, 1):
        unique, times = name, 1
        while name in repeated and unique in taken:
            times += 1
            unique = f"{name} ({times})"
        if unique != name:
            notes.append(
                _("The header has “{name}” more than once; in column {n} it is read as “{unique}”.").format(
                    name=name, n=place, unique=unique
                )
            )
        taken.add(unique)
        columns.append(unique)
    return columns, repeated, notes
