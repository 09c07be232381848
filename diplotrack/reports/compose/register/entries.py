"""The engagements of a register with what stands beside them: parties, heads, subjects, records, readouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from diplotrack.records import AgendaItem, Communication, Engagement, EngagementParty, Participant, Passage
from diplotrack.records.enumerations import (
    CommunicationType,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    Side,
    Traffic,
)
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.serving import Served, served, serves
from diplotrack.store.as_of import by_day, with_bodies
from diplotrack.store.batches import batches

COLUMNS = (
    "title",
    "starts_on",
    "starts_on_latest",
    "ends_on",
    "city",
    "venue",
    "country_id",
    "format",
    "setting",
    "status",
    "status_reason",
    "level_ours",
    "level_theirs",
)
HEADS = (ParticipantRole.HEAD, ParticipantRole.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class EngagementChoice:
    """Which engagements: all until the day where nothing is chosen. ``level`` is that of either side."""

    partner_id: int | None = None
    objective_id: int | None = None
    first: date | None = None
    last: date | None = None
    format: frozenset[Format] = frozenset()
    level: frozenset[Level] = frozenset()
    status: frozenset[EngagementStatus] = frozenset()


@dataclass(slots=True)
class Entry:
    """An engagement with what is on record of it. ``one`` is its row; ``status`` as it stood on the day."""

    one: Any
    status: EngagementStatus
    parties: list[int] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)
    objectives: list[Served] = field(default_factory=list)
    has_record: bool = False
    readouts: set[Side] = field(default_factory=set)

    @property
    def level(self) -> Level | None:
        """The higher level of the two sides."""
        levels = [one for one in (self.one.level_theirs, self.one.level_ours) if one is not None]
        return min(levels, key=LEVELS.index, default=None)

    @property
    def starts_on(self) -> date | None:
        """Its first day."""
        found: date | None = self.one.starts_on
        return found

    @property
    def starts_on_latest(self) -> date | None:
        """The last possible first day."""
        found: date | None = self.one.starts_on_latest
        return found

    @property
    def format(self) -> Format:
        """How it was held."""
        found: Format = self.one.format
        return found

    @property
    def level_theirs(self) -> Level | None:
        """The level of the other side."""
        found: Level | None = self.one.level_theirs
        return found


LEVELS = tuple(Level)


def entries(frame: Frame, choice: EngagementChoice) -> list[Entry]:
    """The chosen engagements that may be printed, in the order of their days."""
    rows = admitted_rows(frame, Engagement, COLUMNS, *_conditions(frame, choice), order=("starts_on",))
    found = {row.id: Entry(row, _status(row, frame.on)) for row in rows}
    if choice.status:
        found = {key: one for key, one in found.items() if one.status in choice.status}
    _add_parties(frame, found)
    _add_heads(frame, found)
    _add_agenda(frame, found)
    _add_readouts(frame, found)
    if frame.internal:
        _add_records(frame, found)
    for key, many in served(frame, "engagement", found).items():
        found[key].objectives = many
    return list(found.values())


def _conditions(frame: Frame, choice: EngagementChoice) -> list[ColumnElement[bool]]:
    last = choice.last or frame.on
    latest = func.coalesce(Engagement.ends_on, Engagement.starts_on_latest, Engagement.starts_on)
    conditions: list[ColumnElement[bool]] = [by_day(Engagement, "starts_on", last)]
    if choice.first is not None:
        conditions.append(latest >= choice.first)
    if choice.partner_id is not None:
        family = with_bodies(frame.session, choice.partner_id)
        conditions.append(
            Engagement.id.in_(
                select(EngagementParty.engagement_id).where(
                    EngagementParty.party_id.in_(family), EngagementParty.deleted_at.is_(None)
                )
            )
        )
    if choice.objective_id is not None:
        conditions.append(serves(Engagement, choice.objective_id))
    if choice.format:
        conditions.append(Engagement.format.in_(choice.format))
    if choice.level:
        conditions.append(
            or_(Engagement.level_ours.in_(choice.level), Engagement.level_theirs.in_(choice.level))
        )
    return conditions


def _status(row: Any, on: date) -> EngagementStatus:
    """What lay ahead on the day was planned then."""
    ahead = row.starts_on is not None and row.starts_on > on
    status: EngagementStatus = row.status
    return EngagementStatus.PLANNED if ahead and status == EngagementStatus.HELD else status


def _add_parties(frame: Frame, found: dict[int, Entry]) -> None:
    for some in batches(found):
        query = (
            select(EngagementParty.engagement_id, EngagementParty.party_id)
            .where(
                EngagementParty.engagement_id.in_(some),
                EngagementParty.side != Side.OURS,
                EngagementParty.deleted_at.is_(None),
            )
            .order_by(EngagementParty.id)
        )
        for key, party in frame.session.execute(query):
            found[key].parties.append(party)


def _add_heads(frame: Frame, found: dict[int, Entry]) -> None:
    """Heads of delegation and principals, with the office of the day, the other side's first."""
    heads: list[Any] = []
    for some in batches(found):
        query = (
            select(
                Participant.engagement_id,
                Participant.person_id,
                Participant.capacity,
                Participant.side,
            )
            .where(
                Participant.engagement_id.in_(some),
                Participant.person_id.is_not(None),
                Participant.role.in_(HEADS),
                Participant.deleted_at.is_(None),
            )
            .order_by(Participant.side == Side.OURS, Participant.precedence, Participant.id)
        )
        heads += frame.session.execute(query).all()
    people = People(frame, {row.person_id for row in heads})
    for row in heads:
        entry = found[row.engagement_id]
        named = people.named(row.person_id, entry.starts_on, row.capacity)
        if named is not None and named.text not in entry.heads:
            entry.heads.append(named.text)


def _add_agenda(frame: Frame, found: dict[int, Entry]) -> None:
    for some in batches(found):
        query = (
            select(AgendaItem.engagement_id, AgendaItem.title)
            .where(AgendaItem.engagement_id.in_(some), AgendaItem.deleted_at.is_(None))
            .order_by(AgendaItem.sequence, AgendaItem.id)
        )
        for key, title in frame.session.execute(query):
            found[key].agenda.append(title)


def _add_readouts(frame: Frame, found: dict[int, Entry]) -> None:
    """Whose readouts were given out by the day; those alone that may be printed."""
    rows = admitted_rows(
        frame,
        Communication,
        ("engagement_id", "traffic"),
        Communication.type == CommunicationType.READOUT,
        Communication.engagement_id.is_not(None),
        by_day(Communication, "sent_on", frame.on),
    )
    for row in rows:
        if row.engagement_id in found:
            side = Side.THEIRS if row.traffic == Traffic.INCOMING else Side.OURS
            found[row.engagement_id].readouts.add(side)


def _add_records(frame: Frame, found: dict[int, Entry]) -> None:
    """Whether the conversation is on record: by a passage, at least, that may be printed."""
    columns = [Passage.id, Passage.owner_id, *_MARKS]
    for some in batches(found):
        query = select(*columns).where(
            Passage.owner_kind == "engagement", Passage.owner_id.in_(some), Passage.deleted_at.is_(None)
        )
        rows = frame.session.execute(query).all()
        for row in frame.admit_portions("passage", [(row, "engagement", row.owner_id) for row in rows]):
            found[row.owner_id].has_record = True


_MARKS: tuple[Any, ...] = (Passage.marking_scheme, Passage.marking_rank, Passage.marking_text, Passage.tlp)
