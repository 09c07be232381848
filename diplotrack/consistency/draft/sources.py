"""What a draft is held against: lines in force toward its audience, what it and others were told, what we owe."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, and_, exists, false, func, not_, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.conditions import condition_met, one_of, standing
from diplotrack.consistency.finding import Ref
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
from diplotrack.store.as_of import with_bodies
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.positions import Line, Lines
from diplotrack.store.unchanged import remembered, state_of

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
    """A running commitment of ours. ``key`` is what it promises to one party only, "" for nothing of the kind."""

    record: Ref
    text: str
    quote: str
    due: PartialDate | None
    is_performable: bool
    key: str = ""

    @property
    def sources(self) -> list[Source]:
        """Its words, as they were given and as they are kept."""
        return [Source(self.record, words, None) for words in dict.fromkeys((self.text, self.quote)) if words]


def lines_toward(
    lines: Lines, day: date, party: int | None, objectives: Collection[int] | None
) -> dict[Source, Line]:
    """The lines to take in force on the day toward a partner, or toward everyone (None), on some objectives or all."""
    on = PartialDate.day(day)
    return {
        Source(
            Ref("position", line.id), line.words, None if line.first == date.min else line.first, objective
        ): line
        for objective in sorted(lines.by_objective)
        if objectives is None or objective in objectives
        for line in lines.toward(objective, party, on)
    }


@dataclass(frozen=True, slots=True)
class Told:
    """What was told until a day, latest first; ``is_cut`` says that the bound cut it short."""

    sources: list[Source]
    is_cut: bool


def told_to(
    read: Session,
    day: date,
    party: int | None,
    objectives: frozenset[int] | None,
    ours: frozenset[int],
    most: int,
) -> Told:
    """What we told this audience until the day.

    A partner was told what was addressed to it, said jointly with it, or public; everyone (None) what was public.
    Communications count by their text in a language that has a ladder, statements by their words.
    """
    key = ("told to", day, party, objectives, ours, most)
    return remembered(read, state_of(read), key, lambda: _told_to(read, day, party, objectives, ours, most))


def _told_to(
    read: Session,
    day: date,
    party: int | None,
    objectives: Collection[int] | None,
    ours: frozenset[int],
    most: int,
) -> Told:
    audience = with_bodies(read, party) if party is not None else frozenset[int]()
    told = (Correspondent.TO, Correspondent.COPY, Correspondent.FROM)
    by_text = or_(Communication.is_public.is_(True), _has(audience, *told) if audience else false())
    by_words = or_(Statement.is_public.is_(True), _heard(audience))
    return _told(
        read, _texts(day, objectives, ours, by_text), _statements(day, objectives, ours, by_words), most
    )


def told_to_others(
    read: Session,
    day: date,
    since: date,
    audience: Collection[int],
    objectives: Collection[int] | None,
    ours: frozenset[int],
    most: int,
) -> Told:
    """What we told others since a day, and this audience not: neither addressed to any of it nor public."""
    own = frozenset(one for party in audience for one in with_bodies(read, party))
    told = (Correspondent.TO, Correspondent.COPY)
    by_text = and_(
        Communication.is_public.is_(False),
        Communication.sent_on >= since,
        not_(_has(own, *told, Correspondent.FROM)),
        _has_other(own | ours, *told),
    )
    by_words = and_(
        Statement.is_public.is_(False),
        Statement.said_on >= since,
        not_(_heard(own)),
        exists(
            select(StatementAudience.id).where(
                StatementAudience.statement_id == Statement.id, live(StatementAudience)
            )
        ),
    )
    return _told(
        read, _texts(day, objectives, ours, by_text), _statements(day, objectives, ours, by_words), most
    )


def _told(read: Session, texts: Select[int, date | None, str], said: Select[Any], most: int) -> Told:
    rows = read.execute(texts.limit(most + 1)).all()
    days = {row.id: row.sent_on for row in rows[:most] if in_language(row.language or "en")}
    found = list(_passages(read, days))
    statements = read.execute(said.limit(most + 1)).all()
    found += [
        Source(Ref("statement", one.id), one.quote, one.said_on, one.objective_id)
        for one in statements[:most]
    ]
    found.sort(key=lambda one: one.day or date.min, reverse=True)
    return Told(found, len(rows) > most or len(statements) > most)


def _has(parties: Collection[int], *parts: Correspondent) -> Exists:
    part = CommunicationParty
    return exists(
        select(part.id).where(
            part.communication_id == Communication.id,
            part.party_id.in_(sorted(parties)),
            one_of(part.part, parts),
            live(part),
        )
    )


def _has_other(parties: Collection[int], *parts: Correspondent) -> Exists:
    part = CommunicationParty
    return exists(
        select(part.id).where(
            part.communication_id == Communication.id,
            part.party_id.not_in(sorted(parties)),
            one_of(part.part, parts),
            live(part),
        )
    )


def _heard(parties: Collection[int]) -> Exists:
    return exists(
        select(StatementAudience.id).where(
            StatementAudience.statement_id == Statement.id,
            StatementAudience.party_id.in_(sorted(parties)),
            live(StatementAudience),
        )
    )


def _texts(
    day: date, objectives: Collection[int] | None, ours: frozenset[int], heard: ColumnElement[bool]
) -> Select[int, date | None, str]:
    query = select(Communication.id, Communication.sent_on, Communication.language).where(
        standing(Communication),
        Communication.traffic.not_in(NOT_OURS_TO_TELL),
        Communication.type.not_in(UNSAID),
        Communication.sent_on <= day,
        _has(ours, Correspondent.FROM),
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
    day: date, objectives: Collection[int] | None, ours: frozenset[int], heard: ColumnElement[bool]
) -> Select[Any]:
    columns: Any = (Statement.id, Statement.quote, Statement.said_on, Statement.objective_id)
    query: Select[Any] = select(*columns).where(of_ours(ours), Statement.said_on <= day, heard)
    if objectives is not None:
        query = query.where(Statement.objective_id.in_(sorted(objectives)))
    return query.order_by(Statement.said_on.desc(), Statement.id.desc())


def of_ours(ours: frozenset[int]) -> ColumnElement[bool]:
    """That a statement speaks for us: ours or joint, no personal remark."""
    own = or_(Statement.party_id.is_(None), Statement.party_id.in_(sorted(ours)))
    return and_(
        standing(Statement),
        or_(Statement.behalf == Behalf.JOINT, and_(Statement.behalf == Behalf.OURS, own)),
        Statement.is_personal.is_(False),
    )


def commitments_of_ours(
    read: Session, day: date, party: int | None, ours: frozenset[int], *, exclusive: bool = False
) -> list[Owed]:
    """Our running commitments toward a partner (mutual ones included), or all of ours (None), soonest due first.

    ``exclusive``: only those that promise what can be promised to one party.
    """
    key = ("commitments of ours", day, party, ours, exclusive)
    return remembered(
        read, state_of(read), key, lambda: _commitments_of_ours(read, day, party, ours, exclusive=exclusive)
    )


def _commitments_of_ours(
    read: Session, day: date, party: int | None, ours: frozenset[int], *, exclusive: bool
) -> list[Owed]:
    conditions = [_is_party(ours, CommitmentSide.BY)]
    if exclusive:
        conditions.append(Commitment.exclusive_key != "")
    if party is not None:
        conditions.append(_is_party(with_bodies(read, party), CommitmentSide.TO, CommitmentSide.BY))
    query = select(
        Commitment.id,
        Commitment.text,
        Commitment.quote,
        Commitment.due_on,
        Commitment.due_on_latest,
        Commitment.exclusive_key,
        func.coalesce(condition_met(day), False).label("is_performable"),
    ).where(standing(Commitment), one_of(Commitment.status, RUNNING), *conditions)
    found = [
        Owed(
            Ref("commitment", row.id),
            row.text,
            row.quote,
            PartialDate.of(row.due_on, row.due_on_latest),
            bool(row.is_performable),
            row.exclusive_key,
        )
        for row in read.execute(query)
    ]
    return sorted(found, key=lambda one: (one.due.latest if one.due else date.max, one.record.id))


def _is_party(parties: Collection[int], *sides: CommitmentSide) -> ColumnElement[bool]:
    member = CommitmentParty
    mine = select(member.commitment_id).where(
        member.party_id.in_(sorted(parties)), one_of(member.side, sides), live(member)
    )
    return Commitment.id.in_(mine)
