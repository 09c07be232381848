"""Moments of keeping, as the reader's own clock shows them."""

from __future__ import annotations

from datetime import datetime

from diplotrack.base import clock
from diplotrack.base.i18n import _, format_date


def clock_time(moment: datetime) -> str:
    """The time of day of a moment in UTC, by the clock of this computer."""
    return moment.astimezone().strftime("%H:%M")


def told_time(moment: datetime) -> str:
    """The moment as one tells it: the time alone where it is of today."""
    local = moment.astimezone()
    if local.date() == clock.today():
        return _("today at {time}").format(time=clock_time(moment))
    return _("{day} at {time}").format(day=format_date(local.date()), time=clock_time(moment))
