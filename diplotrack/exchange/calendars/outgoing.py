"""Engagements and due dates as iCalendar (RFC 5545), from records on their way out.

What the format has no name for goes in properties that begin with X-DIPLOTRACK-, which other programs pass over and our
own reader takes. People stand by ``urn:uuid:`` and never by address: a calendar that is shown or sent must not invite.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_text
from diplotrack.base.markings import level_of_any_scheme
from diplotrack.exchange.calendars.events import OURS
from diplotrack.exchange.calendars.recurrence import Rule
from diplotrack.exchange.calendars.writing import escaped, quoted, written
from diplotrack.exchange.calendars.zones import zone_called
from diplotrack.exchange.tables.rows import Unreadable
from diplotrack.records import KINDS as ALL_KINDS
from diplotrack.records.enumerations import RUNNING, Format
from diplotrack.store.settings import read as read_setting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

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
CARRIED = ("format", "setting", "status", "status_reason", "level_ours", "level_theirs", "city", "venue")
"""Fields of an engagement that go in properties of our own."""

ANSWERS = {"accepted": "ACCEPTED", "attended": "ACCEPTED", "absent": "DECLINED", "replaced": "DELEGATED"}
ROLES = {"head": "CHAIR"}
UNKNOWN = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2100, 1, 1)
"""Between these the turns of a clock are listed; before them there was none, and after them nobody knows them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a calendar takes from the workspace: the zone of the post, and which version each record (by its uid) is."""

    zone: str = ""
    versions: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, kinds: Iterator[str] | list[str]) -> Setting:
        """From the ledger, for these kinds."""
        versions: dict[str, tuple[int, datetime]] = {}
        for kind in kinds:
            table = ALL_KINDS[kind].__table__.c
            query = select(table.uid, table.version, table.updated_at).where(table.deleted_at.is_(None))
            versions |= {uid_text(uid): (version, at) for uid, version, at in session.execute(query)}
        return cls(str(read_setting(session, "zone") or ""), versions)


def write_calendar(
    part: Path, batches: list[tuple[Any, Iterator[dict[str, Any]]]], setting: Setting | None = None
) -> None:
    """Write one calendar: meetings at their local time, due dates as whole days. What has no date is left out."""
    writing = _Writing(setting or Setting())
    events = [
        line
        for kind, records in batches
        for record in records
        for line in writing.event(kind.__kind__.name, kind.__kind__.title, record)
    ]
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Diplotrack//EN", "CALSCALE:GREGORIAN")
    with part.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(written([*head, *writing.zones(), *events, "END:VCALENDAR"]))


class _Writing:
    """One calendar while it is written; it defines the zones that its meetings use."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._now = clock.now()
        self._used: dict[str, tuple[date, date]] = {}
        self._without_uid: Counter[str] = Counter()

    def event(self, name: str, title: str, record: dict[str, Any]) -> Iterator[str]:
        """The lines of one record; none where it has no day."""
        lines = list(self._meeting(record) if name == "engagement" else self._due(name, title, record))
        if lines:
            yield from ("BEGIN:VEVENT", *lines, "END:VEVENT")

    def zones(self) -> Iterator[str]:
        """What the zones that were used mean, over the days for which they were."""
        from icalendar import Timezone

        for name, (first, last) in sorted(self._used.items()):
            begins, ends = (min(max(day, FIRST_DAY), LAST_DAY) for day in (first, last))
            component = Timezone.from_tzid(
                name, first_date=begins - timedelta(days=366), last_date=ends + timedelta(days=366)
            )
            # The lines come folded, and would be folded again.
            text = component.to_ical().decode().replace("\r\n ", "")
            yield from (line for line in text.split("\r\n") if line)

    # What every event has --------------------------------------------------------------------------------------------

    def _head(self, record: dict[str, Any], summary: str, on: date) -> Iterator[str]:
        # A copy for another party has no uid of ours, but every event needs one that stays the same.
        uid = record.get("uid")
        yield f"UID:{uid or self._stand_in(summary, on)}@diplotrack"
        version, changed = self.setting.versions.get(uid or "", (0, None))
        # When it was last changed, so that the same ledger gives the same calendar.
        stamp = f"{(changed or self._now.astimezone(UTC)):%Y%m%dT%H%M%S}Z"
        yield f"DTSTAMP:{stamp}"
        if changed is not None:
            yield f"LAST-MODIFIED:{stamp}"
            yield f"SEQUENCE:{max(version - 1, 0)}"
        yield f"SUMMARY:{escaped(summary)}"
        if marking := record.get("marking_text"):
            yield f"CLASS:{privacy_of(marking)}"
            yield f"{OURS}MARKING:{escaped(marking)}"

    def _stand_in(self, summary: str, on: date) -> str:
        """What stands for a uid: told by what the event says, and another for each of several that say the same."""
        said = f"{summary}\n{on}"
        self._without_uid[said] += 1
        if (times := self._without_uid[said]) > 1:
            said = f"{said}\n{times}"
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]

    # Meetings --------------------------------------------------------------------------------------------------------

    def _meeting(self, record: dict[str, Any]) -> Iterator[str]:
        begins = _day(record.get("starts_on"))
        if begins is None:
            return
        yield from self._head(record, record["title"], begins.earliest)
        yield from self._when(record, begins)
        place = [record.get("venue"), record.get("city"), (record.get("country_id") or {}).get("name")]
        if any(place):
            yield f"LOCATION:{escaped(', '.join(part for part in place if part))}"
        text = _described(record)
        if text:
            yield f"DESCRIPTION:{escaped(text)}"
        status = STATUS.get(str(record.get("status")), "CONFIRMED")
        yield f"STATUS:{'CONFIRMED' if status == 'TENTATIVE' and record.get('is_confirmed') else status}"
        form = record.get("format")
        words = [str(Format(form).label)] if form else []  # type: ignore[call-arg]  # a lookup by value
        words += [row["name"] for row in record.get("tag", [])]
        if words:
            yield f"CATEGORIES:{','.join(escaped(word) for word in words)}"
        parent = (record.get("parent_id") or {}).get("uid")
        if parent:
            yield f"RELATED-TO;RELTYPE=PARENT:{parent}@diplotrack"
        yield from self._people(record)
        for name in CARRIED:
            if record.get(name):
                yield f"{OURS}{name.replace('_', '-').upper()}:{escaped(str(record[name]))}"
        for row in record.get("engagement_party", []):
            if row.get("party_id"):
                yield f"{OURS}PARTY;X-SIDE={row['side']}:{escaped(row['party_id']['name'])}"

    def _when(self, record: dict[str, Any], begins: PartialDate) -> Iterator[str]:
        last = _day(record.get("ends_on")) or begins
        starts, ends = record.get("start_time"), record.get("end_time")
        if begins.precision == "day" and starts:
            zone = zone_called(record.get("zone") or self.setting.zone)
            yield self._moment("DTSTART", begins.earliest, starts, zone)
            if ends and f"{last.latest}T{ends}" >= f"{begins.earliest}T{starts}":
                yield self._moment("DTEND", last.latest, ends, zone)
            elif last.latest > begins.earliest:
                yield self._moment("DTEND", last.latest, "23:59", zone)
            return
        if begins.precision != "day":
            yield f"{OURS}DATE:{begins.iso()}"
        if last.precision != "day":
            yield f"{OURS}LAST-DAY:{last.iso()}"
        yield f"DTSTART;VALUE=DATE:{begins.earliest:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_next(max(last.latest, begins.latest)):%Y%m%d}"

    def _moment(self, name: str, on: date, at: str, zone: str) -> str:
        local = f"{datetime.combine(on, time.fromisoformat(at)):%Y%m%dT%H%M%S}"
        if zone == "UTC":
            return f"{name}:{local}Z"
        if not zone:
            return f"{name}:{local}"
        first, last = self._used.get(zone, (on, on))
        self._used[zone] = (min(first, on), max(last, on))
        return f"{name};TZID={zone}:{local}"

    def _people(self, record: dict[str, Any]) -> Iterator[str]:
        owner = record.get("owner_id")
        if owner and owner.get("uid"):
            yield f"ORGANIZER;CN={quoted(owner['name'])};X-OWNER=TRUE:urn:uuid:{uuid.UUID(owner['uid'])}"
        is_ours = bool(record.get("uid"))
        for row in record.get("participant", []):
            person = row.get("person_id")
            # In our own copy only a protected source has no uid: it is not even hinted at.
            if not person or (is_ours and not person.get("uid")):
                continue
            own = uuid.UUID(person["uid"]) if person.get("uid") else uuid.uuid5(UNKNOWN, person["name"])
            more = {
                "CUTYPE": "INDIVIDUAL",
                "ROLE": ROLES.get(str(row.get("role")), "REQ-PARTICIPANT"),
                "PARTSTAT": ANSWERS.get(str(row.get("attendance")), "NEEDS-ACTION"),
                "X-ROLE": row.get("role"),
                "X-ATTENDANCE": row.get("attendance"),
                "X-SIDE": row.get("side"),
                "X-OFFICE": quoted(row["capacity"]) if row.get("capacity") else None,
                "X-PARTY": quoted(row["party_id"]["name"]) if row.get("party_id") else None,
            }
            given = "".join(f";{name}={value}" for name, value in more.items() if value)
            yield f"ATTENDEE;CN={quoted(person['name'])}{given}:urn:uuid:{own}"

    # What is due -----------------------------------------------------------------------------------------------------

    def _due(self, name: str, title: str, record: dict[str, Any]) -> Iterator[str]:
        due = _day(record.get(DUE[name]))
        if due is None or (name == "commitment" and record.get("status") not in RUNNING):
            return
        # Where only the month is known, the last day of it: until then nothing is late.
        summary = _("Due: {what}").format(what=record.get(title) or "")
        yield from self._head(record, summary, due.latest)
        yield f"DTSTART;VALUE=DATE:{due.latest:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_next(due.latest):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
        yield f"CATEGORIES:{escaped(str(ALL_KINDS[name].__kind__.label))}"
        if name == "commitment" and (rule := _rule(record.get("recurs"))):
            yield f"RRULE:{rule}"
        sides = {
            side: [
                row["party_id"]["name"]
                for row in record.get("commitment_party", [])
                if row.get("side") == side
            ]
            for side in ("by", "to")
        }
        if sides["by"] and sides["to"]:
            told = _("Promised by {givers} to {takers}.")
            yield f"DESCRIPTION:{escaped(told.format(givers=', '.join(sides['by']), takers=', '.join(sides['to'])))}"
        yield f"{OURS}KIND:{name}"


def _described(record: dict[str, Any]) -> str:
    """What is wanted of a meeting, and its agenda."""
    rows = sorted(record.get("agenda_item", []), key=lambda row: row.get("sequence") or 0)
    points = [f"{number}. {row['title']}" for number, row in enumerate(rows, start=1)]
    agenda = "\n".join([_("Agenda"), *points]) if points else ""
    return "\n\n".join(part for part in (record.get("purpose"), agenda) if part)


def privacy_of(marking: str) -> str:
    """How the format calls a marking: it knows three words."""
    try:
        level = level_of_any_scheme(marking)
    except UserError:
        return "CONFIDENTIAL"
    return "PUBLIC" if level.public else "CONFIDENTIAL" if level.rank >= 3 else "PRIVATE"


def _rule(text: str | None) -> str:
    """The rule of a recurring commitment, if it is one that a calendar can follow by days; else ""."""
    words = (text or "").strip().upper().removeprefix("RRULE:").replace(" ", "")
    try:
        Rule.read(words)
    except Unreadable:
        return ""
    parts = (part if not part.startswith("UNTIL=") else part[:14] for part in words.split(";"))
    return ";".join(part for part in parts if part)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _day(text: object) -> PartialDate | None:
    return PartialDate.parse(str(text)) if text else None
