"""What was done in a workspace, taking it back, and the trash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from diplotrack.base.i18n import _
from diplotrack.records import TOP_KINDS, Record
from diplotrack.records.display import Mention
from diplotrack.store import history, lists, undo
from diplotrack.store.history import Step
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.unit_of_work import Changed

if TYPE_CHECKING:
    from diplotrack.workspace.operations import Operation

LOOKED_AT = 600
"""Changes of rows gone through, latest first, to find the records that were touched last."""
OWN_WORK = ("Check", "Settings")
"""Operations of the application itself."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A record, and the operation that touched it last."""

    mention: Mention
    at: datetime
    operation: str
    parameters: dict[str, Any]


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

    def undo_operation(self, change_set_id: int) -> Changed:
        """Take back that operation. Raises UserError, naming the records, where later work builds on it."""
        return self._ledger.undo_operation(change_set_id)

    def page(self, words: str = "", before: int | None = None, limit: int = 200) -> list[Operation]:
        """Operations whose name or author has all the words, newest first, older than ``before``."""
        from diplotrack.workspace.operations import page

        with self._ledger.read() as session:
            return page(session, words, before, limit)

    def count(self) -> int:
        """How many operations there are."""
        with self._ledger.read() as session:
            return session.scalar(select(func.count()).select_from(ChangeSet)) or 0

    def next_names(self) -> tuple[str, str]:
        """What undo and redo would do next, as shown; "" where there is nothing."""
        with self._ledger.read() as session:
            back, again = undo.next_undo(session), undo.next_redo(session)
            return tuple(_(one.operation).format(**one.parameters) if one else "" for one in (back, again))  # type: ignore[return-value]

    def touched(self, limit: int) -> list[Touch]:
        """The records touched last that are still there, the latest first, an import as a few of its records.

        What the application did by itself is left out, and so is what changed in their parts alone.
        """
        query = (
            select(Change.kind, Change.record_id, ChangeSet.at, ChangeSet.operation, ChangeSet.parameters)
            .join(ChangeSet, ChangeSet.id == Change.change_set_id)
            .where(Change.kind.in_(list(TOP_KINDS)), ChangeSet.operation.not_in(OWN_WORK))
            .order_by(Change.id.desc())
            .limit(LOOKED_AT)
        )
        found: list[Touch] = []
        seen: set[tuple[str, int]] = set()
        with self._ledger.read() as session:
            for kind, record_id, at, operation, parameters in session.execute(query):
                record = session.get(TOP_KINDS[kind], record_id) if (kind, record_id) not in seen else None
                seen.add((kind, record_id))
                if record is None or record.deleted_at is not None:
                    continue
                mention = lists.mentions(session, kind, [record_id])[record_id]
                found.append(Touch(mention, at, operation, parameters))
                if len(found) == limit:
                    break
        return found

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
