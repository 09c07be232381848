"""The partner brief, in the order of the trade: what we want and will say first, what we only need to know last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label, _, current_locale, format_date, join_names
from diplotrack.reports.compose.frame import document_of
from diplotrack.reports.compose.partner.asks import our_asks, their_asks
from diplotrack.reports.compose.partner.background import for_us_alone, known, undisclosed, usable
from diplotrack.reports.compose.partner.dossier import LONGEST_NAME, Dossier
from diplotrack.reports.compose.partner.due import due_both_ways
from diplotrack.reports.compose.partner.gaps import Worded, headline
from diplotrack.reports.compose.partner.last_time import last_time
from diplotrack.reports.compose.partner.not_to_raise import not_to_raise
from diplotrack.reports.compose.partner.offices import people_and_offices
from diplotrack.reports.compose.partner.points import points_to_make
from diplotrack.reports.compose.partner.purpose import occasion, purpose
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Document, Heading, Paragraph
from diplotrack.reports.numbering import numbered
from diplotrack.reports.terms import Composed, Terms
from diplotrack.store import settings

NONE = N_("")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading, what composes it, and how its absence is named ("" where nobody misses it).

    ``outside`` is its heading in a hand-over copy, where the usual one would say that there is more. ``weight`` is how
    much it matters where room is short, 1 most.
    """

    heading: Label
    compose: Callable[[Dossier, Room], list[Block]]
    missing: Label = NONE
    outside: Label = NONE
    weight: int = 3


SECTIONS = (
    Section(N_("Objective"), purpose, N_("a planned engagement or objective"), weight=2),
    Section(N_("Points to make"), points_to_make, N_("a line to take"), weight=2),
    Section(N_("Our asks"), our_asks, N_("asks of ours"), weight=2),
    Section(N_("Their asks and our responses"), their_asks, N_("asks of theirs")),
    Section(N_("Not to raise"), not_to_raise, weight=1),
    Section(N_("Due both ways"), due_both_ways, N_("open commitments"), weight=1),
    Section(N_("What was said last time"), partial(last_time, recorded_first=True), N_("engagements held")),
    Section(N_("People and offices"), people_and_offices, N_("who holds office"), weight=4),
    Section(N_("Background that may be used"), usable, outside=N_("Background"), weight=6),
    Section(N_("Background not to be disclosed"), undisclosed),
)


def _in_full() -> tuple[Section, ...]:
    """The sections of the full dossier; their charts and tables are looked for only where there is one."""
    from diplotrack.reports.compose.partner import chapters

    return (
        *SECTIONS[:5],
        Section(N_("Commitments both ways"), chapters.all_commitments),
        Section(N_("Last time"), last_time),
        Section(N_("Engagements"), chapters.all_engagements),
        Section(N_("Agreements"), chapters.all_agreements),
        Section(N_("Communications"), chapters.all_communications),
        Section(N_("Our lines over time"), chapters.lines_over_time),
        Section(N_("What the partner was told and asked"), chapters.all_consultations),
        Section(N_("People and offices"), chapters.people_with_lives),
        Section(N_("Background"), known),
        Section(N_("Not to be disclosed"), for_us_alone),
    )


class PartnerBrief:
    """The brief on a partner as of a day, to be composed for as much room as there is; what it reads it reads once.

    ``worded`` turns a stored finding into words; ``reader`` is for whom it is made. A section without content is not
    headed. Raises UserError where the partner is gone.
    """

    def __init__(
        self,
        session: Session,
        partner_id: int,
        terms: Terms,
        worded: Worded = headline,
        reader: str = "",
    ) -> None:
        self.dossier = Dossier(session, terms, partner_id, worded)
        self._reader = reader

    def composed(self, room: Room) -> Composed:
        """The brief for so much room."""
        dossier, missing = self.dossier, self._missing
        dossier.afresh()
        blocks: list[Block] = []
        for section in _in_full() if room.is_endless else SECTIONS:
            own = room.part(_headed(dossier, section), section.weight)
            content = [] if own.is_closed else section.compose(dossier, own)
            if content:
                blocks += [Heading(_headed(dossier, section)), *content]
        blocks = [*blocks, *_foot(dossier, room, missing)] if blocks else [_nothing(dossier)]
        document = Document(
            title=dossier.name,
            kind=_("Dossier") if room.is_endless else _("Partner brief"),
            language=current_locale().replace("_", "-"),
            copy=dossier.copy,
            dated=_("as of {day}").format(day=format_date(dossier.on)),
            front=self._front(),
            blocks=blocks,
            contents=room.is_endless,
        )
        return document_of(dossier, numbered(document))

    def in_full(self) -> Composed:
        """The full dossier: everything there is, with a table of contents."""
        return self.composed(Room())

    @cached_property
    def _missing(self) -> list[str]:
        """What is not on record, as it is seen where there is room for everything."""
        wide = Room(1)
        return [
            str(one.missing) for one in SECTIONS if str(one.missing) and not one.compose(self.dossier, wide)
        ]

    def _front(self) -> tuple[tuple[str, str], ...]:
        dossier = self.dossier
        who = str(settings.read(dossier.session, "who") or "") if dossier.internal else ""
        front = (
            (_("Prepared for"), opening(self._reader, LONGEST_NAME)),
            (_("Occasion"), occasion(dossier)),
            (_("As of"), format_date(dossier.on, "long")),
            (_("Prepared by"), opening(who, LONGEST_NAME)),
            (_("Copy"), _("Internal, not to be handed over") if dossier.internal else ""),
        )
        return tuple((label, value) for label, value in front if value)


def _headed(dossier: Dossier, section: Section) -> str:
    return str(section.heading if dossier.internal else section.outside) or str(section.heading)


def _foot(dossier: Dossier, room: Room, missing: list[str]) -> list[Block]:
    """In an internal copy: what there is more of, and what is not on record at all."""
    if not dossier.internal:
        return []
    told = []
    if room.left:
        told.append(_("In the full dossier: {rest} more.").format(rest=join_names(room.left)))
    if room.given_up:
        told.append(_("Left out for want of room: {sections}.").format(sections=join_names(room.given_up)))
    if missing:
        sentence = _("Not on record by {day}: {missing}.")
        told.append(sentence.format(day=format_date(dossier.on), missing=join_names(missing)))
    return [Paragraph(" ".join(told), style="note")] if told else []


def _nothing(dossier: Dossier) -> Paragraph:
    """That there is nothing: in a hand-over copy it is not said whether anything was kept back."""
    if dossier.internal and not dossier.left_out:
        told = _("There is nothing on record with {partner} by {day}.")
    else:
        told = _("There is nothing on {partner} that may go into this copy.")
    return Paragraph(told.format(partner=dossier.name, day=format_date(dossier.on)))
