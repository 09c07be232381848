"""The hand-over note: what somebody holds, kind by kind, for whoever takes it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, format_number, ngettext
from diplotrack.records import KINDS
from diplotrack.reports.compose.counterparts import Counterparts
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.holdings import Held, Holding, Owners, holdings
from diplotrack.reports.compose.listing import listing, marked
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.wording import and_more, opening
from diplotrack.reports.document import (
    Block,
    Cell,
    CellLike,
    Column,
    Facts,
    Heading,
    Moment,
    Paragraph,
    Row,
    Span,
    Table,
    Timeline,
    Tone,
)
from diplotrack.reports.terms import Composed, Terms

LONGEST, LONGEST_URGENT, MOST_URGENT = 400, 160, 12
SOON = timedelta(days=14)
WAITING = ("commitment", "action", "engagement", "instruction", "communication", "ask", "consultation")
"""Kinds of which the day is one by which something has to be done."""
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
    whose = _named(frame, owners, whose)
    found = holdings(frame, owners)
    blocks: list[Block] = []
    if found:
        ids = {one.name: [row.id for row in one.rows] for one in found} if frame.internal else {}
        reached = Counterparts(frame, ids)
        blocks.append(Facts([(str(one.heading), _counted(one)) for one in found]))
        blocks += _first(frame, found, reached)
        for one in found:
            blocks += [Heading(str(one.heading)), _table(frame, one, reached)]
    else:
        words = (
            _("Nothing is without an owner.") if owners.is_nobody else _("{name} holds nothing that is open.")
        )
        blocks.append(Paragraph(words.format(name=whose)))
    front = [(_("Handed over to"), to)] if to else []
    return listing(frame, _("Hand-over note"), whose, blocks, front=front, landscape=frame.internal)


def _named(frame: Frame, owners: Owners, whose: str) -> str:
    """The name of who holds it, as far as the person's own marking lets it be told; a desk has none."""
    if whose not in owners.names:
        return whose
    people = People(frame, owners.people)
    named = [span.text for one in sorted(owners.people) if (span := people.named(one)) is not None]
    return named[0] if named else _("Somebody who may not be named")


def _first(frame: Frame, found: Sequence[Holding], reached: Counterparts) -> list[Block]:
    """What is overdue or falls due within days, of every kind, the longest overdue first."""
    until = frame.on + SOON
    urgent = [
        row
        for one in found
        if one.name in WAITING
        for row in one.rows
        if row.is_late or (row.day is not None and frame.on <= row.day.latest and row.day.earliest <= until)
    ]
    urgent.sort(key=lambda row: (row.day.latest if row.day else frame.on, row.kind, row.id))
    moments = []
    for row in urgent[:MOST_URGENT]:
        mark = frame.print(row.kind, row.id)
        words = frame.span(opening(row.text, LONGEST_URGENT, sentences=False))
        step = str(row.step) if row.step and frame.internal else ""
        whom = [one for one in reached.whom(row.kind, row.id)[:1] if step]
        told: list[str | Span] = [words, frame.span(f"  {step or _label(row)}", row.uid, quiet=True)]
        told += [Span(": ", quiet=True), *whom] if whom else []
        day = format_date(row.day)
        when = _("{day}, overdue").format(day=day) if row.is_late else day
        moments.append(Moment(when, told, mark, Tone.BAD if row.is_late else Tone.FAIR))
    if not moments:
        return []
    rest = len(urgent) - MOST_URGENT
    more = [Paragraph(and_more(rest), style="note")] if rest > 0 else []
    return [Heading(_("What comes first")), Timeline(moments), *more]


def _label(row: Held) -> str:
    """What kind of thing it is."""
    return str(KINDS[row.kind].__kind__.label).lower()


def _counted(one: Holding) -> str:
    late = sum(1 for row in one.rows if row.is_late)
    if not late:
        return format_number(len(one.rows))
    words = ngettext("{count}, of which {late} overdue", "{count}, of which {late} overdue", len(one.rows))
    return words.format(count=format_number(len(one.rows)), late=format_number(late))


def _table(frame: Frame, one: Holding, reached: Counterparts) -> Table:
    """A row a thing; a column that would stand empty throughout is left out, and whom to call stays inside."""
    whom = {row.id: reached.whom(row.kind, row.id) for row in one.rows} if frame.internal else {}
    columns = [
        (Column(str(DAYS[one.name]), 1.3, "date", key="day"), True),
        (Column(_("What"), 4.6, key="text"), True),
        (
            Column(_("Next step"), 1.7, key="step"),
            frame.internal and any(row.step is not None for row in one.rows),
        ),
        (Column(_("Whom to call"), 2.4, key="whom"), any(whom.values())),
        (
            Column(_("Type") if one.name in TYPED else _("Status"), 1.2, key="state"),
            any(row.state is not None for row in one.rows),
        ),
    ]
    kept = [column for column, is_wanted in columns if is_wanted]
    rows: list[Row] = []
    for row in one.rows:
        cells = _cells(frame, row, whom.get(row.id, []))
        rows.append([cells[column.key] for column in kept])
    return Table(kept, rows, name=one.name)


def _cells(frame: Frame, one: Held, whom: Sequence[str | Span]) -> dict[str, CellLike]:
    mark = frame.print(one.kind, one.id) if one.kind != "finding" else ""
    day = format_date(one.day)
    told = _("{day}, overdue").format(day=day) if one.is_late else day
    return {
        "day": Cell(frame.span(told or _("no date"), one.uid), _exact(one.day)),
        "text": (*marked(mark), frame.span(opening(one.text, LONGEST, sentences=False))),
        "step": str(one.step) if one.step else "",
        "whom": whom,
        "state": str(one.state.label) if one.state is not None else "",
    }


def _exact(day: PartialDate | None) -> date | None:
    return day.earliest if day is not None and day.precision == "day" else None
