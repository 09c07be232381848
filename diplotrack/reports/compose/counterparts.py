"""Whom to call about a thing: the counterpart at the partner whom we met last, with a number where one is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import case, exists, func, select

from diplotrack.records import ContactPoint, Engagement, Participant, Person
from diplotrack.records.enumerations import Attendance, EngagementStatus, ParticipantRole, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Span
from diplotrack.store.as_of import by_day
from diplotrack.store.batches import batches
from diplotrack.store.ledger_tables import SearchParty, SearchText

LONGEST = 40
AWAY = (Attendance.ABSENT, Attendance.REPLACED)


class Counterparts:
    """Of some records by their kind: the partners that each concerns, and whom to call there."""

    def __init__(self, frame: Frame, records: Mapping[str, Collection[int]]) -> None:
        self._frame = frame
        self._partners = {
            (kind, one): parties
            for kind, ids in records.items()
            for one, parties in _partners(frame, kind, ids).items()
        }
        wanted = {party for parties in self._partners.values() for party in parties}
        self._met = _met_last(frame, wanted)
        self._people = People(frame, set(self._met.values()))
        self._numbers = _numbers(frame, set(self._met.values()))

    def whom(self, kind: str, record_id: int) -> list[str | Span]:
        """The counterpart with the office of the day and a number; failing that the partner's name."""
        for party in self._partners.get((kind, record_id), ()):
            person = self._met.get(party)
            if person is None:
                continue
            named = self._people.named(person, self._frame.on)
            if named is None:
                continue
            number = self._numbers.get(person, "") if self._people.may_list(person) else ""
            return [named, Span(f"\n{number}", quiet=True)] if number else [named]
        parties = self._partners.get((kind, record_id), ())
        names = self._frame.party_list(parties, 2)
        return [names] if names else []


def _partners(frame: Frame, kind: str, ids: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(ids):
        query = (
            select(SearchText.record_id, SearchParty.party_id)
            .join(SearchParty, SearchParty.search_id == SearchText.id)
            .where(SearchText.kind == kind, SearchText.record_id.in_(some))
            .order_by(SearchParty.party_id)
        )
        for record_id, party_id in frame.session.execute(query):
            if party_id not in frame.ours:
                found[record_id].append(party_id)
    return found


def _met_last(frame: Frame, parties: Collection[int]) -> dict[int, int]:
    """Party → the person on its side whom we met last; whom we can reach comes before whom we cannot."""
    reachable = exists().where(
        ContactPoint.person_id == Participant.person_id, ContactPoint.deleted_at.is_(None)
    )
    found: dict[int, int] = {}
    of = func.coalesce(Participant.party_id, Person.party_id)
    for some in batches(parties):
        query = (
            select(of, Participant.person_id)
            .join(Engagement, Engagement.id == Participant.engagement_id)
            .join(Person, Person.id == Participant.person_id)
            .where(
                of.in_(some),
                Participant.side != Side.OURS,
                Participant.role != ParticipantRole.INTERPRETER,
                Participant.attendance.not_in(AWAY),
                Participant.deleted_at.is_(None),
                Person.deleted_at.is_(None),
                Engagement.deleted_at.is_(None),
                Engagement.merged_into.is_(None),
                Engagement.status == EngagementStatus.HELD,
                by_day(Engagement, "starts_on", frame.on),
            )
            .order_by(case((reachable, 0), else_=1), Engagement.starts_on.desc(), Participant.id)
        )
        for party, person in frame.session.execute(query):
            if person is not None:
                found.setdefault(party, person)
    return found


def _numbers(frame: Frame, people: Collection[int]) -> dict[int, str]:
    """The first contact point of each person."""
    found: dict[int, str] = {}
    for some in batches(people):
        query = (
            select(ContactPoint.person_id, ContactPoint.value)
            .where(ContactPoint.person_id.in_(some), ContactPoint.deleted_at.is_(None))
            .order_by(ContactPoint.id)
        )
        for person, value in frame.session.execute(query):
            found.setdefault(person, opening(value, LONGEST, sentences=False))
    return found
