"""Spans of days counted from today, which stay relative where they are kept: "next 30 days", "this month"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from diplotrack.base.i18n import N_, Label, _

Unit = Literal["day", "week", "month", "quarter", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
FURTHEST = 200 * 366
"""Days beyond which nobody counts from today; it also keeps the arithmetic within the calendar."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the unit that is ``first`` units after this one until the end of the one ``last`` after it; None is open.

    ``Span("day", 0, 30)`` is from today until 30 days on, ``Span("month", 0, 0)`` this month.
    """

    unit: Unit
    first: int | None
    last: int | None

    def days(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day, both inclusive; None where open."""
        start = None if self.first is None else _start(self.unit, self.first, today)
        end = None if self.last is None else _start(self.unit, self.last + 1, today) - timedelta(days=1)
        return start, end

    def __str__(self) -> str:
        known = next((label for span, label in NAMED if span == self), None)
        return str(known) if known is not None else _counted(self)


def _start(unit: Unit, steps: int, today: date) -> date:
    """The first day of the unit so many after the one in which today lies."""
    if unit == "day":
        return today + timedelta(days=steps)
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
    months = MONTHS[unit]
    count = (today.year * 12 + today.month - 1) // months * months + steps * months
    return date(count // 12, count % 12 + 1, 1)


NAMED: tuple[tuple[Span, Label], ...] = (
    (Span("day", None, -1), N_("before today")),
    (Span("day", 0, 0), N_("today")),
    (Span("day", 0, None), N_("today or later")),
    (Span("day", 0, 7), N_("next 7 days")),
    (Span("day", 0, 30), N_("next 30 days")),
    (Span("day", 0, 90), N_("next 90 days")),
    (Span("day", -7, 0), N_("last 7 days")),
    (Span("day", -30, 0), N_("last 30 days")),
    (Span("day", -365, 0), N_("last 12 months")),
    (Span("week", 0, 0), N_("this week")),
    (Span("month", 0, 0), N_("this month")),
    (Span("month", 1, 1), N_("next month")),
    (Span("month", -1, -1), N_("last month")),
    (Span("quarter", 0, 0), N_("this quarter")),
    (Span("year", 0, 0), N_("this year")),
    (Span("year", -1, -1), N_("last year")),
    (Span("day", None, -366), N_("over a year ago")),
)
"""The spans that are offered, with their names."""

_DAYS: dict[str, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
_COUNT = re.compile(r"(next|last|past)\s+(\d+)\s+(day|week|month|year)s?")
_BEYOND = re.compile(
    r"(over|more than|in over)\s+(\d+|an?|one)\s+(day|week|month|year)s?(\s+(ago|from now))?"
)


def read_span(words: str) -> Span | None:
    """The span that the words name, in English or as the window offers it; None where they name none.

    Understood besides the names: "next 45 days", "last 3 weeks", "over 2 years ago", "over 10 days from now".
    """
    text = " ".join(words.casefold().split())
    for span, label in NAMED:
        if text in (label.message.casefold(), str(label).casefold()):
            return span
    if found := _COUNT.fullmatch(text):
        days = int(found[2][:6]) * _DAYS[found[3]]
        if days > FURTHEST:
            return None
        return Span("day", 0, days) if found[1] == "next" else Span("day", -days, 0)
    if found := _BEYOND.fullmatch(text):
        number = int(found[2][:6]) if found[2].isdecimal() else 1
        days = number * _DAYS[found[3]]
        if days > FURTHEST:
            return None
        ahead = found[1] == "in over" or found[5] == "from now"
        return Span("day", days + 1, None) if ahead else Span("day", None, -days - 1)
    return None


_AGO: dict[Unit, tuple[Label, Label, Label]] = {
    "day": (N_("{count} days ago"), N_("today"), N_("{count} days from now")),
    "week": (N_("{count} weeks ago"), N_("this week"), N_("{count} weeks from now")),
    "month": (N_("{count} months ago"), N_("this month"), N_("{count} months from now")),
    "quarter": (N_("{count} quarters ago"), N_("this quarter"), N_("{count} quarters from now")),
    "year": (N_("{count} years ago"), N_("this year"), N_("{count} years from now")),
}
"""How the end of a span is called: before now, now, after now."""


def _counted(span: Span) -> str:
    """A span without a name of its own, in words."""
    first, last = span.first, span.last
    if span.unit == "day" and first == 0 and last is not None:
        return _("next {count} days").format(count=last)
    if span.unit == "day" and last == 0 and first is not None:
        return _("last {count} days").format(count=-first)
    if span.unit == "day" and first is None and last is not None and last < 0:
        return _("over {count} days ago").format(count=-last - 1)
    if span.unit == "day" and last is None and first is not None and first > 0:
        return _("over {count} days from now").format(count=first - 1)
    if first is None:
        return _("until {end}").format(end=_end(span.unit, last or 0))
    if last is None:
        return _("from {start}").format(start=_end(span.unit, first))
    return _("{start} to {end}").format(start=_end(span.unit, first), end=_end(span.unit, last))


def _end(unit: Unit, steps: int) -> str:
    ago, now, ahead = _AGO[unit]
    return str(ago if steps < 0 else ahead if steps else now).format(count=abs(steps))
