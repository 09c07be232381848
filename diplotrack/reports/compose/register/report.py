"""The register as a document: what it comes to, how it went over time, then every engagement under its month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import EngagementStatus, Format, Level
from diplotrack.reports.compose.charts import engagements_per_month
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import listing
from diplotrack.reports.compose.register.entries import EngagementChoice, Entry, entries
from diplotrack.reports.compose.register.rows import RegisterRows
from diplotrack.reports.compose.wording import and_more
from diplotrack.reports.document import (
    Block,
    Cell,
    Column,
    Facts,
    Group,
    Heading,
    KeepTogether,
    Paragraph,
    Row,
    Span,
    Table,
)
from diplotrack.reports.terms import Composed, Terms

MOST_PARTNERS = 15
TOP = (Level.HEAD, Level.MINISTER)


def engagement_register(
    session: Session, terms: Terms, choice: EngagementChoice | None = None, *, machine: bool = False
) -> Composed:
    """The register; for ``machine`` formats one flat table with keys."""
    chosen = choice or EngagementChoice()
    frame = Frame(session, terms)
    found = entries(frame, chosen)
    rows = RegisterRows(frame, found, machine=machine)
    if machine:
        blocks: list[Block] = [Table(rows.columns, [rows.row(one) for one in found], name="engagements")]
    elif found:
        blocks = _blocks(frame, chosen, found, rows)
    else:
        blocks = [Paragraph(_("No engagement fits this choice."))]
    return listing(
        frame,
        _("Engagement register"),
        _("Engagements"),
        blocks,
        subtitle=_described(frame, chosen),
        landscape=True,
    )


def _blocks(
    frame: Frame, choice: EngagementChoice, found: Sequence[Entry], rows: RegisterRows
) -> list[Block]:
    listed = [rows.row(one) for one in found]
    by_month: list[Row] = []
    pairs = zip(found, listed, strict=True)
    for month, group in groupby(pairs, key=lambda pair: _month(pair[0])):
        mine = [row for _entry, row in group]
        count = ngettext("{count} engagement", "{count} engagements", len(mine))
        told = count.format(count=format_number(len(mine)))
        by_month += [Group([month or _("No date"), Span(f"   {told}", quiet=True)]), *mine]
    blocks: list[Block] = [Facts(_totals(found))]
    chart = engagements_per_month(found, choice.last or frame.on, choice.first, "level")
    if chart is not None:
        blocks.append(chart)
    blocks += _by_partner(frame, found)
    return [*blocks, Heading(_("Register")), Table(rows.columns, by_month, name="engagements")]


def _month(one: Entry) -> str:
    if one.starts_on is None:
        return ""
    return format_date(PartialDate.month(one.starts_on.year, one.starts_on.month), "long")


def _totals(found: Sequence[Entry]) -> list[tuple[str, str]]:
    states = Counter(one.status for one in found)
    return [
        (_("Engagements"), _counted(len(found), states, EngagementStatus)),
        (_("By format"), _listed(Counter(one.format for one in found))),
        (
            _("By level"),
            _listed(Counter(level for one in found if (level := one.level) is not None)),
        ),
    ]


def _counted(total: int, states: Counter[EngagementStatus], order: Iterable[EngagementStatus]) -> str:
    told = [f"{str(one.label).lower()} {format_number(states[one])}" for one in order if states[one]]
    return _("{count}: {parts}").format(count=format_number(total), parts=", ".join(told))


def _listed(counts: Counter[Format] | Counter[Level]) -> str:
    many: list[tuple[Choice, int]] = list(counts.most_common())
    return ", ".join(f"{str(one.label).lower()} {format_number(count)}" for one, count in many)


def _by_partner(frame: Frame, found: Sequence[Entry]) -> list[Block]:
    """With whom how often, at which level at the highest, and when last: those met most often first."""
    mine: dict[int, list[Entry]] = defaultdict(list)
    for one in found:
        for party in dict.fromkeys(one.parties):
            mine[party].append(one)
    ranked = sorted(mine, key=lambda one: (-len(mine[one]), frame.sorted_as(frame.party(one))))
    if len(ranked) < 2:
        return []
    columns = (
        Column(_("Partner"), 3),
        Column(_("Engagements"), 1, "number"),
        Column(_("Held"), 0.8, "number"),
        Column(_("Minister and above"), 1.2, "number"),
        Column(_("Highest level"), 2.4),
        Column(_("Last held"), 1.6, "date"),
    )
    rows: list[Row] = []
    for party in ranked[:MOST_PARTNERS]:
        held = [one for one in mine[party] if one.status == EngagementStatus.HELD]
        levels = [level for one in held if (level := one.level) is not None]
        last = max((one.starts_on for one in held if one.starts_on), default=None)
        highest = min(levels, key=tuple(Level).index, default=None)
        rows.append(
            (
                frame.party(party),
                _number(len(mine[party])),
                _number(len(held)),
                _number(sum(1 for one in levels if one in TOP)),
                str(highest.label) if highest else "",
                Cell(format_date(last), last),
            )
        )
    blocks: list[Block] = [Heading(_("By partner"), 2), Table(columns, rows, name="partners")]
    if len(ranked) > MOST_PARTNERS:
        blocks.append(Paragraph(and_more(len(ranked) - MOST_PARTNERS), style="note"))
    return [KeepTogether(blocks)]


def _number(count: int) -> Cell:
    return Cell(format_number(count) if count else "–", count)


def _described(frame: Frame, choice: EngagementChoice) -> str:
    """The choice in words."""
    parts = [frame.party(choice.partner_id)] if choice.partner_id is not None else []
    if choice.first and choice.last:
        parts.append(
            _("{first} to {last}").format(first=format_date(choice.first), last=format_date(choice.last))
        )
    elif choice.first:
        parts.append(_("from {day}").format(day=format_date(choice.first)))
    elif choice.last:
        parts.append(_("until {day}").format(day=format_date(choice.last)))
    for chosen, order in (
        (choice.format, Format),
        (choice.level, Level),
        (choice.status, EngagementStatus),
    ):
        parts += [str(one.label) for one in order if one in chosen]
    return ", ".join(part for part in parts if part)
