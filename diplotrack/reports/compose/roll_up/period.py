"""The days that a roll-up covers, and those that it looks ahead to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diplotrack.base.i18n import N_, format_date, format_days
from diplotrack.records.choice import Choice


class Length(Choice):
    """How many days a roll-up covers."""

    DAY = "day", N_("The day")
    WEEK = "week", N_("Seven days")
    MONTH = "month", N_("Thirty days")


class GroupBy(Choice):
    """Under what things are told."""

    PARTNER = "partner", N_("Partner")
    THEME = "theme", N_("Theme")


DAYS = {Length.DAY: 1, Length.WEEK: 7, Length.MONTH: 30}
AHEAD = {Length.DAY: 7, Length.WEEK: 7, Length.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both inclusive; ``until`` is the last of those ahead."""

    first: date
    last: date
    until: date

    @classmethod
    def ending(cls, last: date, length: Length) -> Period:
        """The day, or the days up to it."""
        return cls(last - timedelta(days=DAYS[length] - 1), last, last + timedelta(days=AHEAD[length]))

    @classmethod
    def between(cls, first: date, last: date) -> Period:
        """Those days; as many are looked ahead to, a week at the least and a month at the most."""
        ahead = min(max((last - first).days + 1, AHEAD[Length.WEEK]), AHEAD[Length.MONTH])
        return cls(first, last, last + timedelta(days=ahead))

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last

    @property
    def words(self) -> str:
        """The days in words."""
        return (
            format_date(self.last, "long") if self.first == self.last else format_days(self.first, self.last)
        )
