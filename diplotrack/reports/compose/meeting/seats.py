"""Who sits at the table: each in the office held on the day, delegation by delegation, the unnamed counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diplotrack.base.i18n import _
from diplotrack.records import Participant
from diplotrack.records.enumerations import Attendance, ParticipantRole, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Span

SIDES = (Side.OURS, Side.THEIRS, Side.THIRD)
RANKS = {ParticipantRole.HEAD: 0, ParticipantRole.PRINCIPAL: 1, ParticipantRole.MEMBER: 2}
LONGEST = 200
"""Characters of a name, and of an office."""
AIDES = (ParticipantRole.NOTETAKER, ParticipantRole.INTERPRETER)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table, or so many unnamed people. ``name`` None: nobody who may be named.

    ``office`` is that of the day; ``part`` says what he or she does there, and what is particular about it; ``bare`` is
    the name without its honorific.
    """

    row: Participant
    person_id: int | None
    name: Span | None
    office: str
    part: str
    bare: str = ""

    @property
    def is_told(self) -> bool:
        """Whether there is a name or an office to call one person by."""
        return self.name is not None or bool(self.office)

    @property
    def count(self) -> int:
        """For how many people the seat stands."""
        return 1 if self.person_id else max(self.row.count, 1)

    @property
    def label(self) -> list[str | Span]:
        """Name and office in a sentence."""
        if self.name is None:
            return [self.office]
        return [self.name, Span(f", {self.office}")] if self.office else [self.name]


@dataclass(frozen=True, slots=True)
class Delegation:
    """The people of one party on one side, first who leads it."""

    party_id: int | None
    side: Side
    name: str
    seats: tuple[Seat, ...]

    @property
    def people(self) -> int:
        """How many people it has."""
        return sum(seat.count for seat in self.seats)

    @property
    def lead(self) -> Seat | None:
        """Who leads it: as it is recorded, else who comes first."""
        told = [seat for seat in self.seats if seat.is_told and seat.row.role not in AIDES]
        return next((seat for seat in told if seat.row.role is ParticipantRole.HEAD), next(iter(told), None))


def delegations(frame: Frame, meeting: Meeting) -> list[Delegation]:
    """Ours first, then theirs by their order at the meeting, then third ones; last those of whom nobody is recorded."""
    found: dict[tuple[Side, int | None], list[Participant]] = {}
    for row in meeting.participants:
        found.setdefault((row.side, _party(frame, meeting, row)), []).append(row)
    order = {party: place for place, party in enumerate(meeting.parties)}
    keys = sorted(found, key=lambda key: (SIDES.index(key[0]), order.get(key[1] or 0, len(order))))
    sitting = {party for _side, party in keys}
    return [
        *(
            Delegation(party, side, _called(frame, party, side), _seated(frame, meeting, found[side, party]))
            for side, party in keys
        ),
        *(
            Delegation(party, Side.THEIRS, frame.party(party), ())
            for party in meeting.parties
            if party not in sitting
        ),
    ]


def together(some: Sequence[Sequence[Delegation]]) -> list[Delegation]:
    """The delegations of several meetings as one list, everybody once; the unnamed as the fullest meeting has them."""
    found: dict[tuple[Side, int | None], Delegation] = {}
    for one in (one for each in some for one in each):
        key = (one.side, one.party_id)
        before = found.get(key)
        if before is None:
            found[key] = one
            continue
        known = {seat.person_id for seat in before.seats}
        new = [seat for seat in one.seats if seat.person_id and seat.person_id not in known]
        unnamed = max(
            [[seat for seat in each.seats if not seat.person_id] for each in (before, one)],
            key=lambda seats: sum(seat.count for seat in seats),
        )
        named = [seat for seat in before.seats if seat.person_id]
        found[key] = Delegation(one.party_id, one.side, one.name, (*named, *new, *unnamed))
    return sorted(found.values(), key=lambda one: SIDES.index(one.side))


def _party(frame: Frame, meeting: Meeting, row: Participant) -> int | None:
    """For whom somebody sits there: as recorded with the seat, or the person, or the one party of that side."""
    person = meeting.people.get(row.person_id) if row.person_id else None
    found = row.party_id or (person.party_id if person else None)
    if row.side is Side.OURS and (found is None or found in frame.ours):
        # Ministry and post are one delegation of ours.
        return next(iter(meeting.our_parties), found)
    if found is None and row.side is Side.THEIRS and len(meeting.parties) == 1:
        return meeting.parties[0]
    return None if found is None else meeting.wholes.get(found, found)


def _called(frame: Frame, party_id: int | None, side: Side) -> str:
    return frame.party(party_id) or {
        Side.OURS: _("Our side"),
        Side.THEIRS: _("Their side"),
        Side.THIRD: _("Others"),
    }.get(side, "")


def _seated(frame: Frame, meeting: Meeting, rows: Sequence[Participant]) -> tuple[Seat, ...]:
    seats = sorted((_seat(frame, meeting, row) for row in rows), key=lambda one: RANKS.get(one.row.role, 3))
    return tuple(seats)


def _seat(frame: Frame, meeting: Meeting, row: Participant) -> Seat:
    replaced = row.attendance is Attendance.REPLACED and row.replaced_by_id is not None
    person_id = row.replaced_by_id if replaced else row.person_id
    if person_id is None:
        office = frame.span(opening(row.capacity, LONGEST)).text if row.count <= 1 else ""
        return Seat(row, None, None, office, _part(row))
    person = meeting.people.get(person_id)
    if person is None or not frame.may_name("person", person_id):
        # The office alone would say who it is.
        return Seat(row, person_id, None, "", "")
    if person_id in frame.protected.ids:
        return Seat(row, person_id, Span(frame.protected.name_of(person_id, person.name)), "", "")
    frame.mention("person", person_id)
    day = meeting.day(frame.on)
    office = ("" if replaced else row.capacity) or meeting.people.office(person_id, day)
    shown = " ".join(part for part in (person.honorific, person.name) if part)
    name, bare = (
        frame.span(opening(shown, LONGEST), person.uid),
        frame.span(opening(person.name, LONGEST)).text,
    )
    return Seat(row, person_id, name, frame.span(opening(office, LONGEST)).text, _part(row), bare)


def _part(row: Participant) -> str:
    """What somebody does at the table."""
    told = []
    if row.role is ParticipantRole.INTERPRETER and row.languages:
        told.append(_("interpreter ({languages})").format(languages=row.languages))
    elif row.role is not ParticipantRole.MEMBER:
        told.append(str(row.role.label).lower())
    if row.attendance is Attendance.REPLACED:
        told.append(_("stood in for another"))
    if row.is_tete_a_tete:
        told.append(_("in the tête-à-tête"))
    return "; ".join(told)


def heads(found: Sequence[Delegation]) -> list[tuple[Delegation, Seat]]:
    """Who leads each delegation that has somebody to be called by."""
    return [(one, one.lead) for one in found if one.lead is not None]
