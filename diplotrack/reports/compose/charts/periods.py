"""Months, quarters or years on end, as the columns of a chart over time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import format_date, format_quarter

Length: TypeAlias = Literal["month", "quarter", "year"]

MOST_MONTHS = 26
MOST_QUARTERS = 40
_MONTHS: dict[Length, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods of one length on end, the last cut off at ``last``. ``starts`` are their first days."""

    length: Length
    starts: Sequence[date]
    last: date

    @property
    def labels(self) -> list[str]:
        """Their names: "May 2026", "Q2 2026", "2026"."""
        return [self.name(place) for place in range(len(self.starts))]

    def name(self, place: int) -> str:
        """The name of one of them."""
        day = self.starts[place]
        match self.length:
            case "month":
                return format_date(PartialDate.month(day.year, day.month))
            case "quarter":
                return format_quarter(day)
        return format_date(PartialDate.year(day.year))

    @property
    def ends(self) -> list[date]:
        """Their last days."""
        return [*(start - timedelta(days=1) for start in self.starts[1:]), self.last]

    def place(self, day: PartialDate) -> int | None:
        """In which of them the day lies; None where it lies in none, or may lie in several."""
        first, last = (self._before(one) for one in (day.earliest, day.latest))
        return first if first == last and first >= 0 and day.latest <= self.last else None

    def _before(self, day: date) -> int:
        return bisect_right(self.starts, day) - 1


def periods(first: date, last: date) -> Periods:
    """The periods from the one of ``first`` until ``last``: months for two years, quarters for ten, else years."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    length: Length = (
        "month" if months <= MOST_MONTHS else "quarter" if months <= 3 * MOST_QUARTERS else "year"
    )
    step = _MONTHS[length]
    begin = (first.year * 12 + first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    return Periods(length, [date(one // 12, one % 12 + 1, 1) for one in range(begin, end + 1, step)], last)
