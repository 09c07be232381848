"""What lies in the trash: which records, since when, who put them there; and taking them out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import KINDS, TOP_KINDS
from diplotrack.records.display import Mention
from diplotrack.store import lists
from diplotrack.store.batches import batches
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.unit_of_work import Changed


@dataclass(frozen=True, slots=True)
class Trashed:
    """A record in the trash; ``at`` is in UTC, ``who`` "" where history does not say."""

    mention: Mention
    at: datetime
    who: str = ""


class Trash:
    """The trash of a workspace. Nothing is ever deleted for good from here."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> list[Trashed]:
        """Everything in it but what was merged into another record, the latest first."""
        found: list[Trashed] = []
        with self._ledger.read() as session:
            for name, kind in TOP_KINDS.items():
                query = select(kind.id, kind.deleted_at).where(
                    kind.deleted_at.is_not(None), kind.merged_into.is_(None)
                )
                when = {record_id: at for record_id, at in session.execute(query) if at is not None}
                if not when:
                    continue
                named, who = lists.mentions(session, name, when), _who(session, name, when)
                found += [Trashed(named[one], at, who.get(one, "")) for one, at in when.items()]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def restore(self, mentions: Sequence[Mention]) -> Changed | None:
        """Take records of any kind out of it, as one operation."""
        with self._ledger.change("Restore {count} from trash", count=len(mentions)) as work:
            for one in mentions:
                work.restore(work.get(KINDS[one.kind], one.id))
        return work.changed


def _who(session: Session, kind: str, ids: dict[int, datetime]) -> dict[int, str]:
    """Who put the records into the trash last: identifier → name."""
    found: dict[int, str] = {}
    for some in batches(ids):
        query = (
            select(Change.record_id, ChangeSet.who)
            .join(ChangeSet, ChangeSet.id == Change.change_set_id)
            .where(Change.kind == kind, Change.record_id.in_(some), Change.after.contains('"deleted_at":"'))
            .order_by(Change.id)
        )
        found |= dict(session.execute(query).all())
    return found
