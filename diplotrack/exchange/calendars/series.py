"""From an event to the meetings that it stands for: one, or those of a series within a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from diplotrack.base.i18n import _
from diplotrack.exchange.calendars.events import Event
from diplotrack.exchange.calendars.moments import FLOATING, Moment, read_moment
from diplotrack.exchange.calendars.recurrence import Rule
from diplotrack.exchange.calendars.zones import Zone, Zones, converted
from diplotrack.exchange.tables.rows import Unreadable

MOST_MEETINGS = 1_000
"""Meetings that are taken of one series, the latest ones; a daily one of three years has fewer."""

MOST_LOOKED_AT = 50_000
"""Days of one series that are looked at to find the latest."""

LONGEST_SERIES = 100 * 366
"""Days over which a series is followed."""

MOST_DAYS_OF_A_FILE = 4_000_000
"""The same for all series of a file together: a thousand series of eleven years each."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. ``key`` is by what its source knows it, ``starts`` and ``ends`` are local times in ``zone``."""

    event: Event
    key: str
    starts: datetime
    ends: datetime | None
    zone: Zone
    whole_day: bool
    is_cancelled: bool = False


@dataclass(slots=True)
class Window:
    """Until when series are followed, and how much of that a file may still ask for."""

    until: date
    days_left: int = MOST_DAYS_OF_A_FILE

    def allows(self, starts: date) -> bool:
        """Whether a series from that day on can be followed; what it takes is gone."""
        days = max((self.until - starts).days, 0)
        if days > min(LONGEST_SERIES, self.days_left):
            return False
        self.days_left -= days
        return True

    def cuts(self, rule: Rule | None) -> bool:
        """Whether a series goes on after its end."""
        return rule is not None and not rule.count and (rule.until is None or rule.until.date() > self.until)


def key_of(uid: str, moment: datetime, *, whole_day: bool) -> str:
    """By what one meeting of a series is known: that of the series and when it would have begun."""
    return f"{uid}|{moment:%Y%m%d}" if whole_day else f"{uid}|{moment:%Y%m%dT%H%M%S}"


def original_of(key: str) -> Moment | None:
    """When the meeting of that key would have begun, in the zone of its series; None for one of no series."""
    try:
        return read_moment(key.rpartition("|")[2], "", Zones())[0]
    except Unreadable:
        return None


def meetings_of(event: Event, changed: Iterable[Event], window: Window) -> list[Meeting]:
    """The meetings of an event in order; of a series those up to the window's end.

    ``changed`` are single meetings of it that were moved or cancelled. What was left is noted on the event.
    """
    starts = event.starts
    assert starts is not None
    others = _by_original(event, changed)
    if event.rule is None and not event.extra:
        own = [Meeting(event, event.uid, starts.local, _end(event), starts.zone, starts.whole_day)]
        return [*own, *(_moved(one, key) for key, one in others.items())]
    length = event.ends.local - starts.local if event.ends is not None else None
    found = []
    for day in _days(event, starts, window):
        key = key_of(event.uid, day, whole_day=starts.whole_day)
        if key in others:
            found.append(_moved(others.pop(key), key))
            continue
        end = _later(day, length) if length is not None else None
        found.append(Meeting(event, key, day, end, starts.zone, starts.whole_day))
    return [*found, *(_moved(one, key) for key, one in others.items())]


def alone(event: Event) -> Meeting:
    """A single meeting of a series that is not in the file."""
    assert event.recurrence is not None
    when = event.recurrence
    return _moved(event, key_of(event.uid, when.local, whole_day=when.whole_day))


def _completed(one: Event, series: Event) -> Event:
    """A changed meeting with what its series says where it says nothing; a cancellation often says only when."""
    if one.status == "CANCELLED":
        return replace(
            one,
            title=one.title or series.title,
            text=one.text or series.text,
            place=one.place or series.place,
            guests=one.guests or series.guests,
        )
    return replace(one, title=one.title or series.title)


def _moved(event: Event, key: str) -> Meeting:
    starts = event.starts or event.recurrence
    assert starts is not None
    return Meeting(event, key, starts.local, _end(event), starts.zone, starts.whole_day)


def _end(event: Event) -> datetime | None:
    return event.ends.local if event.ends is not None else None


def _later(day: datetime, length: timedelta) -> datetime | None:
    try:
        return day + length
    except OverflowError:
        return None


def _by_original(event: Event, changed: Iterable[Event]) -> dict[str, Event]:
    """Changed meetings by the key that they would have had; of two versions of one the later."""
    assert event.starts is not None
    whole, found = event.starts.whole_day, dict[str, Event]()
    for one in sorted(changed, key=lambda other: other.version):
        if one.recurrence is not None:
            when = one.recurrence
            try:
                local = when.within(event.starts.zone) if not whole else datetime.combine(when.day, time())
            except Unreadable:
                local = when.local
            if when.whole_day and not whole:
                local = datetime.combine(when.day, event.starts.local.time())
            found[key_of(event.uid, local, whole_day=whole)] = _completed(one, event)
    return found


def _days(event: Event, starts: Moment, window: Window) -> list[datetime]:
    """When the meetings of a series begin, in its own zone."""
    days = {starts.local}
    if event.rule is not None and not window.allows(starts.day):
        event.is_whole = False
        event.notes.append(
            ("RRULE", _("its series is too long, or the file has too many; only the first meeting was taken"))
        )
    elif event.rule is not None:
        rule = event.rule
        if rule.until is not None and rule.until_utc:
            until = converted(
                rule.until, Zone("UTC"), starts.zone if starts.zone != FLOATING else Zone("UTC")
            )
            rule = replace(rule, until=until, until_utc=False)
        end = datetime.combine(window.until, time(23, 59, 59))
        days |= set(rule.days(starts.local, end, MOST_LOOKED_AT))
    for extra in event.extra:
        if extra.day <= window.until:
            local = extra.within(starts.zone)
            days.add(datetime.combine(local.date(), starts.local.time()) if extra.whole_day else local)
    gone = {one.day for one in event.left_out if one.whole_day}
    at = {one.within(starts.zone) for one in event.left_out if not one.whole_day}
    kept = sorted(day for day in days if day not in at and day.date() not in gone)
    if starts.whole_day:
        kept = sorted(
            {datetime.combine(day.date(), time()) for day in kept}
            - {datetime.combine(d.date(), time()) for d in at}
        )
    if len(kept) > MOST_MEETINGS:
        sentence = _("its series has {count} meetings; the latest {most} were taken")
        event.notes.append(("RRULE", sentence.format(count=len(kept), most=MOST_MEETINGS)))
    return kept[-MOST_MEETINGS:]
