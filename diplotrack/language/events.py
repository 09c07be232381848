"""Meetings by which promises are dated, and fiscal years, as ``resources/reference/events.toml`` lists them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.paths import resource


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting. ``pattern`` finds its name in text; ``days`` are its first and last day."""

    pattern: str
    days: PartialDate
    source: str


@cache
def events() -> tuple[Event, ...]:
    """All meetings, the earliest first."""
    found = []
    for one in _table()["event"]:
        days = PartialDate(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))
        pattern = "|".join(one["names"]).replace("{year}", str(days.earliest.year)).replace("’", "['’]")
        found.append(Event(pattern, days, one["source"]))
    return tuple(sorted(found, key=lambda one: one.days))


@cache
def name_pattern() -> str:
    """A pattern of the names of all meetings."""
    return "|".join(dict.fromkeys(one.pattern for one in events()))


def event_named(name: str, today: date) -> Event | None:
    """The meeting of that name that is on, or next, on a day; None where no such meeting is listed.

    A name that tells the year or the number means that meeting, past or not.
    """
    named = [one for one in events() if re.fullmatch(one.pattern, name)]
    coming = [one for one in named if one.days.latest >= today]
    # "the NATO Summit" of a text from after the last one listed is one that is not listed.
    return coming[0] if coming else named[0] if len(named) == 1 and re.search(r"\d{2}", name) else None


def fiscal_year(year: int, party: str = "") -> PartialDate:
    """The fiscal year that is called by a number: a government's, or from the first to the last day it can mean."""
    ends = fiscal_end(year, party)
    return PartialDate(_year_before(ends.earliest), ends.latest)


def fiscal_end(year: int, party: str = "") -> PartialDate:
    """The day on which that fiscal year ends: a government's, or the first to the last day that it can be."""
    rows = [one for one in _table()["fiscal"] if one["party"] == party] or _table()["fiscal"]
    ends = [date(year + one["after"], *map(int, one["ends"].split("-"))) for one in rows]
    return PartialDate(min(ends), max(ends))


def _year_before(last: date) -> date:
    """The first day of the year that ends on a day, which is the last of its month."""
    month = last.month % 12 + 1
    return date(last.year - (month > 1), month, 1)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource("reference", "events.toml").read_text(encoding="utf-8"))
