"""Which entry stands in which line of a day, so that what lasts several days runs on in one line through its week."""

from __future__ import annotations

from datetime import date, timedelta

from diplotrack.workspace.calendar import Span
from diplotrack.workspace.calendar_entries import Entry

Lanes = dict[date, list[Entry | None]]
"""The lines of each day from the top; None where a line is empty beside one that runs on elsewhere in the week."""


def lanes(span: Span) -> Lanes:
    """The lines of every day of a span that begins with a week."""
    found: Lanes = {}
    days = (span.last - span.first).days + 1
    for start in range(0, days, 7):
        week = [span.first + timedelta(days=start + one) for one in range(min(7, days - start))]
        found |= _week(week, span)
    return found


def _week(week: list[date], span: Span) -> Lanes:
    lines: Lanes = {day: [] for day in week}
    free = dict.fromkeys(week, 0)
    there = dict.fromkeys(one for day in week for one in span.on(day))
    # Sorting is stable: within the longer ones, and within the rest, the order of the span stays.
    for entry in sorted(there, key=lambda one: one.days == 1):
        covered = [day for day in week if entry.first <= day <= entry.last]
        # What fills a line of one day is never looked at again: hundreds on a day stay cheap.
        line = free[covered[0]] if len(covered) == 1 else 0
        while any(len(lines[day]) > line and lines[day][line] is not None for day in covered):
            line += 1
        for day in covered:
            lines[day] += [None] * (line + 1 - len(lines[day]))
            lines[day][line] = entry
        if len(covered) == 1:
            free[covered[0]] = line + 1
    return lines
