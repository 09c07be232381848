"""An engagement as its documents tell it: the sides, who sits at the table, the agenda, the objectives it serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import AgendaItem, Engagement, EngagementParty, ObjectiveLink, Participant, Party
from diplotrack.records.enumerations import Attendance, EngagementStatus, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.people import People
from diplotrack.store import settings
from diplotrack.store.as_of import BODIES
from diplotrack.store.batches import batches


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """One engagement. ``participants`` stand by precedence, without those who were not there.

    ``parties`` are those of the other sides: theirs first, then third ones; a ministry stands for its country.
    ``wholes`` maps a body to the country or organization of which it is a part. ``zone`` is the engagement's, or the
    post's ("" where neither is known).
    """

    engagement: Engagement
    parties: tuple[int, ...]
    our_parties: tuple[int, ...]
    participants: tuple[Participant, ...]
    agenda: tuple[AgendaItem, ...]
    objectives: frozenset[int]
    people: People
    wholes: Mapping[int, int]
    zone: str

    @property
    def id(self) -> int:
        """The engagement's identifier."""
        return self.engagement.id

    @property
    def is_ahead(self) -> bool:
        """Whether it has still to be held, as far as the record says."""
        return self.engagement.status is EngagementStatus.PLANNED

    def day(self, otherwise: date) -> date:
        """Its first day: offices are those held then."""
        return self.engagement.starts_on or otherwise


def admitted(frame: Frame, engagement_id: int) -> Engagement:
    """The engagement of a document. Raises UserError where it is gone, or the release filter keeps it back."""
    found = frame.session.get(Engagement, engagement_id)
    if found is not None and found.merged_into is not None:
        found = frame.session.get(Engagement, found.merged_into) or found
    if found is None or found.deleted_at is not None:
        raise UserError(_("This engagement is no longer in the ledger."))
    if not frame.admit("engagement", [found]):
        raise UserError(_("The release filter keeps this engagement back: nothing was printed."))
    return found


def items_of(frame: Frame, engagement: Engagement) -> list[Engagement]:
    """The items of a visit programme or conference that may be printed, in their sequence."""
    query = (
        select(Engagement)
        .where(
            Engagement.parent_id == engagement.id,
            Engagement.deleted_at.is_(None),
            Engagement.merged_into.is_(None),
        )
        .order_by(
            Engagement.starts_on.is_(None),
            Engagement.starts_on,
            Engagement.sequence.is_(None),
            Engagement.sequence,
            Engagement.start_time,
            Engagement.id,
        )
    )
    return frame.admit("engagement", frame.session.scalars(query).all())


def read_meetings(frame: Frame, engagements: Sequence[Engagement]) -> list[Meeting]:
    """The engagements with their parts, in a handful of statements whatever their number."""
    ids = [one.id for one in engagements]
    sides = _parts(frame, EngagementParty, ids, EngagementParty.id)
    seats = _parts(
        frame, Participant, ids, Participant.precedence.is_(None), Participant.precedence, Participant.id
    )
    agenda = _parts(frame, AgendaItem, ids, AgendaItem.sequence.is_(None), AgendaItem.sequence, AgendaItem.id)
    objectives = _objectives(frame, ids)
    people = People(
        frame,
        {
            person
            for some in seats.values()
            for row in some
            for person in (row.person_id, row.replaced_by_id)
            if person
        },
    )
    wholes = _wholes(frame)
    post = str(settings.read(frame.session, "zone") or "")
    return [
        Meeting(
            one,
            _others(frame, sides[one.id], wholes),
            tuple(row.party_id for row in sides[one.id] if row.side is Side.OURS),
            tuple(row for row in seats[one.id] if _is_there(one, row)),
            tuple(agenda[one.id]),
            frozenset(objectives[one.id]),
            people,
            wholes,
            one.zone or post,
        )
        for one in engagements
    ]


def _parts(frame: Frame, kind: Any, ids: Sequence[int], *order: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for some in batches(ids):
        query = select(kind).where(kind.engagement_id.in_(some), kind.deleted_at.is_(None)).order_by(*order)
        for row in frame.session.scalars(query):
            found[row.engagement_id].append(row)
    return found


def _objectives(frame: Frame, ids: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for some in batches(ids):
        query = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
            ObjectiveLink.owner_kind == "engagement",
            ObjectiveLink.owner_id.in_(some),
            ObjectiveLink.deleted_at.is_(None),
        )
        for engagement_id, objective_id in frame.session.execute(query):
            found[engagement_id].add(objective_id)
    return found


def _wholes(frame: Frame) -> dict[int, int]:
    """Of which country or organization each ministry, parliament or unit is a part."""
    query = select(Party.id, Party.parent_id).where(Party.type.in_(BODIES), Party.parent_id.is_not(None))
    parents = {one: parent for one, parent in frame.session.execute(query) if parent}
    return {one: _top(one, parents) for one in parents}


def _top(party_id: int, parents: Mapping[int, int]) -> int:
    seen = {party_id}
    while (parent := parents.get(party_id)) is not None and parent not in seen:
        party_id = parent
        seen.add(party_id)
    return party_id


def _others(frame: Frame, rows: Iterable[EngagementParty], wholes: Mapping[int, int]) -> tuple[int, ...]:
    others = sorted(
        (row for row in rows if row.side is not Side.OURS and row.party_id not in frame.ours),
        key=lambda row: row.side is Side.THIRD,
    )
    return tuple(dict.fromkeys(wholes.get(row.party_id, row.party_id) for row in others))


def _is_there(engagement: Engagement, row: Participant) -> bool:
    """Whether somebody was there; of a meeting ahead, whether he or she is expected."""
    if row.attendance is Attendance.INVITED:
        return engagement.status is not EngagementStatus.HELD
    return row.attendance is not Attendance.ABSENT
