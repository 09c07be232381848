"""Tables for the formats that hold values: rectangular rows, a cell's number or day where there is one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from diplotrack.base.i18n import format_number
from diplotrack.reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Group,
    KeepTogether,
    Row,
    Table,
    cell,
    plain,
)
from diplotrack.reports.render.wording import clean


def blocks(document: Document) -> Iterator[Block]:
    """The document's blocks in order, those that are kept together one by one."""
    waiting = list(document.blocks)[::-1]
    while waiting:
        block = waiting.pop()
        if isinstance(block, KeepTogether):
            waiting.extend(reversed(block.blocks))
        else:
            yield block


def tables(document: Document) -> list[Table]:
    """The document's tables in order, a chart as the table of its numbers."""
    found = (charted(block) if isinstance(block, Chart) else block for block in blocks(document))
    return [block for block in found if isinstance(block, Table)]


def is_grouped(table: Table) -> bool:
    """Whether the table has rows that head others."""
    return any(isinstance(row, Group) for row in table.rows)


def rows(table: Table) -> Iterator[tuple[str, list[Cell]]]:
    """Each row as (the text of the group that it stands under, one cell a column)."""
    group = ""
    count = len(table.columns)
    for row in table.rows:
        if isinstance(row, Group):
            group = clean(plain(row.text))
            continue
        filled = [cell(content) for content in row][:count]
        yield group, filled + [Cell()] * (count - len(filled))


def sample(table: Table, count: int) -> list[list[Cell]]:
    """So many rows or a few more from the whole length of a table, the last one among them: to know it by."""
    step = max(1, len(table.rows) // count)
    chosen = [*table.rows[::step], *table.rows[-1:]]
    return [[cell(content) for content in row] for row in chosen if not isinstance(row, Group)]


def words(content: Cell) -> str:
    """What is read in the cell."""
    return clean(plain(content.text))


def machine_value(content: Cell) -> str | int | float | None:
    """The cell for machines: its number, its day as ISO 8601, else its text; None for an empty one."""
    value = content.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return words(content) or None if value is None else value


def charted(chart: Chart) -> Table:
    """The chart's numbers as a table, for whoever cannot draw it: a row a category, a column a series."""
    columns = [Column("", 2.0), *(Column(one.label, 1.0, "number") for one in chart.series)]
    rows: list[Row] = []
    for place, category in enumerate(chart.categories):
        values = [finite(one.values[place]) for one in chart.series]
        rows.append([category, *(Cell(format_number(value, chart.decimals), value) for value in values)])
    return Table(columns, rows, caption=chart.title)


def finite(value: float | None) -> float | None:
    """The value of a chart where it is a number on an axis."""
    return value if value is not None and math.isfinite(value) else None
