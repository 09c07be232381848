"""Whom an objective concerns, and who was told of it: what ties a party to an objective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.agreements import running
from diplotrack.consistency.conditions import one_of, standing
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    Consultation,
    Engagement,
    EngagementParty,
    ObjectiveLink,
    ObjectiveNotice,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import RUNNING, Behalf, Correspondent, EngagementStatus, Traffic
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.sql import plus_days

NAMED = N_("a line to take on it names this partner")
PROMISED = N_("it is party to a running commitment on it")
AGREED = N_("it is party to an agreement on it")
TOLD_ONCE = N_("it was told of it before")


FEW = 20
"""Objectives up to which it takes less time to read all that was done on them."""
AT_ONCE = 2_000
"""Links of an objective that are looked at before asking who is left."""


class Tie(NamedTuple):
    """That something ties a party to an objective, and the latest possible day of it."""

    objective: int
    party: int
    day: date | None


def ties_of(
    read: Session, ties: Select[Any], objectives: Iterable[int], parties: Iterable[int]
) -> Iterator[Tie]:
    """What a statement selects (objective, party, day), the latest day of each pair of these."""
    ids, wanted = list(objectives), sorted(parties)
    for some in batches(ids):
        statement = _latest(ties, len(ids) > FEW)
        for row in read.execute(statement, {"objectives": some, "parties": wanted}):
            yield Tie(*row)


def lately_told(
    read: Session, objective: int, bodies: Mapping[int, int], since: date, today: date
) -> set[int]:
    """The partners that were told of an objective on that day or later, each by any of its ``bodies`` (→ partner).

    What was linked last is looked at first, and no further once everybody was told: little of all that ever passed.
    """
    found: set[int] = set()
    waiting = set(bodies)
    for ties in _spoken(today):
        told = ties_of(read, ties, [objective], waiting)
        found |= {bodies[one.party] for one in told if one.day is not None and one.day >= since}
        waiting = {body for body in waiting if bodies[body] not in found}
    last = read.scalar(_LAST_LINK) if waiting else None
    while waiting and last is not None:
        first = read.scalar(_before(), {"objective": objective, "last": last})
        bounds = {"objective": objective, "first": first or 0, "last": last, "since": since}
        for ties in _passed(today):
            told_there = read.scalars(_lately(ties), {**bounds, "parties": sorted(waiting)})
            found |= {bodies[party] for party in told_there}
            waiting = {body for body in waiting if bodies[body] not in found}
        last = first
    return found


_LAST_LINK = select(func.max(ObjectiveLink.id))


@cache
def _before() -> Select[int]:
    """The link of an objective that so many others follow."""
    return (
        select(ObjectiveLink.id)
        .where(ObjectiveLink.objective_id == bindparam("objective"), ObjectiveLink.id <= bindparam("last"))
        .order_by(ObjectiveLink.id.desc())
        .limit(1)
        .offset(AT_ONCE)
    )


# Statements are made once: to look at one objective, making them would cost more than asking them.


@lru_cache(maxsize=64)
def _lately(ties: Select[Any]) -> Select[Any]:
    """The parties that something ties to an objective, by links within bounds, on a day or later."""
    _objective, party, day = ties.selected_columns
    return (
        ties.with_only_columns(party)
        .where(
            ObjectiveLink.objective_id == bindparam("objective"),
            ObjectiveLink.id > bindparam("first"),
            ObjectiveLink.id <= bindparam("last"),
            day >= bindparam("since", type_=day.type),
            (party + 0).in_(bindparam("parties", expanding=True)),
        )
        .distinct()
    )


@lru_cache(maxsize=64)
def _latest(ties: Select[Any], is_wide: bool) -> Select[Any]:
    objective, party, day = ties.selected_columns
    # For a few objectives, the sum keeps databases from going through all that ever passed with the first tier.
    among = (party if is_wide else party + 0).in_(bindparam("parties", expanding=True))
    latest = ties.with_only_columns(objective, party, func.max(day)).group_by(objective, party)
    return latest.where(objective.in_(bindparam("objectives", expanding=True)), among)


def _linked(kind: Any, party: Any, day: Any) -> Select[Any]:
    """Records of a kind that serve an objective; to be joined with their parties."""
    name = kind.__kind__.name
    return (
        select(ObjectiveLink.objective_id, party, day)
        .join(kind, and_(kind.id == ObjectiveLink.owner_id, ObjectiveLink.owner_kind == name))
        .where(live(ObjectiveLink), standing(kind))
    )


@lru_cache(maxsize=8)
def concerning(today: date) -> tuple[tuple[Label, Any], ...]:
    """What makes an objective concern a party, the strongest reason first."""
    named = (
        select(
            Position.objective_id,
            PositionPartner.party_id,
            Position.valid_from,
        )
        .join(PositionPartner, PositionPartner.position_id == Position.id)
        .where(
            standing(Position),
            live(PositionPartner),
            or_(Position.valid_from.is_(None), Position.valid_from <= today),
            or_(Position.valid_until.is_(None), Position.valid_until >= today),
        )
    )
    promised = (
        _linked(Commitment, CommitmentParty.party_id, Commitment.made_on_latest)
        .join(CommitmentParty, CommitmentParty.commitment_id == Commitment.id)
        .where(live(CommitmentParty), one_of(Commitment.status, RUNNING))
    )
    agreed = (
        _linked(Agreement, AgreementParty.party_id, Agreement.signed_on_latest)
        .join(AgreementParty, AgreementParty.agreement_id == Agreement.id)
        .where(live(AgreementParty), AgreementParty.withdrawn_on.is_(None), running(today))
    )
    owed = (
        select(
            AgreementDuty.objective_id,
            AgreementParty.party_id,
            Agreement.signed_on_latest,
        )
        .join(Agreement, Agreement.id == AgreementDuty.agreement_id)
        .join(AgreementParty, AgreementParty.agreement_id == Agreement.id)
        .where(
            standing(Agreement),
            live(AgreementDuty),
            live(AgreementParty),
            AgreementParty.withdrawn_on.is_(None),
            running(today),
        )
    )
    return (
        (NAMED, named),
        (AGREED, owed),
        (AGREED, agreed),
        (PROMISED, promised),
        (TOLD_ONCE, _noticed(today)),
    )


@lru_cache(maxsize=8)
def _noticed(today: date) -> Any:
    # A notice without a day is from its day of entry.
    day = func.coalesce(ObjectiveNotice.told_on_latest, plus_days(ObjectiveNotice.created_at, 0))
    return select(
        ObjectiveNotice.objective_id,
        ObjectiveNotice.party_id,
        day,
    ).where(live(ObjectiveNotice), or_(ObjectiveNotice.told_on.is_(None), ObjectiveNotice.told_on <= today))


def tellings(today: date) -> tuple[Any, ...]:
    """All ways in which a party is told of an objective."""
    return *_spoken(today), *_passed(today)


@lru_cache(maxsize=8)
def _passed(today: date) -> tuple[Any, ...]:
    """Meetings and letters, which are linked to objectives."""
    met = (
        _linked(Engagement, EngagementParty.party_id, Engagement.starts_on_latest)
        .join(EngagementParty, EngagementParty.engagement_id == Engagement.id)
        .where(
            live(EngagementParty), Engagement.status == EngagementStatus.HELD, Engagement.starts_on <= today
        )
    )
    written = (
        _linked(Communication, CommunicationParty.party_id, Communication.sent_on_latest)
        .join(CommunicationParty, CommunicationParty.communication_id == Communication.id)
        .where(
            live(CommunicationParty),
            CommunicationParty.part.in_((Correspondent.TO, Correspondent.COPY)),
            Communication.traffic == Traffic.OUTGOING,
            Communication.sent_on <= today,
        )
    )
    return met, written


@lru_cache(maxsize=8)
def _spoken(today: date) -> tuple[Any, ...]:
    """Notices, consultations and statements, which name their objective."""
    consulted = (
        select(
            Position.objective_id,
            Consultation.party_id,
            Consultation.on,
        )
        .join(Position, Position.id == Consultation.position_id)
        .where(standing(Consultation), Consultation.on <= today)
    )
    said = (
        select(
            Statement.objective_id,
            StatementAudience.party_id,
            Statement.said_on_latest,
        )
        .join(StatementAudience, StatementAudience.statement_id == Statement.id)
        .where(
            standing(Statement),
            live(StatementAudience),
            Statement.behalf.in_((Behalf.OURS, Behalf.JOINT)),
            Statement.said_on <= today,
        )
    )
    return _noticed(today), consulted, said
