"""A calendar on its way in: its meetings become engagements, its tasks actions."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_date
from diplotrack.base.ident import uid_text
from diplotrack.base.progress import Progress
from diplotrack.exchange.calendars.content_lines import Component, read_components
from diplotrack.exchange.calendars.drafting import Drafting
from diplotrack.exchange.calendars.events import TAKEN, Event, EventReading
from diplotrack.exchange.calendars.series import Meeting, Window, alone, meetings_of, original_of
from diplotrack.exchange.calendars.zones import Zone, Zones
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.incoming.incoming import Incoming, Item
from diplotrack.exchange.incoming.references import Known
from diplotrack.exchange.tables.rows import RowError, RowNote
from diplotrack.records import Engagement
from diplotrack.store.settings import read as read_setting
from diplotrack.store.settings import today

SOURCE = "iCalendar"
OWN = "@diplotrack"
"""How identifiers end that a workspace gave; what goes before is the record's uid."""

VERSION = 1
"""Rises when the same file would be understood otherwise; it is then read again."""

AHEAD = timedelta(days=366)
"""How far from today series are followed."""

STEP = 200
EVENTS = frozenset({"VEVENT", "VTODO"})
LEFT_OUT = {
    "VJOURNAL": N_("journal entries of a calendar"),
    "VFREEBUSY": N_("free and busy times"),
    "VAVAILABILITY": N_("free and busy times"),
    "VALARM": N_("alarms"),
}
PLAIN = frozenset({"VTIMEZONE", "STANDARD", "DAYLIGHT"})
DUE_DATE = N_("due dates that a workspace published; they come with its records")
HERE = N_("meetings of this workspace, which it published itself")
OLDER = N_("older than what was imported before")
NO_DAY = N_("tasks without a day")


class IncomingCalendar(Incoming):
    """All calendars of one file."""

    name, source = "calendar", SOURCE

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._calendars = _calendars(read_components(path))
        self.count = sum(one.name in EVENTS for calendar in self._calendars for one in calendar.components)
        if not any(calendar.components or calendar.faults for calendar in self._calendars):
            sentence = _("“{file}” holds no calendar with anything in it. Export it again.")
            raise UserError(sentence.format(file=path.name))
        self._parents: list[tuple[Draft, str]] = []
        self._made: dict[str, Draft] = {}
        self._series: dict[str, dict[str, Known]] | None = None

    # What it holds ---------------------------------------------------------------------------------------------------

    def items(self, desk: Desk, progress: Progress) -> Iterator[Item]:
        """Each meeting by itself, those of one series after one another."""
        self._drafting, self._desk = Drafting(desk), desk
        self._window = Window(today(desk.session) + AHEAD)
        self._goes_on = False
        number = 0
        for calendar in self._calendars:
            zones = Zones.of(calendar, str(read_setting(desk.session, "zone") or ""))
            cancels = calendar.text("METHOD").upper() == "CANCEL"
            for fault in calendar.faults:
                why = _("line {line}: {why}").format(line=fault.line, why=fault.why)
                yield Item(0, "", "", calendar, (RowError(0, "", fault.words, why),))
            families: dict[str, list[tuple[int, Event]]] = defaultdict(list)
            for component in calendar.components:
                self._pass_over(component)
                if component.name not in EVENTS:
                    continue
                number += 1
                if number % STEP == 0:
                    progress(number, self.count, _("Reading"))
                event = EventReading(component, number, zones).run()
                event.status = "CANCELLED" if cancels else event.status
                event.uid = event.uid or f"unnamed:{_fingerprint(component)}"
                if component.name == "VTODO" or event.marks.get("KIND", "engagement") != "engagement":
                    yield from self._task(number, event)
                elif event.errors or not self._has_day(number, event):
                    yield Item(number, event.uid, "", event, tuple(event.errors))
                else:
                    families[event.uid].append((number, event))
            for family in families.values():
                yield from self._family(family)
        if self._goes_on:
            sentence = _("Series were followed until {day}; import the calendar again for what comes later.")
            self._desk.notes.append(RowNote(0, "", sentence.format(day=format_date(self._window.until))))

    @staticmethod
    def _has_day(number: int, event: Event) -> bool:
        if event.starts is None and event.recurrence is None:
            event.errors.append(RowError(number, "DTSTART", "", _("it has no day")))
        return not event.errors

    def _pass_over(self, component: Component) -> None:
        """Count what is no meeting, and what hangs on meetings."""
        if component.name in LEFT_OUT:
            self._desk.leave_out(str(LEFT_OUT[component.name]))
        elif component.name not in EVENTS | PLAIN:
            self._desk.leave_out(_("parts of a calendar that mean nothing here"))
        for part in component.components if component.name in EVENTS else ():
            self._desk.leave_out(
                str(LEFT_OUT.get(part.name, _("parts of a calendar that mean nothing here")))
            )

    def _task(self, number: int, event: Event) -> Iterator[Item]:
        if event.due is None and not event.errors:
            event.due = event.starts
        if event.errors:
            yield Item(number, event.uid, "", event, tuple(event.errors))
        else:
            yield Item(number, event.uid, _digest(event, "task"), event)

    def _family(self, family: list[tuple[int, Event]]) -> Iterator[Item]:
        """The meetings of all events of one identifier: a series and its changed meetings, or one meeting."""
        masters = [pair for pair in family if pair[1].recurrence is None]
        changed = [event for _number, event in family if event.recurrence is not None]
        if not masters:
            for number, event in family:
                yield self._item(number, self._alone(event))
            return
        # Of two versions in one file the later one counts.
        number, master = max(masters, key=lambda pair: pair[1].version)
        meetings = meetings_of(master, changed, self._window)
        self._goes_on |= self._window.cuts(master.rule)
        for meeting in [*meetings, *self._dropped(master, meetings)]:
            yield self._item(number, meeting)

    def _alone(self, event: Event) -> Meeting:
        """One meeting of a series that is not in the file; programs may name it by its instant in another zone."""
        meeting, when = alone(event), event.recurrence
        known = self._known_series().get(event.uid, {})
        if when is None or when.whole_day or meeting.key in known:
            return meeting
        instant = when.zone.to_utc(when.local)
        for key, one in known.items():
            record, original = self._desk.session.get(Engagement, one.owner_id), original_of(key)
            if record is None or not record.zone or original is None or original.whole_day:
                continue
            if Zone(record.zone).to_utc(original.local) == instant:
                return replace(meeting, key=key)
        return meeting

    def _item(self, number: int, meeting: Meeting) -> Item:
        return Item(number, meeting.key, _digest(meeting.event, _told(meeting)), meeting)

    def _dropped(self, master: Event, meetings: Sequence[Meeting]) -> list[Meeting]:
        """Meetings that an earlier import took from this series and that it no longer has: they are cancelled."""
        assert master.starts is not None
        if not master.is_whole or (len(meetings) < 2 and master.rule is None):
            return []
        known = self._known_series().get(master.uid, {})
        here = {meeting.key for meeting in meetings}
        length = master.ends.local - master.starts.local if master.ends is not None else None
        first = min((meeting.starts for meeting in meetings), default=master.starts.local)
        found = []
        for key, reference in known.items():
            if key in here or _is_older(master, reference):
                continue
            if (original := original_of(key)) is None:
                continue
            starts = original.local
            if not first <= starts or starts.date() > self._window.until:
                continue
            ends = starts + length if length is not None else None
            found.append(
                Meeting(master, key, starts, ends, master.starts.zone, master.starts.whole_day, True)
            )
        return found

    def _known_series(self) -> dict[str, dict[str, Known]]:
        """Meetings of series that were imported before, by the identifier of the series."""
        if self._series is None:
            self._series = defaultdict(dict)
            for key, one in self._desk.references.of_source(SOURCE, "engagement").items():
                uid, bar, _moment = key.rpartition("|")
                if bar:
                    self._series[uid][key] = one
        return self._series

    # What becomes of it ----------------------------------------------------------------------------------------------

    def read(self, item: Item) -> list[Draft]:
        """The engagement of a meeting, or the action of a task."""
        content = item.content
        event = content if isinstance(content, Event) else content.event
        kind = "action" if isinstance(content, Event) else "engagement"
        desk = self._desk
        if event.marks.get("KIND", "engagement") != "engagement":
            desk.leave_out(str(DUE_DATE))
            return []
        if isinstance(content, Event) and content.due is None:
            desk.leave_out(str(NO_DAY))
            return []
        known = desk.references.find(SOURCE, item.key, kind)
        if known is not None and _is_older(event, known):
            desk.leave_out(str(OLDER))
            return []
        own = own_uid(event.uid) if kind == "engagement" else None
        if known is None and own is not None and self._has(own):
            desk.leave_out(str(HERE))
            return []
        draft = (
            self._drafting.task(content) if isinstance(content, Event) else self._drafting.meeting(content)
        )
        if known is None and own is not None and item.key == event.uid:
            draft.values["uid"] = own
        self._tell(item.number, event)
        if kind == "engagement":
            self._made[item.key] = draft
            if event.parent:
                self._parents.append((draft, event.parent))
        return [draft]

    def finish(self) -> list[Draft]:
        """Meetings are put under the visit or conference to which they belong, where that is known."""
        for draft, uid in self._parents:
            parent = self._made.get(uid)
            if parent is not None and not _leads_to(parent, draft):
                draft.values["parent_id"] = parent
            elif parent is None:
                known = self._desk.references.find(SOURCE, uid, "engagement")
                if known is not None and not self._stands_above(draft, known.owner_id):
                    draft.values["parent_id"] = known.owner_id
        return []

    def _stands_above(self, draft: Draft, record_id: int) -> bool:
        """Whether the record of a draft is known already, and stands above another one."""
        own = self._desk.references.find(SOURCE, draft.key, "engagement")
        seen: set[int] = set()
        one: int | None = record_id
        while own is not None and one is not None and one not in seen:
            if one == own.owner_id:
                return True
            seen.add(one)
            record = self._desk.session.get(Engagement, one)
            one = record.parent_id if record is not None else None
        return False

    def _has(self, uid: bytes) -> bool:
        query = select(Engagement.id).where(Engagement.uid == uid)
        return self._desk.session.scalar(query) is not None

    def _tell(self, number: int, event: Event) -> None:
        for zone in sorted(event.strange):
            sentence = _("nobody knows the zone “{zone}”; its times were taken as those of the post")
            self._desk.notes.append(RowNote(number, "TZID", sentence.format(zone=zone[:60])))
        self._desk.notes += [RowNote(number, name, sentence) for name, sentence in event.notes]
        if event.rooms:
            self._desk.left_out[_("rooms and groups that are no people")] += event.rooms
        event.strange, event.notes, event.rooms = set(), [], 0  # told once for a series


def _calendars(components: list[Component]) -> list[Component]:
    """The calendars; events that stand outside any are one of their own."""
    loose = Component("VCALENDAR", 0)
    loose.components = [one for one in components if one.name != "VCALENDAR"]
    found = [one for one in components if one.name == "VCALENDAR"]
    return [*found, loose] if loose.components else found


def left_behind(path: Path) -> Counter[str]:
    """How often each property of the events of a file becomes nothing, those of other programs' own aside."""
    return Counter(
        one.name
        for calendar in _calendars(read_components(path))
        for component in calendar.components
        if component.name in EVENTS
        for one in component.properties
        if one.name not in TAKEN and not one.name.startswith("X-")
    )


def own_uid(uid: str) -> bytes | None:
    """The uid of a record that a workspace published; None for what others made."""
    try:
        return bytes.fromhex(uid.removesuffix(OWN).replace("-", "")) if _is_own(uid) else None
    except ValueError:
        return None


def _is_own(uid: str) -> bool:
    return uid.endswith(OWN) and len(uid.removesuffix(OWN)) == len(uid_text(bytes(16)))


def _leads_to(draft: Draft, other: Draft) -> bool:
    """Whether one stands under the other, or is it."""
    one: object = draft
    while isinstance(one, Draft):
        if one is other:
            return True
        one = one.values.get("parent_id")
    return False


def _fingerprint(component: Component) -> str:
    words = "\n".join(f"{one.name}:{one.value}" for one in component.properties if one.name != "DTSTAMP")
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _told(meeting: Meeting) -> str:
    return f"{meeting.starts}/{meeting.ends}/{meeting.zone.kept}/{meeting.is_cancelled}"


def _digest(event: Event, more: str) -> str:
    """The fingerprint of all that becomes of an event, led by the version that its source gives it."""
    content = [
        VERSION, more, event.title, event.text, event.place, event.status, event.privacy, event.words, event.parent,
        [repr(guest) for guest in event.guests], event.marks, str(event.due), str(event.completed),
        [(one.name, hashlib.sha256(one.content).hexdigest()) for one in event.files],
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    made = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
    return f"{event.sequence}:{event.modified}:{made}"


def _is_older(event: Event, known: Known) -> bool:
    """Whether a later version was imported before; where one does not say when it was made, its sequence decides."""
    sequence, _colon, rest = known.digest.partition(":")
    modified = rest.partition(":")[0]
    if not sequence.isdigit() or int(sequence) != event.sequence:
        return sequence.isdigit() and int(sequence) > event.sequence
    return bool(event.modified) and modified > event.modified
