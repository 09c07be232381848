"""The time zones of a calendar: names of the database, names that Windows gives them, and those that a file defines.

A record keeps local time and a zone of the database. A time in a zone that only the file knows becomes that instant in
the calendar's own zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from diplotrack.exchange.calendars.content_lines import Component
from diplotrack.exchange.calendars.recurrence import Rule
from diplotrack.exchange.tables.rows import Unreadable

UTC = "UTC"
MOST_TURNS = 400
"""Changes of the clock that one part of a definition may list."""

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?\Z")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z?\Z")
_UTC_NAMES = frozenset({"utc", "gmt", "z", "etc/utc", "etc/gmt", "coordinated universal time"})


@cache
def _names() -> dict[str, str]:
    """Every name of the database, and every name that Windows has for a zone, in small letters."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known = {name.casefold(): name for name in available_timezones()}
    windows = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items() if zone.casefold() in known}
    return {**known, **windows, **dict.fromkeys(_UTC_NAMES, UTC)}


def zone_called(tzid: str) -> str:
    """The zone of the database that an identifier means; "" where none is known.

    Programs put their own path before the name (``/citadel.org/20210210_1/Europe/Berlin``).
    """
    words = tzid.strip().strip('"').casefold()
    if words in _names():
        return _names()[words]
    steps = [step for step in words.split("/") if step]
    tails = ("/".join(steps[-count:]) for count in (3, 2) if len(steps) > count)
    return next((_names()[tail] for tail in tails if tail in _names()), "")


@dataclass(frozen=True, slots=True)
class Turn:
    """From when on a definition's clock shows which time: local days and times, and what is added to UTC then."""

    starts: datetime
    after: timedelta
    more: tuple[datetime, ...] = ()
    rule: Rule | None = None

    def last_until(self, local: datetime) -> datetime | None:
        """The last time that the clock was turned so, not after a local time."""
        days = [day for day in (self.starts, *self.more) if day <= local]
        if self.rule is not None and (again := self.rule.last_until(self.starts, local)) is not None:
            days.append(again)
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone as a calendar uses it. ``name`` is that of the database, "" for times that float; ``turns`` make up a
    definition of the file's own, whose times become those of ``into``."""

    name: str
    turns: tuple[Turn, ...] = ()
    into: str = UTC

    def settled(self, local: datetime) -> tuple[datetime, str]:
        """A local time and the zone of the database in which it is kept."""
        return converted(local, self, Zone(self.into)) if self.turns else local, self.kept

    @property
    def kept(self) -> str:
        """The zone of the database in which its times are kept."""
        return self.into if self.turns else self.name

    def to_utc(self, local: datetime) -> datetime:
        """The instant of a local time, as naive UTC. A time without a zone stays as it is."""
        if self.turns:
            latest = [(day, turn) for turn in self.turns if (day := turn.last_until(local)) is not None]
            turn = max(latest, key=lambda pair: pair[0])[1] if latest else self.turns[0]
            return local - turn.after
        if not self.name:
            return local
        offset = local.replace(tzinfo=ZoneInfo(self.name)).utcoffset() or timedelta(0)
        return local - offset


def converted(local: datetime, zone: Zone, other: Zone) -> datetime:
    """A local time of one zone as that of another; where either floats it stays. Raises OverflowError at the end of
    time."""
    if zone == other or not (zone.name or zone.turns) or not other.kept:
        return local
    aware = zone.to_utc(local).replace(tzinfo=ZoneInfo(UTC))
    return aware.astimezone(ZoneInfo(other.kept)).replace(tzinfo=None)


@dataclass(slots=True)
class Zones:
    """The zones of one calendar: what it defines, and the one into which instants are put (``home``)."""

    home: str = UTC
    defined: dict[str, Zone] = field(default_factory=dict)

    @classmethod
    def of(cls, calendar: Component, post: str) -> Zones:
        """Read them; instants become times of the calendar's own zone, else of the post's, else stay UTC."""
        zones = cls(zone_called(calendar.text("X-WR-TIMEZONE")) or zone_called(post) or UTC)
        for component in calendar.components:
            tzid = component.text("TZID")
            if component.name == "VTIMEZONE" and tzid and not zone_called(tzid):
                named = zone_called(component.text("X-LIC-LOCATION"))
                turns = () if named else tuple(turn for part in component.components if (turn := _turn(part)))
                if named or turns:
                    zones.defined[tzid] = Zone(named, turns[:MOST_TURNS], zones.home)
        return zones

    def find(self, tzid: str) -> Zone | None:
        """The zone that an identifier means here; None where nothing says which."""
        name = zone_called(tzid)
        return Zone(name) if name else self.defined.get(tzid)


def _turn(part: Component) -> Turn | None:
    offset = _OFFSET.match(part.text("TZOFFSETTO"))
    starts = _moment(part.text("DTSTART"))
    if offset is None or starts is None:
        return None
    after = timedelta(hours=int(offset[2]), minutes=int(offset[3]), seconds=int(offset[4] or 0))
    if after >= timedelta(days=1):
        return None
    listed = (_moment(one) for found in part.all("RDATE") for one in found.value.split(","))
    more = tuple(islice((one for one in listed if one is not None), MOST_TURNS))
    return Turn(starts, after if offset[1] == "+" else -after, more, _yearly(part.text("RRULE")))


def _yearly(text: str) -> Rule | None:
    """The rule by which a clock is turned, if it is one of the year; clocks are turned by no other."""
    try:
        rule = Rule.read(text) if text else None
    except Unreadable:
        return None
    return rule if rule is not None and rule.frequency == "YEARLY" else None


def _moment(text: str) -> datetime | None:
    found = _MOMENT.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime.combine(date(year, month, day), time(hour, minute, second))
    except ValueError:
        return None
