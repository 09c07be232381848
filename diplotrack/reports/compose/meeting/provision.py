"""What a visit needs beside its items: what is to be delivered at it, and how everybody is reached."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date
from diplotrack.records import Commitment, ContactPoint, Person
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.meeting.seats import Delegation
from diplotrack.reports.compose.promises import read_promises
from diplotrack.reports.compose.wording import days_overdue
from diplotrack.reports.document import Block, Cell, Column, Facts, Row, Table, Text
from diplotrack.store.batches import batches

REACHED = 24
"""People whose contact points are listed."""


def deliverables(frame: Frame, ids: Sequence[int]) -> list[Block]:
    """The commitments to be delivered at those engagements, with their status of the day."""
    rows: list[Row] = []
    for one in read_promises(frame, Commitment.deliverable_of_id.in_(ids)):
        mark = frame.print("commitment", one.id)
        late = days_overdue(one.overdue)
        state = f"{one.status.label}, {late}" if late else str(one.status.label)
        rows.append(
            (
                Cell((*marked(mark), frame.span(one.text, one.uid))),
                frame.party_list(one.by),
                Cell(format_date(one.due), one.due.earliest if one.due else None),
                state,
            )
        )
    columns = (
        Column(_("Deliverable"), 4.4, key="deliverable"),
        Column(_("By"), 1.6, key="by"),
        Column(_("Due"), 1.3, "date", key="due"),
        Column(_("Status"), 1.6, key="status"),
    )
    return [Table(columns, rows, name="deliverables")] if rows else []


def contacts(frame: Frame, found: Sequence[Delegation]) -> list[Block]:
    """How our people and theirs are reached; in internal copies alone, and never a protected source."""
    if not frame.internal:
        return []
    people = [seat.person_id for one in found for seat in one.seats if seat.person_id]
    rows: list[tuple[Text, Text]] = []
    for person, points in _reached(frame, list(dict.fromkeys(people)))[:REACHED]:
        frame.print("person", person.id)
        rows.append((frame.span(person.name, person.uid), frame.span(points)))
    return [Facts(rows)] if rows else []


def _reached(frame: Frame, people: Sequence[int]) -> list[tuple[Person, str]]:
    """The people with contact points who may be listed, in the order given, and how to reach each."""
    points: dict[int, list[str]] = {}
    for some in batches(people):
        query = (
            select(ContactPoint)
            .where(ContactPoint.person_id.in_(some), ContactPoint.deleted_at.is_(None))
            .order_by(ContactPoint.id)
        )
        for one in frame.session.scalars(query):
            told = f"{one.channel}: {one.value}" if one.channel else one.value
            points.setdefault(one.person_id, []).append(told)
    found: dict[int, Person] = {}
    for some in batches(points):
        rows = frame.session.scalars(select(Person).where(Person.id.in_(some))).all()
        found |= {one.id: one for one in frame.admit("person", rows) if one.id not in frame.protected.ids}
    return [(found[one], "; ".join(points[one])) for one in people if one in found]
