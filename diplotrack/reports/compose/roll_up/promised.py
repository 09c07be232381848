"""Promises: those made in the period, those kept, those that fell due and were not, and how others moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from diplotrack.base.i18n import _, format_date, format_number
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.reports.compose.commitments.beside import Beside
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.promises import Promise, kept_back, read_promises, with_party
from diplotrack.reports.compose.roll_up.period import Period
from diplotrack.reports.compose.wording import and_more, opening
from diplotrack.reports.document import Block, Column, Group, Heading, Row, Span, Table
from diplotrack.store.as_of import statuses, with_bodies

MOST, LONGEST, LONGEST_UPDATE = 8, 200, 120
MET = CommitmentStatus.FULFILLED
DAY = timedelta(days=1)


@dataclass(slots=True)
class Promised:
    """The promises of a period: made, met, missed (overdue since one of its days), given up, moved on."""

    made: list[Promise] = field(default_factory=list)
    met: list[Promise] = field(default_factory=list)
    missed: list[Promise] = field(default_factory=list)
    dropped: list[Promise] = field(default_factory=list)
    moved: list[Promise] = field(default_factory=list)
    due: list[Promise] = field(default_factory=list)
    """Those that fall due in the days ahead."""


def promised(frame: Frame, period: Period, partner: int | None) -> Promised:
    """What became of promises in the period, as of its last day. Each stands once, where it matters most."""
    conditions = [] if partner is None else [with_party(with_bodies(frame.session, partner))]
    promises = read_promises(frame, *conditions)
    ids = [one.id for one in promises]
    before = statuses(frame.session, period.first - DAY, ids, kept_back(frame, ids))
    found = Promised()
    for one in promises:
        is_new = one.made_on is not None and period.first <= one.made_on.earliest <= period.last
        changed = before[one.id] != one.status or (is_new and one.status != CommitmentStatus.OPEN)
        if one.status is MET and changed:
            found.met.append(one)
        elif one.overdue and one.due is not None and period.first <= one.due.latest + DAY <= period.last:
            found.missed.append(one)
        elif not one.is_running and changed and one.status != CommitmentStatus.PROPOSED:
            found.dropped.append(one)
        elif is_new:
            found.made.append(one)
        elif changed:
            found.moved.append(one)
        if one.is_running and one.due is not None and period.last <= one.due.earliest <= period.until:
            found.due.append(one)
    return found


def promise_blocks(frame: Frame, found: Promised) -> list[Block]:
    """A table of them under what became of them."""
    groups: Sequence[tuple[str, list[Promise]]] = (
        (_("Fell due and not met"), found.missed),
        (_("Met"), found.met),
        (_("Newly made"), found.made),
        (_("Not fulfilled, superseded or withdrawn"), found.dropped),
        (_("Moved on"), found.moved),
    )
    shown = [one for _name, many in groups for one in many[:MOST]]
    if not shown:
        return []
    beside = Beside(frame, shown)
    columns = (
        Column(_("Due"), 1.3, "date", key="due"),
        Column(_("Promise"), 4.1, key="promise"),
        Column(_("By → to"), 1.7, key="parties"),
        Column(_("Status"), 1.3, key="status"),
    )
    rows: list[Row] = []
    for name, many in groups:
        if many:
            rows.append(Group([name, Span(f"   {format_number(len(many))}", quiet=True)]))
            rows += [_row(frame, one, beside) for one in many[:MOST]]
            if len(many) > MOST:
                rows.append(["", Span(and_more(len(many) - MOST), quiet=True)])
    return [Heading(_("Promises")), Table(columns, rows, name="promises")]


def _row(frame: Frame, one: Promise, beside: Beside) -> Row:
    mark = frame.print("commitment", one.id)
    due = frame.span(format_date(one.due) or _("no date"), one.uid)
    what: list[str | Span] = [*marked(mark), frame.span(opening(one.text, LONGEST, sentences=False))]
    update = beside.updates.get(one.id)
    if update is not None:
        own = frame.print("update", update.id)
        day = f"{format_date(update.on)}  " if update.on else ""
        words = frame.span(f"{day}{opening(update.text, LONGEST_UPDATE)}", quiet=True)
        what += ["\n", *marked(own), words]
    by, to = frame.party_list(one.by, 2), frame.party_list(one.to, 2)
    return [due, what, f"{by} → {to}" if to else by, str(one.status.label)]
