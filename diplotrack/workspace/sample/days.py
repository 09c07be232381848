"""Days of the sample, written relative to today: "-14d", "+3w", "-5m", "-2y"; "~-5m" is known to its month only."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import format_date, using_locale

OFFSET = re.compile(r"(~?)([+-])(\d+)([dwmy])$")
IN_WORDS = re.compile(r"\{(~?[+-]\d+[dwmy])\}")
SATURDAY = 5


class Days:
    """Reads days as the sheets write them; a desk works on weekdays, so relative days never fall on a weekend."""

    def __init__(self, today: date) -> None:
        self.today = today

    def day(self, text: str) -> PartialDate:
        """A day, month or year, relative or as :meth:`PartialDate.parse` reads it. Raises UserError."""
        found = OFFSET.match(text)
        if found is None:
            return PartialDate.parse(text)
        partly, sign, count, unit = found.groups()
        moved = self._moved(int(sign + count), unit)
        if partly:
            return PartialDate.year(moved.year) if unit == "y" else PartialDate.month(moved.year, moved.month)
        return PartialDate.day(_weekday(moved, future=sign == "+"))

    def _moved(self, count: int, unit: str) -> date:
        match unit:
            case "d":
                return self.today + timedelta(days=count)
            case "w":
                return self.today + timedelta(weeks=count)
            case "m":
                return self.today + relativedelta(months=count)
            case _:
                return self.today + relativedelta(years=count)

    def words(self, text: str, language: str = "en") -> str:
        """The text with "{+30d}" written out as that language writes a day."""
        with using_locale(language or "en"):
            return IN_WORDS.sub(lambda found: _written(self.day(found[1])), text)


def _written(day: PartialDate) -> str:
    return format_date(day, "long")


def _weekday(day: date, *, future: bool) -> date:
    # Back to Friday in the past and on to Monday in the future: the order of days stays, and none crosses today.
    if day.weekday() < SATURDAY:
        return day
    return day + timedelta(days=7 - day.weekday()) if future else day - timedelta(days=day.weekday() - 4)
