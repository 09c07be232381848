"""Undo and redo: an operation is taken back by another one that does the opposite, and the history keeps both."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, delete, literal, select, update
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import ANYWHERE, KINDS, fields
from diplotrack.records.record import utc_now
from diplotrack.store import sql
from diplotrack.store.batches import batches
from diplotrack.store.bulk import insert_rows
from diplotrack.store.capture import RowChange
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.unit_of_work import Work
from diplotrack.store.values import decode_row, encode, kept_columns

QUIET = frozenset({"Check", "Settings"})
"""Operations of the application itself, which undo passes over."""

FINDING = "finding"
FEW = 50
"""Operations that are read at once when the latest that stands is looked for."""


def taken_back(session: Session) -> set[int]:
    """The identifiers of the operations that are taken back at present."""
    query = select(ChangeSet.id, ChangeSet.reverses_id).where(ChangeSet.reverses_id.is_not(None))
    found: set[int] = set()
    # A later reversal that is itself reversed does not count.
    for number, reverses in session.execute(query.order_by(ChangeSet.id.desc())):
        if reverses is not None and number not in found:
            found.add(reverses)
    return found


def _latest_first(session: Session) -> Iterator[ChangeSet]:
    """The operations that count for undo, read a few at a time: what is looked for stands among the last."""
    last = None
    while True:
        query = select(ChangeSet).where(ChangeSet.operation.not_in(QUIET)).order_by(ChangeSet.id.desc())
        some = session.scalars((query if last is None else query.where(ChangeSet.id < last)).limit(FEW)).all()
        if not some:
            return
        yield from some
        last = some[-1].id


def next_undo(session: Session) -> ChangeSet | None:
    """The operation that undo would take back: the latest that stands."""
    gone = taken_back(session)
    for one in _latest_first(session):
        if one.reverses_id is None and one.id not in gone:
            return one
    return None


def next_redo(session: Session) -> ChangeSet | None:
    """The undoing that redo would take back: the latest that stands, with no new operation after it."""
    gone = taken_back(session)
    for one in _latest_first(session):
        if one.id in gone:
            continue
        reversed_one = session.get(ChangeSet, one.reverses_id) if one.reverses_id is not None else None
        if reversed_one is None:
            return None
        if reversed_one.reverses_id is None:
            return one
    return None


def reverse(work: Work, target: ChangeSet) -> None:
    """Do the opposite of ``target`` inside this unit of work.

    Raises UserError naming the records where a later change touched the same fields or refers to a row that would go.
    """
    session = work.session
    changes = list(
        session.scalars(select(Change).where(Change.change_set_id == target.id).order_by(Change.id))
    )
    born = {(change.kind, change.record_id) for change in changes if change.action == "create"}
    settled = _refuse_where_overtaken(session, target, changes)
    sql.defer_foreign_keys(session)
    _put_back_deleted(work, [change for change in changes if change.action == "delete"])
    _put_back_fields(work, [change for change in changes if change.action == "update"], settled)
    # Only now: what the operation itself had pointed at its new rows points elsewhere again.
    _refuse_where_referred_to(session, born)
    _take_out_created(work, [change for change in changes if change.action == "create"])
    session.expire_all()


def _name(session: Session, kind: str, record_id: int) -> str:
    """How a row is told to the user; a part by the record that it belongs to."""
    table, about = KINDS[kind].__table__, KINDS[kind].__kind__
    if about.is_part:
        owner_kind = table.c.owner_kind if kind in ANYWHERE else literal(about.part_of)
        owner = session.execute(
            select(owner_kind, table.c[about.owner]).where(table.c.id == record_id)
        ).first()
        if owner is not None:
            return _name(session, owner[0], owner[1])
    caption = session.scalar(select(table.c[about.title]).where(table.c.id == record_id))
    return f"{about.label} “{caption or record_id}”"


def _refuse(session: Session, target: ChangeSet, rows: list[tuple[str, int]]) -> None:
    names = "; ".join(_name(session, *row) for row in rows[:5])
    sentence = _("“{operation}” cannot be undone, because later work builds on it: {names}. Undo that first.")
    raise UserError(
        sentence.format(operation=_(target.operation), names=names + (" …" if len(rows) > 5 else ""))
    )


Settled = dict[tuple[str, int], set[str]]
"""By row, the columns that keep what the application itself wrote there later."""


def _refuse_where_overtaken(session: Session, target: ChangeSet, changes: list[Change]) -> Settled:
    """Refuse where later work touched the same; what a check wrote later is no work, and stays as it is."""
    settled: Settled = defaultdict(set)
    mine = {(change.kind, change.record_id): change for change in changes}
    overtaken: list[tuple[str, int]] = []
    gone = taken_back(session)
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in mine:
        ids[kind].add(record_id)
    for kind, wanted in ids.items():
        for some in batches(wanted):
            later = (
                select(
                    Change.record_id, Change.before, ChangeSet.id, ChangeSet.reverses_id, ChangeSet.operation
                )
                .join(ChangeSet, ChangeSet.id == Change.change_set_id)
                .where(Change.kind == kind, Change.record_id.in_(some), Change.change_set_id > target.id)
                .order_by(Change.id)
            )
            for record_id, before, number, reverses, operation in session.execute(later):
                if number in gone or reverses is not None:
                    continue
                own = mine[kind, record_id]
                touched = set(json.loads(before or "{}"))
                if operation in QUIET and own.action == "update":
                    settled[kind, record_id] |= touched
                elif own.action != "update" or touched & set(json.loads(own.before or "{}")):
                    overtaken.append((kind, record_id))
    if overtaken:
        _refuse(session, target, list(dict.fromkeys(overtaken)))
    return settled


def _refuse_where_referred_to(session: Session, born: set[tuple[str, int]]) -> None:
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in born:
        ids[kind].add(record_id)
    referring: list[tuple[str, int]] = []
    for name, kept in KINDS.items():
        if name == FINDING:
            continue
        table = kept.__table__
        columns = [(key, field.refers) for key, field in fields(kept).items() if field.refers in ids]
        for key, refers in columns:
            for some in batches(ids[refers]):
                found = session.scalars(select(table.c.id).where(table.c[key].in_(some)))
                referring += [(name, row) for row in found if (name, row) not in born]
        if name in ANYWHERE:
            for refers, wanted in ids.items():
                for some in batches(wanted):
                    owned = (table.c.owner_kind == refers) & table.c.owner_id.in_(some)
                    found = session.scalars(select(table.c.id).where(owned))
                    referring += [(name, row) for row in found if (name, row) not in born]
    if referring:
        sentence = _("This cannot be undone, because later work refers to it: {names}. Undo that first.")
        names = "; ".join(_name(session, *row) for row in referring[:5])
        raise UserError(sentence.format(names=names + (" …" if len(referring) > 5 else "")))


def _let_findings_go(session: Session, parties: list[int]) -> None:
    """What the checker found about a partner is no work built on it: the next check closes it."""
    table = KINDS[FINDING].__table__
    for some in batches(parties):
        session.execute(update(table).where(table.c.party_id.in_(some)).values(party_id=None))


def _by_kind(changes: list[Change]) -> dict[str, list[Change]]:
    grouped: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        grouped[change.kind].append(change)
    return grouped


def _put_back_deleted(work: Work, changes: list[Change]) -> None:
    for name, mine in _by_kind(changes).items():
        stamp = {"version": 1, "updated_at": utc_now(), "sort_key": ""}
        extra = {"status": "open"} if name == "commitment" else {}  # derived again at the end
        rows: list[dict[str, Any]] = []
        for change in mine:
            values = decode_row(change.kind, json.loads(change.before or "{}"))
            rows.append({**stamp, **extra, **values, "id": change.record_id})
        insert_rows(work.session.connection(), KINDS[name].__table__, rows)
        for change in mine:
            before = json.loads(change.before or "{}")
            work.note(RowChange(change.kind, change.record_id, change.uid, "create", None, before))


def _put_back_fields(work: Work, changes: list[Change], settled: Settled) -> None:
    alike: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
        for name in settled.get((change.kind, change.record_id), set()) & before.keys():
            del before[name], after[name]
        if not before:
            continue
        values = decode_row(change.kind, before)
        row = {f"new_{name}": value for name, value in values.items()}
        alike[change.kind, tuple(values)].append({"row_id": change.record_id, **row})
        work.note(RowChange(change.kind, change.record_id, change.uid, "update", dict(after), dict(before)))
    for (kind, names), rows in alike.items():
        table = KINDS[kind].__table__
        columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        stamp = {"version": table.c.version + 1, "updated_at": utc_now()}
        one = update(table).where(table.c.id == bindparam("row_id")).values({**columns, **stamp})
        work.session.connection().execute(one, rows)


def _take_out_created(work: Work, changes: list[Change]) -> None:
    grouped = _by_kind(changes)
    session = work.session
    _let_findings_go(session, [change.record_id for change in grouped.get("party", [])])
    for name, mine in grouped.items():
        table, columns = KINDS[name].__table__, kept_columns(KINDS[name])
        keys = [column.key for column in columns]
        uids = {change.record_id: change.uid for change in mine}
        for some in batches(uids):
            for row_id, *row in session.execute(select(table.c.id, *columns).where(table.c.id.in_(some))):
                values = {key: encode(value) for key, value in zip(keys, row, strict=True)}
                work.note(RowChange(name, row_id, uids[row_id], "delete", values, None))
            session.execute(delete(table).where(table.c.id.in_(some)))
