"""When an engagement is: its days and hours by the clock of the place."""

from __future__ import annotations

from datetime import date, datetime, time

from diplotrack.base.dates import zone_named
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_date, format_zone
from diplotrack.records import Engagement
from diplotrack.reports.compose.wording import lasting

BETWEEN = "\N{EN DASH}"


def days(engagement: Engagement) -> str:
    """The day in full, or the days from the first to the last."""
    first, last = engagement.starts_on, engagement.ends_on
    if first is not None and (engagement.starts_on_latest or first) == first and (last or first) == first:
        return format_date(first, "full")
    return lasting(first, engagement.starts_on_latest, last)


def hours(start: time | None, end: time | None) -> str:
    """From when to when, as meetings have them: "09:30–10:45"; "" where no time is known."""
    told = [f"{one:%H:%M}" for one in (start, end) if one is not None]
    if start is None and end is not None:
        return _("until {time}").format(time=told[0])
    return BETWEEN.join(told)


def clock_of(day: date | None, start: time | None, zone: str) -> str:
    """By which clock times of that day are told: "Paris, GMT+02:00"; "" where no zone is known."""
    if not zone or day is None:
        return ""
    try:
        return format_zone(datetime.combine(day, start or time(12), zone_named(zone)))
    except UserError:  # what was typed for a zone is none: better no clock than a wrong one
        return ""


def local_time(engagement: Engagement, zone: str) -> str:
    """The hours with the clock by which they are told: "09:30–10:45 (Paris, GMT+02:00)"."""
    told = hours(engagement.start_time, engagement.end_time)
    clock = clock_of(engagement.starts_on, engagement.start_time, zone)
    return _("{hours} ({clock})").format(hours=told, clock=clock) if told and clock else told
