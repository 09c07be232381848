"""Everything that bears on objectives, read at once for all of them and admitted before it is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.records import (
    Commitment,
    Consultation,
    Engagement,
    EngagementParty,
    Indicator,
    Objective,
    ObjectiveLink,
    ObjectiveNotice,
    Position,
)
from diplotrack.records.enumerations import EngagementStatus, ObjectiveStatus, Side
from diplotrack.reports.compose.consistency import GapEntry
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.grounds import admitted
from diplotrack.reports.compose.promises import Promise, read_promises
from diplotrack.reports.compose.scorecard.account import NOTHING, Account
from diplotrack.store.as_of import by_day, holding
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.positions import Line, read_lines


@dataclass(frozen=True, slots=True)
class Told:
    """That a partner was told of the objective, or consulted on its line to take. ``row`` is the consultation."""

    on: date | None
    party_id: int | None
    note: str
    row: Consultation | None = None


@dataclass(slots=True)
class Card:
    """An objective with all that bears on it. ``lines`` hold each position with the days on which it holds."""

    objective: Objective
    account: Account = NOTHING
    indicators: list[Indicator] = field(default_factory=list)
    lines: list[tuple[Line, Position]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    engagements: list[Engagement] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    gaps: list[GapEntry] = field(default_factory=list)

    def in_force(self, day: date) -> list[tuple[Line, Position]]:
        """The lines to take on the day, those toward everyone first."""
        on = PartialDate.day(day)
        return sorted((one for one in self.lines if one[0].in_force(on)), key=lambda one: len(one[0].scope))

    def earlier(self, day: date) -> list[tuple[Line, Position]]:
        """Those that had ended by the day, the latest first."""
        ended = [one for one in self.lines if one[0].last < day]
        return sorted(ended, key=lambda one: (one[0].first, one[0].id), reverse=True)


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards in the order of their codes; ``partners``: engagement → those who took part on their side."""

    cards: Sequence[Card]
    partners: Mapping[int, Sequence[int]]


def read_deck(
    frame: Frame,
    objective_id: int | None,
    accounts: Mapping[int, Account],
    gaps: Mapping[int, Sequence[GapEntry]],
) -> Deck:
    """The cards of one objective, or of all in force on the day; a few statements whatever their number."""
    cards = {one.id: Card(one, accounts.get(one.id, NOTHING)) for one in _objectives(frame, objective_id)}
    _lines(frame, cards)
    _parts(frame, cards)
    _promises(frame, cards)
    _engagements(frame, cards)
    if frame.internal:
        # Whom else we told or asked is for the reader inside.
        _noticed(frame, cards)
        _consulted(frame, cards)
        _gaps(frame, cards, gaps)
    for card in cards.values():
        card.told.sort(key=lambda one: frame.sorted_as(frame.party(one.party_id)))
        card.told.sort(key=lambda one: one.on or date.min, reverse=True)
    met = {one.id for card in cards.values() for one in card.engagements}
    return Deck(list(cards.values()), _partners(frame, met))


def _objectives(frame: Frame, objective_id: int | None) -> list[Objective]:
    query = select(Objective).where(live(Objective), Objective.merged_into.is_(None)).order_by(Objective.code)
    if objective_id is None:
        in_force = holding(Objective, frame.on, "valid_from", "valid_until")
        query = query.where(Objective.status != ObjectiveStatus.DRAFT, in_force)
    else:
        query = query.where(Objective.id == objective_id)
    return frame.admit("objective", frame.session.scalars(query).all())


def _lines(frame: Frame, cards: Mapping[int, Card]) -> None:
    read = read_lines(frame.session, cards, without_stance=True)
    begun = {one.id: one for lines in read.by_objective.values() for one in lines if one.first <= frame.on}
    rows: list[Position] = []
    for some in batches(begun):
        rows += frame.session.scalars(select(Position).where(Position.id.in_(some)))
    for row in frame.admit("position", rows):
        # What may not be said in public is for the reader inside.
        if frame.internal or row.is_public:
            cards[row.objective_id].lines.append((begun[row.id], row))


def _parts(frame: Frame, cards: Mapping[int, Card]) -> None:
    """Indicators, which are marked as the objective is."""
    for some in batches(cards):
        indicators = select(Indicator).where(live(Indicator), Indicator.objective_id.in_(some))
        for one in frame.session.scalars(indicators.order_by(Indicator.id)):
            cards[one.objective_id].indicators.append(one)


def _noticed(frame: Frame, cards: Mapping[int, Card]) -> None:
    """Whom the objective was told to; notices are marked as it is."""
    for some in batches(cards):
        notices = select(ObjectiveNotice).where(
            live(ObjectiveNotice),
            ObjectiveNotice.objective_id.in_(some),
            by_day(ObjectiveNotice, "told_on", frame.on),
        )
        for notice in frame.session.scalars(notices):
            cards[notice.objective_id].told.append(Told(notice.told_on, notice.party_id, notice.note))


def _promises(frame: Frame, cards: Mapping[int, Card]) -> None:
    served = _links(frame, "commitment", cards)
    linked = select(ObjectiveLink.owner_id).where(
        live(ObjectiveLink), ObjectiveLink.owner_kind == "commitment"
    )
    for one in read_promises(
        frame, Commitment.id.in_(linked.where(ObjectiveLink.objective_id.in_(list(cards))))
    ):
        for objective in served[one.id]:
            cards[objective].promises.append(one)


def _engagements(frame: Frame, cards: Mapping[int, Card]) -> None:
    served = _links(frame, "engagement", cards)
    rows: list[Engagement] = []
    for some in batches(served):
        rows += frame.session.scalars(
            select(Engagement).where(
                live(Engagement),
                Engagement.merged_into.is_(None),
                Engagement.id.in_(some),
                Engagement.status == EngagementStatus.HELD,
                by_day(Engagement, "starts_on", frame.on),
            )
        )
    for one in sorted(
        frame.admit("engagement", rows), key=lambda row: (row.starts_on or date.min, row.id), reverse=True
    ):
        for objective in served[one.id]:
            cards[objective].engagements.append(one)


def _consulted(frame: Frame, cards: Mapping[int, Card]) -> None:
    """What partners were told, and asked, of the lines to take that may be printed."""
    of_line = {row.id: card for card in cards.values() for _line, row in card.lines}
    rows: list[Consultation] = []
    for some in batches(of_line):
        rows += frame.session.scalars(
            select(Consultation).where(
                live(Consultation),
                Consultation.merged_into.is_(None),
                Consultation.position_id.in_(some),
                by_day(Consultation, "on", frame.on),
            )
        )
    for one in frame.admit("consultation", rows):
        of_line[one.position_id or 0].told.append(Told(one.on, one.party_id, one.summary, one))


def _gaps(frame: Frame, cards: Mapping[int, Card], gaps: Mapping[int, Sequence[GapEntry]]) -> None:
    """Those of which all the evidence may be printed; one that touches several objectives stands with each."""
    every = {entry.row.id: entry for one in cards for entry in gaps.get(one, ())}
    kept = {entry.row.id for entry in admitted(frame, list(every.values()))}
    for one, card in cards.items():
        card.gaps = [entry for entry in gaps.get(one, ()) if entry.row.id in kept]


def _links(frame: Frame, kind: str, objectives: Iterable[int]) -> dict[int, list[int]]:
    """Record of a kind → the objectives of these that it serves."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(objectives):
        query = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
            live(ObjectiveLink), ObjectiveLink.owner_kind == kind, ObjectiveLink.objective_id.in_(some)
        )
        for record, objective in frame.session.execute(query.distinct()):
            found[record].append(objective)
    return found


def _partners(frame: Frame, engagements: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(engagements):
        query = select(EngagementParty.engagement_id, EngagementParty.party_id).where(
            live(EngagementParty), EngagementParty.engagement_id.in_(some), EngagementParty.side != Side.OURS
        )
        for engagement, party in frame.session.execute(query.order_by(EngagementParty.id)):
            if party not in frame.ours:
                found[engagement].append(party)
    return found
