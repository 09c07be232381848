"""The hand-over note: what somebody holds, kind by kind, for whoever takes it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, current_locale, format_date, format_number, ngettext
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.compose.holdings import Held, Holding, Owners, holdings
from diplotrack.reports.compose.terms import Composed, Terms
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Cell, Column, Document, Facts, Heading, Paragraph, Row, Table

LONGEST = 400
DAYS: dict[str, Label] = {
    "commitment": N_("Due"),
    "action": N_("Due"),
    "engagement": N_("Date"),
    "instruction": N_("Deliver by"),
    "communication": N_("Reply due"),
    "objective": N_("Until"),
    "position": N_("Until"),
    "agreement": N_("Ends"),
    "ask": N_("Answer due"),
    "consultation": N_("Reply due"),
    "finding": N_("First seen"),
}
"""What the day of a thing means, by its kind."""
TYPED = ("communication", "agreement")
"""Kinds of which the type is told, as they have no status of their own."""


def handover_note(session: Session, terms: Terms, owners: Owners, whose: str, to: str = "") -> Composed:
    """The note on what ``whose`` holds; ``to`` names who takes it over, "" where that is open."""
    frame = Frame(session, terms)
    found = holdings(frame, owners)
    blocks: list[Block] = []
    if found:
        blocks.append(Facts([(str(one.heading), _counted(one)) for one in found]))
    for one in found:
        blocks += [Heading(str(one.heading)), _table(frame, one)]
    if not found:
        words = (
            _("Nothing is without an owner.") if owners.is_nobody else _("{name} holds nothing that is open.")
        )
        blocks.append(Paragraph(words.format(name=whose)))
    front = [(_("As of"), format_date(frame.on, "long"))]
    if to:
        front.append((_("Handed over to"), to))
    document = Document(
        title=whose,
        kind=_("Hand-over note"),
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=_("as of {day}").format(day=format_date(frame.on)),
        front=tuple(front),
        blocks=blocks,
    )
    return document_of(frame, document)


def _counted(one: Holding) -> str:
    late = sum(1 for row in one.rows if row.is_late)
    if not late:
        return format_number(len(one.rows))
    words = ngettext("{count}, of which {late} overdue", "{count}, of which {late} overdue", len(one.rows))
    return words.format(count=format_number(len(one.rows)), late=format_number(late))


def _table(frame: Frame, one: Holding) -> Table:
    columns = (
        Column(str(DAYS[one.name]), 1.3, "date", key="day"),
        Column(_("What"), 6, key="text"),
        Column(_("Type") if one.name in TYPED else _("Status"), 1.6, key="state"),
    )
    has_state = any(row.state is not None for row in one.rows)
    rows: Sequence[Row] = [_row(frame, row, has_state) for row in one.rows]
    return Table(columns if has_state else columns[:2], rows, name=one.name)


def _row(frame: Frame, one: Held, has_state: bool) -> Row:
    if one.kind != "finding":
        frame.print(one.kind, one.id)
    day = format_date(one.day)
    told = _("{day}, overdue").format(day=day) if one.is_late else day
    cells = (
        Cell(frame.span(told or _("no date"), one.uid), _exact(one.day)),
        frame.span(opening(one.text, LONGEST, sentences=False)),
    )
    return (*cells, str(one.state.label) if one.state is not None else "") if has_state else cells


def _exact(day: PartialDate | None) -> date | None:
    return day.earliest if day is not None and day.precision == "day" else None
