"""Engagements and due dates as iCalendar (RFC 5545), from records on their way out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate, zone_named
from diplotrack.base.i18n import _
from diplotrack.records.enumerations import RUNNING

if TYPE_CHECKING:
    from icalendar import Event

DUE = {
    "commitment": "due_on",
    "action": "due_on",
    "communication": "reply_due_on",
    "ask": "answer_due_on",
    "instruction": "deliver_by_on",
    "consultation": "reply_due_on",
}
"""Kinds whose records are due on a day, and by which of their fields."""

KINDS = ("engagement", *DUE)
STATUS = {"planned": "TENTATIVE", "held": "CONFIRMED", "postponed": "CANCELLED", "cancelled": "CANCELLED"}


def write_calendar(part: Path, batches: list[tuple[Any, Iterator[dict[str, Any]]]]) -> None:
    """Write one calendar: meetings at their local time, due dates as whole days. What has no date is left out."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Diplotrack//EN")
    calendar.add("version", "2.0")
    for kind, records in batches:
        name = kind.__kind__.name
        for record in records:
            event = _meeting(record) if name == "engagement" else _due(name, kind.__kind__.title, record)
            if event is not None:
                calendar.add_component(event)
    calendar.add_missing_timezones()
    part.write_bytes(calendar.to_ical())


def _meeting(record: dict[str, Any]) -> Event | None:
    begins = _day(record.get("starts_on"))
    if begins is None:
        return None
    event = _event(record, record["title"], begins.earliest)
    if begins.precision != "day":
        event.add("dtstart", begins.earliest)
        event.add("dtend", begins.latest + timedelta(days=1))
    elif record.get("start_time"):
        start = _moment(begins.earliest, record["start_time"], record.get("zone"))
        last = _day(record.get("ends_on")) or begins
        end = _moment(last.latest, record.get("end_time") or record["start_time"], record.get("zone"))
        event.add("dtstart", start)
        event.add("dtend", max(start, end))
    else:
        last = _day(record.get("ends_on")) or begins
        event.add("dtstart", begins.earliest)
        event.add("dtend", max(last.latest, begins.latest) + timedelta(days=1))
    place = ", ".join(part for part in (record.get("venue"), record.get("city")) if part)
    if place:
        event.add("location", place)
    if record.get("purpose"):
        event.add("description", record["purpose"])
    event.add("status", STATUS.get(str(record.get("status")), "CONFIRMED"))
    return event


def _due(name: str, title: str, record: dict[str, Any]) -> Event | None:
    due = _day(record.get(DUE[name]))
    if due is None or (name == "commitment" and record.get("status") not in RUNNING):
        return None
    # Where only the month is known, the last day of it: until then nothing is late.
    event = _event(record, _("Due: {what}").format(what=record.get(title) or ""), due.latest)
    event.add("dtstart", due.latest)
    event.add("dtend", due.latest + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _event(record: dict[str, Any], summary: str, day: date) -> Event:
    from icalendar import Event

    event = Event()
    # A copy for another party has no uid of ours, but every event needs one that stays the same.
    own = record.get("uid") or hashlib.sha256(f"{summary}\n{day}".encode()).hexdigest()[:32]
    event.add("uid", f"{own}@diplotrack")
    event.add("dtstamp", clock.now())
    event.add("summary", summary)
    return event


def _day(text: object) -> PartialDate | None:
    return PartialDate.parse(str(text)) if text else None


def _moment(day: date, at: str, zone: str | None) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), zone_named(zone) if zone else None)
