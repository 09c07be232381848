"""Delegations on paper: a table of everybody, a line for each of many, one paragraph, or only those who take notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from diplotrack.base.i18n import _, format_number, join_names, ngettext
from diplotrack.records.enumerations import ParticipantRole
from diplotrack.reports.compose.meeting.seats import Delegation
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import and_more
from diplotrack.reports.document import Block, Cell, Column, Group, Paragraph, Row, Span, Table, plain

MOST = 12
"""People of one delegation that are listed by name; the rest are counted."""
ROOM = 36
"""Seats up to which everybody is listed; beyond, each delegation is a line with who leads it."""


def table_of(found: Sequence[Delegation]) -> list[Block]:
    """Everybody with the office of the day; of a large conference a line for each delegation with who leads it."""
    seated = [one for one in found if one.seats]
    empty = [one.name for one in found if not one.seats]
    people = sum(one.people for one in seated)
    blocks: list[Block] = []
    if people > ROOM or len(seated) > MOST:
        blocks.append(_counted(seated, people))
    elif seated:
        blocks.append(_everybody(seated))
    if len(empty) > 1 or (empty and seated):
        told = _("Nobody is recorded for: {parties}.").format(parties=join_names(empty))
        blocks.append(Paragraph(told, style="note"))
    return blocks


def _everybody(found: Sequence[Delegation]) -> Table:
    rows: list[Row] = []
    for _side, some in groupby(found, key=lambda one: one.side):
        for one in some:
            rows.append(Group(one.name))
            rows += _listed(one)
    columns = [
        Column(_("Name"), 2.6, key="name"),
        Column(_("Office that day"), 3.2, key="office"),
        Column(_("Part"), 2, key="part"),
    ]
    if not any(row[2] for row in rows if not isinstance(row, Group)):
        columns = columns[:2]
        rows = [row if isinstance(row, Group) else row[:2] for row in rows]
    return Table(columns, rows, name="participants")


def _listed(one: Delegation) -> list[Row]:
    told = [seat for seat in one.seats if seat.is_told]
    shown = told[:MOST] if len(told) > MOST + 1 else told
    rows: list[Row] = [(seat.name if seat.name is not None else "", seat.office, seat.part) for seat in shown]
    rest = one.people - sum(seat.count for seat in shown)
    if rest:
        words = and_more(rest) if rows else _people(rest)
        rows.append((Span(words, quiet=True), "", ""))
    return rows


def _counted(found: Sequence[Delegation], people: int) -> Table:
    rows: list[Row] = []
    for one in found:
        lead = one.lead
        rows.append(
            (
                one.name,
                (lead.name or "") if lead else "",
                lead.office if lead else "",
                Cell(format_number(one.people), one.people),
            )
        )
    told = ngettext("{count} delegation", "{count} delegations", len(found))
    caption = _("{delegations}, {people}").format(
        delegations=told.format(count=format_number(len(found))),
        people=_people(people),
    )
    columns = (
        Column(_("Delegation"), 2.2, key="delegation"),
        Column(_("Led by"), 2.4, key="lead"),
        Column(_("Office that day"), 3, key="office"),
        Column(_("People"), 0.9, "number", key="people"),
    )
    return Table(columns, rows, caption=caption, name="delegations", zebra=len(rows) > MOST)


def in_a_line(found: Sequence[Delegation], room: Room) -> list[Block]:
    """Everybody of some delegations in one paragraph, the unnamed counted."""
    told = [seat for one in found for seat in one.seats if seat.is_told]
    shown = room.some(told, MOST, 2, of=_people)
    parts: list[str | Span] = []
    for seat in shown:
        role = f" ({seat.part})" if seat.part else ""
        parts += ["; " if parts else "", *seat.label, Span(role, quiet=True)]
    rest = sum(one.people for one in found) - sum(seat.count for seat in told)
    if rest:
        parts += ["; " if parts else "", Span(and_more(rest) if parts else _people(rest), quiet=True)]
    return [Paragraph([part for part in parts if plain(part)], style="note")] if parts else []


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=format_number(count))


def aides(found: Sequence[Delegation], role: ParticipantRole) -> list[str | Span]:
    """The notetakers, or the interpreters with their languages, as a list; empty where none is recorded."""
    told: list[str | Span] = []
    for one in found:
        for seat in one.seats:
            if seat.row.role is role and seat.is_told:
                label = seat.label
                if seat.row.languages:
                    label = [*label, Span(f" ({seat.row.languages})")]
                told += [", " if told else "", *label]
    return [part for part in told if part]
