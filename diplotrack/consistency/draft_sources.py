"""What a draft is held against: lines in force toward its audience, what that audience was told, what we owe it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Exists, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.conditions import condition_met, one_of, standing
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.positions import read_lines
from diplotrack.language.ladder import in_language
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    ObjectiveLink,
    Passage,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import (
    RUNNING,
    Behalf,
    CommitmentSide,
    CommunicationType,
    Correspondent,
    Traffic,
)
from diplotrack.store.as_of import positions_toward, with_bodies
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

NOT_OURS_TO_TELL = (Traffic.INTERNAL, Traffic.BETWEEN_OTHERS, Traffic.INCOMING)
UNSAID = (CommunicationType.TALKING_POINTS, CommunicationType.CABLE)
"""Papers that prepare or report: nobody outside was told them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text of ours on the record: ``record`` is shown for it, ``passage`` is the paragraph that holds it, if any."""

    record: Ref
    text: str
    day: date | None
    objective: int | None = None
    passage: Ref | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A running commitment of ours."""

    record: Ref
    text: str
    quote: str
    due: PartialDate | None
    is_performable: bool


def lines_toward(
    read: Session, day: date, party: int | None, objectives: Collection[int] | None
) -> list[Source]:
    """The lines to take in force on the day toward a partner, or toward everyone (None), on some objectives or all."""
    if party is not None:
        found = [
            Source(Ref("position", one.id), one.line, one.valid_from, one.objective_id)
            for line in positions_toward(read, day, party)
            if (one := line.position).merged_into is None
        ]
    else:
        lines = read_lines(read)
        on = PartialDate.day(day)
        found = [
            Source(Ref("position", line.id), line.words, line.first, objective)
            for objective in lines.by_objective
            for line in lines.toward(objective, None, on)
        ]
    return [one for one in found if objectives is None or one.objective in objectives]


def earlier_texts(
    read: Session,
    day: date,
    party: int | None,
    objectives: Collection[int] | None,
    ours: frozenset[int],
    most: int,
) -> tuple[list[Source], bool]:
    """What we told this audience until the day, latest first; the second value says that ``most`` cut it short.

    A partner was told what was addressed to it, said jointly with it, or public; everyone (None) what was public.
    Communications count by their text in a language that has a ladder, statements by their words.
    """
    audience = with_bodies(read, party) if party is not None else frozenset[int]()
    communications = _communications(day, audience, objectives, ours)
    rows = read.execute(communications.limit(most + 1)).all()
    days = {row.id: row.sent_on for row in rows[:most] if in_language(row.language or "en")}
    found = list(_passages(read, days))
    statements = read.scalars(_statements(day, audience, objectives, ours).limit(most + 1)).all()
    found += [
        Source(Ref("statement", one.id), one.quote, one.said_on, one.objective_id)
        for one in statements[:most]
    ]
    found.sort(key=lambda one: one.day or date.min, reverse=True)
    return found, len(rows) > most or len(statements) > most


def _communications(
    day: date, audience: Collection[int], objectives: Collection[int] | None, ours: frozenset[int]
) -> Select[int, date | None, str]:
    part = CommunicationParty

    def has(parties: Collection[int], *parts: Correspondent) -> Exists:
        return exists(
            select(part.id).where(
                part.communication_id == Communication.id,
                part.party_id.in_(sorted(parties)),
                one_of(part.part, parts),
                live(part),
            )
        )

    told = (Correspondent.TO, Correspondent.COPY, Correspondent.FROM)
    heard = or_(Communication.is_public.is_(True), has(audience, *told) if audience else false())
    query = select(Communication.id, Communication.sent_on, Communication.language).where(
        standing(Communication),
        Communication.traffic.not_in(NOT_OURS_TO_TELL),
        Communication.type.not_in(UNSAID),
        Communication.sent_on <= day,
        has(ours, Correspondent.FROM),
        heard,
    )
    if objectives is not None:
        linked = select(ObjectiveLink.owner_id).where(
            ObjectiveLink.owner_kind == "communication",
            ObjectiveLink.objective_id.in_(sorted(objectives)),
            live(ObjectiveLink),
        )
        query = query.where(Communication.id.in_(linked))
    return query.order_by(Communication.sent_on.desc(), Communication.id.desc())


def _passages(read: Session, days: dict[int, date | None]) -> Iterable[Source]:
    for some in batches(days):
        query = select(Passage.id, Passage.owner_id, Passage.text).where(
            Passage.owner_kind == "communication",
            Passage.owner_id.in_(some),
            Passage.role == "text",
            live(Passage),
        )
        for passage, owner, text in read.execute(query.order_by(Passage.owner_id, Passage.ordinal)):
            yield Source(Ref("communication", owner), text, days[owner], passage=Ref("passage", passage))


def _statements(
    day: date, audience: Collection[int], objectives: Collection[int] | None, ours: frozenset[int]
) -> Select[Statement]:
    heard = exists(
        select(StatementAudience.id).where(
            StatementAudience.statement_id == Statement.id,
            StatementAudience.party_id.in_(sorted(audience)),
            live(StatementAudience),
        )
    )
    own = or_(Statement.party_id.is_(None), Statement.party_id.in_(sorted(ours)))
    query = select(Statement).where(
        standing(Statement),
        or_(Statement.behalf == Behalf.JOINT, and_(Statement.behalf == Behalf.OURS, own)),
        Statement.is_personal.is_(False),
        Statement.said_on <= day,
        or_(Statement.is_public.is_(True), heard),
    )
    if objectives is not None:
        query = query.where(Statement.objective_id.in_(sorted(objectives)))
    return query.order_by(Statement.said_on.desc(), Statement.id.desc())


def commitments_of_ours(read: Session, day: date, party: int | None, ours: frozenset[int]) -> list[Owed]:
    """Our running commitments toward a partner (mutual ones included), or all of ours (None), soonest due first."""
    sides: dict[int, dict[CommitmentSide, set[int]]] = defaultdict(
        lambda: {CommitmentSide.BY: set(), CommitmentSide.TO: set()}
    )
    running = select(Commitment.id).where(standing(Commitment), one_of(Commitment.status, RUNNING))
    rows = select(CommitmentParty.commitment_id, CommitmentParty.side, CommitmentParty.party_id).where(
        CommitmentParty.commitment_id.in_(running), live(CommitmentParty)
    )
    for owner, side, member in read.execute(rows):
        sides[owner][side].add(member)
    partner = with_bodies(read, party) if party is not None else frozenset[int]()
    wanted = [
        owner
        for owner, by in sides.items()
        if by[CommitmentSide.BY] & ours
        and (party is None or (by[CommitmentSide.TO] | by[CommitmentSide.BY]) & partner)
    ]
    found = []
    for some in batches(wanted):
        met = condition_met(day)
        query = select(Commitment, func.coalesce(met, False)).where(Commitment.id.in_(some))
        for one, is_performable in read.execute(query):
            due = PartialDate.of(one.due_on, one.due_on_latest)
            found.append(Owed(Ref("commitment", one.id), one.text, one.quote, due, bool(is_performable)))
    return sorted(found, key=lambda one: (one.due.latest if one.due else date.max, one.record.id))
