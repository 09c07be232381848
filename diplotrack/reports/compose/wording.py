"""Small phrases that several documents use."""

from __future__ import annotations

import re
from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, format_days, format_number, ngettext
from diplotrack.release.protected import CUT

_SENTENCE_END = re.compile(r"[.!?。！？؟।](?=\s|$|[\"”’»)])")


def days_overdue(days: int) -> str:
    """ "12 days overdue"; "" for none."""
    if not days:
        return ""
    return ngettext("{days} day overdue", "{days} days overdue", days).format(days=format_number(days))


def and_more(count: int) -> str:
    """ "and 3 more"."""
    return _("and {count} more").format(count=format_number(count))


def when(earliest: date | None, latest: date | None = None) -> str:
    """A partial date in words; "date not known" where there is none."""
    return format_date(PartialDate.of(earliest, latest)) or _("date not known")


def full_stop(text: str) -> str:
    """A text that another sentence follows: with a stop, unless it ends in a sign of its own."""
    words = text.rstrip()
    return f"{words}." if words[-1:].isalnum() else words


def lasting(earliest: date | None, latest: date | None, last: date | None) -> str:
    """The days from the first to the last: "Nov 14 – 15, 2008"; a first day that is not known for sure stands alone."""
    if earliest is None or last is None or last <= earliest or (latest or earliest) != earliest:
        return when(earliest, latest)
    return format_days(earliest, last)


def opening(text: str, most: int, *, sentences: bool = True, whole: int = 0) -> str:
    """The beginning of a text in so many characters, to the end of a sentence if one ends in its second half.

    Without ``sentences`` it is filled up: what tells texts of a list apart often stands in a later sentence.
    ``whole``: so many characters its first sentence may have and still be given to its end.
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    ends = [found.end() for found in _SENTENCE_END.finditer(flat[:most])]
    if sentences and ends and ends[-1] > most // 2:
        return f"{flat[: ends[-1]]} {CUT}"
    first = _SENTENCE_END.search(flat, 0, whole + 1)
    if first is not None and first.end() <= whole:
        end = max([first.end(), *ends])
        return f"{flat[:end]} {CUT}" if end < len(flat) else flat
    cut = flat[:most]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut} {CUT}"


def in_days(day: date, today: date) -> str:
    """How far off a day to come is: "today", "tomorrow", "in 4 days"; "" for one that has passed."""
    days = (day - today).days
    if days < 0:
        return ""
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in {days} day", "in {days} days", days).format(days=format_number(days))
