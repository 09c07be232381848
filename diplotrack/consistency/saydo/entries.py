"""What we said, promised and did on objectives, read from the ledger as entries of the say–do ledger.

Only our conduct: statements that speak for us (see ``statements``), with or without a stance or a day; deeds
whose actor is us; commitments that we made, alone or with others. A ministry or another body of a partner stands for
the partner. Every statement is set-based.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.saydo.ledger import Act, Entry, Window
from diplotrack.consistency.statements import speaks_for_us
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Communication,
    Deed,
    ObjectiveLink,
    Party,
    Statement,
    StatementAudience,
    Update,
)
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, Direction
from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.store.as_of import BODIES
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

OUTCOMES = {CommitmentStatus.FULFILLED: Act.KEPT, CommitmentStatus.NOT_FULFILLED: Act.BROKEN}
"""The statuses by which a commitment becomes a deed."""


def read_entries(
    read: Session,
    ours: frozenset[int],
    today: date,
    objectives: Collection[int] | None = None,
    release: ReleaseFilter = EVERYTHING,
    window: Window | None = None,
    *,
    with_promises: bool = True,
) -> list[Entry]:
    """The entries of those objectives (None: of all), parts not included; what ``release`` keeps back is not there.

    With a ``window``, what was said and done certainly outside it is not read; without promises,
    commitments are there only as kept or broken.
    """
    found = _folded(
        read,
        [
            *_said(read, ours, today, objectives, window),
            *_done(read, ours, today, objectives, window),
            *_promised(read, ours, today, objectives, window, with_promises=with_promises),
        ],
    )
    if release.is_open:
        return found
    kinds: dict[str, set[int]] = defaultdict(set)
    for one in found:
        kinds[one.kind].add(one.id)
    allowed = {kind: release.allowed_ids(read, kind, ids) for kind, ids in kinds.items()}
    return [one for one in found if one.id in allowed[one.kind]]


def within(window: Window, first: Any, latest: Any) -> ColumnElement[bool]:
    """That a possible day of a date in two columns lies in the window, or that the day is not known at all."""
    return or_(first.is_(None), and_(first <= window.last, latest >= window.first))


def heads(read: Session, parties: Iterable[int]) -> dict[int, int]:
    """Body → the party to which it belongs at last; parties that are no bodies are absent."""
    above: dict[int, int] = {}
    waiting = set(parties)
    while waiting:
        found: dict[int, int] = {}
        for some in batches(waiting):
            query = select(Party.id, Party.parent_id).where(
                Party.id.in_(some), Party.type.in_(BODIES), Party.parent_id.is_not(None)
            )
            found |= {one: parent for one, parent in read.execute(query) if parent is not None}
        above |= found
        waiting = set(found.values()) - above.keys()
    return {one: _top(one, above) for one in above}


def _top(one: int, above: Mapping[int, int]) -> int:
    passed = {one}
    while (parent := above.get(one)) is not None and parent not in passed:
        passed.add(one := parent)
    return one


def _folded(read: Session, entries: list[Entry]) -> list[Entry]:
    of_body = heads(read, {party for one in entries for party in one.partners})
    if not of_body:
        return entries
    return [
        replace(one, partners=frozenset(of_body.get(party, party) for party in one.partners))
        if one.partners & of_body.keys()
        else one
        for one in entries
    ]


def _said(
    read: Session,
    ours: frozenset[int],
    today: date,
    objectives: Collection[int] | None,
    window: Window | None,
) -> Iterator[Entry]:
    query = (
        select(
            Statement.id,
            Statement.objective_id,
            Statement.stance,
            Statement.said_on,
            Statement.said_on_latest,
        )
        .outerjoin(Communication, Communication.id == Statement.communication_id)
        .where(speaks_for_us(ours))
    )
    if window is not None:
        query = query.where(within(window, Statement.said_on, Statement.said_on_latest))
    rows = list(_of(read, query, Statement.objective_id, objectives))
    audiences = _parties(
        read,
        select(StatementAudience.statement_id, StatementAudience.party_id).where(live(StatementAudience)),
        StatementAudience.statement_id,
        [row.id for row in rows],
        objectives is None,
    )
    for row in rows:
        day = _happened(row.said_on, row.said_on_latest, today)
        partners = audiences.get(row.id, frozenset()) - ours
        yield Entry(Act.SAID, "statement", row.id, row.objective_id, day, row.stance, None, partners)


def _done(
    read: Session,
    ours: frozenset[int],
    today: date,
    objectives: Collection[int] | None,
    window: Window | None,
) -> Iterator[Entry]:
    query = select(
        Deed.id,
        Deed.objective_id,
        Deed.bearing,
        Deed.category,
        Deed.target_id,
        Deed.done_on,
        Deed.done_on_latest,
    ).where(standing(Deed), Deed.objective_id.is_not(None), Deed.actor_id.in_(sorted(ours)))
    if window is not None:
        query = query.where(within(window, Deed.done_on, Deed.done_on_latest))
    for row in _of(read, query, Deed.objective_id, objectives):
        day = _happened(row.done_on, row.done_on_latest, today)
        partners = frozenset({row.target_id} if row.target_id is not None else ()) - ours
        yield Entry(Act.DONE, "deed", row.id, row.objective_id, day, row.bearing, row.category, partners)


def _promised(
    read: Session,
    ours: frozenset[int],
    today: date,
    objectives: Collection[int] | None,
    window: Window | None,
    *,
    with_promises: bool,
) -> Iterator[Entry]:
    """Each commitment on the day on which it was made, and, kept or broken, once more on the day of that."""
    query = (
        select(
            Commitment.id,
            ObjectiveLink.objective_id,
            func.coalesce(ObjectiveLink.bearing, Commitment.bearing).label("bearing"),
            Commitment.status,
            Commitment.made_on,
            Commitment.made_on_latest,
            Commitment.due_on,
            Commitment.due_on_latest,
            Commitment.completed_on,
            Commitment.completed_on_latest,
        )
        .join(ObjectiveLink, ObjectiveLink.owner_id == Commitment.id)
        .where(
            ObjectiveLink.owner_kind == "commitment",
            live(ObjectiveLink),
            standing(Commitment),
            Commitment.direction.in_((Direction.OURS, Direction.MUTUAL)),
        )
    )
    if window is not None:
        decided_in = within(window, Commitment.completed_on, Commitment.completed_on_latest)
        outcome = and_(Commitment.status.in_(list(OUTCOMES)), decided_in)
        made_in = within(window, Commitment.made_on, Commitment.made_on_latest)
        query = query.where(or_(outcome, made_in) if with_promises else outcome)
    rows = list(_of(read, query, ObjectiveLink.objective_id, objectives))
    ids = [row.id for row in rows]
    sides = _sides(read, ids, ours, objectives is None)
    undated = [row.id for row in rows if row.status in OUTCOMES and row.completed_on is None]
    decided = _decided(read, undated)
    for row in rows:
        partners = sides.get(row.id, frozenset())
        made = _happened(row.made_on, row.made_on_latest, today)
        yield Entry(Act.PROMISED, "commitment", row.id, row.objective_id, made, row.bearing, None, partners)
        act = OUTCOMES.get(row.status)
        if act is not None:
            on = _outcome_day(row, decided.get((row.id, row.status)), today)
            yield Entry(act, "commitment", row.id, row.objective_id, on, row.bearing, None, partners)


def _outcome_day(row: Any, decided: date | None, today: date) -> PartialDate | None:
    """When it was kept or broken: completed, else decided so by an update, else (broken) its last due day."""
    if row.completed_on is not None:
        return _happened(row.completed_on, row.completed_on_latest, today)
    if decided is not None:
        return PartialDate.day(decided)
    if row.status is CommitmentStatus.NOT_FULFILLED and row.due_on is not None:
        return _happened(row.due_on_latest or row.due_on, None, today)
    return None


def _decided(read: Session, ids: Collection[int]) -> dict[tuple[int, CommitmentStatus], date]:
    """The day of the latest update that gave a commitment a status."""
    found: dict[tuple[int, CommitmentStatus], date] = {}
    for some in batches(ids):
        query = select(Update.commitment_id, Update.new_status, Update.on).where(
            Update.commitment_id.in_(some),
            Update.new_status.in_(list(OUTCOMES)),
            Update.on.is_not(None),
            live(Update),
        )
        for commitment, status, day in read.execute(query.order_by(Update.on, Update.id)):
            if status is not None and day is not None:
                found[commitment, status] = day
    return found


def _sides(
    read: Session, ids: Collection[int], ours: frozenset[int], everything: bool
) -> dict[int, frozenset[int]]:
    """To whom each commitment was made; one made together, with whom."""
    rows = select(CommitmentParty.commitment_id, CommitmentParty.party_id).where(live(CommitmentParty))
    owner = CommitmentParty.commitment_id
    to = _parties(read, rows.where(CommitmentParty.side == CommitmentSide.TO), owner, ids, everything)
    by = _parties(read, rows.where(CommitmentParty.side == CommitmentSide.BY), owner, ids, everything)
    return {one: (to.get(one, frozenset()) - ours) or (by.get(one, frozenset()) - ours) for one in ids}


def _of(read: Session, query: Any, column: Any, objectives: Collection[int] | None) -> Iterable[Any]:
    if objectives is None:
        return read.execute(query).all()
    return [row for some in batches(objectives) for row in read.execute(query.where(column.in_(some)))]


def _parties(
    read: Session, rows: Any, owner: Any, ids: Collection[int], everything: bool
) -> Mapping[int, frozenset[int]]:
    """Record → parties; where all records are asked for, one statement reads them all."""
    found: dict[int, set[int]] = defaultdict(set)
    statements = [rows] if everything else [rows.where(owner.in_(some)) for some in batches(ids)]
    for statement in statements:
        for record_id, party in read.execute(statement):
            found[record_id].add(party)
    return {record_id: frozenset(parties) for record_id, parties in found.items()}


def _happened(first: date | None, latest: date | None, today: date) -> PartialDate | None:
    """The possible days of what has happened: none of them is still to come, unless all are."""
    if first is None:
        return None
    last = latest or first
    return PartialDate(first, min(last, today) if first <= today else last)
