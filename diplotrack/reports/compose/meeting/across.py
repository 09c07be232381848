"""People across the table: who they are, since when in office, how to say their names, when we last met them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Appointment, Engagement, Participant
from diplotrack.records.enumerations import EngagementStatus, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.meeting.seating import in_a_line
from diplotrack.reports.compose.meeting.seats import AIDES, Delegation, Seat
from diplotrack.reports.compose.partner.offices import biography
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import when
from diplotrack.reports.document import Block, Bullets, Point, Span, Text
from diplotrack.store.as_of import holding
from diplotrack.store.batches import batches


def across_the_table(
    frame: Frame,
    meeting: Meeting,
    found: Sequence[Delegation],
    room: Room,
    apart: Collection[int],
    known: Collection[int] = (),
) -> list[Block]:
    """Theirs, a point a person, first who leads; the unnamed counted.

    ``apart`` are engagements that do not count as having met, ``known`` people on whom the reader has read already.
    """
    seats = [seat for one in found if one.side is not Side.OURS for seat in one.seats]
    named = [seat for seat in seats if seat.is_told and seat.row.role not in AIDES]
    if known and all(seat.person_id in known for seat in named):
        return in_a_line([one for one in found if one.side is not Side.OURS], room)
    ids = frozenset(seat.person_id for seat in named if seat.person_id)
    since = frame.once(_since, meeting, ids)
    met = frame.once(_last_met, ids, frozenset(apart), meeting.day(frame.on))
    shown = room.some(named, 8, 1, of=_more)
    points: list[Text | Point] = [
        seat.label if seat.person_id in known else _biography(frame, meeting, room, seat, since, met)
        for seat in shown
    ]
    unnamed = sum(seat.count for seat in seats if not seat.is_told)
    if unnamed:
        told = ngettext("{count} more, not named", "{count} more, not named", unnamed)
        points.append(Span(told.format(count=format_number(unnamed)), quiet=True))
    return [Bullets(points)] if points else []


def _more(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=format_number(count))


def _biography(
    frame: Frame,
    meeting: Meeting,
    room: Room,
    seat: Seat,
    since: dict[int, str],
    met: dict[int, date],
) -> Text | Point:
    """One point; of somebody whose own record may not be printed from, name and office alone."""
    person = seat.person_id
    if person is None or not meeting.people.may_list(person):
        return seat.label
    told = [since.get(person, "")]
    if frame.internal:
        last = met.get(person)
        told.append(_("last met {day}").format(day=format_date(last)) if last else _("not met before"))
    return biography(
        frame, room, meeting.people, person, seat.office, "; ".join(part for part in told if part)
    )


def _since(frame: Frame, meeting: Meeting, people: Collection[int]) -> dict[int, str]:
    """Since when each has held the office of the day: of the one begun last."""
    found: dict[int, Any] = {}
    day = meeting.day(frame.on)
    for some in batches(people):
        query = (
            select(Appointment)
            .where(
                Appointment.person_id.in_(some),
                Appointment.deleted_at.is_(None),
                Appointment.from_on.is_not(None),
                holding(Appointment, day),
            )
            .order_by(Appointment.from_on)
        )
        found |= {one.person_id: one for one in frame.session.scalars(query)}
    return {
        person: _("since {day}").format(day=when(one.from_on, one.from_on_latest))
        for person, one in found.items()
    }


def _last_met(frame: Frame, people: Collection[int], apart: Collection[int], day: date) -> dict[int, date]:
    """When we last met each before the day, at engagements that may be printed."""
    rows: list[tuple[int, Any]] = []
    for some in batches(people):
        query = (
            select(Participant.person_id, Engagement)
            .join(Engagement, Engagement.id == Participant.engagement_id)
            .where(
                Participant.person_id.in_(some),
                Participant.deleted_at.is_(None),
                Engagement.deleted_at.is_(None),
                Engagement.status == EngagementStatus.HELD,
                Engagement.starts_on < day,
                Engagement.starts_on <= frame.on,
                Engagement.id.not_in(apart),
            )
            .order_by(Engagement.starts_on.desc())
        )
        rows += [(person, one) for person, one in frame.session.execute(query) if person]
    engagements = list({one.id: one for _person, one in rows}.values())
    allowed = {one.id for one in engagements if one.id in _allowed(frame, engagements)}
    found: dict[int, date] = {}
    for person, one in rows:
        if one.id in allowed and one.starts_on is not None:
            found.setdefault(person, one.starts_on)
    return found


def _allowed(frame: Frame, engagements: Sequence[Engagement]) -> set[int]:
    return {one.id for one in frame.admit("engagement", engagements)}
