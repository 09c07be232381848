"""What a meeting is about: the objectives that it serves, and its agenda."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.records import Objective
from diplotrack.records.enumerations import Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.document import Block, Bullets, Paragraph, Span, Text


def objectives_of(frame: Frame, meeting: Meeting) -> list[Objective]:
    """The objectives that the meeting serves and that may be printed, by priority, then code."""
    if not meeting.objectives:
        return []
    query = (
        select(Objective)
        .where(Objective.id.in_(meeting.objectives), Objective.deleted_at.is_(None))
        .order_by(Objective.priority.is_(None), Objective.priority, Objective.code)
    )
    return frame.admit("objective", frame.session.scalars(query).all())


def served(frame: Frame, meeting: Meeting) -> Text:
    """The objectives as a list in a sentence: code and title; empty where none may be named."""
    told: list[str | Span] = []
    for one in objectives_of(frame, meeting):
        frame.mention("objective", one.id)
        told += ["; " if told else "", frame.span(one.code, one.uid, bold=True), " ", frame.span(one.title)]
    return [part for part in told if part]


def agenda(frame: Frame, meeting: Meeting) -> list[Block]:
    """The points of the agenda, with the side that wants each where it is recorded."""
    items: list[Text] = []
    for one in meeting.agenda:
        by = {Side.OURS: _("raised by us"), Side.THEIRS: _("raised by them")}.get(one.raised_by or Side.THIRD)
        items.append((frame.span(one.title), Span(f"  ({by})", quiet=True)) if by else frame.span(one.title))
    return [Bullets(items, ordered=True)] if items else []


def purpose(frame: Frame, meeting: Meeting, objectives: Sequence[Objective]) -> list[Block]:
    """What we want from it, in the words recorded; below, the objectives it serves with their propositions."""
    one = meeting.engagement
    blocks: list[Block] = []
    if one.purpose and frame.internal:
        blocks.append(Paragraph(frame.span(one.purpose), style="lead"))
    items: list[Text] = []
    for objective in objectives:
        frame.print("objective", objective.id)
        parts: list[str | Span] = [
            frame.span(objective.code, objective.uid, bold=True),
            "  ",
            frame.span(objective.title),
        ]
        items.append(parts)
    if items:
        blocks.append(Bullets(items))
    return blocks
