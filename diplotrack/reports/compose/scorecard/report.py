"""The objective scorecard: of one objective everything that bears on it, of all a page each behind an overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_date, format_number, format_signed
from diplotrack.base.ident import uid_text
from diplotrack.records.enumerations import RUNNING, CommitmentStatus
from diplotrack.reports.compose.charts import say_and_do_across
from diplotrack.reports.compose.charts.conduct import READING
from diplotrack.reports.compose.consistency import GapEntry
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import listing, marked
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.scorecard.account import Account
from diplotrack.reports.compose.scorecard.cards import Card, Deck, read_deck
from diplotrack.reports.compose.scorecard.dealings import graded
from diplotrack.reports.compose.scorecard.page import PAGE, WHOLE, Page
from diplotrack.reports.compose.words_and_deeds import LEGEND, print_inputs
from diplotrack.reports.document import (
    Block,
    Cell,
    CellLike,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    plain,
)
from diplotrack.reports.terms import Composed, Terms


def objective_scorecard(
    session: Session,
    terms: Terms,
    objective_id: int | None,
    first: date,
    accounts: Mapping[int, Account],
    gaps: Mapping[int, Sequence[GapEntry]],
    *,
    left_out: Collection[tuple[str, int]] = (),
    machine: bool = False,
) -> Composed:
    """The scorecard from ``first`` until the day of the terms; objective → words and deeds, objective → open gaps.

    ``left_out`` are records that the release filter kept out of the sums. For ``machine`` formats one flat table with
    keys. Raises UserError where the one objective asked for may not be printed.
    """
    frame = Frame(session, terms)
    for kind, record_id in left_out:
        frame.leave_out(kind, record_id)
    deck = read_deck(frame, objective_id, accounts, gaps)
    if objective_id is not None and not deck.cards:
        raise UserError(_("The objective is not there any more, or may not be shown."))
    print_inputs(frame, {one for card in deck.cards for one in card.account.inputs})
    people = People(frame, _owners(frame, deck))
    blocks: list[Block]
    if machine:
        blocks = [_machine(frame, deck, people)]
    elif objective_id is not None:
        blocks = Page(frame, deck.cards[0], people, deck.partners, first, WHOLE).blocks()
    else:
        blocks = _all(frame, deck, people, first)
    only = deck.cards[0].objective if objective_id is not None else None
    title = f"{only.code}  {only.title}" if only else _("Objectives")
    return listing(
        frame,
        _("Objective scorecard"),
        plain(frame.span(title)),
        blocks[1:] if only and not machine else blocks,
        front=((_("Words and deeds since"), format_date(first, "long")),),
    )


def _owners(frame: Frame, deck: Deck) -> set[int]:
    """Whom the objectives belong to: for the reader inside alone."""
    if not frame.internal:
        return set()
    return {card.objective.owner_id for card in deck.cards if card.objective.owner_id}


def _all(frame: Frame, deck: Deck, people: People, first: date) -> list[Block]:
    if not deck.cards:
        return [Paragraph(_("No objective was in force on this day."))]
    chart = say_and_do_across(
        [
            (
                plain(frame.span(f"{card.objective.code}  {card.objective.title}")),
                card.account.say,
                card.account.do,
            )
            for card in deck.cards
        ],
        _("Say and do by objective"),
    )
    blocks: list[Block] = [Heading(_("Overview")), _overview(frame, deck, people)]
    blocks += [chart] if chart else []
    columns = _("Owed: commitments still running; late: those overdue; met: engagements that served it.")
    blocks += [Paragraph(words, style="note") for words in (str(LEGEND), columns, str(READING))]
    for card in deck.cards:
        blocks += [PageBreak(), *Page(frame, card, people, deck.partners, first, PAGE).blocks()]
    return blocks


def _overview(frame: Frame, deck: Deck, people: People) -> Table:
    columns = [
        Column(_("Objective"), 3.7),
        *([Column(_("Owner"), 1.4)] if frame.internal else []),
        Column(_("Say"), 0.85, "number"),
        Column(_("Do"), 0.85, "number"),
        Column(_("Gap"), 0.85, "number"),
        Column(_("Owed"), 0.85, "number"),
        Column(_("Late"), 0.75, "number"),
        Column(_("Met"), 0.75, "number"),
        *([Column(_("Open gaps"), 1.7)] if frame.internal else []),
    ]
    rows: list[Row] = []
    for card in deck.cards:
        one, account = card.objective, card.account
        mark = frame.print("objective", one.id)
        owner = people.named(one.owner_id) if one.owner_id else None
        running = sum(1 for promise in card.promises if promise.status in RUNNING)
        late = sum(1 for promise in card.promises if promise.overdue)
        cells: list[CellLike] = [
            (*marked(mark), frame.span(one.code + "  ", one.uid, bold=True), frame.span(one.title)),
            *([plain(owner) if owner else ""] if frame.internal else []),
            *(_signed(value, "–") for value in (account.say, account.do, account.gap)),
            *(_count(number) for number in (running, late, len(card.engagements))),
            *([_gravest(card)] if frame.internal else []),
        ]
        rows.append(cells)
    return Table(columns, rows)


def _gravest(card: Card) -> Cell:
    """How many gaps are open, and how many of the gravest sort: "5, critical 1"."""
    if not card.gaps:
        return Cell()
    return Cell(f"{format_number(len(card.gaps))}, {graded(card).split(',')[0]}", len(card.gaps))


def _machine(frame: Frame, deck: Deck, people: People) -> Table:
    """All objectives in one flat table with keys; identifiers, owners and gaps for the reader inside alone."""
    statuses = list(CommitmentStatus)
    columns = [
        Column(_("Objective"), key="objective"),
        Column(_("Title"), key="title"),
        Column(_("Proposition"), key="proposition"),
        Column(_("Status"), key="status"),
        Column(_("In force from"), key="valid_from", kind="date"),
        Column(_("Until"), key="valid_until", kind="date"),
        Column(_("Say"), key="say", kind="number"),
        Column(_("Do"), key="do", kind="number"),
        Column(_("Gap"), key="gap", kind="number"),
        Column(_("Statements"), key="statements", kind="number"),
        Column(_("Deeds"), key="deeds", kind="number"),
        Column(_("Promises"), key="promises", kind="number"),
        *(Column(str(one.label), key=f"commitments_{one.value}", kind="number") for one in statuses),
        Column(_("Overdue"), key="overdue", kind="number"),
        Column(_("Engagements"), key="engagements", kind="number"),
    ]
    if frame.internal:
        columns += [
            Column(_("Told and consulted"), key="told", kind="number"),
            Column(_("Owner"), key="owner"),
            Column(_("Open gaps"), key="open_gaps", kind="number"),
            Column(_("Identifier"), key="uid"),
        ]
    return Table(columns, [_machine_row(frame, card, people) for card in deck.cards], name="objectives")


def _machine_row(frame: Frame, card: Card, people: People) -> list[CellLike]:
    one, account = card.objective, card.account
    frame.print("objective", one.id)
    for promise in card.promises:
        frame.print("commitment", promise.id)
    for met in card.engagements:
        frame.print("engagement", met.id)
    states = Counter(promise.status for promise in card.promises)
    counts = [states[status] for status in CommitmentStatus]
    cells: list[CellLike] = [
        frame.span(one.code),
        frame.span(one.title),
        frame.span(one.proposition),
        one.status.value,
        Cell(one.valid_from.isoformat() if one.valid_from else "", one.valid_from),
        Cell(one.valid_until.isoformat() if one.valid_until else "", one.valid_until),
        *(_signed(value, "") for value in (account.say, account.do, account.gap)),
        *(_count(number) for number in (account.statements, account.deeds, account.promises, *counts)),
        _count(sum(1 for promise in card.promises if promise.overdue)),
        _count(len(card.engagements)),
    ]
    if not frame.internal:
        return cells
    owner = people.named(one.owner_id) if one.owner_id else None
    told, gaps = _count(len(card.told)), _count(len(card.gaps))
    return [*cells, told, plain(owner) if owner else "", gaps, uid_text(one.uid)]


def _signed(value: float | None, none: str) -> Cell:
    return Cell(none) if value is None else Cell(format_signed(value), round(value, 4))


def _count(number: int) -> Cell:
    return Cell(format_number(number), number)
