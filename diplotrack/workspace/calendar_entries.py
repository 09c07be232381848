"""What stands on a calendar, read set-based for a span of days: engagements, and the days on which something is due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.dates import PartialDate, zone_named
from diplotrack.base.i18n import N_, Label
from diplotrack.records import Action, Ask, Commitment, Communication, Consultation, Engagement, Instruction
from diplotrack.records.enumerations import (
    RUNNING,
    ActionStatus,
    CommitmentStatus,
    Response,
)
from diplotrack.store import lists
from diplotrack.store.lists import live

LAYERS: dict[str, Label] = {
    "engagement": N_("Engagements"),
    "due": N_("Commitments due"),
    "reply": N_("Replies due"),
    "consultation": N_("Consultations"),
    "task": N_("To do"),
}
"""What can be shown or left out, each under its name in code."""

ZONE_SHIFT = timedelta(days=1)
"""A local day is at most one day away from the post's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day or several, as the post counts them.

    ``first`` and ``last`` are days of the post's zone, both inclusive; ``begins`` and ``ends`` its times, None where no
    time is known. ``local`` is the place's own time with its zone, where that is another. ``span`` is the day as it is
    known, where that is less than a day. ``state``: planned, held, postponed or cancelled for an engagement; open,
    late or done for the rest.
    """

    layer: str
    kind: str
    id: int
    title: str
    state: str
    first: date
    last: date
    begins: time | None = None
    ends: time | None = None
    local: str = ""
    detail: str = ""
    span: PartialDate | None = None

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1


class Mark(NamedTuple):
    """A kind with a day that is worth seeing: the column of the day, and when nothing is owed any more."""

    layer: str
    kind: Any
    title: Any
    day: Any
    earliest: Any
    done: ColumnElement[bool]
    wanted: ColumnElement[bool] | None = None


def _marks(today: date) -> tuple[Mark, ...]:
    reply = aliased(Communication)
    replied = (
        select(reply.id).where(reply.reply_to_id == Communication.id, reply.deleted_at.is_(None)).exists()
    )
    gone = (CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN, CommitmentStatus.PROPOSED)
    return (
        Mark(
            "due",
            Commitment,
            Commitment.text,
            Commitment.due_on_latest,
            Commitment.due_on,
            Commitment.status.not_in(RUNNING),
            Commitment.status.not_in(gone),
        ),
        Mark("reply", Communication, Communication.title, Communication.reply_due_on, None, replied),
        Mark(
            "reply",
            Ask,
            Ask.text,
            Ask.answer_due_on,
            None,
            or_(Ask.response != Response.NONE, Ask.answered_on.is_not(None)),
        ),
        Mark(
            "reply",
            Consultation,
            Consultation.summary,
            Consultation.reply_due_on,
            None,
            Consultation.replied_on.is_not(None),
        ),
        Mark(
            "task", Instruction, Instruction.text, Instruction.deliver_by_on, None,
            Instruction.delivered_on.is_not(None),
        ),
        Mark("task", Action, Action.text, Action.due_on, None, Action.status != ActionStatus.OPEN),
        Mark("consultation", Consultation, Consultation.summary, Consultation.on, None, Consultation.on <= today),
    )  # fmt: skip


def marks(session: Session, first: date, last: date, layers: Collection[str], today: date) -> list[Entry]:
    """What is due, and the consultations, from ``first`` to ``last``."""
    found: list[Entry] = []
    for one in _marks(today):
        if one.layer not in layers:
            continue
        begins = one.day if one.earliest is None else one.earliest
        query = select(one.kind.id, one.title, one.day, begins, one.done).where(
            live(one.kind), one.day >= first, one.day <= last
        )
        if one.wanted is not None:
            query = query.where(one.wanted)
        name = one.kind.__kind__.name
        for row_id, title, day, earliest, done in session.execute(query):
            state = "done" if done else "late" if day < today else "open"
            span = PartialDate(earliest, day) if earliest and earliest != day else None
            found.append(Entry(one.layer, name, row_id, _line(title), state, day, day, span=span))
    return found


def engagements(session: Session, first: date, last: date, zone: str) -> list[Entry]:
    """The engagements that touch the days from ``first`` to ``last`` of the post's ``zone``."""
    table = Engagement
    until = func.coalesce(table.ends_on_latest, table.ends_on, table.starts_on_latest, table.starts_on)
    wide = (first - ZONE_SHIFT, last + ZONE_SHIFT)
    begun_within = and_(table.starts_on >= wide[0], table.starts_on <= wide[1])
    running = and_(table.starts_on < wide[0], until >= wide[0])
    query = select(
        table.id, table.title, table.status, table.starts_on, table.starts_on_latest, table.start_time,
        table.ends_on, table.ends_on_latest, table.end_time, table.zone, table.city,
    )  # fmt: skip
    # Two statements, so that the first goes by the index alone whatever the planner thinks of an OR.
    rows = [
        row
        for condition in (begun_within, running)
        for row in session.execute(query.where(live(table), condition)).all()
    ]
    there = next(one for one in Engagement.__kind__.gathers if one.name == "partners")
    partners = lists.gather(session, Engagement, there, [row.id for row in rows])
    found = (_entry(row, [str(one) for one in partners.get(row.id, [])], zone) for row in rows)
    return [one for one in found if one.first <= last and one.last >= first]


def _entry(row: Any, partners: list[str], zone: str) -> Entry:
    detail = "  ·  ".join(part for part in (", ".join(partners), row.city) if part)
    known = PartialDate.of(row.starts_on, row.starts_on_latest)
    assert known is not None
    if known.precision != "day":
        return Entry(
            "engagement", "engagement", row.id, row.title, row.status.value, known.earliest, known.latest,
            detail=detail, span=known,
        )  # fmt: skip
    first, last = row.starts_on, row.ends_on_latest or row.ends_on or row.starts_on
    begins, ends, local = row.start_time, row.end_time, ""
    if begins is not None and row.zone and zone and row.zone != zone:
        local = _own_time(begins, ends, row.zone)
        first, begins, last, ends = _at_the_post(row, first, last, zone)
    return Entry(
        "engagement",
        "engagement",
        row.id,
        row.title,
        row.status.value,
        first,
        max(first, last),
        begins,
        ends,
        local,
        detail,
    )


def _own_time(begins: time, ends: time | None, zone: str) -> str:
    span = f"{begins:%H:%M}" + (f"–{ends:%H:%M}" if ends else "")
    return f"{span} {zone.rpartition('/')[2].replace('_', ' ')}"


def _at_the_post(row: Any, first: date, last: date, zone: str) -> tuple[date, time, date, time | None]:
    """The place's own times as the post's clocks show them."""
    post, there = zone_named(zone), zone_named(row.zone)
    start = _moved(datetime.combine(first, row.start_time), there, post)
    if row.end_time is None:
        return start.date(), start.time(), last + (start.date() - first), None
    end = _moved(datetime.combine(last, row.end_time), there, post)
    return start.date(), start.time(), end.date(), end.time()


def _moved(local: datetime, there: ZoneInfo, post: ZoneInfo) -> datetime:
    return local.replace(tzinfo=there).astimezone(UTC).astimezone(post).replace(tzinfo=None)


def _line(words: str) -> str:
    return " ".join(words.split())
