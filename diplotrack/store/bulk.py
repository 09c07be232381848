"""Many rows in one statement, past the parts of SQLAlchemy that look at each parameter again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
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
    values: list[Sequence[Any]] = (
        list(zip(*map(itemgetter(*names), rows), strict=True)) if len(names) > 1 else []
    )
    if not values:
        values = [[row[names[0]] for row in rows]]
    columns: list[Iterable[Any]] = list(values)
    for place, name in enumerate(names):
        processor = _processor(connection, table, name)
        if processor is not None:
            columns[place] = _converted(processor, values[place])
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _converted(processor: Processor, values: Sequence[Any]) -> Iterable[Any]:
    """The values as the database takes them; one that all rows share (the moment of writing) is converted once."""
    if values.count(values[0]) == len(values):
        return repeat(processor(values[0]), len(values))
    return map(processor, values)


def _processor(connection: Connection, table: Table, name: str) -> Processor | None:
    dialect = connection.dialect
    processor: Processor | None = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return processor
