"""One event of a calendar as its lines say it, before anything is known of the workspace."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from diplotrack.base.i18n import _
from diplotrack.exchange.calendars.content_lines import Component, Property, plain, split, unescaped
from diplotrack.exchange.calendars.moments import (
    LONGEST,
    Moment,
    moments_of,
    read_duration,
    read_moment,
)
from diplotrack.exchange.calendars.recurrence import Rule
from diplotrack.exchange.calendars.zones import Zones
from diplotrack.exchange.limits import LARGEST_ENCLOSURE
from diplotrack.exchange.tables.rows import RowError, Unreadable
from diplotrack.exchange.texts.text_file import Enclosed

OURS = "X-DIPLOTRACK-"
"""How properties begin that carry what the format has no name for."""

TAKEN = frozenset(
    {
        "UID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE",
        "RECURRENCE-ID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "CATEGORIES", "ATTENDEE", "ORGANIZER",
        "ATTACH", "URL", "CONFERENCE", "RELATED-TO", "COMMENT", "CONTACT", "DUE", "COMPLETED", "CREATED", "TRANSP",
    }
)  # fmt: skip
"""Properties that become something of a record, order its versions, or say nothing about it (CREATED, TRANSP)."""

PARTY = f"{OURS}PARTY"

MOST_PEOPLE = 1_000
MOST_DAYS = 5_000
"""Days that a series may list one by one."""

LONGEST_TITLE, LONGEST_TEXT, LONGEST_WORD = 300, 100_000, 100

_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\Z")
_SCHEME = re.compile(r"(?i)\s*mailto:\s*")
_NO_PEOPLE = frozenset({"RESOURCE", "ROOM", "GROUP"})


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who organizes or is asked to a meeting.

    ``address`` is an e-mail address in small letters, ``uid`` what a ``urn:uuid:`` names; either may be "".
    """

    name: str
    address: str
    uid: str = ""
    answer: str = ""
    role: str = ""
    is_organizer: bool = False
    instead: str = ""
    """The address of somebody who comes instead."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What our own calendars say besides: X-SIDE, X-OFFICE, X-PARTY, X-ROLE, X-ATTENDANCE, X-OWNER."""


@dataclass(slots=True)
class Event:
    """An event or task. ``marks`` are our own properties without :data:`OURS`, ``parties`` (name, side) those among
    them; ``strange`` zones that nobody knows.

    ``errors`` say why it cannot be taken, ``notes`` (property, sentence) what was left of it. ``is_whole``: all
    meetings of its series are known, so that one that is not among them was taken out of it.
    """

    uid: str
    sequence: int = 0
    modified: str = ""
    title: str = ""
    text: str = ""
    place: str = ""
    status: str = ""
    privacy: str = ""
    starts: Moment | None = None
    ends: Moment | None = None
    due: Moment | None = None
    completed: Moment | None = None
    recurrence: Moment | None = None
    rule: Rule | None = None
    is_whole: bool = True
    extra: list[Moment] = field(default_factory=list)
    left_out: list[Moment] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    rooms: int = 0
    words: list[str] = field(default_factory=list)
    files: list[Enclosed] = field(default_factory=list)
    parent: str = ""
    parties: list[tuple[str, str]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    errors: list[RowError] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def version(self) -> tuple[int, str]:
        """What orders the versions of one event; a later one says more."""
        return self.sequence, self.modified


class EventReading:
    """Reads one component into an :class:`Event`; what cannot be read is told by property."""

    def __init__(self, component: Component, number: int, zones: Zones) -> None:
        self.component, self.number, self.zones = component, number, zones
        self.event = Event(component.text("UID")[:LONGEST_TITLE])

    def run(self) -> Event:
        """The event, with whatever is wrong with it."""
        event, component = self.event, self.component
        for fault in component.faults:
            sentence = _("line {line}: {why}").format(line=fault.line, why=fault.why)
            if fault.is_aside:
                event.notes.append(("", sentence))
            else:
                self._refuse("", fault.words, sentence)
        number = component.text("SEQUENCE")
        event.sequence = min(int(number), 999_999) if number.isascii() and number.isdigit() else 0
        event.modified = re.sub(r"[^0-9TZ]", "", component.text("LAST-MODIFIED"))[:16]
        event.title = " ".join(component.text("SUMMARY").split())[:LONGEST_TITLE]
        event.place = " ".join(component.text("LOCATION").split())[:LONGEST_TITLE]
        event.status = component.text("STATUS").upper()
        event.privacy = component.text("CLASS").upper()
        event.marks = {
            one.name.removeprefix(OURS): one.text.strip()
            for one in component.properties
            if one.name.startswith(OURS) and one.name != PARTY
        }
        event.parties = [
            (one.text.strip(), one.parameter("X-SIDE").lower()) for one in component.all(PARTY)[:MOST_PEOPLE]
        ]
        event.text = self._text()
        self._times()
        self._series()
        self._people()
        self._files()
        for found in component.all("CATEGORIES"):
            event.words += [
                word[:LONGEST_WORD] for one in found.parts(",") if (word := " ".join(one.split()))
            ]
        related = component.all("RELATED-TO")
        parents = (one.text.strip() for one in related if one.parameter("RELTYPE").upper() in ("", "PARENT"))
        event.parent = next(parents, "")
        return event

    def _text(self) -> str:
        """What is said of it at length, with the links that go with it."""
        found = [self.component.text("DESCRIPTION")]
        found += [one.text.strip() for name in ("COMMENT", "CONTACT") for one in self.component.all(name)]
        links = [one.value.strip() for name in ("URL", "CONFERENCE") for one in self.component.all(name)]
        links += [
            one.value.strip()
            for one in self.component.all("ATTACH")
            if not _is_packed(one) and not one.value.lower().startswith(("cid:", "data:"))
        ]
        whole = "\n\n".join(one for one in found if one)
        new = [plain(link)[:2000] for link in dict.fromkeys(links) if link and link not in whole]
        return "\n\n".join(part for part in (whole, "\n".join(new)) if part)[:LONGEST_TEXT]

    # When ------------------------------------------------------------------------------------------------------------

    def _moment(self, name: str) -> Moment | None:
        found = self.component.first(name)
        if found is None or not found.value.strip():
            return None
        try:
            moment, unknown = read_moment(found.value, found.parameter("TZID"), self.zones)
        except Unreadable as error:
            self._refuse(name, found.value, str(error))
            return None
        self.event.strange |= {unknown} - {""}
        return moment

    def _times(self) -> None:
        event = self.event
        event.starts, event.due = self._moment("DTSTART"), self._moment("DUE")
        event.ends, event.completed = self._moment("DTEND"), self._moment("COMPLETED")
        event.recurrence = self._moment("RECURRENCE-ID")
        duration = self.component.text("DURATION")
        if event.starts is None or (event.ends is None and not duration):
            return
        try:
            if event.ends is not None:
                end = event.ends.within(event.starts.zone)
            else:
                end = event.starts.local + read_duration(duration)
        except (Unreadable, OverflowError) as error:
            why = str(error) if isinstance(error, Unreadable) else _("no meeting lasts so long")
            self._refuse("DURATION" if duration else "DTEND", duration, why)
            return
        whole = event.starts.whole_day
        if whole and event.ends is not None and not event.ends.whole_day:
            event.notes.append(("DTEND", _("a whole day cannot end at a time; only the days were taken")))
        if whole:
            end = datetime.combine(end, time()) - timedelta(days=1)  # the day after the last one
        if end < event.starts.local:
            if not (whole and end == event.starts.local - timedelta(days=1)):
                event.notes.append(("DTEND", _("it ends before it begins; only its beginning was taken")))
            event.ends = None
        elif end - event.starts.local > LONGEST:
            self._refuse("DTEND", "", _("no meeting lasts so long"))
        else:
            event.ends = Moment(end, event.starts.zone, whole)

    def _series(self) -> None:
        event = self.event
        rules = self.component.all("RRULE")
        if len(rules) > 1 or self.component.first("EXRULE"):
            event.is_whole = False
            event.notes.append(("RRULE", _("it has several rules; only the first was followed")))
        if rules:
            try:
                event.rule = Rule.read(rules[0].value.strip())
            except Unreadable as error:
                event.is_whole = False
                event.notes.append(("RRULE", _("{why}; only the first meeting was taken").format(why=error)))
        for name, days in (("RDATE", event.extra), ("EXDATE", event.left_out)):
            for found in self.component.all(name):
                try:
                    moments, strange = moments_of(found, self.zones)
                except Unreadable as error:
                    self._refuse(name, found.value, str(error))
                    continue
                days += moments[: max(MOST_DAYS - len(days), 0)]
                event.strange |= strange

    # Who -------------------------------------------------------------------------------------------------------------

    def _people(self) -> None:
        for found in self.component.all("ATTENDEE")[:MOST_PEOPLE]:
            if found.parameter("CUTYPE").upper() in _NO_PEOPLE:
                self.event.rooms += 1
            elif found.parameter("ROLE").upper() != "NON-PARTICIPANT":
                self.event.guests.append(_guest(found))
        organizer = self.component.first("ORGANIZER")
        if organizer is not None:
            one = _guest(organizer, is_organizer=True)
            there = any(one.address and guest.address == one.address for guest in self.event.guests)
            if not there and (one.name or one.address or one.uid):
                self.event.guests.append(one)

    def _files(self) -> None:
        for number, found in enumerate(self.component.all("ATTACH"), start=1):
            if not _is_packed(found):
                continue
            try:
                content = base64.b64decode("".join(found.value.split()), validate=True)
            except (binascii.Error, ValueError):
                self.event.notes.append(("ATTACH", _("a file in it is damaged and was left out")))
                continue
            if not content or len(content) > LARGEST_ENCLOSURE:
                self.event.notes.append(("ATTACH", _("a file in it is empty or too large and was left out")))
                continue
            given = (
                found.parameter("FILENAME")
                or found.parameter("X-FILENAME")
                or found.parameter("X-APPLE-FILENAME")
            )
            name = re.split(r"[\\/]", plain(given))[-1].strip(". ")[:120] or f"attachment-{number}"
            kind = found.parameter("FMTTYPE") or "application/octet-stream"
            self.event.files.append(Enclosed(name, kind[:100], content))

    def _refuse(self, name: str, value: str, why: str) -> None:
        self.event.errors.append(RowError(self.number, name, plain(value)[:60], why))


def _is_packed(one: Property) -> bool:
    return one.parameter("ENCODING").upper() in ("BASE64", "B") or one.parameter("VALUE").upper() == "BINARY"


def _guest(one: Property, *, is_organizer: bool = False) -> Guest:
    value = plain(unescaped(split(one.value, ",")[0] if one.value.count(":") > 1 else one.value)).strip()
    address = _mail(value) or _mail(one.parameter("EMAIL"))
    uid = value.lower().removeprefix("urn:uuid:") if value.lower().startswith("urn:uuid:") else ""
    name = " ".join(plain(one.parameter("CN")).split())[:LONGEST_TITLE].strip("\"' ")
    if name and _mail(name):
        address, name = address or _mail(name), ""
    return Guest(
        name,
        address,
        uid[:36],
        one.parameter("PARTSTAT").upper(),
        one.parameter("ROLE").upper(),
        is_organizer,
        _mail(one.parameter("DELEGATED-TO")),
        {key: plain(one.parameter(key))[:LONGEST_TITLE] for key in one.parameters if key.startswith("X-")},
    )


def _mail(text: str) -> str:
    bare = _SCHEME.sub("", text, count=1).strip().strip("<>").casefold()
    return bare if _ADDRESS.match(bare) else ""
