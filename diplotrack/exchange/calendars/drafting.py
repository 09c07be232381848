"""From a meeting in a calendar to an engagement: who, where, in which form, under which marking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, ngettext
from diplotrack.exchange.calendars.events import Event, Guest
from diplotrack.exchange.calendars.places import Whereabouts, whereabouts
from diplotrack.exchange.calendars.privacy import Privacy, is_known
from diplotrack.exchange.calendars.series import Meeting
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, Part, Values, day
from diplotrack.exchange.incoming.meetings import Gathering
from diplotrack.exchange.people.addresses import Addresses, spoken_name
from diplotrack.exchange.people.figures import Figure, PartyId
from diplotrack.language.formats import event_format, level_of, spoken_format
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.places import Place, places_in
from diplotrack.records import Action, AgendaItem, Engagement, Participant, Tag
from diplotrack.records.enumerations import (
    ActionStatus,
    Attendance,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    Setting,
    Side,
)

ANSWERS = {
    "ACCEPTED": Attendance.ACCEPTED,
    "DECLINED": Attendance.ABSENT,
    "DELEGATED": Attendance.REPLACED,
}
"""What becomes of an answer; who has not answered, or not yet for certain, is invited."""

AGENDA = re.compile(r"(?im)^[ \t]*(?:agenda|ordre du jour|tagesordnung|orden del día|points)\s*:?[ \t]*$")
_POINT = re.compile(r"[ \t]*(?:\d{1,2}[.)]|[-*•–·])[ \t]+(\S.*)\Z")
_BOILERPLATE = re.compile(r"(?m)^[ \t]*(?:_{10,}|-::~[:~]*|─{10,}).*", re.DOTALL)
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the title of a meeting tells."""

    format: str
    level: str
    people: tuple[PersonMention, ...]
    places: tuple[Place, ...]


class Drafting:
    """Makes records of meetings and tasks for one import."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.addresses = Addresses(desk)
        self.privacy = Privacy(desk.session)
        self._spoken: dict[tuple[str, int], Spoken] = {}
        self._places: dict[str, Whereabouts] = {}

    # Meetings --------------------------------------------------------------------------------------------------------

    def meeting(self, meeting: Meeting) -> Draft:
        """The engagement of one meeting, with the people and parties that the event names."""
        event, on = meeting.event, meeting.starts.date()
        spoken, place = self._told(event.title, on), self._place(event.place)
        table = Gathering(self.desk, on)
        for mention in spoken.people:
            if not event.marks:
                table.seat(mention, None)
        seats = table.participant_parts()
        for _kind, values in seats:
            values["attendance"] = Attendance.INVITED
        guests = self._guests(event, table)
        for name, side in event.parties:
            found = self.desk.party(self.desk.book.resolve(name, on).party)
            table.join(found, Side(side) if side in set(Side) else Side.THEIRS)  # type: ignore[call-arg]
        for one in spoken.places if not event.parties else ():
            party = self.desk.party(one.body or one.key)
            if party != self.desk.us_id:
                table.join(party, Side.THEIRS)
        if table.parties or table.seats:
            table.join(self.desk.us_id, Side.OURS)
        points, text = agenda_of(_BOILERPLATE.sub("", event.text).strip())
        parts: list[Part] = [*table.party_parts(), *_ranked([*seats, *guests])]
        parts += [(AgendaItem, {"sequence": n, "title": one}) for n, one in enumerate(points, start=1)]
        parts += [(Tag, {"name": word}) for word in self._words(event)]
        values = {
            "title": event.title or self._untitled(table),
            **_when(meeting),
            **_partial(event),
            "city": event.marks.get("CITY", place.city if "VENUE" not in event.marks else ""),
            "venue": event.marks.get("VENUE", place.venue if "CITY" not in event.marks else ""),
            "country_id": self.desk.party(place.party),
            "format": self._format(event, spoken, place),
            "setting": self._setting(event, table),
            "status": self._status(event, meeting),
            "status_reason": event.marks.get("STATUS-REASON", ""),
            "level_ours": _level(event.marks.get("LEVEL-OURS", "")),
            "level_theirs": _level(event.marks.get("LEVEL-THEIRS", table.level(Side.THEIRS) or spoken.level)),
            **self._owner(event),
            "purpose": text,
            **self.marking(event),
        }
        return Draft(Engagement, values, key=meeting.key, parts=parts, files=tuple(event.files))

    def _told(self, title: str, on: date) -> Spoken:
        known = self._spoken.get((title, on.year))
        if known is None:
            places = places_in(title, self.desk.book, on)
            form = spoken_format(title.casefold())[0]
            by_event = event_format(title)
            form = by_event if by_event and form in ("", "meeting") else form
            form = "meeting" if form == "conference_session" and not _is_session(title, places) else form
            people = tuple(people_in(title, places))
            known = self._spoken[title, on.year] = Spoken(form, level_of(title), people, tuple(places))
        return known

    def _place(self, text: str) -> Whereabouts:
        if text not in self._places:
            self._places[text] = whereabouts(text, self.desk.book)
        return self._places[text]

    def _format(self, event: Event, spoken: Spoken, place: Whereabouts) -> Format:
        for word in (event.marks.get("FORMAT", ""), spoken.format if spoken.format != "meeting" else ""):
            if word in set(Format):
                return Format(word)  # type: ignore[call-arg]  # a lookup by value
        return Format.VIDEO_CALL if place.online else Format.MEETING

    def _setting(self, event: Event, table: Gathering) -> Setting:
        told = event.marks.get("SETTING", "")
        return Setting(told) if told in set(Setting) else table.setting(None)  # type: ignore[call-arg]

    def _status(self, event: Event, meeting: Meeting) -> EngagementStatus:
        told = event.marks.get("STATUS", "")
        if told in set(EngagementStatus):
            return EngagementStatus(told)  # type: ignore[call-arg]
        # A calendar does not know whether a past meeting took place: that is asked.
        is_off = meeting.is_cancelled or event.status == "CANCELLED"
        return EngagementStatus.CANCELLED if is_off else EngagementStatus.PLANNED

    def _untitled(self, table: Gathering) -> str:
        names = [
            name for party, side, _n in table.parties if side != Side.OURS and (name := self.desk.name(party))
        ]
        return (
            _("Meeting with {names}").format(names=", ".join(names[:2]))
            if names
            else _("Meeting without a title")
        )

    @staticmethod
    def _words(event: Event) -> list[str]:
        # In our own calendars the format comes first.
        return list(dict.fromkeys(event.words[1:] if "FORMAT" in event.marks else event.words))

    # People ----------------------------------------------------------------------------------------------------------

    def _guests(self, event: Event, table: Gathering) -> list[Part]:
        """A row for each guest who is somebody, none twice; those known by an address alone are told."""
        present = {id(seat.figure) for seat in table.seats if seat.figure is not None}
        found: list[Part] = []
        nameless = 0
        by_address = {guest.address: guest for guest in event.guests if guest.address}
        for guest in event.guests:
            if guest.marks.get("X-OWNER"):
                continue
            party = self.addresses.party(guest.address) if guest.address else None
            figure = self._figure(guest, party)
            if figure is None:
                nameless += 1
                continue
            if id(figure) in present or figure.in_trash:
                continue
            present.add(id(figure))
            values = self._seat(guest, figure, party, table)
            other = by_address.get(guest.instead)
            instead = self._figure(other, self.addresses.party(guest.instead)) if other else None
            if instead is not None and instead is not figure and not instead.in_trash:
                values["replaced_by_id"] = instead.who
            found.append((Participant, values))
        if nameless:
            told = ngettext(
                "{count} guest has an address and no name, and was left out",
                "{count} guests have an address and no name, and were left out",
                nameless,
            )
            event.notes.append(("ATTENDEE", told.format(count=nameless)))
        return found

    def _figure(self, guest: Guest, party: PartyId) -> Figure | None:
        if guest.uid:
            return self.addresses.of_uid(guest.uid, spoken_name(guest.name), self._party(guest))
        return self.addresses.meet(guest.name, guest.address, party)

    def _party(self, guest: Guest) -> int | None:
        name = guest.marks.get("X-PARTY", "")
        return self.desk.party(self.desk.book.resolve(name).party) if name else None

    def _owner(self, event: Event) -> Values:
        """Who looks after a meeting, as our own calendars tell."""
        owners = (guest for guest in event.guests if guest.marks.get("X-OWNER"))
        owner = next(owners, None)
        figure = self._figure(owner, None) if owner is not None else None
        return {"owner_id": figure.who} if figure is not None and not figure.in_trash else {}

    def _seat(self, guest: Guest, figure: Figure, party: PartyId, table: Gathering) -> Values:
        on = table.on
        held = [post for post in figure.posts if post.away(on) == 0 and post.office]
        party = next((post.party for post in held if post.party is not None), None) or figure.party or party
        party = self._party(guest) or party
        told = guest.marks.get("X-SIDE", "")
        side = Side.OURS if party is not None and party == self.desk.us_id else Side.THEIRS
        side = Side(told) if told in set(Side) else side  # type: ignore[call-arg]  # a lookup by value
        table.join(party, side)
        role = ParticipantRole.HEAD if guest.role == "CHAIR" else ParticipantRole.MEMBER
        answer = Attendance.ACCEPTED if guest.is_organizer else ANSWERS.get(guest.answer, Attendance.INVITED)
        if (told := guest.marks.get("X-ROLE", "")) in set(ParticipantRole):
            role = ParticipantRole(told)  # type: ignore[call-arg]
        if (told := guest.marks.get("X-ATTENDANCE", "")) in set(Attendance):
            answer = Attendance(told)  # type: ignore[call-arg]
        return {
            "person_id": figure.who,
            "party_id": party,
            "side": side,
            "role": role,
            "capacity": guest.marks.get("X-OFFICE") or (held[0].office if held else ""),
            "attendance": answer,
        }

    # Marking ---------------------------------------------------------------------------------------------------------

    def marking(self, event: Event) -> Values:
        """The columns of a marking, none where the file asks for none. What is public elsewhere stays unmarked here."""
        told = event.marks.get("MARKING", "")
        if told and not is_known(told):
            event.notes.append(("CLASS", _("“{text}” is no marking that is known here").format(text=told)))
            told = ""
        return self.privacy.marking(event.privacy, told)

    # Tasks -----------------------------------------------------------------------------------------------------------

    def task(self, event: Event) -> Draft:
        """The action of a task that is due on a day."""
        assert event.due is not None
        done = event.status == "COMPLETED" or event.completed is not None
        status = ActionStatus.DONE if done else ActionStatus.OPEN
        status = ActionStatus.DROPPED if event.status == "CANCELLED" else status
        values = {
            "text": event.title or _("Task without a title"),
            "due_on": event.due.day,
            "status": status,
            "done_on": event.completed.day if event.completed is not None else None,
            "outcome": event.text if done else "",
            **self.marking(event),
        }
        return Draft(Action, values, key=event.uid, files=tuple(event.files))


def _when(meeting: Meeting) -> Values:
    starts, zone = meeting.zone.settled(meeting.starts)
    ends = meeting.zone.settled(meeting.ends)[0] if meeting.ends is not None else starts
    whole = meeting.whole_day
    return {
        "starts_on": starts.date(),
        "starts_on_latest": starts.date(),
        "start_time": None if whole else starts.time(),
        "ends_on": ends.date(),
        "ends_on_latest": ends.date(),
        "end_time": None if whole or meeting.ends is None else ends.time(),
        "zone": "" if whole else zone,
    }


def _partial(event: Event) -> Values:
    """Days that our own calendars know only to the month or year."""
    found: Values = {}
    for mark, column in (("DATE", "starts_on"), ("LAST-DAY", "ends_on")):
        try:
            if told := event.marks.get(mark, ""):
                found |= day(column, PartialDate.parse(told))
        except UserError as error:
            event.notes.append((mark, str(error)))
    return found


def _level(word: str) -> Level | None:
    return Level(word) if word in set(Level) else None  # type: ignore[call-arg]  # a lookup by value


def _ranked(parts: Sequence[Part]) -> list[Part]:
    """The places at the table of each side in order, who leads it first."""
    ranked = {Side.OURS: 0, Side.THEIRS: 0, Side.THIRD: 0}
    ordered = sorted(parts, key=lambda part: part[1]["role"] != ParticipantRole.HEAD)
    for _kind, values in ordered:
        ranked[values["side"]] += 1
        values["precedence"] = ranked[values["side"]]
    return ordered


def _is_session(title: str, places: Sequence[Place]) -> bool:
    """Whether "meeting", "talks" or "group" in a title is of a body: with people or countries alone it is a meeting."""
    return any(place.organization for place in places) or not re.search(
        r"(?i)\bmeetings?\b|\btalks\b|discussion", title
    )


def agenda_of(text: str) -> tuple[list[str], str]:
    """The points under a heading that says agenda, and the text without them."""
    heading = AGENDA.search(text)
    if heading is None:
        return [], text
    points: list[str] = []
    rest = text[heading.end() :].split("\n")
    taken = 0
    for line in rest:
        found = _POINT.match(line)
        if found is None and line.strip():
            break
        if found is not None and len(points) < MOST_POINTS:
            points.append(found[1].strip()[:300])
        taken += 1
    if not points:
        return [], text
    left = "\n".join([text[: heading.start()].rstrip(), *rest[taken:]]).strip()
    return points, left
