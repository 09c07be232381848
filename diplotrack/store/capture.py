"""What a unit of work did to each row, before and after, gathered as the session flushes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from diplotrack.records import Record
from diplotrack.records.record import utc_now
from diplotrack.store.values import encode, kept_columns


@dataclass(slots=True)
class RowChange:
    """One row's change; ``before`` and ``after`` hold the encoded values of the columns that differ.

    At birth and death they hold all of them.
    """

    kind: str
    record_id: int
    uid: bytes
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def snapshot(record: Record) -> dict[str, Any]:
    """All kept values of a row, encoded."""
    return {column.key: encode(getattr(record, column.key)) for column in kept_columns(type(record))}


class Capture:
    """Listens to one session; several changes of one row become one."""

    def __init__(self, session: Session) -> None:
        self.changes: dict[tuple[str, int], RowChange] = {}
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._gather)

    def _stamp(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for record in session.dirty:
            if isinstance(record, Record) and session.is_modified(record):
                record.updated_at = utc_now()

    def _gather(self, session: Session, _context: UOWTransaction) -> None:
        for record in session.new:
            if isinstance(record, Record):
                self.note(self._row(record, "create", None, snapshot(record)))
        for record in session.dirty:
            if isinstance(record, Record):
                before, after = self._difference(record)
                if before:
                    self.note(self._row(record, "update", before, after))
        for record in session.deleted:
            if isinstance(record, Record):
                self.note(self._row(record, "delete", snapshot(record), None))

    @staticmethod
    def _difference(record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        state = inspect(record)
        for column in kept_columns(type(record)):
            history = state.attrs[column.key].history
            if history.has_changes():
                before[column.key] = encode(history.deleted[0]) if history.deleted else None
                after[column.key] = encode(history.added[0]) if history.added else None
        return before, after

    @staticmethod
    def _row(
        record: Record, action: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> RowChange:
        return RowChange(record.__kind__.name, record.id, record.uid, action, before, after)

    def note(self, change: RowChange) -> None:
        """Add a change, folding it into what the same unit of work already did to that row."""
        key = (change.kind, change.record_id)
        earlier = self.changes.get(key)
        if earlier is None:
            self.changes[key] = change
        elif change.action == "delete":
            if earlier.action == "create":
                del self.changes[key]
            else:
                self.changes[key] = change
                assert change.before is not None
                change.before.update(earlier.before or {})
        else:
            assert earlier.after is not None
            assert change.after is not None
            earlier.after.update(change.after)
            if earlier.action == "update":
                assert earlier.before is not None
                earlier.before = {**(change.before or {}), **earlier.before}
                self._drop_what_came_back(key, earlier)

    def _drop_what_came_back(self, key: tuple[str, int], change: RowChange) -> None:
        assert change.before is not None
        assert change.after is not None
        for name in [name for name, value in change.before.items() if change.after.get(name) == value]:
            del change.before[name], change.after[name]
        if not change.before:
            del self.changes[key]
