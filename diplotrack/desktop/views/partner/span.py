"""The stretch of time that a timeline shows, and the ticks under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

YEAR = 365.25
SHORTEST, LONGEST = 30.0, 400 * YEAR
"""Days that the shown stretch may have."""
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first`` to ``last``, as ordinals of days; the part of a day tells how far the view has moved."""

    first: float
    last: float

    @property
    def days(self) -> float:
        """How long it is."""
        return self.last - self.first

    def place(self, day: float) -> float:
        """Where a day stands in it: 0 at its beginning, 1 at its end."""
        return (day - self.first) / self.days

    def zoomed(self, factor: float, around: float) -> Span:
        """Longer by ``factor`` (shorter below 1), the day ``around`` staying where it is."""
        days = min(LONGEST, max(SHORTEST, self.days * factor))
        first = around - self.place(around) * days
        return Span(first, first + days)

    def moved(self, share: float) -> Span:
        """Later by a share of its length; earlier below 0."""
        shift = self.days * share
        return Span(self.first + shift, self.last + shift)

    def holding(self, day: float) -> Span:
        """Moved no more than is needed for the day to be in sight."""
        edge = self.days * 0.04
        if day < self.first + edge:
            return Span(day - edge, day - edge + self.days)
        if day > self.last - edge:
            return Span(day + edge - self.days, day + edge)
        return self


def around_all(first: date, last: date) -> Span:
    """A stretch that holds both days with some air."""
    days = max(SHORTEST, float((last - first).days))
    return Span(first.toordinal() - days * 0.03, last.toordinal() + days * 0.03)


def until(last: date, years: float) -> Span:
    """The years up to a day, with some air after it."""
    days = years * YEAR
    return Span(last.toordinal() - days * 0.96, last.toordinal() + days * 0.04)


def ticks(span: Span, width: float, label_width: float) -> list[tuple[date, str]]:
    """Days at which a line is drawn, and their labels, no closer together than a label is wide."""
    room = max(1.0, width / max(1.0, label_width * 1.5))
    first, last = _year(span.first), _year(span.last)
    if span.days / YEAR * 4 <= room:
        return [
            (day, str(year) if month == 1 else "")
            for year in range(first, last + 1)
            for month in (1, 4, 7, 10)
            if span.first <= (day := date(year, month, 1)).toordinal() <= span.last
        ]
    step = next((one for one in STEPS if span.days / YEAR / one <= room), STEPS[-1])
    years = range(first - first % step, last + 1, step)
    return [(date(year, 1, 1), str(year)) for year in years if year > 0]


def _year(ordinal: float) -> int:
    return date.fromordinal(max(1, min(3652059, int(ordinal)))).year
