"""From changed rows to the records that people would say were changed: a part counts for its owner."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import ANYWHERE, KINDS
from diplotrack.store.batches import batches
from diplotrack.store.capture import RowChange

Touched = dict[str, set[int]]
"""Kind → identifiers."""


def rows_touched(changes: Iterable[RowChange]) -> Touched:
    """The rows themselves."""
    found: Touched = {}
    for change in changes:
        found.setdefault(change.kind, set()).add(change.record_id)
    return found


def owners_touched(session: Session, changes: Iterable[RowChange]) -> Touched:
    """The records that own the rows changed; a record that stands on its own owns itself."""
    found: Touched = {}
    unknown: Touched = {}
    for change in changes:
        kind = KINDS[change.kind].__kind__
        if not kind.is_part:
            found.setdefault(change.kind, set()).add(change.record_id)
            continue
        values = {**(change.before or {}), **(change.after or {})}
        owner = values.get(kind.owner)
        owner_kind = values.get("owner_kind") if change.kind in ANYWHERE else kind.part_of
        if owner is None or owner_kind is None:
            unknown.setdefault(change.kind, set()).add(change.record_id)
        else:
            found.setdefault(owner_kind, set()).add(owner)
    for name, ids in unknown.items():
        _ask(session, name, ids, found)
    return found


def _ask(session: Session, name: str, ids: set[int], found: Touched) -> None:
    table, kind = KINDS[name].__table__, KINDS[name].__kind__
    for some in batches(ids):
        columns = [table.c[kind.owner]] + ([table.c.owner_kind] if name in ANYWHERE else [])
        for owner, *named in session.execute(select(*columns).where(table.c.id.in_(some))):
            found.setdefault(named[0] if named else kind.part_of, set()).add(owner)
