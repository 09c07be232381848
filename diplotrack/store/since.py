"""What happened to the ledger since an operation, read from its history, whoever did it and in whichever process."""

from __future__ import annotations

import json

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from diplotrack.records import BOOKKEEPING
from diplotrack.store.capture import RowChange
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.touched import columns_changed, formerly_named, owners_touched, rows_touched
from diplotrack.store.unit_of_work import Changed

_ROWS = (
    select(Change.kind, Change.record_id, Change.uid, Change.action, Change.before, Change.after)
    .where(Change.change_set_id > bindparam("since"), Change.kind.not_in(sorted(BOOKKEEPING)))
    .order_by(
        Change.change_set_id, Change.id
    )  # the order of an index, so that the rows before are never read
    .limit(bindparam("most"))
)
_LATEST = select(func.max(ChangeSet.id))


def latest(session: Session) -> int:
    """The number of the last operation, 0 where there is none."""
    return session.scalar(_LATEST) or 0


def changed_since(session: Session, change_set: int, most: int) -> Changed | None:
    """What the operations after that one touched, views and gaps left out; None where it is more than so many rows."""
    last = latest(session)
    rows = session.execute(_ROWS, {"since": change_set, "most": most + 1}).all() if last > change_set else []
    if len(rows) > most:
        return None
    changes = [
        RowChange(kind, record_id, uid, action, _values(before), _values(after))
        for kind, record_id, uid, action, before, after in rows
    ]
    touched = rows_touched(changes)
    for name, ids in owners_touched(session, changes).items():
        touched.setdefault(name, set()).update(ids)
    return Changed(
        last,
        "",
        {name: frozenset(ids) for name, ids in touched.items()},
        formerly_named(changes),
        columns_changed(changes),
    )


def _values(kept: str | None) -> dict[str, object] | None:
    return json.loads(kept) if kept else None
