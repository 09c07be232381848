"""What is owed on an objective, what was done for it, who was told, and what is amiss: a section each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from diplotrack.base.i18n import _, format_date, format_number, format_signed, ngettext
from diplotrack.records import Engagement
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.reports.compose.charts import commitments_by_status
from diplotrack.reports.compose.consistency.details import SEVERITIES, severity_label
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.scorecard.cards import Card, Told
from diplotrack.reports.compose.wording import and_more, lasting, opening
from diplotrack.reports.document import (
    Block,
    Cell,
    CellLike,
    Column,
    Group,
    Heading,
    Paragraph,
    Row,
    Table,
)
from diplotrack.store.as_of import latest_scores

LONGEST_TEXT = 220


def owed(frame: Frame, card: Card, most: int, level: int = 2, *, with_chart: bool = True) -> list[Block]:
    """The commitments that bear on it: how many of each status, over time, and what still runs first."""
    promises = sorted(card.promises, key=lambda one: not one.is_running)
    blocks: list[Block] = [Heading(_("Commitments"), level), Paragraph(counted(promises))]
    for one in promises:
        frame.print("commitment", one.id)
    if not promises:
        return blocks
    if with_chart:
        chart = commitments_by_status(frame, [one.id for one in promises])
        blocks += [chart] if chart else []
    shown = promises[:most]
    scores = latest_scores(frame.session, frame.on, [one.id for one in shown])
    columns = [
        Column(_("Due"), 1.45, "date"),
        Column(_("Commitment"), 4),
        Column(_("By"), 1.4),
        Column(_("To"), 1.4),
        Column(_("Status"), 1.3),
        *([Column(_("Score"), 0.75, "number")] if scores else []),
    ]
    rows: list[Row] = [_promise(frame, one, scores.get(one.id, {}))[: len(columns)] for one in shown]
    # Where there is but a page, the sentence above has said how many there are.
    more = _rest(len(promises) - len(shown)) if with_chart else []
    return [*blocks, Table(columns, rows), *more]


def _promise(frame: Frame, one: Promise, scores: Mapping[int, int]) -> list[CellLike]:
    mark = frame.print("commitment", one.id)
    mean = sum(scores.values()) / len(scores) if scores else None
    status = str(one.status.label)
    if one.overdue:
        late = ngettext("{days} day late", "{days} days late", one.overdue)
        status = f"{status}, {late.format(days=format_number(one.overdue))}"
    return [
        Cell(format_date(one.due) if one.due else _("no date"), one.due.latest if one.due else None),
        (*marked(mark), frame.span(opening(one.text, LONGEST_TEXT), one.uid)),
        frame.party_list(one.by, 3),
        frame.party_list(one.to, 3),
        status,
        _score(mean),
    ]


def served(frame: Frame, card: Card, partners: Mapping[int, Sequence[int]], most: int) -> list[Block]:
    """The engagements that served it, the latest first; ``partners``: who took part in each on their side."""
    met = card.engagements
    heading = Heading(_("Engagements"), 2)
    if not met:
        return [heading, Paragraph(_("No engagement served it."))]
    for one in met:
        frame.print("engagement", one.id)
    shown = met[:most]
    columns = [
        Column(_("Date"), 1.3, "date"),
        Column(_("With"), 1.8),
        Column(_("Engagement"), 4),
        Column(_("Format"), 1.2),
    ]
    count = ngettext("{count} engagement served it.", "{count} engagements served it.", len(met))
    return [
        heading,
        Table(
            columns,
            [_engagement(frame, one, partners) for one in shown],
            caption=count.format(count=format_number(len(met))),
        ),
        *_rest(len(met) - len(shown)),
    ]


def _engagement(frame: Frame, one: Engagement, partners: Mapping[int, Sequence[int]]) -> Row:
    mark = frame.print("engagement", one.id)
    return [
        Cell(lasting(one.starts_on, one.starts_on_latest, one.ends_on), one.starts_on),
        frame.party_list(partners.get(one.id, ()), 3),
        (*marked(mark), frame.span(one.title, one.uid)),
        str(one.format.label),
    ]


def told(frame: Frame, card: Card, most: int) -> list[Block]:
    """Who was told of it and consulted on its line to take, and what they thought; nothing in a hand-over copy."""
    if not frame.internal:
        return []
    blocks: list[Block] = [Heading(_("Told and consulted"), 2)]
    if not card.told:
        return [*blocks, Paragraph(_("No partner was told of it or consulted on it."))]
    shown = card.told[:most]
    columns = [
        Column(_("Date"), 1.3, "date"),
        Column(_("Partner"), 1.7),
        Column(_("What"), 1.2),
        Column(_("Subject and their view"), 4.2),
    ]
    if any(one.row is not None and one.row.taken for one in shown):
        columns.append(Column(_("Taken into account"), 1.15))
    rows = [_notice(frame, one)[: len(columns)] for one in shown]
    return [*blocks, Table(columns, rows), *_rest(len(card.told) - len(shown))]


def _notice(frame: Frame, one: Told) -> list[CellLike]:
    row = one.row
    cells: list[CellLike] = [_day(one.on), frame.party(one.party_id)]
    if row is None:
        return [*cells, _("Told"), frame.span(one.note), ""]
    mark = frame.print("consultation", row.id)
    return [
        *cells,
        str(row.type.label),
        (
            *marked(mark),
            frame.span(opening(one.note, LONGEST_TEXT), row.uid),
            *([frame.span("\n" + opening(row.view, LONGEST_TEXT))] if row.view else []),
        ),
        str(row.taken.label) if row.taken else "",
    ]


def open_gaps(frame: Frame, card: Card, most: int) -> list[Block]:
    """The gaps open on it, gravest first; nothing in a hand-over copy."""
    if not frame.internal:
        return []
    blocks: list[Block] = [Heading(_("Gaps"), 2)]
    if not card.gaps:
        return [*blocks, Paragraph(_("No gap is open on it."))]
    shown = card.gaps[:most]
    rows: list[Row] = []
    last = ""
    for one in shown:
        if one.row.severity != last:
            last = one.row.severity
            rows.append(Group(severity_label(last)))
        words = frame.span(opening(one.title, LONGEST_TEXT, sentences=False), one.row.uid)
        rows.append([one.row.rule, words, frame.span(one.fix), _day(one.row.first_seen)])
    columns = [
        Column(_("Rule"), 0.6),
        Column(_("Gap"), 3.6),
        Column(_("How to mend it"), 2.6),
        Column(_("Since"), 1.25, "date"),
    ]
    return [*blocks, Table(columns, rows), *_rest(len(card.gaps) - len(shown))]


def counted(promises: Sequence[Promise]) -> str:
    """ "12 commitments: open 3, fulfilled 9; 2 overdue." """
    if not promises:
        return _("No commitment bears on it.")
    states = Counter(one.status for one in promises)
    parts = [
        f"{str(status.label).lower()} {format_number(states[status])}"
        for status in CommitmentStatus
        if states[status]
    ]
    told = ngettext("{count} commitment: {parts}", "{count} commitments: {parts}", len(promises))
    late = sum(1 for one in promises if one.overdue)
    words = told.format(count=format_number(len(promises)), parts=", ".join(parts))
    if late:
        words += "; " + _("{count} overdue").format(count=format_number(late))
    return f"{words}."


def graded(card: Card) -> str:
    """Open gaps by severity in a few words; "" for none."""
    counts = Counter(one.row.severity for one in card.gaps)
    return ", ".join(
        f"{severity_label(word).lower()} {format_number(counts[word])}" for word in SEVERITIES if counts[word]
    )


def _rest(count: int) -> list[Block]:
    return [Paragraph(and_more(count), style="note")] if count > 0 else []


def _day(day: date | None) -> Cell:
    return Cell(format_date(day), day)


def _score(mean: float | None) -> Cell:
    return (
        Cell() if mean is None else Cell(format_signed(mean, 0 if mean == int(mean) else 2), round(mean, 3))
    )
