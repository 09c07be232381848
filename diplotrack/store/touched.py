"""From changed rows to the records that people would say were changed: a part counts for its owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import ANYWHERE, KINDS, fields
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
            # A part that was moved is missed where it was.
            formerly = (change.before or {}).get(kind.owner)
            if formerly is not None:
                found[owner_kind].add(formerly)
    for name, ids in unknown.items():
        _ask(session, name, ids, found)
    return found


def _ask(session: Session, name: str, ids: set[int], found: Touched) -> None:
    table, kind = KINDS[name].__table__, KINDS[name].__kind__
    for some in batches(ids):
        columns = [table.c[kind.owner]] + ([table.c.owner_kind] if name in ANYWHERE else [])
        for owner, *named in session.execute(select(*columns).where(table.c.id.in_(some))):
            found.setdefault(named[0] if named else kind.part_of, set()).add(owner)


@cache
def _references(name: str) -> frozenset[str]:
    return frozenset(column for column, one in fields(KINDS[name]).items() if one.refers)


@cache
def _columns(name: str) -> frozenset[str]:
    return frozenset(KINDS[name].__table__.columns.keys())


def formerly_named(changes: Iterable[RowChange]) -> dict[str, dict[str, frozenset[int]]]:
    """What changed rows named before and those that went for good named: kind → column → identifiers.

    The owner of a row of any record stands under ``owner_id`` and its kind (``owner_id commitment``).
    """
    found: dict[str, dict[str, set[int]]] = {}
    for change in changes:
        before = change.before
        if not before:
            continue
        named = found.setdefault(change.kind, defaultdict(set))
        for column in _references(change.kind) & before.keys():
            if before[column] is not None:
                named[column].add(before[column])
        if change.kind in ANYWHERE and before.keys() >= {"owner_kind", "owner_id"}:
            named[f"owner_id {before['owner_kind']}"].add(before["owner_id"])
    return {
        name: {column: frozenset(ids) for column, ids in named.items()}
        for name, named in found.items()
        if named
    }


def columns_changed(changes: Iterable[RowChange]) -> dict[str, frozenset[str]]:
    """The columns that differ in any row of a kind: all, where a row came or went."""
    found: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.action == "update":
            found[change.kind].update(change.before or (), change.after or ())
        else:
            found[change.kind].update(_columns(change.kind))
    return {name: frozenset(columns) for name, columns in found.items()}
