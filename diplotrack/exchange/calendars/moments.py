"""Days, times, spans and durations as calendars write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from diplotrack.base.i18n import _
from diplotrack.exchange.calendars.content_lines import Property
from diplotrack.exchange.calendars.zones import UTC, Zone, Zones, converted
from diplotrack.exchange.tables.rows import Unreadable

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years that a calendar can mean; others are slips of a program or a trap."""

LONGEST = timedelta(days=366 * 3)
"""The longest a meeting, visit or conference lasts."""

FLOATING = Zone("")

_MOMENT = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?(Z?))?\Z", re.IGNORECASE
)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time in a zone, or a whole day."""

    local: datetime
    zone: Zone = FLOATING
    whole_day: bool = False

    @property
    def day(self) -> date:
        """Its day, as its zone has it."""
        return self.local.date()

    def within(self, zone: Zone) -> datetime:
        """The local time that it is in another zone; whole days stay. Raises Unreadable at the end of time."""
        try:
            return self.local if self.whole_day else converted(self.local, self.zone, zone)
        except OverflowError as error:
            raise Unreadable(_("this day lies outside any calendar")) from error


def read_moment(text: str, tzid: str, zones: Zones) -> tuple[Moment, str]:
    """A day or a time, and the identifier of its zone where nobody knows that. Raises Unreadable."""
    found = _MOMENT.match(text.strip())
    if found is None:
        raise Unreadable(_("this is no day or time"))
    year, month, day, hour, minute, second, zulu = found.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unreadable(_("this day lies outside any calendar"))
    try:
        on = date(int(year), int(month), int(day))
        # A leap second, and midnight written as the end of a day, are times that Python lacks.
        late = hour == "24" and int(minute) == 0
        at = time(0 if late else int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except ValueError as error:
        raise Unreadable(_("this is a day or time that no calendar has")) from error
    local = datetime.combine(on, at) + timedelta(days=int(late))
    if hour is None:
        return Moment(local, whole_day=True), ""
    if zulu:
        return Moment(converted(local, Zone(UTC), Zone(zones.home)), Zone(zones.home)), ""
    if not tzid:
        return Moment(local), ""
    zone = zones.find(tzid)
    return Moment(local, zone or FLOATING), "" if zone else tzid


def moments_of(one: Property, zones: Zones) -> tuple[list[Moment], set[str]]:
    """The moments of a property that lists them; of spans, their beginnings. Raises Unreadable."""
    found, strange = list[Moment](), set[str]()
    for text in one.value.split(","):
        if text.strip():
            moment, unknown = read_moment(text.partition("/")[0], one.parameter("TZID"), zones)
            found.append(moment)
            strange |= {unknown} - {""}
    return found, strange


def read_duration(text: str) -> timedelta:
    """A length of time, such as ``PT1H30M``. Raises Unreadable for none, a negative one, and years of it."""
    found = _DURATION.match(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise Unreadable(_("this is no length of time"))
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] == "-" or length > LONGEST:
        raise Unreadable(_("no meeting lasts so long"))
    return length
