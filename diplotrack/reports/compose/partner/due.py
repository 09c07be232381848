"""Due both ways: what we owe the partner and it owes us, overdue first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TypeAlias

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records.enumerations import CommitmentStatus, Direction
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import days_overdue, in_days
from diplotrack.reports.document import (
    Block,
    Bullets,
    Cell,
    CellLike,
    Column,
    Group,
    Paragraph,
    Point,
    Row,
    Span,
    Table,
)

LONGEST, SHORTEST = 280, 100
SOON = timedelta(days=31)
"""Within which it is said how far off a due date is."""


_Side: TypeAlias = tuple[str, Sequence[Promise], Sequence[Promise]]
"""Whose: its title, all of them, and those that there is room for."""


def due_both_ways(dossier: Dossier, room: Room, elsewhere: Collection[int] = ()) -> list[Block]:
    """One table in three groups: ours to them, theirs to us, and what both owe together.

    ``elsewhere``: commitments owed together that stand elsewhere in the document.
    """
    ours, theirs, shared = dossier.once(owed_both_ways)
    together = [one for one in shared if one.id not in elsewhere]
    groups = [
        (title.format(partner=dossier.name), promises, room.some(promises, *welcome))
        for title, promises, welcome in (
            (_("We owe {partner}"), ours, (8, 1)),
            (_("{partner} owes us"), theirs, (8, 1)),
            (_("Owed together"), together, (6, 1)),
        )
    ]
    for _title, promises, shown in groups:
        room.leave(len(promises) - len(shown), _more)
    blocks = _points(dossier, room, groups) if room.is_tight else _table(dossier, room, groups)
    proposed = [one for one in dossier.promises if one.status is CommitmentStatus.PROPOSED]
    if proposed and room.most(2, 0) > 0:
        told = ngettext(
            "{count} more is proposed and not agreed.",
            "{count} more are proposed and not agreed.",
            len(proposed),
        )
        blocks.append(Paragraph(told.format(count=format_number(len(proposed))), style="note"))
    return blocks


def owed_by_several(dossiers: Sequence[Dossier]) -> list[Promise]:
    """What more than one of the partners owes together with us, most urgent first."""
    counted: Counter[int] = Counter()
    found: dict[int, Promise] = {}
    for dossier in dossiers:
        _ours, _theirs, together = dossier.once(owed_both_ways)
        found |= {one.id: one for one in together if one.id not in found}
        counted.update(one.id for one in together)
    return [one for one in found.values() if counted[one.id] > 1]


def due_together(dossier: Dossier, room: Room, promises: Sequence[Promise]) -> list[Block]:
    """The same commitments once for all the partners that share them."""
    shown = room.some(promises, 6, 1, of=_more)
    group = (_("Owed together"), promises, shown)
    return _points(dossier, room, [group]) if room.is_tight else _table(dossier, room, [group])


def _more(count: int) -> str:
    return ngettext("{count} open commitment", "{count} open commitments", count).format(
        count=format_number(count)
    )


def _table(dossier: Dossier, room: Room, groups: Sequence[_Side]) -> list[Block]:
    shown = [one for _title, _all, some in groups for one in some]
    if not shown:
        return []
    is_dated = any(one.due for one in shown)
    columns = [
        Column(_("Due") if is_dated else _("Made"), 1.25, "date", key="due" if is_dated else "made"),
        Column(_("Commitment"), 5.2, key="commitment"),
        Column(_("Status"), 1.4, key="status"),
    ]
    if any(one.overdue for one in shown):
        columns.append(Column(_("Days late"), 1.1, "number", key="days_overdue"))
    rows: list[Row] = []
    for title, promises, some in groups:
        if some:
            rows.append(Group(_headed(title, promises)))
            rows += [_row(dossier, room, one, is_dated)[: len(columns)] for one in some]
    return [Table(columns, rows, name="due")]


def _points(dossier: Dossier, room: Room, groups: Sequence[_Side]) -> list[Block]:
    """The same where there is a page only: "France owes us: …  (due Apr 15, 2026, 44 days overdue)"."""
    points = []
    for title, _promises, some in groups:
        for one in some:
            mark = dossier.print("commitment", one.id)
            late = days_overdue(one.overdue) or _far(dossier, one)
            due = (
                _("due {day}").format(day=format_date(one.due)) if one.due else str(one.status.label).lower()
            )
            told = ", ".join(part for part in (due, late) if part)
            words = dossier.span(room.words(one.text, LONGEST, SHORTEST, sentences=False))
            points.append(
                Point(
                    (Span(f"{title}: ", bold=True), words, dossier.span(f"  ({told})", one.uid, quiet=True)),
                    marking=mark,
                )
            )
    return [Bullets(points)] if points else []


def owed_both_ways(dossier: Dossier) -> tuple[list[Promise], list[Promise], list[Promise]]:
    """What we owe the partner, what it owes us, and what is owed together; the most urgent first in each."""
    owed = [one for one in dossier.promises if one.is_running]
    theirs = [one for one in owed if one.direction == Direction.THEIRS and not _by_others(dossier, one)]
    return (
        [one for one in owed if _is_ours(dossier, one)],
        theirs,
        [one for one in owed if _is_shared(dossier, one)],
    )


def _is_ours(dossier: Dossier, one: Promise) -> bool:
    return one.direction == Direction.OURS and bool(dossier.family.intersection(one.to))


def _by_others(dossier: Dossier, one: Promise) -> bool:
    """Whether the partner is not among those who promised."""
    return not dossier.family.intersection(one.by)


def _is_shared(dossier: Dossier, one: Promise) -> bool:
    """Made by us and the partner together, or by us with others to the partner."""
    return one.direction == Direction.MUTUAL or (
        one.direction == Direction.OURS
        and bool(dossier.family.intersection(one.by))
        and not _is_ours(dossier, one)
    )


def _far(dossier: Dossier, one: Promise) -> str:
    """How far off it is; "" where the day is not known: a month is no day to count to."""
    return in_days(one.due.latest, dossier.on) if one.due and one.due.precision == "day" else ""


def _headed(title: str, promises: Sequence[Promise]) -> str:
    late = sum(1 for one in promises if one.overdue)
    if not late:
        return _("{title}: {count} open").format(title=title, count=format_number(len(promises)))
    told = _("{title}: {count} open, {late} overdue")
    return told.format(title=title, count=format_number(len(promises)), late=format_number(late))


def _row(dossier: Dossier, room: Room, one: Promise, is_dated: bool) -> tuple[CellLike, ...]:
    """Due date, text, status and lateness; the day it was made where nothing in the table has a due date."""
    mark = dossier.print("commitment", one.id)
    overdue = Cell(Span(format_number(one.overdue), bold=True), one.overdue) if one.overdue else Cell()
    day, unknown = (one.due, _("no date")) if is_dated else (one.made_on, _("date not known"))
    soon = _far(dossier, one) if one.due and one.due.latest <= dossier.on + SOON else ""
    return (
        Cell(
            (
                dossier.span(format_date(day) or unknown, one.uid),
                Span(f" ({soon})" if soon else "", quiet=True),
            ),
            day.earliest if day and day.precision == "day" else None,
        ),
        (*marked(mark), dossier.span(room.words(one.text, LONGEST, SHORTEST, sentences=False))),
        str(one.status.label),
        overdue,
    )
