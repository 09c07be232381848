"""One objective on its page: what it asks for, the line to take, words and deeds, and what is owed, done and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diplotrack.base.i18n import _, format_date, format_number, format_signed, ngettext
from diplotrack.records import Engagement, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.reports.compose.charts import commitments_by_status, say_and_do
from diplotrack.reports.compose.consistency.details import SEVERITIES, severity_label
from diplotrack.reports.compose.frame import Frame, marked
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.scorecard.cards import Card, Told
from diplotrack.reports.compose.wording import and_more, lasting, opening
from diplotrack.reports.document import (
    Block,
    Callout,
    Cell,
    CellLike,
    Column,
    Facts,
    Group,
    Heading,
    Paragraph,
    Row,
    Severity,
    Table,
    Text,
)
from diplotrack.store.as_of import latest_scores
from diplotrack.store.positions import Line

LONGEST_TEXT = 220


@dataclass(frozen=True, slots=True)
class Extent:
    """How many of each are listed: of one objective all that a reader can take in, of all a page each."""

    promises: int
    engagements: int
    told: int
    gaps: int
    earlier: int
    is_whole: bool


WHOLE = Extent(60, 40, 60, 30, 20, True)
PAGE = Extent(5, 3, 3, 3, 0, False)


class Page:
    """Composes the page of one card. ``first`` is the day from which words and deeds are looked at."""

    def __init__(
        self,
        frame: Frame,
        card: Card,
        people: People,
        partners: Mapping[int, Sequence[int]],
        first: date,
        extent: Extent,
    ) -> None:
        self._frame = frame
        self._card = card
        self._people = people
        self._partners = partners
        self._first = first
        self._extent = extent

    def blocks(self) -> list[Block]:
        """The whole page under its heading."""
        one = self._card.objective
        frame = self._frame
        mark = frame.print("objective", one.id)
        heading = Heading([frame.span(f"{one.code}  "), frame.span(one.title, one.uid)])
        blocks: list[Block] = [heading]
        if one.proposition:
            blocks.append(Paragraph(frame.span(one.proposition), marking=mark, style="lead"))
        blocks.append(Facts(self._facts()))
        for section in (self._line, self._conduct, self._owed, self._met, self._told, self._gaps):
            blocks += section()
        return blocks

    def _facts(self) -> list[tuple[Text, Text]]:
        frame, one = self._frame, self._card.objective
        rows: list[tuple[Text, Text]] = []
        owner = self._people.named(one.owner_id, frame.on) if one.owner_id and frame.internal else None
        if owner is not None:
            rows.append((_("Owner"), owner))
        rows.append((_("Status"), f"{one.status.label}{_valid(one.valid_from, one.valid_until)}"))
        theme = one.theme_note or (str(one.theme.label) if one.theme else "")
        if theme:
            rows.append((_("Theme"), frame.span(theme)))
        for indicator in self._card.indicators:
            steps = " → ".join(part for part in (indicator.baseline, indicator.measure) if part)
            told = f"{indicator.name}: {steps}" if steps else indicator.name
            if indicator.target:
                told = _("{indicator} (aim: {target})").format(indicator=told, target=indicator.target)
            rows.append((_("Indicator"), frame.span(told)))
        return rows

    def _line(self) -> list[Block]:
        frame = self._frame
        blocks: list[Block] = [Heading(_("Line to take"), 2)]
        in_force = self._card.in_force(frame.on)
        for line, row in in_force:
            mark = frame.print("position", row.id)
            title = f"{_stance(row)}, {self._toward(line)}{_since(line)}"
            blocks.append(
                Callout(frame.span(row.line, row.uid), title=title, severity=Severity.NOTE, marking=mark)
            )
        if not in_force:
            blocks.append(Paragraph(_("No line to take is in force.")))
        earlier = self._card.earlier(frame.on)[: self._extent.earlier] if frame.internal else []
        if earlier:
            columns = [
                Column(_("From"), 1.1, "date"),
                Column(_("Until"), 1.1, "date"),
                Column(_("Toward"), 1.3),
                Column(_("Stance"), 1),
                Column(_("Earlier lines"), 4),
            ]
            blocks.append(Table(columns, [self._earlier(*one) for one in earlier]))
        return blocks

    def _earlier(self, line: Line, row: Position) -> Row:
        mark = self._frame.print("position", row.id)
        return [
            _day(row.valid_from),
            _day(line.last),
            self._toward(line),
            _stance(row),
            marked(mark, self._frame.span(opening(row.line, LONGEST_TEXT), row.uid)),
        ]

    def _toward(self, line: Line) -> str:
        if not line.scope:
            return _("toward everyone")
        return _("toward {parties}").format(parties=self._frame.party_list(sorted(line.scope)))

    def _conduct(self) -> list[Block]:
        account = self._card.account
        if not account.sums:
            return [
                Heading(_("Say and do"), 2),
                Paragraph(_("Nothing of ours was said, promised or done on it in this time.")),
            ]
        chart = say_and_do(account.conduct, self._first, self._frame.on)
        blocks: list[Block] = [Heading(_("Say and do"), 2), Facts(list(account.sums))]
        return [*blocks, chart] if chart else blocks

    def _owed(self) -> list[Block]:
        promises, frame = self._card.promises, self._frame
        blocks: list[Block] = [Heading(_("Commitments"), 2), Paragraph(counted(promises))]
        if not promises:
            return blocks
        if self._extent.is_whole:
            chart = commitments_by_status(frame, [one.id for one in promises])
            blocks += [chart] if chart else []
        shown = promises[: self._extent.promises]
        scores = latest_scores(frame.session, frame.on, [one.id for one in shown])
        columns = [
            Column(_("Due"), 1.15, "date"),
            Column(_("Commitment"), 4),
            Column(_("By"), 1.3),
            Column(_("To"), 1.3),
            Column(_("Status"), 1.2),
            Column(_("Score"), 0.7, "number"),
        ]
        rows: list[Row] = [self._promise(one, scores.get(one.id, {})) for one in shown]
        return [*blocks, Table(columns, rows), *_rest(len(promises) - len(shown))]

    def _promise(self, one: Promise, scores: dict[int, int]) -> Row:
        frame = self._frame
        mark = frame.print("commitment", one.id)
        mean = sum(scores.values()) / len(scores) if scores else None
        status = str(one.status.label)
        if one.overdue:
            late = ngettext("{days} day late", "{days} days late", one.overdue)
            status = f"{status}, {late.format(days=format_number(one.overdue))}"
        return [
            Cell(format_date(one.due) if one.due else _("no date"), one.due.latest if one.due else None),
            marked(mark, frame.span(opening(one.text, LONGEST_TEXT), one.uid)),
            frame.party_list(one.by, 3),
            frame.party_list(one.to, 3),
            status,
            _score(mean),
        ]

    def _met(self) -> list[Block]:
        met = self._card.engagements
        if not met:
            return [Heading(_("Engagements"), 2), Paragraph(_("No engagement served it."))]
        shown = met[: self._extent.engagements]
        columns = [
            Column(_("Date"), 1.3, "date"),
            Column(_("With"), 1.8),
            Column(_("Engagement"), 4),
            Column(_("Format"), 1.2),
        ]
        told = ngettext("{count} engagement served it.", "{count} engagements served it.", len(met))
        return [
            Heading(_("Engagements"), 2),
            Paragraph(told.format(count=format_number(len(met)))),
            Table(columns, [self._engagement(one) for one in shown]),
            *_rest(len(met) - len(shown)),
        ]

    def _engagement(self, one: Engagement) -> Row:
        frame = self._frame
        mark = frame.print("engagement", one.id)
        return [
            Cell(lasting(one.starts_on, one.starts_on_latest, one.ends_on), one.starts_on),
            frame.party_list(self._partners.get(one.id, ()), 3),
            marked(mark, frame.span(one.title, one.uid)),
            str(one.format.label),
        ]

    def _told(self) -> list[Block]:
        told = self._card.told
        blocks: list[Block] = [Heading(_("Told and consulted"), 2)]
        if not told:
            return [*blocks, Paragraph(_("No partner was told of it or consulted on it."))]
        shown = told[: self._extent.told]
        columns = [
            Column(_("Date"), 1.1, "date"),
            Column(_("Partner"), 1.5),
            Column(_("What"), 1.1),
            Column(_("Subject"), 2.6),
            Column(_("View"), 2.6),
            Column(_("Taken into account"), 1),
        ]
        rows = [self._notice(one) for one in shown]
        return [*blocks, Table(columns, rows), *_rest(len(told) - len(shown))]

    def _notice(self, one: Told) -> Row:
        frame, row = self._frame, one.row
        cells: list[CellLike] = [_day(one.on), frame.party(one.party_id)]
        if row is None:
            return [*cells, _("Told"), frame.span(one.note), "", ""]
        mark = frame.print("consultation", row.id)
        return [
            *cells,
            str(row.type.label),
            marked(mark, frame.span(opening(one.note, LONGEST_TEXT), row.uid)),
            frame.span(opening(row.view, LONGEST_TEXT)),
            str(row.taken.label) if row.taken and frame.internal else "",
        ]

    def _gaps(self) -> list[Block]:
        frame, gaps = self._frame, self._card.gaps
        if not frame.internal:
            return []
        blocks: list[Block] = [Heading(_("Gaps"), 2)]
        if not gaps:
            return [*blocks, Paragraph(_("No gap is open on it."))]
        shown = gaps[: self._extent.gaps]
        rows: list[Row] = []
        last = ""
        for one in shown:
            if one.row.severity != last:
                last = one.row.severity
                rows.append(Group(severity_label(last)))
            rows.append(
                [
                    one.row.rule,
                    frame.span(one.title, one.row.uid),
                    frame.span(one.fix),
                    _day(one.row.first_seen),
                ]
            )
        columns = [
            Column(_("Rule"), 0.6),
            Column(_("Gap"), 3.6),
            Column(_("How to mend it"), 2.6),
            Column(_("Since"), 1.1, "date"),
        ]
        return [*blocks, Table(columns, rows), *_rest(len(gaps) - len(shown))]


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


def _stance(row: Position) -> str:
    return scale_label(fields(Position)["stance"], row.stance) or _("stance not said")


def _since(line: Line) -> str:
    if line.first == date.min:
        return ""
    return ", " + _("since {day}").format(day=format_date(line.first))


def _valid(first: date | None, last: date | None) -> str:
    """ ", from March 1, 2026 until …" behind a status; "" where no day is known."""
    parts = []
    if first:
        parts.append(_("from {day}").format(day=format_date(first)))
    if last:
        parts.append(_("until {day}").format(day=format_date(last)))
    return ", " + " ".join(parts) if parts else ""


def _day(day: date | None) -> Cell:
    return Cell(format_date(day), day)


def _score(mean: float | None) -> Cell:
    return (
        Cell() if mean is None else Cell(format_signed(mean, 0 if mean == int(mean) else 2), round(mean, 3))
    )
