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
    """Write them as UTF-8 CSV, with a last column that says why. Raises UserError where the file cannot be written."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for error in errors:
        reasons[error.row].append(str(error))
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*table.columns, REASON])
            for row in rows:
                cells = [as_text(cell) for cell in row.cells]
                cells += [""] * (len(table.columns) - len(cells))
                writer.writerow([*cells, "; ".join(reasons[row.number])])
    except OSError as error:
        sentence = _(
            "The rejected rows cannot be written to “{file}”: {why}. Nothing was imported; name another file."
        )
        raise UserError(sentence.format(file=path, why=error.strerror or error)) from error
