"""One objective on its page: what it asks for, the line to take, words and deeds, and what is owed, done and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diplotrack.base.i18n import _, format_date, format_number, format_signed, ngettext
from diplotrack.records import Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.charts import say_and_do
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.scorecard.cards import Card
from diplotrack.reports.compose.scorecard.dealings import graded, open_gaps, owed, served, told
from diplotrack.reports.compose.wording import lasting, opening
from diplotrack.reports.document import (
    Block,
    Callout,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Row,
    Severity,
    Table,
    Text,
)
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
PAGE = Extent(3, 0, 0, 0, 0, False)


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
        # A page among many has no entries of its own in the table of contents.
        self._level = 2 if extent.is_whole else 3

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
        card, extent, level = self._card, self._extent, self._level
        blocks += [*self._line(), *(self._conduct() if extent.is_whole else self._conduct_in_short())]
        blocks += owed(frame, card, extent.promises, level, with_chart=extent.is_whole)
        if extent.is_whole:
            blocks += [
                *served(frame, card, self._partners, extent.engagements),
                *told(frame, card, extent.told),
                *self._history(),
                *open_gaps(frame, card, extent.gaps),
            ]
        return blocks

    def _facts(self) -> list[tuple[Text, Text]]:
        frame, one = self._frame, self._card.objective
        rows: list[tuple[Text, Text]] = []
        owner = self._people.named(one.owner_id, frame.on) if one.owner_id and frame.internal else None
        if owner is not None:
            rows.append((_("Owner"), owner))
        rows.append((_("Status"), f"{one.status.label}{_valid(one.valid_from, one.valid_until)}"))
        if not self._extent.is_whole:
            return [*rows, *self._in_short()]
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

    def _in_short(self) -> list[tuple[Text, Text]]:
        """Engagements and who was told, in a line each, where there is but a page."""
        frame, card = self._frame, self._card
        rows: list[tuple[Text, Text]] = []
        if card.engagements:
            last = card.engagements[0]
            frame.print("engagement", last.id)
            count = ngettext("{count}, on {day}: ", "{count}, the last on {day}: ", len(card.engagements))
            told = count.format(
                count=format_number(len(card.engagements)),
                day=lasting(last.starts_on, last.starts_on_latest, last.ends_on),
            )
            rows.append((_("Engagements"), [told, frame.span(last.title, last.uid)]))
        if card.told:
            for one in card.told:
                if one.row is not None:
                    frame.print("consultation", one.row.id)
            parties = list(dict.fromkeys(one.party_id for one in card.told if one.party_id))
            rows.append((_("Told or consulted"), frame.party_list(parties, 6)))
        if card.gaps:
            rows.append((_("Open gaps"), graded(card)))
        names = [label for label, _words in card.account.sums]
        values = (card.account.say, card.account.do, card.account.gap)
        if names and any(value is not None for value in values):
            scores = "   ".join(format_signed(value) for value in values)
            rows.append((_("{say}, {do}, {gap}").format(say=names[0], do=names[1], gap=names[2]), scores))
        return rows

    def _line(self) -> list[Block]:
        frame = self._frame
        """The lines to take on the day; how they came to be what they are stands at the end."""
        blocks: list[Block] = [Heading(_("Line to take"), self._level)]
        in_force = self._card.in_force(frame.on)
        for line, row in in_force:
            mark = frame.print("position", row.id)
            title = f"{_stance(row)}, {self._toward(line)}{_since(line)}"
            blocks.append(
                Callout(frame.span(row.line, row.uid), title=title, severity=Severity.NOTE, marking=mark)
            )
        if not in_force:
            blocks.append(Paragraph(_("No line to take is in force.")))
        return blocks

    def _history(self) -> list[Block]:
        """The lines that were taken before, the latest first; nothing in a hand-over copy."""
        earlier = self._card.earlier(self._frame.on)[: self._extent.earlier]
        if not earlier or not self._frame.internal:
            return []
        columns = [
            Column(_("From"), 1.1, "date"),
            Column(_("Until"), 1.1, "date"),
            Column(_("Toward"), 1.3),
            Column(_("Stance"), 1),
            Column(_("Line"), 4),
        ]
        rows = [self._earlier(*one) for one in earlier]
        return [Heading(_("Earlier lines to take"), 2), Table(columns, rows)]

    def _earlier(self, line: Line, row: Position) -> Row:
        mark = self._frame.print("position", row.id)
        return [
            _day(row.valid_from),
            _day(line.last),
            self._toward(line),
            _stance(row),
            (*marked(mark), self._frame.span(opening(row.line, LONGEST_TEXT), row.uid)),
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

    def _conduct_in_short(self) -> list[Block]:
        """The chart alone; how it is to be read stands with the overview."""
        chart = say_and_do(self._card.account.conduct, self._first, self._frame.on)
        # Words and deeds that are all neither for nor against it would draw an empty picture.
        has_height = chart is not None and any(value for one in chart.series for value in one.values)
        return [replace(chart, note="")] if chart and has_height else []


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
