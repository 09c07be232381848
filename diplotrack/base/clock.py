"""The one clock. ``DIPLOTRACK_TODAY`` fixes the day, so that a sample, a test and a printed page can be repeated."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _

_fixed: ContextVar[date | None] = ContextVar("fixed_day", default=None)


def _from_environment() -> date | None:
    text = os.environ.get("DIPLOTRACK_TODAY", "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = _("DIPLOTRACK_TODAY holds “{text}”, which is no day; write it as 2026-05-31 or unset it.")
        raise UserError(sentence.format(text=text)) from error


@contextmanager
def on_day(day: date | None) -> Iterator[None]:
    """Let today be ``day`` inside the block (None leaves the clock as it is)."""
    token = _fixed.set(day)
    try:
        yield
    finally:
        _fixed.reset(token)


def today(zone: str | None = None) -> date:
    """The day of the post: in ``zone`` (IANA name) if given, else of this computer.

    Raises UserError when DIPLOTRACK_TODAY holds no day.
    """
    fixed = _fixed.get() or _from_environment()
    if fixed:
        return fixed
    return datetime.now(ZoneInfo(zone)).date() if zone else datetime.now().astimezone().date()


def now() -> datetime:
    """This instant in UTC, to the microsecond; on a fixed day, noon of it plus the running time of day."""
    instant = datetime.now(UTC)
    fixed = _fixed.get() or _from_environment()
    return datetime.combine(fixed, instant.timetz()) if fixed else instant


def add_working_days(
    day: date,
    count: int,
    weekend: frozenset[int] = frozenset({5, 6}),
    holidays: frozenset[date] = frozenset(),
) -> date:
    """The day ``count`` working days after ``day`` (weekend: Monday is 0). Negative counts go back."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if day.weekday() not in weekend and day not in holidays:
            left -= 1
    return day
