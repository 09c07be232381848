"""How a memorandum is handled: to whom it may go or went, and which offices have cleared what was written of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, format_date, join_names
from diplotrack.records import Clearance, Communication, CommunicationParty, Engagement, Party
from diplotrack.records.enumerations import ClearanceState, CommunicationType, Correspondent, Traffic
from diplotrack.release import party_key
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import Block, Facts, Heading, Text

Voided = Callable[[Session, Collection[int]], set[int]]
"""Which clearances of these communications an edit has voided. Whoever knows the rule gives it."""
GIVEN = (ClearanceState.CLEARED, ClearanceState.WITH_EDITS)
REPORTS = (CommunicationType.CABLE, CommunicationType.READOUT)
"""Texts that report on a meeting."""
FAR = (Correspondent.TO, Correspondent.COPY)


def handling(frame: Frame, engagement: Engagement, voided: Voided | None) -> list[Block]:
    """Distribution and clearance, of the copy that stays inside."""
    if not frame.internal:
        return []
    texts = _reporting(frame, engagement)
    rows: list[tuple[Text, Text]] = [
        (_("May go to"), _allowed(frame, engagement)),
        (_("Sent to"), _recipients(frame, texts) or _("No recipient is recorded")),
        (_("Clearance"), _clearances(frame, texts, voided)),
    ]
    return [Heading(_("Distribution and clearance")), Facts(rows)]


def _allowed(frame: Frame, engagement: Engagement) -> str:
    """To whom the record's own marking lets it go; each paragraph may be narrower."""
    marking = frame.marking_of("engagement", engagement.id)
    if marking.is_public:
        return _("Anybody: it is public")
    listed = select(Party).where(or_(Party.code.in_(marking.rel_to), Party.name.in_(marking.rel_to)))
    named = {party_key(one.code, one.name): frame.party(one.id) for one in frame.session.scalars(listed)}
    names = [named.get(one) or one for one in marking.rel_to]
    return join_names(sorted(names, key=frame.sorted_as)) or _("Nobody outside: it is released to none")


def _reporting(frame: Frame, engagement: Engagement) -> list[Communication]:
    """Our own texts that report on the meeting."""
    query = select(Communication).where(
        Communication.engagement_id == engagement.id,
        Communication.type.in_(REPORTS),
        Communication.traffic != Traffic.INCOMING,
        Communication.deleted_at.is_(None),
    )
    return frame.admit("communication", frame.session.scalars(query.order_by(Communication.id)).all())


def _recipients(frame: Frame, texts: Sequence[Communication]) -> str:
    query = select(CommunicationParty.party_id).where(
        CommunicationParty.communication_id.in_([one.id for one in texts]),
        CommunicationParty.part.in_(FAR),
        CommunicationParty.deleted_at.is_(None),
    )
    names = {name for one in frame.session.scalars(query) if (name := frame.party(one))}
    return join_names(sorted(names, key=frame.sorted_as))


def _clearances(frame: Frame, texts: Sequence[Communication], voided: Voided | None) -> str:
    """Every office with its word and the day of it; that an edit has voided it since; or that nobody has cleared."""
    ids = [one.id for one in texts]
    query = select(Clearance).where(Clearance.communication_id.in_(ids), Clearance.deleted_at.is_(None))
    found: dict[str, list[Clearance]] = defaultdict(list)
    for one in frame.session.scalars(query.order_by(Clearance.on, Clearance.id)):
        if one.on is None or one.on <= frame.on:
            found[one.office].append(one)
    void = voided(frame.session, ids) if voided is not None and found else set()
    told = [_cleared(frame, office, some[-1], void) for office, some in found.items()]
    return "; ".join(told) or _("Not cleared by any office")


def _cleared(frame: Frame, office: str, one: Clearance, void: Collection[int]) -> str:
    state = str(one.state.label).lower()
    if one.id in void:
        state = _("cleared, but the text was edited since")
    told = _("{office}: {state}").format(office=frame.span(office).text, state=state)
    return _("{told} ({day})").format(told=told, day=format_date(one.on)) if one.on else told
