"""Words held against deeds on paper: objectives against partners, and the ledger of each objective that is asked for.

What stands in it is counted and scored before it comes here, of records that may go out alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, _, current_locale, format_date, format_number, format_signed, join_names
from diplotrack.records import KINDS
from diplotrack.reports.compose.charts import Conduct, say_and_do, say_and_do_across
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.document import (
    Block,
    Cell,
    CellLike,
    Chart,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Paragraph,
    Row,
    Table,
)
from diplotrack.reports.terms import Composed, Terms
from diplotrack.store.batches import batches

LEGEND = N_(
    "Say runs from −1 (all our words against) to +1 (all for), do from −1 (all our deeds against) to +1 (all for),"
    " each weighed by its strength; the gap is say less do. Consulting and requesting are no deeds; a promise is"
    " one once it is kept or broken. Where there is nothing to weigh, there is no score."
)
"""How the numbers are to be read."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How words and deeds on an objective stand toward a partner ("" and ``is_all``: all of them; "": nobody named).

    Scores are None where there is nothing to divide by.
    """

    objective_id: int
    code: str
    title: str
    partner: str
    is_all: bool
    say: float | None
    do: float | None
    gap: float | None
    reversals: int | None
    mean_step: float | None
    statements: int
    deeds: int
    promises: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Something said, promised or done: ``act`` and ``why_not`` (why it counts in no score, else "") in words.

    ``effect`` is what each unit of its weight adds to its score: −1, 0 or 1.
    """

    kind: str
    id: int
    day: PartialDate | None
    act: str
    value: int | None
    weight: float
    toward: Sequence[str]
    words: str
    why_not: str
    is_said: bool = False
    effect: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """The ledger of one objective in order of time; ``sums`` are label and words for each number."""

    code: str
    title: str
    sums: Sequence[tuple[str, str]]
    entries: Sequence[LedgerEntry]


def words_and_deeds(
    session: Session,
    terms: Terms,
    first: date,
    standings: Sequence[Standing],
    chapters: Sequence[Chapter] = (),
    *,
    inputs: Collection[tuple[str, int]] = (),
    left_out: Collection[tuple[str, int]] = (),
    machine: bool = False,
) -> Composed:
    """The report from ``first`` until the day of the terms, as a document; for ``machine`` formats one flat table.

    ``inputs`` are the records (kind, identifier) from which the numbers were made: the document is marked as they are.
    ``left_out`` are those that the release filter kept back.
    """
    frame = Frame(session, terms)
    for kind, record_id in left_out:
        frame.leave_out(kind, record_id)
    listed = [(one.kind, one.id) for chapter in chapters for one in chapter.entries]
    uids = print_inputs(frame, {*inputs, *listed})
    table = Table(_columns(machine), _rows(standings, machine), name="words_and_deeds")
    blocks: list[Block]
    if machine:
        blocks = [table]
    elif not standings:
        blocks = [
            Paragraph(_("Nothing of ours was said, promised or done on these objectives in this time."))
        ]
    else:
        overview = _across(standings)
        blocks = [Paragraph(str(LEGEND), style="note"), *([overview] if overview else []), table]
        # Toward one partner alone there is no line for all of them.
        toward = "" if any(one.is_all for one in standings) else standings[0].partner
        for chapter in chapters:
            chart = _chart_of(chapter, first, frame.on, toward)
            blocks += _chapter(frame, chapter, [chart] if chart else [], uids)
    between = _("{first} to {last}").format(first=format_date(first), last=format_date(frame.on))
    document = Document(
        title=_("Words and deeds"),
        kind=_("Report on words and deeds"),
        subtitle=between,
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=_("as of {day}").format(day=format_date(frame.on)),
        front=(
            (_("From"), format_date(first, "long")),
            (_("Until"), format_date(frame.on, "long")),
        ),
        blocks=blocks,
        landscape=True,
    )
    return document_of(frame, document)


def print_inputs(frame: Frame, records: set[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    """Let the document take the markings of all that its numbers rest on; returns the uids."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in records:
        by_kind[kind].add(record_id)
    uids: dict[tuple[str, int], bytes] = {}
    for kind, ids in sorted(by_kind.items()):
        table = KINDS[kind].__table__
        names = ("id", "uid", "marking_scheme", "marking_rank", "marking_text", "tlp")
        query = select(*(table.c[name] for name in names))
        rows = [
            row for some in batches(ids) for row in frame.session.execute(query.where(table.c.id.in_(some)))
        ]
        for row in frame.admit(kind, rows):
            frame.print(kind, row.id)
            uids[kind, row.id] = row.uid
    return uids


def _columns(machine: bool) -> list[Column]:
    objective = (
        [Column(_("Objective"), 1, key="objective"), Column(_("Title"), 2, key="title")] if machine else []
    )
    return [
        *objective,
        Column(_("Partner"), 2.6, key="partner"),
        Column(_("Say"), 0.7, "number", key="say"),
        Column(_("Do"), 0.7, "number", key="do"),
        Column(_("Gap"), 0.7, "number", key="gap"),
        Column(_("Statements"), 1, "number", key="statements"),
        Column(_("Deeds"), 0.8, "number", key="deeds"),
        Column(_("Promises"), 0.9, "number", key="promises"),
        Column(_("Reversals"), 0.9, "number", key="reversals"),
        Column(_("Mean step"), 0.9, "number", key="mean_step"),
    ]


def _rows(standings: Sequence[Standing], machine: bool) -> list[Row]:
    found: list[Row] = []
    none, last = "" if machine else "–", 0
    for one in standings:
        if not machine and one.objective_id != last:
            found.append(Group(f"{one.code}  {one.title}"))
            last = one.objective_id
        partner = one.partner or (_("All partners") if one.is_all else _("The public, nobody named"))
        head: list[CellLike] = [one.code, one.title] if machine else []
        counts = (one.statements, one.deeds, one.promises, one.reversals)
        numbers: list[CellLike] = [
            *(_score(value, none) for value in (one.say, one.do, one.gap)),
            *(Cell(format_number(value) or none, value) for value in counts),
            Cell(format_number(one.mean_step, 2) or none, one.mean_step),
        ]
        found.append([*head, partner, *numbers])
    return found


def _score(value: float | None, none: str) -> Cell:
    return Cell(none) if value is None else Cell(format_signed(value), round(value, 4))


def _across(standings: Sequence[Standing]) -> Chart | None:
    """The objectives beside one another, where there are several: as wholes, or toward the one partner asked for."""
    whole = [one for one in standings if one.is_all] or standings
    if len({one.objective_id for one in whole}) < 2:
        return None
    rows = [(f"{one.code}  {one.title}", one.say, one.do) for one in whole]
    return say_and_do_across(rows, _("Say and do by objective"))


def _chart_of(chapter: Chapter, first: date, last: date, toward: str) -> Chart | None:
    """What of a ledger counts in its scores, over time; None where nothing does."""
    counted = [
        Conduct(one.day, one.is_said, one.effect, one.weight)
        for one in chapter.entries
        if one.day is not None and not one.why_not
    ]
    return say_and_do(counted, first, last, toward)


def _chapter(
    frame: Frame, chapter: Chapter, charts: Sequence[Chart], uids: dict[tuple[str, int], bytes]
) -> list[Block]:
    columns = [
        Column(_("Date"), 1.1, "date"),
        Column(_("What"), 1.1),
        Column(_("Stance or bearing"), 0.8, "number"),
        Column(_("Weight"), 0.7, "number"),
        Column(_("Toward"), 1.6),
        Column(_("Words"), 4.4),
        Column(_("Not counted"), 1.8),
    ]
    rows: list[Row] = [
        [
            Cell(format_date(one.day) if one.day else "–", one.day.earliest if one.day else None),
            one.act,
            Cell(f"{one.value:+d}" if one.value else "0" if one.value == 0 else "–", one.value),
            Cell("–", None) if one.why_not else Cell(format_number(one.weight, 1), one.weight),
            join_names(list(one.toward)),
            frame.span(one.words, uids.get((one.kind, one.id))),
            one.why_not,
        ]
        for one in chapter.entries
    ]
    heading = Heading(f"{chapter.code}  {chapter.title}", 2)
    return [heading, Facts(list(chapter.sums)), *charts, Table(columns, rows, zebra=True)]
