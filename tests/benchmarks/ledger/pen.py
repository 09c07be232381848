"""Writes rows of any kind by their columns' defaults, past the history and the search index."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, DateTime, func, select

from diplotrack.records import Record, fields
from diplotrack.store.bulk import insert_rows
from diplotrack.store.derive import fill_sort_keys

CHUNK = 20_000
"""Rows held in memory of one kind."""


class Pen:
    """Gathers rows by kind and writes them in chunks. Identifiers are given out in order, from 1 or what is free."""

    def __init__(self, connection: Connection, chance: random.Random) -> None:
        self._connection = connection
        self._chance = chance
        self._waiting: dict[type[Record], list[dict[str, Any]]] = {}
        self._free: dict[type[Record], int] = {}
        self._constants: dict[type[Record], dict[str, Any]] = {}
        self._spans: dict[type[Record], list[str]] = {}

    def put(self, kind: type[Record], at: datetime, **values: Any) -> int:
        """Add a row entered at that moment; days given once are exact. Returns its identifier."""
        if kind not in self._free:
            self._meet(kind)
        for name in self._spans[kind]:
            if values.get(name) is not None:
                values.setdefault(f"{name}_latest", values[name])
        record_id = self._free[kind]
        self._free[kind] += 1
        stamps = {"uid": self._chance.randbytes(16), "created_at": at, "updated_at": at}
        rows = self._waiting.setdefault(kind, [])
        rows.append({**self._constants[kind], **stamps, **values, "id": record_id})
        if len(rows) >= CHUNK:
            self._write(kind)
        return record_id

    def finish(self) -> None:
        """Write what is still waiting."""
        for kind in list(self._waiting):
            self._write(kind)

    def _meet(self, kind: type[Record]) -> None:
        table = kind.__table__
        self._free[kind] = (self._connection.scalar(select(func.max(table.c.id))) or 0) + 1
        self._spans[kind] = [name for name, one in fields(kind).items() if one.type == "day" and one.partial]
        constants: dict[str, Any] = {}
        for column in table.columns:
            default: Any = column.default
            is_plain = default is not None and not default.is_callable
            constants[column.key] = (
                default.arg if is_plain and not isinstance(column.type, DateTime) else None
            )
        self._constants[kind] = constants

    def _write(self, kind: type[Record]) -> None:
        rows = self._waiting.pop(kind, [])
        fill_sort_keys(kind, rows)
        insert_rows(self._connection, kind.__table__, rows)
