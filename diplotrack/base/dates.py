"""Days known only to a month or a year, and moments that keep their own zone."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _

Precision = Literal["day", "month", "year", "range"]
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, or the span within which the unknown day lies: ``earliest`` ≤ day ≤ ``latest``, both inclusive."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"{self.latest} is before {self.earliest}")

    @classmethod
    def day(cls, day: date) -> PartialDate:
        """A day that is known."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> PartialDate:
        """Some day of that month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> PartialDate:
        """Some day of that year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of(cls, earliest: date | None, latest: date | None = None) -> PartialDate | None:
        """From the two columns of a record; None where there is no date."""
        return None if earliest is None else cls(earliest, latest or earliest)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2008``, ``2008-04``, ``2008-04-03`` or ``2008-04-03/2008-05-01``. Raises UserError."""
        first, slash, last = text.strip().partition("/")
        if slash and _ISO.match(first) and _ISO.match(last):
            start, end = cls.parse(first), cls.parse(last)
            if end.latest < start.earliest:
                raise UserError(
                    _("“{text}” ends before it begins; put the earlier day first.").format(text=text)
                )
            return cls(start.earliest, end.latest)
        found = None if slash else _ISO.match(first)
        try:
            if found:
                year, month, day = (int(part) if part else 0 for part in found.groups())
                if found[3]:
                    return cls.day(date(year, month, day))
                return cls.month(year, month) if found[2] else cls.year(year)
        except ValueError as error:
            raise UserError(_("“{text}” is a day that no calendar has.").format(text=text)) from error
        raise UserError(_("“{text}” is no date; write 2008-04-03, 2008-04 or 2008.").format(text=text))

    @property
    def precision(self) -> Precision:
        """How exactly the day is known."""
        first, last = self.earliest, self.latest
        if first == last:
            return "day"
        if first.day == 1 and last == PartialDate.month(first.year, first.month).latest:
            return "month"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return "year"
        return "range"

    def iso(self) -> str:
        """The shortest text that :meth:`parse` reads back to the same value."""
        match self.precision:
            case "day":
                return self.earliest.isoformat()
            case "month":
                return self.earliest.isoformat()[:7]
            case "year":
                return self.earliest.isoformat()[:4]
            case _:
                return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"

    def certainly_before(self, other: PartialDate) -> bool:
        """Whether every possible day of this one lies before every possible day of the other."""
        return self.latest < other.earliest


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name such as ``Europe/Paris``. Raises UserError for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, IsADirectoryError) as error:
        sentence = _("“{name}” is no time zone; use a name such as Europe/Paris or Asia/Tokyo.")
        raise UserError(sentence.format(name=name)) from error


def to_utc(local: datetime, zone: str) -> datetime:
    """The instant (naive UTC) of a local wall time in a zone; a time the clocks skip is read as before the jump."""
    return local.replace(tzinfo=zone_named(zone)).astimezone(UTC).replace(tzinfo=None)
