"""Our lines to take toward the partner over time, objective by objective."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.records import Objective, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Column, Group, Row, Span, Table
from diplotrack.store.batches import batches
from diplotrack.store.positions import read_lines
from diplotrack.store.positions.lines import Line

LONGEST = 500


def lines_over_time(dossier: Dossier, _room: Room) -> list[Block]:
    """Every line that has applied to the partner by the day, the latest first in each objective.

    How our lines changed stays inside.
    """
    stretches = dossier.once(_applied) if dossier.internal else []
    rows: list[Row] = []
    for objective, some in stretches:
        dossier.mention("objective", objective.id)
        rows.append(Group((dossier.span(objective.code, objective.uid), "  ", dossier.span(objective.title))))
        rows += [_row(dossier, line, position) for line, position in some]
    if not rows:
        return []
    columns = (
        Column(_("In force"), 1.7, key="in_force"),
        Column(_("Line to take"), 5.2, key="line"),
        Column(_("Stance"), 1.3, key="stance"),
        Column(_("Toward"), 1.4, key="toward"),
    )
    return [Table(columns, rows, name="lines")]


def _row(dossier: Dossier, line: Line, position: Position) -> Row:
    mark = dossier.print("position", position.id)
    first = format_date(line.first) if line.first > date.min else ""
    last = format_date(line.last) if line.last < dossier.on else ""
    span = f"{first} – {last}" if last else _("since {day}").format(day=first) if first else _("in force")
    private = Span("  " + _("(not for public use)"), quiet=True)
    toward = dossier.party_list(sorted(line.scope)) or _("everyone")
    return (
        dossier.span(span, position.uid),
        (
            *marked(mark),
            dossier.span(opening(position.line, LONGEST)),
            *([] if position.is_public else [private]),
        ),
        scale_label(fields(Position)["stance"], position.stance),
        toward,
    )


def _applied(dossier: Dossier) -> list[tuple[Objective, list[tuple[Line, Position]]]]:
    """Objectives by code, each with the lines that addressed the partner on a day until this one."""
    lines = read_lines(dossier.session, without_stance=True)
    mine: dict[int, list[Line]] = defaultdict(list)
    for objective_id, some in lines.by_objective.items():
        for line in some:
            last = min(line.last, dossier.on)
            if line.first > last:
                continue
            days = PartialDate(line.first, last)
            if lines.scopes.breadth(line.scope, dossier.partner.id, days) is not None:
                mine[objective_id].append(line)
    ids = [line.id for some in mine.values() for line in some]
    rows = [
        one
        for some in batches(ids)
        for one in dossier.session.scalars(select(Position).where(Position.id.in_(some)))
    ]
    kept = {one.id: one for one in dossier.admit("position", rows)}
    objectives = list(dossier.session.scalars(select(Objective).where(Objective.id.in_(mine))))
    dossier.admit("objective", objectives)
    found = []
    for objective in sorted(objectives, key=lambda one: one.code):
        shown = [
            (line, kept[line.id])
            for line in sorted(mine[objective.id], key=lambda one: one.first, reverse=True)
            if line.id in kept
        ]
        if shown and dossier.may_name("objective", objective.id):
            found.append((objective, shown))
    return found
