"""The readout: the short public version. Ours as it was given out; failing that, a draft of what is public anyway.

Nothing is invented, and nothing of the record of conversation goes in: who met, when and where, and what was published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, current_locale, format_date, join_names
from diplotrack.records import Commitment, Communication, Engagement, Passage
from diplotrack.records.enumerations import CommunicationType, EngagementStatus, Side, Traffic
from diplotrack.reports.compose.frame import Frame, document_of, shortened
from diplotrack.reports.compose.meeting import header, moment, seating, seats
from diplotrack.reports.compose.meeting.meeting import Meeting, admitted, read_meetings
from diplotrack.reports.compose.meeting.subjects import objectives_of
from diplotrack.reports.compose.promises import read_promises
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.compose.wording import and_more, full_stop, opening
from diplotrack.reports.document import Block, Bullets, Column, Document, Paragraph, Point, Table, Text
from diplotrack.reports.terms import Composed, Terms, Watermark
from diplotrack.store.passages import passages_of

Aligned: TypeAlias = Callable[[Sequence[str], Sequence[str]], Sequence[tuple[str, str]]]
"""Two texts paragraph by paragraph, beside one another what speaks of the same. Whoever knows the likeness gives it."""

MOST, LONGEST = 12, 400
"""Commitments that a draft tells, and characters of each."""
GIVEN_OUT = (
    CommunicationType.READOUT,
    CommunicationType.JOINT_COMMUNIQUE,
    CommunicationType.PRESS_RELEASE,
    CommunicationType.STATEMENT,
)


def readout(session: Session, engagement_id: int, terms: Terms, aligned: Aligned | None = None) -> Composed:
    """The readout of an engagement: our text where there is one, else a draft of what is public.

    ``aligned``: theirs stands beside ours, for comparison, in an internal copy alone. A text that was given out stands
    under its own marking, whatever the engagement is marked. Raises UserError where there is no text of ours and the
    engagement is gone or kept back.
    """
    frame = Frame(session, terms)
    texts = readouts(frame, engagement_id)
    ours = [one for one in texts if one.traffic is not Traffic.INCOMING]
    theirs = [one for one in texts if one.traffic is Traffic.INCOMING]
    if not ours:
        [meeting] = read_meetings(frame, [admitted(frame, engagement_id)])
        return _drafted(frame, meeting)
    if aligned is not None and theirs and frame.internal:
        return _compared(frame, ours[-1], theirs[-1], aligned)
    return _given_out(frame, ours[-1])


def readouts(frame: Frame, engagement_id: int) -> list[Communication]:
    """The readouts of an engagement, ours and theirs, that were given out by the day."""
    query = (
        select(Communication)
        .where(
            Communication.engagement_id == engagement_id,
            Communication.type == CommunicationType.READOUT,
            Communication.deleted_at.is_(None),
            Communication.merged_into.is_(None),
        )
        .order_by(Communication.sent_on, Communication.id)
    )
    found = [one for one in frame.session.scalars(query) if one.sent_on is None or one.sent_on <= frame.on]
    return frame.admit("communication", found)


def _given_out(frame: Frame, ours: Communication) -> Composed:
    """Our text as it stands; a portion mark only where it is not public, for a public text needs none."""
    blocks: list[Block] = []
    for passage in _text(frame, ours):
        mark = frame.print("passage", passage.id)
        public = frame.marking_of("passage", passage.id).is_public
        blocks.append(Paragraph(frame.span(passage.text), marking="" if public else mark))
    if not blocks:
        blocks = [Paragraph(_textless(frame))]
    return document_of(frame, _document(frame, ours, blocks))


def _textless(frame: Frame) -> str:
    """Why there is no text; in a copy for others it is not said whether anything was kept back."""
    if not frame.internal:
        return _("No text of the readout may go into this copy.")
    if frame.left_out.get("passage"):
        return _("The release filter keeps the text of the readout back.")
    return _("The readout is on record without its text.")


def _compared(frame: Frame, ours: Communication, theirs: Communication, aligned: Aligned) -> Composed:
    """Theirs beside ours, paragraph by paragraph."""
    texts = []
    for one in (ours, theirs):
        passages = _text(frame, one)
        for passage in passages:
            frame.print("passage", passage.id)
        texts.append([passage.text for passage in passages])
    rows = [(frame.span(first), frame.span(second)) for first, second in aligned(*texts)]
    columns = (
        Column(_("Ours, {day}").format(day=format_date(ours.sent_on)), 1, key="ours"),
        Column(_("Theirs, {day}").format(day=format_date(theirs.sent_on)), 1, key="theirs"),
    )
    blocks: list[Block] = [Table(columns, rows, name="readouts")]
    if not rows:
        blocks = [Paragraph(_("Neither readout is on record with its text."))]
    return document_of(frame, _document(frame, ours, blocks, frame.span(theirs.title).text))


def _text(frame: Frame, one: Communication) -> list[Passage]:
    frame.print("communication", one.id)
    roles = texts_of(frame, "communication", [one.id]).get(one.id, {})
    return [passage for some in roles.values() for passage in some]


def _document(frame: Frame, ours: Communication, blocks: Sequence[Block], beside: str = "") -> Document:
    front = [
        (_("Given out"), format_date(ours.sent_on, "long")),
        (_("Reference"), frame.span(ours.reference).text),
        (_("Beside it"), beside),
    ]
    return Document(
        title=frame.span(ours.title).text,
        kind=_("Readouts compared") if beside else _("Readout"),
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=format_date(ours.sent_on),
        front=tuple((label, text) for label, text in front if text),
        blocks=blocks,
    )


def _drafted(frame: Frame, meeting: Meeting) -> Composed:
    """A draft of what is public; what the record holds beside is counted as left out."""
    engagement = meeting.engagement
    _leave_out(frame, meeting)
    blocks: list[Block] = []
    if not is_public(frame, engagement):
        words = _(
            "This engagement is not recorded as public, and no readout of it: there is nothing that may be given out."
        )
        frame.leave_out("engagement", engagement.id)
        blocks.append(Paragraph(words))
    elif engagement.status is not EngagementStatus.HELD:
        blocks.append(Paragraph(_("This engagement is not recorded as held: there is nothing to read out.")))
    else:
        frame.print("engagement", engagement.id)
        blocks.append(Paragraph(_met(frame, meeting), style="lead"))
        blocks += _subjects(frame, meeting)
        blocks += _undertaken(frame, meeting)
        blocks += _agreed(frame, meeting)
        if frame.internal:
            words = _(
                "Drawn from what is public on record. Nothing of the record of conversation is in it; have it cleared"
                " before it is given out."
            )
            blocks.append(Paragraph(words, style="note"))
    partners = frame.party_list(meeting.parties)
    title = _("Engagement with {partners}").format(partners=partners) if partners else _("Engagement")
    document = Document(
        title=title,
        kind=_("Draft readout"),
        subtitle=moment.days(engagement),
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=format_date(engagement.starts_on),
        blocks=blocks,
    )
    composed = document_of(frame, document)
    return replace(
        composed,
        document=replace(composed.document, watermark=str(Watermark.DRAFT.label).upper()),
    )


def is_public(frame: Frame, engagement: Engagement) -> bool:
    """Whether it was announced or reported in public, or is marked so."""
    return engagement.is_public or frame.marking_of("engagement", engagement.id).is_public


def _leave_out(frame: Frame, meeting: Meeting) -> None:
    """The record of conversation is not drawn from: its passages are counted as left out."""
    found = passages_of(frame.session, "engagement", [meeting.id]).get(meeting.id, {})
    for one in (passage for some in found.values() for passage in some):
        frame.leave_out("passage", one.id)


def _met(frame: Frame, meeting: Meeting) -> str:
    """Who met whom, when and where: the heads of both sides in the offices of that day."""
    engagement = meeting.engagement
    led = seats.heads(seats.delegations(frame, meeting))
    ours = [name for one, seat in led if one.side is Side.OURS and (name := _named(seat))]
    theirs = [name for one, seat in led if one.side is not Side.OURS and (name := _named(seat))]
    us = join_names(ours) or join_names([frame.party(one) for one in meeting.our_parties]) or _("We")
    them = shortened(theirs, seating.MOST) or frame.party_list(meeting.parties) or _("partners")
    day = moment.days(engagement)
    city = frame.span(engagement.city).text
    if engagement.format in header.CALLS:
        return _("{us} spoke with {them} on {day}.").format(us=us, them=them, day=day)
    if city:
        told = _("{us} met {them} in {city} on {day}.")
        return told.format(us=us, them=them, city=city, day=day)
    return _("{us} met {them} on {day}.").format(us=us, them=them, day=day)


def _named(seat: seats.Seat) -> str:
    """Office and name; "" for a protected source, of whom no public text says that there was one."""
    if seat.bare and seat.office:
        return _("{office} {name}").format(office=seat.office, name=seat.bare)
    return seat.bare or seat.office


def _subjects(frame: Frame, meeting: Meeting) -> list[Block]:
    """The objectives that are marked as public, by their titles: what else we want is nobody's business."""
    shown: list[str] = []
    for one in objectives_of(frame, meeting):
        if frame.marking_of("objective", one.id).is_public:
            frame.print("objective", one.id)
            shown.append(frame.span(one.title).text)
        else:
            frame.leave_out("objective", one.id)
    return [Paragraph(_("They spoke about:")), Bullets(shown)] if shown else []


def _undertaken(frame: Frame, meeting: Meeting) -> list[Block]:
    """The commitments that are public."""
    items: list[Text | Point] = []
    found = read_promises(frame, Commitment.engagement_id == meeting.id, Commitment.is_public.is_(True))
    for one in found[:MOST]:
        frame.print("commitment", one.id)
        by = frame.party_list(one.by)
        words = frame.span(full_stop(opening(one.text, LONGEST)), one.uid)
        items.append((f"{by}: ", words) if by else words)
    if len(found) > MOST:
        items.append(and_more(len(found) - MOST))
    hidden = read_promises(frame, Commitment.engagement_id == meeting.id, Commitment.is_public.is_(False))
    for one in hidden:
        frame.leave_out("commitment", one.id)
    return [Paragraph(_("They undertook:")), Bullets(items)] if items else []


def _agreed(frame: Frame, meeting: Meeting) -> list[Block]:
    """The texts given out on the occasion: joint communiqués and other public ones, by title."""
    query = select(Communication).where(
        Communication.engagement_id == meeting.id,
        Communication.is_public.is_(True),
        Communication.type.in_(GIVEN_OUT),
        Communication.deleted_at.is_(None),
    )
    items = []
    for one in frame.admit("communication", frame.session.scalars(query.order_by(Communication.id)).all()):
        frame.print("communication", one.id)
        items.append((f"{one.type.label}: ", frame.span(one.title, one.uid)))
    return [Paragraph(_("Given out on the occasion:")), Bullets(items)] if items else []
