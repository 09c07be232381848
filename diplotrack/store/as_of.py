"""The ledger as of a day: what held then, read from dated rows rather than from what holds now.

A partial date counts from its earliest possible day and until its latest: what may have held on the day is shown.
Where the day of an event is not known at all, the day of its entry stands in for it, so that an archive entered later
does not reach back. Every function is set-based; ``ids`` are read in batches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.records import (
    Appointment,
    Commitment,
    DueChange,
    Membership,
    Party,
    Record,
    Score,
    Update,
)
from diplotrack.records.enumerations import RUNNING, Assessment, CommitmentStatus, PartyType
from diplotrack.store.batches import batches

BODIES = (PartyType.MINISTRY, PartyType.PARLIAMENT, PartyType.OWN_UNIT)
"""What belongs to its parent so far that dealing with it is dealing with the parent."""


def by_day(kind: type[Record], column: str, day: date) -> ColumnElement[bool]:
    """That the row's event lies on or before the day; without a date, that it was entered by then."""
    table = kind.__table__
    end = datetime.combine(day + timedelta(days=1), time.min)
    on = table.c[column]
    return or_(on <= day, and_(on.is_(None), table.c.created_at < end))


def holding(
    kind: type[Record], day: date, start: str = "from_on", end: str = "until_on"
) -> ColumnElement[bool]:
    """That the row may hold on the day: begun by then, not yet ended; an open end holds."""
    table = kind.__table__
    last = table.c[f"{end}_latest"] if f"{end}_latest" in table.c else table.c[end]
    ended = func.coalesce(last, table.c[end])
    return and_(or_(table.c[start].is_(None), table.c[start] <= day), or_(ended.is_(None), ended >= day))


def with_bodies(session: Session, party_id: int) -> frozenset[int]:
    """The party and its ministries, parliaments and units, at any depth."""
    query = select(Party.parent_id, Party.id).where(
        Party.parent_id.is_not(None), Party.type.in_(BODIES), Party.deleted_at.is_(None)
    )
    children: dict[int, list[int]] = defaultdict(list)
    for parent_id, child_id in session.execute(query):
        children[parent_id or 0].append(child_id)
    found, waiting = {party_id}, [party_id]
    while waiting:
        new = [child for child in children[waiting.pop()] if child not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


class LatestUpdate(NamedTuple):
    """The latest update of a commitment by a day, with the marking of its own."""

    id: int
    uid: bytes
    on: date | None
    text: str
    marking_scheme: str
    marking_rank: int | None
    marking_text: str
    tlp: str
    step: int | None


class Scoring(NamedTuple):
    """How a committing party was scored, by whom ("": by ourselves)."""

    score: int
    assessor: str


def statuses(
    session: Session, day: date, ids: Collection[int], without: Collection[int] = ()
) -> dict[int, CommitmentStatus]:
    """Each commitment's status on the day: that of the latest update by then that set one; open where none did.

    ``without`` names updates that are passed over, as if they had not been entered.
    """
    found = dict.fromkeys(ids, CommitmentStatus.OPEN)
    for some in batches(ids):
        query = (
            select(Update.id, Update.commitment_id, Update.new_status)
            .where(
                Update.commitment_id.in_(some),
                Update.new_status.is_not(None),
                Update.deleted_at.is_(None),
                by_day(Update, "on", day),
            )
            .order_by(Update.on, Update.id)
        )
        for one, commitment_id, status in session.execute(query):
            if one not in without:
                found[commitment_id] = status or CommitmentStatus.OPEN
    return found


def latest_updates(session: Session, day: date, ids: Collection[int]) -> dict[int, LatestUpdate]:
    """The latest update of each commitment by the day that says something; commitments without one are absent."""
    found: dict[int, LatestUpdate] = {}
    for some in batches(ids):
        query = (
            select(
                Update.commitment_id,
                Update.id,
                Update.uid,
                Update.on,
                Update.text,
                Update.marking_scheme,
                Update.marking_rank,
                Update.marking_text,
                Update.tlp,
                Update.step,
            )
            .where(
                Update.commitment_id.in_(some),
                Update.text != "",
                Update.deleted_at.is_(None),
                by_day(Update, "on", day),
            )
            .order_by(Update.on, Update.id)
        )
        for row in session.execute(query):
            found[row.commitment_id] = LatestUpdate._make(row[1:])
    return found


def due_dates(session: Session, day: date, ids: Collection[int]) -> dict[int, PartialDate | None]:
    """Each commitment's due date as it stood on the day: changes made later are taken back."""
    found: dict[int, PartialDate | None] = {}
    for some in batches(ids):
        now = select(Commitment.id, Commitment.due_on, Commitment.due_on_latest).where(
            Commitment.id.in_(some)
        )
        for commitment_id, due, latest in session.execute(now):
            found[commitment_id] = PartialDate.of(due, latest)
        later = (
            select(DueChange.commitment_id, DueChange.old_due_on, DueChange.old_due_on_latest)
            .where(DueChange.commitment_id.in_(some), DueChange.on > day, DueChange.deleted_at.is_(None))
            .order_by(DueChange.on.desc(), DueChange.id.desc())
        )
        for commitment_id, due, latest in session.execute(later):
            # Last comes the earliest change after the day: what it replaced held on the day.
            found[commitment_id] = PartialDate.of(due, latest)
    return found


def latest_scorings(session: Session, day: date, ids: Collection[int]) -> dict[int, dict[int, Scoring]]:
    """Commitment → committing party → its latest score by the day; a final score beats an interim one of its cycle."""
    found: dict[int, dict[int, Scoring]] = defaultdict(dict)
    finality = case((Score.report == Assessment.FINAL, 1), else_=0)
    for some in batches(ids):
        query = (
            select(Score.commitment_id, Score.party_id, Score.score, Score.assessor)
            .where(
                Score.commitment_id.in_(some),
                Score.score.is_not(None),
                Score.deleted_at.is_(None),
                by_day(Score, "cycle_end_on", day),
            )
            .order_by(Score.cycle_end_on, finality, Score.id)
        )
        for commitment_id, party_id, score, assessor in session.execute(query):
            if score is not None:
                found[commitment_id][party_id] = Scoring(score, assessor)
    return dict(found)


def latest_scores(session: Session, day: date, ids: Collection[int]) -> dict[int, dict[int, int]]:
    """The same without who scored."""
    return {
        commitment: {party: one.score for party, one in by_party.items()}
        for commitment, by_party in latest_scorings(session, day, ids).items()
    }


def offices(
    session: Session,
    day: date,
    *,
    people: Collection[int] | None = None,
    parties: Collection[int] | None = None,
) -> list[Appointment]:
    """The offices held on the day by those people, or at (or accredited to) those parties, latest begun first.

    One whose begin and end are both unknown is taken to hold, and comes last.
    """
    base = select(Appointment).where(Appointment.deleted_at.is_(None), holding(Appointment, day))
    if people is not None:
        statements = [base.where(Appointment.person_id.in_(some)) for some in batches(people)]
    else:
        statements = [
            base.where(or_(Appointment.party_id.in_(some), Appointment.at_party_id.in_(some)))
            for some in batches(parties or ())
        ]
    found = {one.id: one for statement in statements for one in session.scalars(statement)}
    undated = date.min
    return sorted(found.values(), key=lambda one: (one.from_on or undated, one.id), reverse=True)


def memberships(
    session: Session, day: date, *, parties: Iterable[int] = (), organizations: Iterable[int] = ()
) -> list[Membership]:
    """The memberships of those parties, or in those organizations, that may hold on the day."""
    base = select(Membership).where(Membership.deleted_at.is_(None), holding(Membership, day))
    found: dict[int, Membership] = {}
    for some in batches(parties):
        found |= {one.id: one for one in session.scalars(base.where(Membership.party_id.in_(some)))}
    for some in batches(organizations):
        found |= {one.id: one for one in session.scalars(base.where(Membership.organization_id.in_(some)))}
    return [found[key] for key in sorted(found)]


def overdue_days(due: PartialDate | None, status: CommitmentStatus, day: date) -> int:
    """By how many days it is overdue: past the last possible day and still owed; 0 where it is not."""
    if due is None or status not in RUNNING or due.latest >= day:
        return 0
    return (day - due.latest).days
