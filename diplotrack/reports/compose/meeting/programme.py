"""The visit programme brief: cover, programme by day and hour, who travels, what is to be delivered, item by item."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, current_locale, format_date, format_number
from diplotrack.records import Engagement
from diplotrack.records.enumerations import Attendance, EngagementStatus, ParticipantRole, Side
from diplotrack.reports.compose.frame import document_of
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.meeting import header, moment, seating, seats
from diplotrack.reports.compose.meeting.brief import EXCHANGE, GROUND, TO_SAY, MeetingBrief, headed
from diplotrack.reports.compose.meeting.meeting import Meeting, items_of, read_meetings
from diplotrack.reports.compose.meeting.provision import contacts, deliverables
from diplotrack.reports.compose.partner.dossier import LONGEST_NAME
from diplotrack.reports.compose.partner.gaps import Worded, headline
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    KeepTogether,
    Point,
    Row,
    Span,
    Table,
    Text,
)
from diplotrack.reports.numbering import numbered
from diplotrack.reports.terms import Composed, Terms

COMPACT = 12
"""The step of room in which each item is told: it stands beside others."""


def visit_programme(
    session: Session, engagement_id: int, terms: Terms, worded: Worded = headline, reader: str = ""
) -> Composed:
    """The brief for a visit with its items. Raises UserError where the engagement is gone or kept back."""
    return _Programme(session, engagement_id, terms, worded, reader).composed()


class _Programme:
    """A visit is an engagement with items; it and each item are told by the sections of a meeting brief."""

    def __init__(
        self, session: Session, engagement_id: int, terms: Terms, worded: Worded, reader: str
    ) -> None:
        self.visit = MeetingBrief(session, engagement_id, terms, worded, reader)
        self.frame, self.meeting = self.visit.frame, self.visit.meeting
        self.items = read_meetings(self.frame, items_of(self.frame, self.meeting.engagement))
        self.briefs = [
            MeetingBrief(session, one.id, terms, worded, within=self.frame, apart=self.visit.apart)
            for one in self.items
        ]

    def composed(self) -> Composed:
        """The whole document; how long it is depends on the visit alone."""
        frame, meeting = self.frame, self.meeting
        frame.afresh()
        frame.print("engagement", meeting.id)
        wide = Room(1)
        blocks: list[Block] = [
            *header.standing(frame, meeting),
            *headed(_("Objective"), self.visit.objective(wide)),
            *headed(_("Programme"), self._programme()),
            *headed(_("To be settled"), self._open()),
            *headed(_("Deliverables"), deliverables(frame, [meeting.id, *(item.id for item in self.items)])),
            *headed(_("Delegations"), seating.table_of(self._everybody())),
            *headed(_("Contacts"), contacts(frame, self._everybody())),
            *headed(_("Arrangements"), self.visit.arranged()),
        ]
        known: set[int] = set()
        for place, brief in enumerate(self.briefs, 1):
            blocks += self._item(place, brief, known)
            known |= {seat.person_id for one in brief.delegations for seat in one.seats if seat.person_id}
        blocks += self._background(wide)
        document = Document(
            title=opening(frame.span(meeting.engagement.title).text, LONGEST_NAME),
            kind=_("Visit programme"),
            language=current_locale().replace("_", "-"),
            copy=frame.copy,
            dated=_("as of {day}").format(day=format_date(frame.on)),
            front=self.visit.front(),
            blocks=blocks,
        )
        return document_of(frame, numbered(document))

    def _programme(self) -> list[Block]:
        """By day and hour, each time by the clock of its place; items without a day come last."""
        if not self.items:
            return [Callout(_("No items of the programme are on record yet."))]
        rows: list[Row] = []
        last: tuple[date | None, str] | None = None
        for place, item in enumerate(self.items, 1):
            one = item.engagement
            clock = moment.clock_of(one.starts_on, one.start_time, item.zone)
            if (one.starts_on, clock) != last:
                last = (one.starts_on, clock)
                day = format_date(one.starts_on, "full") if one.starts_on else _("Day not yet known")
                rows.append(Group((day, Span(f"   {clock}" if clock else "", quiet=True))))
            rows.append(self._row(place, item))
        columns = (
            Column(_("Time"), 1.15, key="time"),
            Column(_("Item"), 4, key="item"),
            Column(_("Where"), 2.4, key="where"),
            Column(_("State"), 1.35, key="state"),
        )
        return [Table(columns, rows, name="programme")]

    def _row(self, place: int, item: Meeting) -> Row:
        frame, one = self.frame, item.engagement
        mark = frame.print("engagement", one.id)
        time = moment.hours(one.start_time, one.end_time) or _("open")
        what: list[str | Span] = [
            *marked(mark),
            Span(f"{format_number(place)}  ", quiet=True),
            frame.span(one.title, one.uid, bold=True),
        ]
        for label, words in ((_("Transport"), one.transport), (_("Press"), one.press)):
            if words:
                what += ["\n", Span(f"{label}: ", quiet=True), frame.span(words)]
        where = ", ".join(part for part in (one.venue, one.city) if part)
        return (time, Cell(what), frame.span(where), _state(one, frame.on))

    def _open(self) -> list[Block]:
        """What is still to be settled, for those who prepare the visit."""
        if not self.frame.internal or not self.meeting.is_ahead:
            return []
        points: list[Text | Point] = []
        for item in self.items or [self.meeting]:
            told = _missing(item)
            if told:
                title = self.frame.span(item.engagement.title, item.engagement.uid)
                points.append((title, Span(": " + "; ".join(told), quiet=True)))
        return [Bullets(points)] if points else []

    def _everybody(self) -> list[seats.Delegation]:
        """The delegations of the visit with those who join it for an item alone."""
        return seats.together([self.visit.delegations, *(brief.delegations for brief in self.briefs)])

    def _item(self, place: int, brief: MeetingBrief, known: Collection[int]) -> list[Block]:
        """An item under its number: facts, purpose, points, people; what is common stands once at the end."""
        frame, meeting, room = self.frame, brief.meeting, Room(COMPACT)
        one = meeting.engagement
        title = _("{number}. {title}").format(number=format_number(place), title=one.title)
        common_partners = {one.partner.id for one in self.visit.dossiers}
        common = {(_("With"), frame.party_list(self.meeting.parties, header.MOST)), *self.visit.particulars()}
        facts = [one for one in brief.particulars() if one not in common and one[0] != _("Part of")]
        opened: list[Block] = [Heading(frame.span(title)), Facts(facts)]
        blocks: list[Block] = [KeepTogether(opened), *header.standing(frame, meeting)]
        if one.purpose or meeting.objectives != self.meeting.objectives:
            blocks += brief.objective(room)
        parts: list[tuple[str, list[Block]]] = [(_("Agenda"), brief.agenda(room))]
        if len(brief.dossiers) == 1:
            parts.append((str(TO_SAY.heading), TO_SAY.compose(brief.dossiers[0], room)))
        parts += [
            (_("Across the table"), brief.across(room, known)),
            (_("Our side"), brief.our_side(room)),
            (_("Arrangements"), brief.arranged()),
        ]
        alone = brief.dossiers[0] if len(brief.dossiers) == 1 else None
        if alone is not None and alone.partner.id not in common_partners:
            # What stands between us and a partner of the visit itself is told once, at the end.
            parts += [(one.headed(alone), one.compose(alone, room)) for one in (*EXCHANGE, *GROUND[:2])]
        for heading, content in parts:
            if content:
                blocks += [Heading(heading, 3), *content]
        return blocks

    def _background(self, room: Room) -> list[Block]:
        """What is common to all items: what is due, what was said last time, background; partner by partner."""
        blocks: list[Block] = []
        for dossier in self.visit.dossiers:
            sections = (*EXCHANGE, *GROUND) if self.items else (TO_SAY, *EXCHANGE, *GROUND)
            content = self.visit.sections(sections, dossier, room)
            if content and len(self.visit.dossiers) > 1:
                blocks += [Heading(dossier.name), *_below(content)]
            else:
                blocks += content
        return [Heading(_("For the whole visit")), *_below(blocks)] if blocks and self.items else blocks


def _below(blocks: Sequence[Block]) -> list[Block]:
    """The blocks as part of a chapter: their headings one level lower."""
    return [replace(one, level=min(3, one.level + 1)) if isinstance(one, Heading) else one for one in blocks]


def _state(one: Engagement, on: date) -> str:
    """How it stands; of one that was held after the day of the document, what was planned."""
    is_to_come = one.status is EngagementStatus.HELD and one.starts_on is not None and one.starts_on > on
    if one.status is not EngagementStatus.PLANNED and not is_to_come:
        return str(one.status.label)
    if one.is_confirmed:
        return _("Confirmed")
    return str(EngagementStatus.PLANNED.label) if is_to_come else _("To be confirmed")


def _missing(item: Meeting) -> list[str]:
    """What an item ahead lacks."""
    one = item.engagement
    if one.status is not EngagementStatus.PLANNED:
        return []
    told = []
    if not one.is_confirmed:
        told.append(_("to be confirmed"))
    if one.starts_on is None:
        told.append(_("no day"))
    elif one.start_time is None:
        told.append(_("no time"))
    if not one.venue:
        told.append(_("no venue"))
    waiting = sum(1 for row in item.participants if row.attendance is Attendance.INVITED)
    if waiting:
        told.append(_("{count} invited who have not accepted").format(count=format_number(waiting)))
    if not any(row.role is ParticipantRole.NOTETAKER and row.side is Side.OURS for row in item.participants):
        told.append(_("no notetaker"))
    return told
