"""Meetings that come again: the rule of a series, and the days on which it falls within a window.

Followed here day by day and not by a library: those that exist follow a rule that never comes true until the year 9999,
which a calendar of a few lines can ask for a thousand times.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from diplotrack.base.i18n import _
from diplotrack.exchange.tables.rows import Unreadable

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = 500
"""Characters of a rule."""

_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
"""Parts that would let a series come again within a day, or at another time than it begins."""

_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?(Z?)\Z")

Numbers = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of days. ``until`` is a local time, or an instant where ``until_utc`` says so.

    The sets are those of RFC 5545 (3.3.10), empty where the rule has none; a weekday goes with its place in the month
    or year, 0 for every one.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    until_utc: bool = False
    weekdays: frozenset[tuple[int, int]] = frozenset()
    months: Numbers = frozenset()
    month_days: Numbers = frozenset()
    year_days: Numbers = frozenset()
    weeks: Numbers = frozenset()
    places: Numbers = frozenset()
    week_start: int = 0

    @classmethod
    def read(cls, text: str) -> Rule:
        """Read ``FREQ=WEEKLY;BYDAY=MO``. Raises Unreadable for a rule that no meeting has, or that is none."""
        if len(text) > LONGEST:
            raise Unreadable(_("its rule is too long"))
        pairs = (part.partition("=") for part in text.upper().replace(" ", "").split(";") if part)
        parts = {name: value for name, _equals, value in pairs}
        frequency = parts.get("FREQ", "")
        if frequency not in _FREQUENCIES or any(name in parts for name in _CLOCK):
            raise Unreadable(_("its rule has a frequency that is not followed"))
        try:
            return cls._of(frequency, parts)
        except ValueError as error:
            raise Unreadable(_("its rule cannot be read")) from error

    @classmethod
    def _of(cls, frequency: str, parts: dict[str, str]) -> Rule:
        if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
            raise ValueError(parts)
        until, is_utc = _until(parts.get("UNTIL", ""))
        weekdays = frozenset(_weekday(one) for one in parts.get("BYDAY", "").split(",") if one)
        if frequency in ("WEEKLY", "DAILY") or parts.get("BYWEEKNO"):
            weekdays = frozenset((day, 0) for day, _place in weekdays)
        return cls(
            frequency,
            _number(parts.get("INTERVAL", "1"), 1, 10_000),
            _number(parts["COUNT"], 1, 1_000_000) if "COUNT" in parts else None,
            until,
            is_utc,
            weekdays,
            _numbers(parts, "BYMONTH", 1, 12),
            _numbers(parts, "BYMONTHDAY", -31, 31),
            _numbers(parts, "BYYEARDAY", -366, 366),
            _numbers(parts, "BYWEEKNO", -53, 53),
            _numbers(parts, "BYSETPOS", -366, 366),
            WEEKDAYS.index(parts.get("WKST", "MO")),
        )

    def days(self, starts: datetime, until: datetime, most: int) -> list[datetime]:
        """When it comes from a local time on and not after another one: at most so often, the first times."""
        limit = most if self.count is None else min(most, self.count)
        last = min(until, self.until) if self.until is not None and not self.until_utc else until
        found: list[datetime] = []
        for day in self._from(starts.date(), last.date()):
            moment = datetime.combine(day, starts.time())
            if moment > last or len(found) == limit:
                break
            found.append(moment)
        return found

    def last_until(self, starts: datetime, local: datetime) -> datetime | None:
        """When it came last, of a rule of the year; None where that is more than eight years ago."""
        last = min(local, self.until) if self.until is not None else local
        for year in range(last.year, max(starts.year, last.year - 8) - 1, -1):
            moments = (
                datetime.combine(day, starts.time())
                for day in self._chosen(_year(year, self._settled(starts.date())))
            )
            if found := [moment for moment in moments if starts <= moment <= last]:
                return max(found)
        return None

    # Days ------------------------------------------------------------------------------------------------------------

    def _settled(self, starts: date) -> Rule:
        """The rule with what its first day tells where it says nothing itself."""
        if self.weekdays or self.month_days or self.year_days or self.weeks:
            return self
        match self.frequency:
            case "YEARLY":
                return replace(
                    self, months=self.months or frozenset({starts.month}), month_days=frozenset({starts.day})
                )
            case "MONTHLY":
                return replace(self, month_days=frozenset({starts.day}))
            case "WEEKLY":
                return replace(self, weekdays=frozenset({(starts.weekday(), 0)}))
        return self

    def _from(self, starts: date, last: date) -> Iterator[date]:
        rule = self._settled(starts)
        for period in rule._periods(starts, last):
            yield from (day for day in rule._chosen(period) if day >= starts)

    def _periods(self, starts: date, last: date) -> Iterator[list[date]]:
        """The days of each year, month, week or day in which it may come."""
        match self.frequency:
            case "YEARLY":
                for year in range(starts.year, last.year + 1, self.interval):
                    yield _year(year, self)
            case "MONTHLY":
                first, end = starts.year * 12 + starts.month - 1, last.year * 12 + last.month - 1
                for number in range(first, end + 1, self.interval):
                    yield _month(number // 12, number % 12 + 1)
            case "WEEKLY":
                monday = starts - timedelta(days=(starts.weekday() - self.week_start) % 7)
                for number in range(0, (last - monday).days + 1, 7 * self.interval):
                    yield [monday + timedelta(days=number + day) for day in range(7)]
            case _:
                for number in range(0, (last - starts).days + 1, self.interval):
                    yield [starts + timedelta(days=number)]

    def _chosen(self, period: list[date]) -> list[date]:
        found = [day for day in period if self._is_on(day)]
        if not self.places:
            return found
        count = len(found)
        return [
            day for place, day in enumerate(found) if place + 1 in self.places or place - count in self.places
        ]

    def _is_on(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.month_days:
            length = calendar.monthrange(day.year, day.month)[1]
            if day.day not in self.month_days and day.day - length - 1 not in self.month_days:
                return False
        if self.year_days:
            number, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
            if number not in self.year_days and number - length - 1 not in self.year_days:
                return False
        if self.weeks and not self._is_in_week(day):
            return False
        return not self.weekdays or self._is_weekday(day)

    def _is_weekday(self, day: date) -> bool:
        named = [place for weekday, place in self.weekdays if weekday == day.weekday()]
        if not named or 0 in named:
            return bool(named)
        if self.frequency == "MONTHLY" or self.months:
            number, length = day.day, calendar.monthrange(day.year, day.month)[1]
        else:
            number, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
        return (number - 1) // 7 + 1 in named or -((length - number) // 7 + 1) in named

    def _is_in_week(self, day: date) -> bool:
        """Week 1 is the first with four days in the year."""
        middle = day - timedelta(days=(day.weekday() - self.week_start) % 7) + timedelta(days=3)
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        weeks = (364 + calendar.isleap(middle.year) - middle.timetuple().tm_yday) // 7 + number
        return number in self.weeks or number - weeks - 1 in self.weeks


def _year(year: int, rule: Rule) -> list[date]:
    return [day for month in sorted(rule.months or range(1, 13)) for day in _month(year, month)]


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _weekday(text: str) -> tuple[int, int]:
    found = _BYDAY.match(text)
    if found is None or (found[1] and int(found[1]) == 0):
        raise ValueError(text)
    return WEEKDAYS.index(found[2]), int(found[1] or 0)


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> Numbers:
    return frozenset(_number(one, least, most) for one in parts.get(name, "").split(",") if one)


def _number(text: str, least: int, most: int) -> int:
    number = int(text) if len(text) < 10 else 0
    if not least <= number <= most or number == 0:
        raise ValueError(text)
    return number


def _until(text: str) -> tuple[datetime | None, bool]:
    if not text:
        return None, False
    found = _UNTIL.match(text)
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, zulu = found.groups()
    at = time(int(hour), int(minute), min(int(second), 59)) if hour else time(23, 59, 59)
    return datetime.combine(date(int(year), int(month), int(day)), at), bool(zulu)
