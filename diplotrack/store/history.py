"""The chain of operations: writing it, reading it, and proving that nobody altered it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.records import KINDS, Kind
from diplotrack.records.record import utc_now
from diplotrack.store import settings
from diplotrack.store.bulk import insert_rows
from diplotrack.store.capture import RowChange
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.values import canonical, encode

GENESIS = bytes(32)
RUN = 500
"""Rows read at a time where the whole history is."""


def row_digest(kind: str, uid: bytes, action: str, before: str | None, after: str | None) -> bytes:
    """The fingerprint of one row's change (SHA-256)."""
    # JSON escapes control characters, so that the separator stands in none of the parts.
    parts = (kind, uid.hex(), action, *("" if text is None else f"={text}" for text in (before, after)))
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def set_digest(previous: bytes, header: dict[str, Any], rows: Iterable[bytes]) -> bytes:
    """The fingerprint of an operation: of the one before it, of its header and of its rows in order."""
    digest = hashlib.sha256(previous + canonical(header).encode())
    for row in rows:
        digest.update(row)
    return digest.digest()


def _header(one: ChangeSet) -> dict[str, Any]:
    return {
        "node": encode(one.node),
        "sequence": one.sequence,
        "clock": one.clock,
        "at": encode(one.at),
        "who": one.who,
        "operation": one.operation,
        "parameters": one.parameters,
        "reverses": one.reverses_id,
    }


def append(
    session: Session,
    changes: list[RowChange],
    operation: str,
    parameters: dict[str, Any],
    who: str,
    reverses_id: int | None = None,
) -> ChangeSet:
    """Write one operation at the end of the chain and return it. The session must hold the write lock."""
    last = session.execute(
        select(ChangeSet.sequence, ChangeSet.clock, ChangeSet.digest).order_by(ChangeSet.id.desc()).limit(1)
    ).first()
    sequence, clock, previous = last or (0, 0, GENESIS)
    at = utc_now()
    one = ChangeSet(
        node=settings.node(session),
        sequence=sequence + 1,
        # A hybrid clock: milliseconds, never standing still or going back with the computer's.
        clock=max(int(at.timestamp() * 1000), clock + 1),
        at=at,
        who=who,
        operation=operation,
        parameters=parameters,
        reverses_id=reverses_id,
        previous=previous,
        digest=b"",
    )
    rows: list[dict[str, Any]] = []
    for change in changes:
        before = None if change.before is None else canonical(change.before)
        after = None if change.after is None else canonical(change.after)
        digest = row_digest(change.kind, change.uid, change.action, before, after)
        kept = None if change.action == "create" else after
        rows.append(
            {
                "kind": change.kind,
                "record_id": change.record_id,
                "uid": change.uid,
                "action": change.action,
                "before": before,
                "after": kept,
                "digest": digest,
            }
        )
    one.digest = set_digest(previous, _header(one), (row["digest"] for row in rows))
    session.add(one)
    session.flush()
    if rows:
        insert_rows(
            session.connection(), Change.__table__, [{**row, "change_set_id": one.id} for row in rows]
        )
    # Kept apart from the chain, so that cutting off its tail shows.
    settings.write(session, "history.head", {"digest": one.digest.hex(), "count": one.sequence})
    return one


@dataclass(frozen=True, slots=True)
class Step:
    """One operation on one row, as its history shows it; ``fields`` maps a column to (before, after)."""

    change_set_id: int
    at: datetime
    who: str
    operation: str
    parameters: dict[str, Any]
    action: str
    kind: str
    record_id: int
    fields: dict[str, tuple[Any, Any]]


def steps_of(session: Session, kind: str, record_id: int) -> list[Step]:
    """The history of a record and of its parts, oldest first."""
    wanted: list[ColumnElement[bool]] = [(Change.kind == kind) & (Change.record_id == record_id)]
    for name, part in KINDS.items():
        if part.__kind__.part_of == kind:
            owner = part.__table__.c[part.__kind__.owner]
            ids = select(part.__table__.c.id).where(owner == record_id)
        elif part.__kind__.part_of == "*":
            table = part.__table__
            ids = select(table.c.id).where(table.c.owner_kind == kind, table.c.owner_id == record_id)
        else:
            continue
        wanted.append((Change.kind == name) & Change.record_id.in_(ids))
        wanted.append(_row_gone(name, part.__kind__, kind, record_id))
    found: list[Step] = []
    for condition in wanted:
        query = (
            select(Change, ChangeSet).join(ChangeSet, ChangeSet.id == Change.change_set_id).where(condition)
        )
        found += [_step(change, one) for change, one in session.execute(query)]
    return sorted(found, key=lambda step: step.change_set_id)


def _row_gone(name: str, part: Kind, owner_kind: str, owner_id: int) -> ColumnElement[bool]:
    """That a change took a row of the owner away for good: its last values, as JSON, still name the owner."""
    named = [f'"{part.owner}":{owner_id}']
    if part.part_of == "*":
        named.append(f'"owner_kind":"{owner_kind}"')
    # Keys stand in order in canonical JSON, each followed by the next or by the end.
    found = [
        or_(*(Change.before.contains(f"{pair}{end}", autoescape=True) for end in ",}")) for pair in named
    ]
    return and_(Change.kind == name, Change.action == "delete", *found)


def _step(change: Change, one: ChangeSet) -> Step:
    before, after = (json.loads(text) if text else {} for text in (change.before, change.after))
    names = list(dict.fromkeys([*before, *after]))
    pairs = {name: (before.get(name), after.get(name)) for name in names}
    return Step(
        one.id,
        one.at,
        one.who,
        one.operation,
        one.parameters,
        change.action,
        change.kind,
        change.record_id,
        pairs,
    )


def operations(session: Session, limit: int = 100) -> list[ChangeSet]:
    """The latest operations, newest first."""
    return list(session.scalars(select(ChangeSet).order_by(ChangeSet.id.desc()).limit(limit)))


def head(session: Session) -> str:
    """The fingerprint of the whole history so far, in hexadecimal; it changes with every operation."""
    digest = session.scalar(select(ChangeSet.digest).order_by(ChangeSet.id.desc()).limit(1))
    return (digest or GENESIS).hex()


def faults(session: Session) -> Iterator[str]:
    """What is wrong with the chain, one plain note for each fault; nothing where it holds.

    One change at a time stands in memory, however large an operation was.
    """
    previous, sequence = GENESIS, 0
    table = Change.__table__
    rows = session.execute(
        select(table).order_by(table.c.change_set_id, table.c.id).execution_options(yield_per=RUN)
    )
    groups = groupby(rows, attrgetter("change_set_id"))
    waiting = next(groups, None)
    query = select(ChangeSet).order_by(ChangeSet.id).execution_options(yield_per=RUN)
    for one in session.scalars(query):
        sequence += 1
        while waiting is not None and waiting[0] < one.id:
            yield _orphan(waiting[0])
            waiting = next(groups, None)
        mine: Iterable[Any] = ()
        if waiting is not None and waiting[0] == one.id:
            mine = waiting[1]
        altered: list[str] = []
        found = set_digest(one.previous, _header(one), _proven(one, mine, altered))
        if mine:
            waiting = next(groups, None)
        if one.sequence != sequence or one.previous != previous:
            yield f"operation {one.id}: it does not follow the one before it"
        if one.digest != found:
            yield f"operation {one.id} ({one.operation}): its record was altered"
        yield from altered
        previous, sequence = one.digest, one.sequence
    while waiting is not None:
        yield _orphan(waiting[0])
        waiting = next(groups, None)
    kept = settings.read(session, "history.head") or {"digest": GENESIS.hex(), "count": 0}
    if kept["digest"] != previous.hex() or kept["count"] != sequence:
        yield f"the history ends after {sequence} operations where {kept['count']} were recorded"
    counted = session.scalar(select(func.count()).select_from(ChangeSet)) or 0
    if counted != sequence:
        yield f"{counted} operations are kept, the last one is numbered {sequence}"


def _orphan(change_set_id: int) -> str:
    return f"operation {change_set_id}: its changes are there, the operation is not"


def _proven(one: ChangeSet, rows: Iterable[Any], altered: list[str]) -> Iterator[bytes]:
    """The digests of an operation's changes in order; notes about those that do not say what they did."""
    for row in rows:
        if row.action != "create" and row.digest != row_digest(
            row.kind, row.uid, row.action, row.before, row.after
        ):
            altered.append(f"operation {one.id}: the change of {row.kind} {row.uid.hex()} was altered")
        yield row.digest
