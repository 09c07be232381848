"""The header of a table: its names made usable, and refused when it is none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import MOST_COLUMNS
from diplotrack.exchange.tables.rows import Cell, as_text


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
