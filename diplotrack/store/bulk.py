"""Many rows in one statement, past the parts of SQLAlchemy that look at each parameter again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert

Processor = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the keys of the first one; values are converted by their column's type."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = list(compiled.positiontup or rows[0])
    # Column by column: most need no conversion, and those that do are converted without a look at the others.
    columns: list[Iterable[Any]] = (
        list(zip(*map(itemgetter(*names), rows), strict=True)) if len(names) > 1 else []
    )
    if not columns:
        columns = [[row[names[0]] for row in rows]]
    for place, name in enumerate(names):
        processor = _processor(connection, table, name)
        if processor is not None:
            columns[place] = map(processor, columns[place])
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _processor(connection: Connection, table: Table, name: str) -> Processor | None:
    dialect = connection.dialect
    processor: Processor | None = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return processor
