"""Due both ways: what we owe the partner and it owes us, overdue first."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records.enumerations import CommitmentStatus, Direction
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Cell, Column, Group, Paragraph, Row, Span, Table

MOST = 6
LONGEST = 280


def due_both_ways(dossier: Dossier) -> list[Block]:
    """One table in three groups: ours to them, theirs to us, and what both owe together."""
    owed = [one for one in dossier.promises if one.is_running]
    ours, theirs, together = owed_both_ways(dossier)
    groups = (
        (_("We owe {partner}"), ours, MOST),
        (_("{partner} owes us"), theirs, MOST),
        (_("Owed together with others"), together, MOST // 2),
    )
    rows: list[Row] = []
    is_dated = any(one.due for _title, promises, most in groups for one in promises[:most])
    for title, promises, most in groups:
        if promises:
            rows.append(Group(_headed(title.format(partner=dossier.name), promises)))
            rows += [_row(dossier, one, is_dated) for one in promises[:most]]
            if len(promises) > most:
                rows.append(("", Span(_rest(promises[most:]), quiet=True), "", ""))
    blocks: list[Block] = []
    if rows:
        columns: tuple[Column, ...] = (
            Column(_("Due") if is_dated else _("Made"), 1.25, "date", key="due" if is_dated else "made"),
            Column(_("Commitment"), 5.2, key="commitment"),
            Column(_("Status"), 1.4, key="status"),
            Column(_("Days late"), 1.1, "number", key="days_overdue"),
        )
        if not any(one.overdue for one in owed):
            columns = columns[:-1]
            rows = [row if isinstance(row, Group) else row[:-1] for row in rows]
        blocks.append(Table(columns, rows, name="due"))
    proposed = [one for one in dossier.promises if one.status is CommitmentStatus.PROPOSED]
    if proposed:
        told = ngettext(
            "{count} more is proposed and not agreed.",
            "{count} more are proposed and not agreed.",
            len(proposed),
        )
        blocks.append(Paragraph(told.format(count=format_number(len(proposed))), style="note"))
    return blocks


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


def _headed(title: str, promises: Sequence[Promise]) -> str:
    late = sum(1 for one in promises if one.overdue)
    if not late:
        return _("{title}: {count} open").format(title=title, count=format_number(len(promises)))
    told = _("{title}: {count} open, {late} overdue")
    return told.format(title=title, count=format_number(len(promises)), late=format_number(late))


def _rest(promises: Sequence[Promise]) -> str:
    late = sum(1 for one in promises if one.overdue)
    if not late:
        return _("and {count} more").format(count=format_number(len(promises)))
    told = _("and {count} more, {late} of them overdue")
    return told.format(count=format_number(len(promises)), late=format_number(late))


def _row(dossier: Dossier, one: Promise, is_dated: bool) -> Row:
    """Due date, text, status and lateness; the day it was made where nothing in the table has a due date."""
    dossier.print("commitment", one.id)
    overdue = Cell(Span(format_number(one.overdue), bold=True), one.overdue) if one.overdue else Cell()
    day, unknown = (one.due, _("no date")) if is_dated else (one.made_on, _("date not known"))
    return (
        Cell(
            dossier.span(format_date(day) or unknown, one.uid),
            day.earliest if day and day.precision == "day" else None,
        ),
        dossier.span(opening(one.text, LONGEST, sentences=False)),
        str(one.status.label),
        overdue,
    )
