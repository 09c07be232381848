"""What was done in a workspace, as a list that can be leafed through from the latest to the first."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, case, func, select, type_coerce
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.records import TOP_KINDS
from diplotrack.store import lists
from diplotrack.store.derive import sort_key
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.undo import QUIET, taken_back

SCANNED = 10_000
"""Operations that are looked through at once for words."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. ``at`` is UTC; ``records`` counts the records it touched, or the rows where it touched parts only.

    ``about`` names the record where it was a single one.
    ``undoes`` says that it took another one back; ``is_undone`` that it is taken back itself. Where ``can_undo`` holds,
    undoing may still be refused because later work builds on it: only trying tells.
    """

    id: int
    at: datetime
    who: str
    name: str
    records: int
    undoes: bool
    is_undone: bool
    can_undo: bool
    about: str = ""


def page(session: Session, words: str, before: int | None, limit: int) -> list[Operation]:
    """At most ``limit`` operations older than ``before`` whose name or author has all the words, newest first."""
    gone = taken_back(session)
    chosen = _with_words(session, words, before, limit) if words.strip() else None
    query = select(ChangeSet).order_by(ChangeSet.id.desc()).limit(limit)
    if chosen is not None:
        query = query.where(ChangeSet.id.in_(chosen))
    elif before is not None:
        query = query.where(ChangeSet.id < before)
    found = [
        (one, _named(one.operation, one.parameters, one.reverses_id is not None))
        for one in session.scalars(query)
    ]
    counts = _counts(session, [one.id for one, _words in found])
    about = _names(session, [number for number, records in counts.items() if records == 1])
    return [
        Operation(
            one.id,
            one.at,
            one.who,
            name,
            counts.get(one.id, 0),
            one.reverses_id is not None,
            one.id in gone,
            one.id not in gone and one.operation not in QUIET,
            about.get(one.id, ""),
        )
        for one, name in found
    ]


def _with_words(session: Session, words: str, before: int | None, limit: int) -> list[int]:
    """The identifiers of at most ``limit`` operations that have the words. What is alike is looked at once."""
    wanted = sort_key(words).split()
    parameters = type_coerce(ChangeSet.parameters, Text).label("parameters")
    columns = (ChangeSet.id, ChangeSet.operation, parameters, ChangeSet.who, ChangeSet.reverses_id)
    known: dict[tuple[str, str, str, bool], bool] = {}
    found: list[int] = []
    last = before
    while len(found) < limit:
        query = select(*columns).order_by(ChangeSet.id.desc()).limit(SCANNED)
        some = session.execute(query if last is None else query.where(ChangeSet.id < last)).all()
        for one in some:
            alike = (one.operation, one.parameters, one.who, one.reverses_id is not None)
            if alike not in known:
                text = sort_key(f"{_named(one.operation, json.loads(one.parameters), alike[3])} {one.who}")
                known[alike] = all(word in text for word in wanted)
            if known[alike]:
                found.append(one.id)
        if not some:
            break
        last = some[-1].id
    return found[:limit]


def _named(operation: str, parameters: dict[str, Any], undoes: bool) -> str:
    name = _(operation).format(**parameters)
    return _("Undo: {name}").format(name=name) if undoes else name


def _counts(session: Session, ids: list[int]) -> dict[int, int]:
    whole = func.sum(case((Change.kind.in_(list(TOP_KINDS)), 1), else_=0))
    query = select(Change.change_set_id, whole, func.count()).group_by(Change.change_set_id)
    if not ids:
        return {}
    return {
        number: int(records or rows)
        for number, records, rows in session.execute(query.where(Change.change_set_id.in_(ids)))
    }


def _names(session: Session, ids: list[int]) -> dict[int, str]:
    """What the one record is called that each of these operations touched."""
    query = select(Change.change_set_id, Change.kind, Change.record_id)
    query = query.where(Change.change_set_id.in_(ids), Change.kind.in_(list(TOP_KINDS)))
    rows = [(row[0], row[1], row[2]) for row in session.execute(query)]
    by_kind: dict[str, set[int]] = defaultdict(set)
    for _number, kind, record_id in rows:
        by_kind[kind].add(record_id)
    called = {kind: lists.mentions(session, kind, some) for kind, some in by_kind.items()}
    return {
        number: called[kind][record_id].caption
        for number, kind, record_id in rows
        if record_id in called[kind]
    }
