"""What was done in a workspace, taking it back, and the trash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.records import TOP_KINDS, Record
from diplotrack.records.display import Mention
from diplotrack.store import history, lists, undo
from diplotrack.store.history import Step
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import ChangeSet
from diplotrack.store.unit_of_work import Changed


class History:
    """The operations of a workspace, newest last."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, record: Record) -> list[Step]:
        """What was done to a record and its parts, oldest first."""
        with self._ledger.read() as session:
            return history.steps_of(session, record.__kind__.name, record.id)

    def operations(self, limit: int = 100) -> list[ChangeSet]:
        """The latest operations, newest first."""
        with self._ledger.read() as session:
            return history.operations(session, limit)

    def head(self) -> str:
        """The fingerprint of the history, in hexadecimal."""
        with self._ledger.read() as session:
            return history.head(session)

    def undo(self) -> Changed:
        """Take back the latest operation that stands."""
        return self._ledger.undo()

    def redo(self) -> Changed:
        """Do again what was taken back last."""
        return self._ledger.redo()

    def next_names(self) -> tuple[str, str]:
        """What undo and redo would do next, as shown; "" where there is nothing."""
        with self._ledger.read() as session:
            back, again = undo.next_undo(session), undo.next_redo(session)
            return tuple(_(one.operation).format(**one.parameters) if one else "" for one in (back, again))  # type: ignore[return-value]

    def trash(self) -> list[tuple[Mention, datetime]]:
        """What lies in the trash and since when, latest first."""
        found: list[tuple[Mention, datetime]] = []
        with self._ledger.read() as session:
            for name, kind in TOP_KINDS.items():
                rows = session.execute(
                    select(kind.id, kind.deleted_at).where(
                        kind.deleted_at.is_not(None), kind.merged_into.is_(None)
                    )
                ).all()
                named = lists.mentions(session, name, [row_id for row_id, _at in rows])
                found += [(named[row_id], at) for row_id, at in rows if at is not None]
        return sorted(found, key=lambda one: one[1], reverse=True)

    def restore(self, kind: type[Record], record_id: int) -> Changed | None:
        """Take a record out of the trash."""
        with self._ledger.change("Restore from trash") as work:
            work.restore(work.get(kind, record_id))
        return work.changed
