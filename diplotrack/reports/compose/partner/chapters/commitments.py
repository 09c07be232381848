"""All commitments both ways: how they stand over time, then every one with its evidence and score."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from diplotrack.base.i18n import _, format_date, format_number, format_signed, ngettext
from diplotrack.records.enumerations import Direction
from diplotrack.reports.compose.charts import commitments_by_status
from diplotrack.reports.compose.commitments.beside import Beside
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import days_overdue, in_days, opening
from diplotrack.reports.document import Block, Cell, Column, Group, Row, Span, Table

LONGEST, LONGEST_UPDATE = 400, 200


def all_commitments(dossier: Dossier, _room: Room) -> list[Block]:
    """Running ones first and the most urgent of them, then what was settled: ours, theirs, and those of both."""
    promises = dossier.promises
    if not promises:
        return []
    beside = dossier.once(_beside)
    ids = [one.id for one in promises]
    chart = commitments_by_status(dossier, ids)
    rows: list[Row] = []
    for title, some in _sides(dossier):
        if some:
            rows.append(Group((title, Span(f"   {_counted(some)}", quiet=True))))
            rows += [_row(dossier, beside, one) for one in some]
    columns = (
        Column(_("Due"), 1.35, "date", key="due"),
        Column(_("Commitment"), 4.2, key="commitment"),
        Column(_("Status"), 1.5, key="status"),
        Column(_("Latest evidence"), 2.6, key="evidence"),
        Column(_("Score"), 0.8, "number", key="score"),
    )
    # A column that would stand empty from the first row to the last gives its room to the others.
    kept = [True, True, True, bool(beside.updates), bool(beside.scorings)]
    return [
        *([chart] if chart else []),
        Table(
            tuple(compress(columns, kept)),
            [row if isinstance(row, Group) else tuple(compress(row, kept)) for row in rows],
            name="commitments",
        ),
    ]


def _beside(dossier: Dossier) -> Beside:
    return Beside(dossier, dossier.promises)


def _sides(dossier: Dossier) -> list[tuple[str, list[Promise]]]:
    ours: list[Promise] = []
    theirs: list[Promise] = []
    shared: list[Promise] = []
    foreign: list[Promise] = []
    for one in sorted(dossier.promises, key=lambda one: not one.is_running):
        made_it = bool(dossier.family.intersection(one.by))
        if one.direction == Direction.OURS and not made_it:
            ours.append(one)
        elif one.direction == Direction.THEIRS and made_it:
            theirs.append(one)
        elif one.direction == Direction.BETWEEN_OTHERS:
            foreign.append(one)
        else:
            shared.append(one)
    return [
        (_("Ours to {partner}").format(partner=dossier.name), ours),
        (_("{partner}’s to us").format(partner=dossier.name), theirs),
        (_("Together, or with others"), shared),
        (_("Between {partner} and others").format(partner=dossier.name), foreign),
    ]


def _counted(some: Sequence[Promise]) -> str:
    late = sum(1 for one in some if one.overdue)
    running = sum(1 for one in some if one.is_running)
    told = [
        ngettext("{count} commitment", "{count} commitments", len(some)).format(
            count=format_number(len(some))
        )
    ]
    if running:
        told.append(_("{count} running").format(count=format_number(running)))
    if late:
        told.append(_("{count} overdue").format(count=format_number(late)))
    return ", ".join(told)


def _row(dossier: Dossier, beside: Beside, one: Promise) -> Row:
    mark = dossier.print("commitment", one.id)
    far = days_overdue(one.overdue) or (
        in_days(one.due.latest, dossier.on) if one.due and one.is_running else ""
    )
    scores = [scoring.score for scoring in beside.scorings.get(one.id, {}).values()]
    mean = sum(scores) / len(scores) if scores else None
    made = _("made {day}").format(day=format_date(one.made_on)) if one.made_on else _("no date")
    return (
        Cell(
            dossier.span(format_date(one.due) or made, one.uid),
            one.due.earliest if one.due and one.due.precision == "day" else None,
        ),
        (*marked(mark), dossier.span(opening(one.text, LONGEST, sentences=False))),
        (str(one.status.label), Span(f"\n{far}" if far else "", quiet=True)),
        _evidence(dossier, beside, one),
        Cell() if mean is None else Cell(format_signed(mean, 0 if len(scores) == 1 else 1), mean),
    )


def _evidence(dossier: Dossier, beside: Beside, one: Promise) -> list[str | Span]:
    update = beside.updates.get(one.id)
    if update is None:
        return []
    mark = dossier.print("update", update.id)
    day = format_date(update.on)
    return [
        *marked(mark),
        dossier.span(f"{day}  " if day else "", update.uid, quiet=True),
        dossier.span(opening(update.text, LONGEST_UPDATE)),
    ]
