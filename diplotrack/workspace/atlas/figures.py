"""Figures by partner: engagements, what is owed, gaps; the bodies of a party count for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Engagement,
    EngagementParty,
    Finding,
    Participant,
    Party,
)
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import (
    RUNNING,
    CommitmentSide,
    Direction,
    EngagementStatus,
    FindingState,
)
from diplotrack.store.as_of import BODIES, by_day

Pairs = Iterable[tuple[int | None, int]]
"""Party and record."""


class Measure(Choice):
    """What the map counts."""

    YEAR = "year", N_("Engagements, last 12 months")
    EVER = "ever", N_("Engagements, all on record")
    OWED_BY_US = "owed_by_us", N_("What we owe them")
    OWED_TO_US = "owed_to_us", N_("What they owe us")
    GAPS = "gaps", N_("Open gaps")


def figures(session: Session, measure: Measure, on: date) -> dict[int, int]:
    """Party → how many records, each counted once for a party and its bodies together."""
    roots = _roots(session)
    counted: dict[int, set[int]] = defaultdict(set)
    for party_id, record_id in _READ[measure](session, on):
        if party_id is not None:
            counted[roots.get(party_id, party_id)].add(record_id)
    return dict(Counter({party_id: len(records) for party_id, records in counted.items()}))


def _roots(session: Session) -> dict[int, int]:
    """Each body's party at the top: the country of a ministry."""
    query = select(Party.id, Party.parent_id).where(
        Party.parent_id.is_not(None), Party.type.in_(BODIES), Party.deleted_at.is_(None)
    )
    above: dict[int, int] = {one: parent for one, parent in session.execute(query) if parent is not None}
    found = {}
    for one in above:
        top, seen = one, {one}
        while top in above and above[top] not in seen:
            top = above[top]
            seen.add(top)
        found[one] = top
    return found


def _engagements(session: Session, on: date, since: date | None) -> Pairs:
    held = [
        Engagement.deleted_at.is_(None),
        Engagement.merged_into.is_(None),
        Engagement.status == EngagementStatus.HELD,
        by_day(Engagement, "starts_on", on),
    ]
    if since is not None:
        held.append(Engagement.starts_on > since)
    for part in (EngagementParty, Participant):
        query = (
            select(part.party_id, part.engagement_id)
            .join(Engagement, Engagement.id == part.engagement_id)
            .where(part.deleted_at.is_(None), part.party_id.is_not(None), *held)
            .distinct()
        )
        yield from _rows(session, query)


def _owed(session: Session, on: date, direction: Direction, side: CommitmentSide) -> Pairs:
    query = (
        select(CommitmentParty.party_id, CommitmentParty.commitment_id)
        .join(Commitment, Commitment.id == CommitmentParty.commitment_id)
        .where(
            CommitmentParty.deleted_at.is_(None),
            CommitmentParty.side == side,
            Commitment.deleted_at.is_(None),
            Commitment.merged_into.is_(None),
            Commitment.direction == direction,
            Commitment.status.in_(RUNNING),
            by_day(Commitment, "made_on", on),
        )
    )
    return _rows(session, query)


def _gaps(session: Session, on: date) -> Pairs:
    """The findings that stand: those about one party, and those on what it takes part in."""
    standing = (
        Finding.deleted_at.is_(None),
        Finding.state != FindingState.RESOLVED,
        or_(Finding.state != FindingState.WAIVED, Finding.expires_on < on),
    )
    yield from _rows(
        session, select(Finding.party_id, Finding.id).where(*standing, Finding.party_id.is_not(None))
    )
    yield from _rows(
        session,
        select(Finding.subject_id, Finding.id).where(*standing, Finding.subject_kind == "party"),
    )
    for part, owner, kind in (
        (CommitmentParty, CommitmentParty.commitment_id, "commitment"),
        (EngagementParty, EngagementParty.engagement_id, "engagement"),
    ):
        query = (
            select(part.party_id, Finding.id)
            .join(Finding, owner == Finding.subject_id)
            .where(*standing, Finding.subject_kind == kind, part.deleted_at.is_(None))
        )
        yield from _rows(session, query)


def _rows(session: Session, query: object) -> Sequence[tuple[int | None, int]]:
    rows: Sequence[tuple[int | None, int]] = session.execute(query).all()  # type: ignore[call-overload]
    return rows


_READ: dict[Measure, Callable[[Session, date], Pairs]] = {
    Measure.YEAR: lambda session, on: _engagements(session, on, on - relativedelta(years=1)),
    Measure.EVER: lambda session, on: _engagements(session, on, None),
    Measure.OWED_BY_US: lambda session, on: _owed(session, on, Direction.OURS, CommitmentSide.TO),
    Measure.OWED_TO_US: lambda session, on: _owed(session, on, Direction.THEIRS, CommitmentSide.BY),
    Measure.GAPS: _gaps,
}
