"""The commitment report: what was promised, by partner, overdue first, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, current_locale, format_date, format_number, ngettext
from diplotrack.records import Commitment
from diplotrack.records.enumerations import RUNNING, CommitmentStatus, Direction
from diplotrack.reports.compose.commitment_rows import CommitmentRows, Line
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.compose.promises import read_promises, with_party
from diplotrack.reports.compose.terms import Composed, Terms
from diplotrack.reports.document import (
    Block,
    Document,
    Facts,
    Group,
    Paragraph,
    Row,
    Span,
    Table,
)
from diplotrack.store.as_of import with_bodies


@dataclass(frozen=True, slots=True)
class CommitmentChoice:
    """Which commitments: all where nothing is chosen. ``status`` and ``is_overdue`` are judged as of the day."""

    partner_id: int | None = None
    owner_ids: frozenset[int] | None = None
    status: frozenset[CommitmentStatus] = frozenset()
    direction: Direction | None = None
    is_overdue: bool = False


def commitment_report(
    session: Session, terms: Terms, choice: CommitmentChoice | None = None, *, machine: bool = False
) -> Composed:
    """The report as a document: grouped by partner for people; for ``machine`` formats one flat table with keys."""
    chosen = choice or CommitmentChoice()
    frame = Frame(session, terms)
    lines = _lines(frame, chosen)
    rows = CommitmentRows(frame, lines, machine=machine)
    table = Table(rows.columns, list(_grouped(lines, rows, machine)), name="commitments")
    totals = _totals(lines)
    blocks: list[Block]
    if machine:
        blocks = [table]
    elif lines:
        blocks = [Facts([(label, text) for label, text in totals]), table]
    else:
        blocks = [Paragraph(_("No commitment fits this choice."))]
    document = Document(
        title=_("Commitments"),
        kind=_("Commitment report"),
        subtitle=_described(frame, chosen),
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=_("as of {day}").format(day=format_date(frame.on)),
        front=((_("As of"), format_date(frame.on, "long")),),
        blocks=blocks,
        landscape=True,
    )
    return document_of(frame, document)


def _lines(frame: Frame, choice: CommitmentChoice) -> list[Line]:
    """The chosen commitments under the partner that each concerns, partners by name, the most urgent first."""
    conditions: list[ColumnElement[bool]] = []
    family: frozenset[int] = frozenset()
    if choice.partner_id is not None:
        family = with_bodies(frame.session, choice.partner_id)
        conditions.append(with_party(family))
    if choice.owner_ids is not None:
        conditions.append(Commitment.owner_id.in_(choice.owner_ids))
    if choice.direction is not None:
        conditions.append(Commitment.direction == choice.direction)
    found = [
        one
        for one in read_promises(frame, *conditions)
        if (not choice.status or one.status in choice.status) and (one.overdue or not choice.is_overdue)
    ]
    partner = frame.party(choice.partner_id) if choice.partner_id is not None else ""
    lines = [Line(one, partner or frame.counterpart(one.by, one.to)) for one in found]
    # The sort is stable: within a partner the order of urgency stands.
    return sorted(lines, key=lambda line: (not line.partner, frame.sorted_as(line.partner)))


def _grouped(lines: Sequence[Line], rows: CommitmentRows, machine: bool) -> list[Row]:
    if machine:
        return [rows.row(line) for line in lines]
    found: list[Row] = []
    for partner, group in groupby(lines, key=lambda line: line.partner):
        mine = list(group)
        found.append(Group(_headed(partner or _("No partner named"), mine)))
        found += [rows.row(line) for line in mine]
    return found


def _headed(partner: str, lines: Sequence[Line]) -> list[str | Span]:
    late = sum(1 for line in lines if line.promise.overdue)
    told = ngettext("{count} commitment", "{count} commitments", len(lines)).format(
        count=format_number(len(lines))
    )
    if late:
        told += ", " + _("{count} overdue").format(count=format_number(late))
    return [partner, Span(f"   {told}", quiet=True)]


def _totals(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Label and words: how many, how many overdue, by status, by direction."""
    promises = [line.promise for line in lines]
    late = [one.overdue for one in promises if one.overdue]
    running = sum(1 for one in promises if one.status in RUNNING)
    overdue = format_number(len(late))
    if late:
        overdue = _("{count}, the longest by {days} days").format(
            count=overdue, days=format_number(max(late))
        )
    states = Counter(one.status for one in promises)
    sides = Counter(one.direction for one in promises if one.direction)
    return [
        (
            _("Commitments"),
            _("{count}, of which {running} running").format(
                count=format_number(len(promises)), running=format_number(running)
            ),
        ),
        (_("Overdue"), overdue),
        (_("By status"), _counted([(str(one.label), states[one]) for one in CommitmentStatus])),
        (_("By side"), _counted([(str(one.label), sides[one]) for one in Direction])),
    ]


def _counted(pairs: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{label.lower()} {format_number(count)}" for label, count in pairs if count)


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
