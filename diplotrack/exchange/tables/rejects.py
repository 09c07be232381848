"""The rows that an import refused, as a file that can be mended and imported again: the same columns, and why."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.tables.rows import Row, RowError, Table, as_text

REASON = "rejected_because"


def write_rejects(path: Path, table: Table, rows: Sequence[Row], errors: Sequence[RowError]) -> None:
    """Write rows as they stood. Raises UserError where the file cannot be written."""
    width = len(table.columns)
    cells = [[as_text(cell) for cell in row.cells] for row in rows]
    padded = [
        (row.number, [*some, *[""] * (width - len(some))]) for row, some in zip(rows, cells, strict=True)
    ]
    write_refused(path, table.columns, padded, errors)


def write_refused(
    path: Path, columns: Sequence[str], rows: Sequence[tuple[int, list[str]]], errors: Sequence[RowError]
) -> None:
    """Write numbered rows as UTF-8 CSV with a last column that says why. Raises UserError where that cannot be done."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for error in errors:
        reasons[error.row].append(str(error))
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*columns, REASON])
            writer.writerows([*cells, "; ".join(reasons[number])] for number, cells in rows)
    except OSError as error:
        sentence = _(
            "The rejected rows cannot be written to “{file}”: {why}. Nothing was imported; name another file."
        )
        raise UserError(sentence.format(file=path, why=error.strerror or error)) from error
