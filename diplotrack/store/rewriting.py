"""Rows written past the session, set by set, with every change told to history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select, true, update

from diplotrack.records import KINDS
from diplotrack.records.record import utc_now
from diplotrack.store.batches import batches
from diplotrack.store.capture import RowChange
from diplotrack.store.unit_of_work import Work
from diplotrack.store.values import encode, kept_columns

Row = dict[str, Any]
"""The kept columns of a row, decoded, with its ``id`` and ``uid``."""


class Rewriter:
    """Reads and writes rows of one unit of work without making objects of them."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def rows(self, kind: str, condition: ColumnElement[bool]) -> list[Row]:
        """The rows that meet a condition, by identifier."""
        table = KINDS[kind].__table__
        columns = [table.c.id, *kept_columns(KINDS[kind])]
        query = select(*columns).where(condition).order_by(table.c.id)
        return [dict(row) for row in self.work.session.execute(query).mappings()]

    def with_ids(self, kind: str, ids: Iterable[int], column: str = "id", of: str = "") -> list[Row]:
        """The rows whose ``column`` is one of these; ``of`` is the kind of owner that rows of any record must have."""
        table = KINDS[kind].__table__
        owned = table.c.owner_kind == of if of else true()
        return [row for some in batches(ids) for row in self.rows(kind, table.c[column].in_(some) & owned)]

    def write(self, kind: str, row: Mapping[str, Any], **values: Any) -> None:
        """Give a row other values; nothing happens where it has them already."""
        after = {name: value for name, value in values.items() if row[name] != value}
        if not after:
            return
        table = KINDS[kind].__table__
        stamp = {"version": table.c.version + 1, "updated_at": utc_now()}
        self.work.session.execute(update(table).where(table.c.id == row["id"]).values(**after, **stamp))
        before = {name: encode(row[name]) for name in after}
        changed = {name: encode(value) for name, value in after.items()}
        self.work.note(RowChange(kind, row["id"], row["uid"], "update", before, changed))

    def write_all(self, kind: str, rows: list[Row], **values: Any) -> None:
        """Give many rows the same values."""
        table = KINDS[kind].__table__
        stamp = {"version": table.c.version + 1, "updated_at": utc_now()}
        for some in batches(row["id"] for row in rows):
            self.work.session.execute(update(table).where(table.c.id.in_(some)).values(**values, **stamp))
        changed = {name: encode(value) for name, value in values.items()}
        for row in rows:
            before = {name: encode(row[name]) for name in values}
            self.work.note(RowChange(kind, row["id"], row["uid"], "update", before, dict(changed)))

    def write_each(self, kind: str, rows: list[tuple[Row, Any]], column: str) -> None:
        """Give each of many rows a value of its own in one column."""
        changed = [(row, value) for row, value in rows if row[column] != value]
        if not changed:
            return
        table = KINDS[kind].__table__
        stamp = {"version": table.c.version + 1, "updated_at": utc_now()}
        one = (
            update(table)
            .where(table.c.id == bindparam("row_id"))
            .values({column: bindparam("new_value"), **stamp})
        )
        self.work.session.connection().execute(
            one, [{"row_id": row["id"], "new_value": value} for row, value in changed]
        )
        for row, value in changed:
            before, after = {column: encode(row[column])}, {column: encode(value)}
            self.work.note(RowChange(kind, row["id"], row["uid"], "update", before, after))

    def remove(self, kind: str, row: Mapping[str, Any]) -> None:
        """Take a row out for good; nothing may point at it any more."""
        table = KINDS[kind].__table__
        self.work.session.execute(delete(table).where(table.c.id == row["id"]))
        values = {column.key: encode(row[column.key]) for column in kept_columns(KINDS[kind])}
        self.work.note(RowChange(kind, row["id"], row["uid"], "delete", values, None))
