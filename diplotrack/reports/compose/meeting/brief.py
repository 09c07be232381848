"""The meeting brief: what one has to have read before one engagement, in the order in which one will need it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label, _, current_locale, format_date, join_names
from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus, Side
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.compose.meeting import header, parts, seating, seats, subjects
from diplotrack.reports.compose.meeting.across import across_the_table
from diplotrack.reports.compose.meeting.expected import points_to_expect
from diplotrack.reports.compose.meeting.meeting import admitted, items_of, read_meetings
from diplotrack.reports.compose.meeting.withheld import withheld
from diplotrack.reports.compose.partner.asks import our_asks
from diplotrack.reports.compose.partner.background import undisclosed, usable
from diplotrack.reports.compose.partner.dossier import LONGEST_NAME, Dossier
from diplotrack.reports.compose.partner.due import due_both_ways
from diplotrack.reports.compose.partner.gaps import Worded, headline
from diplotrack.reports.compose.partner.last_time import last_time
from diplotrack.reports.compose.partner.points import points_to_make
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Document, Facts, Heading, Paragraph
from diplotrack.reports.numbering import numbered
from diplotrack.reports.terms import Composed, Terms

NONE = N_("")


@dataclass(frozen=True, slots=True)
class Section:
    """A section on the one partner that we meet. ``outside`` is its heading in a hand-over copy.

    At the share ``until`` of the way to the least room there is none left for it; above 1 there always is. ``weight``
    is how much it matters where room is short, 1 most.
    """

    heading: Label
    compose: Callable[[Dossier, Room], list[Block]]
    outside: Label = NONE
    until: float = 2.0
    weight: int = 3

    def headed(self, frame: Frame) -> str:
        """Its heading in a copy."""
        return str(self.heading if frame.internal else self.outside) or str(self.heading)


TO_SAY = Section(N_("Points to make"), points_to_make, weight=2)
EXCHANGE = (
    Section(N_("Our asks"), our_asks, weight=2),
    Section(N_("Points to expect"), points_to_expect, N_("Their asks and our responses")),
    Section(N_("Not to raise"), withheld, weight=1),
)
GROUND = (
    Section(N_("Commitments due both ways"), due_both_ways, weight=1),
    Section(N_("What was said last time"), partial(last_time, recorded_first=True), until=1.0),
    Section(N_("Background that may be used"), usable, N_("Background"), 0.6, 6),
    Section(N_("Background not to be disclosed"), undisclosed, NONE, 0.75, 3),
)


def as_of(session: Session, engagement_id: int, terms: Terms) -> Terms:
    """The terms of a document made before the engagement: of one that is past and settled, as of its eve."""
    found = session.get(Engagement, engagement_id)
    day = found.starts_on if found is not None and found.status is not EngagementStatus.PLANNED else None
    return replace(terms, on=day - timedelta(days=1)) if day is not None and day < terms.on else terms


class MeetingBrief:
    """The brief for one engagement, to be composed for as much room as there is; what it reads it reads once.

    ``within`` is the frame of the document of which it is a part, ``apart`` the engagements which that is on. Offices
    are those of the engagement's day, all else stands as of the day of the terms, at the latest the eve of the
    engagement. Raises UserError where the engagement is gone or kept back.
    """

    def __init__(
        self,
        session: Session,
        engagement_id: int,
        terms: Terms,
        worded: Worded = headline,
        reader: str = "",
        *,
        within: Frame | None = None,
        apart: Collection[int] = (),
    ) -> None:
        self.frame = within or Frame(session, as_of(session, engagement_id, terms))
        engagement = admitted(self.frame, engagement_id)
        items = items_of(self.frame, engagement)
        [self.meeting] = read_meetings(self.frame, [engagement])
        self.delegations = seats.delegations(self.frame, self.meeting)
        self._reader = reader
        self._parent = session.get(Engagement, engagement.parent_id) if engagement.parent_id else None
        self.apart = frozenset({engagement.id, *(one.id for one in items), *apart})
        if self._parent is not None:
            self.apart |= {self._parent.id}
        partners = parts.partners_of(self.frame, self.meeting, self.delegations)
        self.dossiers = [
            Dossier.within(self.frame, one, worded, self.apart, self.meeting.objectives) for one in partners
        ]

    def composed(self, room: Room) -> Composed:
        """The brief for so much room."""
        frame, meeting = self.frame, self.meeting
        frame.afresh()
        frame.print("engagement", meeting.id)
        blocks: list[Block] = [
            *header.standing(frame, meeting),
            *self.body(room),
        ]
        document = Document(
            title=opening(frame.span(meeting.engagement.title).text, LONGEST_NAME),
            kind=_("Meeting brief"),
            language=current_locale().replace("_", "-"),
            copy=frame.copy,
            dated=_("as of {day}").format(day=format_date(frame.on)),
            front=self.front(),
            blocks=[*blocks, *self._foot(room)],
        )
        return document_of(frame, numbered(document))

    def in_full(self) -> Composed:
        """Everything there is."""
        return self.composed(Room())

    def body(self, room: Room) -> list[Block]:
        """All but the head: what we want and say first, what we only need to know last."""
        blocks = [
            *self._part(_("Objective"), self.objective, room, 2),
            *self._part(_("Agenda"), self.agenda, room, 4, 1.0),
        ]
        if len(self.dossiers) == 1:
            return [*blocks, *self._with_one(self.dossiers[0], room)]
        return [
            *blocks,
            *parts.with_several(self.frame, self.meeting, self.delegations, self.dossiers, room),
            *headed(_("Arrangements"), self.arranged()),
        ]

    def _with_one(self, dossier: Dossier, room: Room) -> list[Block]:
        return [
            *self.sections((TO_SAY, *EXCHANGE), dossier, room),
            *self._part(_("Across the table"), self.across, room, 4),
            *self._part(_("Our side"), self.our_side, room, 5, 0.8),
            *self._part(_("Arrangements"), lambda _room: self.arranged(), room, 5, 0.8),
            *self.sections(GROUND, dossier, room),
        ]

    def sections(self, sections: tuple[Section, ...], dossier: Dossier, room: Room) -> list[Block]:
        """Those of the sections that have anything to say."""
        blocks: list[Block] = []
        for one in sections:
            blocks += self._part(
                one.headed(dossier), partial(one.compose, dossier), room, one.weight, one.until
            )
        return blocks

    def _part(
        self,
        heading: str,
        compose: Callable[[Room], list[Block]],
        room: Room,
        weight: int,
        until: float = 2.0,
    ) -> list[Block]:
        """A section under its heading, in its own part of the room; nothing where there is none left for it."""
        own = room.part(heading, weight)
        return headed(heading, [] if own.is_closed or not has_room(own, until) else compose(own))

    def objective(self, room: Room) -> list[Block]:
        """What we want from it, and the objectives that it serves."""
        objectives = self.frame.once(subjects.objectives_of, self.meeting)
        return subjects.purpose(self.frame, self.meeting, objectives, room)

    def agenda(self, room: Room) -> list[Block]:
        """What is to be spoken about."""
        return subjects.agenda(self.frame, self.meeting, room)

    def across(self, room: Room, known: Collection[int] = ()) -> list[Block]:
        """The people across the table; of those that are known, the name alone."""
        return across_the_table(self.frame, self.meeting, self.delegations, room, self.apart, known)

    def our_side(self, room: Room) -> list[Block]:
        """Our people in a line."""
        return seating.in_a_line([one for one in self.delegations if one.side is Side.OURS], room)

    def arranged(self) -> list[Block]:
        """How it is arranged."""
        rows = header.arrangements(self.frame, self.meeting, self.delegations)
        return [Facts(rows)] if rows else []

    def particulars(self) -> list[tuple[str, str]]:
        """What, when, where, and with whom."""
        return header.particulars(self.frame, self.meeting, self.delegations, self._parent)

    def front(self) -> tuple[tuple[str, str], ...]:
        """The title block."""
        frame = self.frame
        front = (
            (_("Prepared for"), opening(self._reader, LONGEST_NAME)),
            *self.particulars(),
            (_("As of"), format_date(frame.on, "long")),
            (_("Copy"), _("Internal, not to be handed over") if frame.internal else ""),
        )
        return tuple((label, value) for label, value in front if value)

    def _foot(self, room: Room) -> list[Block]:
        """In an internal copy: what there is more of."""
        if not self.frame.internal:
            return []
        told = []
        if room.left:
            told.append(_("In the brief in full: {rest} more.").format(rest=join_names(room.left)))
        if room.given_up:
            told.append(
                _("Left out for want of room: {sections}.").format(sections=join_names(room.given_up))
            )
        return [Paragraph(" ".join(told), style="note")] if told else []


def has_room(room: Room, until: float) -> bool:
    """Whether there is room for what is given up at that share of the way to the least."""
    return room.is_endless or room.most(Room.LAST, 0, until) > 0


def headed(heading: str, content: list[Block]) -> list[Block]:
    """A section under its heading; nothing where it has nothing to say."""
    return [Heading(heading), *content] if content else []
