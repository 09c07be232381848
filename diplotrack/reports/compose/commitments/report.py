"""The commitment report as a document: the sums, how they came about over time, then every commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number
from diplotrack.records.enumerations import RUNNING, CommitmentStatus, Direction
from diplotrack.reports.compose.charts import commitments_by_status
from diplotrack.reports.compose.commitments.beside import Beside
from diplotrack.reports.compose.commitments.choice import CommitmentChoice, GroupBy
from diplotrack.reports.compose.commitments.chosen import chosen_promises
from diplotrack.reports.compose.commitments.groups import Grouped, grouped, partners
from diplotrack.reports.compose.commitments.rows import CommitmentRows
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import listing
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.document import Block, Facts, Group, Heading, Paragraph, Row, Table
from diplotrack.reports.terms import Composed, Terms


def commitment_report(
    session: Session, terms: Terms, choice: CommitmentChoice | None = None, *, machine: bool = False
) -> Composed:
    """The report as a document, grouped for people; for ``machine`` formats one flat table with keys.

    Raises UserError where a copy that is handed over should be grouped by owner.
    """
    chosen = choice or CommitmentChoice()
    frame = Frame(session, terms)
    if chosen.by is GroupBy.OWNER and not frame.internal:
        sentence = _("A hand-over copy does not say who looks after what; group it by something else.")
        raise UserError(sentence)
    promises = chosen_promises(frame, chosen)
    beside = Beside(frame, promises, objectives=machine or chosen.by is GroupBy.OBJECTIVE)
    partner = partners(frame, promises, chosen)
    rows = CommitmentRows(frame, promises, beside, machine=machine)
    blocks: list[Block]
    if machine:
        ordered = grouped(frame, promises, GroupBy.PARTNER, partner, beside)
        flat: list[Row] = [rows.row(one, partner[one.id]) for group in ordered for one in group.promises]
        blocks = [Table(rows.columns, flat, name="commitments")]
    elif promises:
        groups = grouped(frame, promises, chosen.by, partner, beside)
        blocks = [Facts(_totals(promises))]
        chart = commitments_by_status(frame, [one.id for one in promises])
        if chart is not None:
            blocks.append(chart)
        blocks += [
            Heading(_("Commitments, overdue first")),
            Table(rows.columns, _rows(frame, groups, rows), name="commitments"),
        ]
    else:
        blocks = [Paragraph(_("No commitment fits this choice."))]
    return listing(
        frame,
        _("Commitment report"),
        _("Commitments"),
        blocks,
        subtitle=_described(frame, chosen),
        landscape=True,
    )


def _rows(frame: Frame, groups: Sequence[Grouped], rows: CommitmentRows) -> list[Row]:
    found: list[Row] = []
    for group in groups:
        if group.served is not None:
            frame.mention("objective", group.served)
        found.append(Group(group.headed()))
        found += [rows.row(one) for one in group.promises]
    return found


def _totals(promises: Sequence[Promise]) -> list[tuple[str, str]]:
    """Label and words: how many, how many overdue, and for each side how many in which status."""
    late = [one.overdue for one in promises if one.overdue]
    running = sum(1 for one in promises if one.status in RUNNING)
    overdue = format_number(len(late))
    if late:
        overdue = _("{count}, the longest by {days} days").format(
            count=overdue, days=format_number(max(late))
        )
    facts = [
        (
            _("Commitments"),
            _("{count}, of which {running} running").format(
                count=format_number(len(promises)), running=format_number(running)
            ),
        ),
        (_("Overdue"), overdue),
    ]
    for side in Direction:
        mine = [one for one in promises if one.direction == side]
        if mine:
            facts.append((str(side.label), _side(mine)))
    return facts


def _side(promises: Sequence[Promise]) -> str:
    """How many in which status, and how many of them are overdue."""
    states = Counter(one.status for one in promises)
    late = sum(1 for one in promises if one.overdue)
    parts = [
        f"{str(one.label).lower()} {format_number(states[one])}" for one in CommitmentStatus if states[one]
    ]
    if late:
        parts.append(_("{count} overdue").format(count=format_number(late)))
    return ", ".join(parts)


def _described(frame: Frame, choice: CommitmentChoice) -> str:
    """The choice in words."""
    parts = []
    if choice.partner_id is not None:
        parts.append(frame.party(choice.partner_id))
    if choice.direction is not None:
        parts.append(str(choice.direction.label))
    parts += [str(one.label) for one in CommitmentStatus if one in choice.status]
    if choice.is_overdue:
        parts.append(_("Overdue"))
    return ", ".join(part for part in parts if part)
