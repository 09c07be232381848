"""The memorandum of conversation: who was there, and what was said, as it was recorded and under its markings."""

from __future__ import annotations

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, current_locale, format_date
from diplotrack.records import Engagement, Passage
from diplotrack.records.enumerations import EngagementStatus, ParticipantRole
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.compose.meeting import header, moment, seating, seats
from diplotrack.reports.compose.meeting.followup import followed_up
from diplotrack.reports.compose.meeting.handling import Voided, handling
from diplotrack.reports.compose.meeting.meeting import Meeting, admitted, read_meetings
from diplotrack.reports.compose.meeting.subjects import served
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.document import Block, Callout, Document, Facts, Heading, Paragraph, Text
from diplotrack.reports.numbering import numbered
from diplotrack.reports.terms import Composed, Terms

WITHIN = ("atmosphere",)
"""Sections of the record that no hand-over copy has: how it felt is for our own eyes."""


def memorandum(session: Session, engagement_id: int, terms: Terms, voided: Voided | None = None) -> Composed:
    """The memorandum of a conversation. Raises UserError where the engagement is gone or kept back.

    The paragraphs are the passages of the record, unaltered but for the names of protected sources.
    """
    frame = Frame(session, terms)
    engagement = admitted(frame, engagement_id)
    [meeting] = read_meetings(frame, [engagement])
    frame.print("engagement", engagement.id)
    blocks: list[Block] = [*header.standing(frame, meeting), _facts(frame, meeting)]
    present = seating.table_of(seats.delegations(frame, meeting))
    if present:
        blocks += [Heading(_("Participants")), *present]
    said = _said(frame, engagement)
    blocks += said or [Callout(_nothing(frame, meeting))]
    blocks += followed_up(frame, meeting)
    blocks += handling(frame, engagement, voided)
    document = Document(
        title=frame.span(engagement.title).text,
        kind=_("Memorandum of conversation"),
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=moment.days(engagement),
        front=(),
        blocks=blocks,
    )
    return document_of(frame, numbered(document))


def _facts(frame: Frame, meeting: Meeting) -> Facts:
    """Subject, date, time and place, who took notes and who interpreted."""
    one = meeting.engagement
    found = seats.delegations(frame, meeting)
    place = [part for part in (one.venue, one.city, header.land(frame, one)) if part]
    rows: list[tuple[Text, Text]] = [
        (_("Subject"), served(frame, meeting) or frame.span(one.title)),
        (_("Date"), frame.span(moment.days(one), one.uid)),
        (_("Time"), moment.local_time(one, meeting.zone)),
        (_("Place"), frame.span(", ".join(place)).text),
        (_("Form"), header.form(meeting)),
        (_("Notetaker"), seating.aides(found, ParticipantRole.NOTETAKER)),
        (_("Interpreter"), seating.aides(found, ParticipantRole.INTERPRETER)),
        (_("Tête-à-tête"), header.alone(found)),
    ]
    return Facts([(label, text) for label, text in rows if text])


def _said(frame: Frame, engagement: Engagement) -> list[Block]:
    """The record section by section, every paragraph numbered and marked."""
    texts = texts_of(frame, "engagement", [engagement.id]).get(engagement.id, {})
    blocks: list[Block] = []
    for role in Engagement.__kind__.texts:
        passages = texts.get(role.role, [])
        if role.role in WITHIN and not frame.internal:
            for one in passages:
                frame.leave_out("passage", one.id)
        elif passages:
            blocks += [Heading(str(role.label)), *(_paragraph(frame, one) for one in passages)]
    return blocks


def _paragraph(frame: Frame, one: Passage) -> Paragraph:
    return Paragraph(frame.span(one.text), marking=frame.print("passage", one.id))


def _nothing(frame: Frame, meeting: Meeting) -> str:
    """Why there is no record, in a sentence."""
    if not frame.internal:
        return _("Nothing of what was said may go into this copy.")
    if frame.left_out.get("passage"):
        return _("What is on record of this conversation is kept back by the release filter.")
    if meeting.engagement.status is EngagementStatus.HELD:
        return _("There is no record of this conversation yet.")
    if meeting.engagement.status is EngagementStatus.PLANNED:
        told = _("There is no record of this conversation: it is planned for {day}.")
        return told.format(day=format_date(meeting.engagement.starts_on, "long") or _("a day not yet known"))
    return _("There is no record of this conversation: it was not held.")
