"""What a meeting is about: the objectives that it serves, and its agenda."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import Objective
from diplotrack.records.enumerations import Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Block, Bullets, Paragraph, Point, Span, Text


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


def agenda(frame: Frame, meeting: Meeting, room: Room) -> list[Block]:
    """The points of the agenda, with the side that wants each where it is told; in one line where room is scarce."""
    items: list[list[str | Span]] = []
    for one in meeting.agenda:
        by = {Side.OURS: _("raised by us"), Side.THEIRS: _("raised by them")}.get(one.raised_by or Side.THIRD)
        title = frame.span(room.words(one.title, 200, 90))
        items.append([title, Span(f" ({by})", quiet=True)] if by else [title])
    if not items:
        return []
    if room.is_endless or room.most(2, 0) > 1:
        return [Bullets(items, ordered=True)]
    line: list[str | Span] = []
    for place, parts in enumerate(items, 1):
        line += [Span(f"{'; ' if line else ''}{format_number(place)}\N{NO-BREAK SPACE}", quiet=True), *parts]
    return [Paragraph(line)]


def purpose(frame: Frame, meeting: Meeting, objectives: Sequence[Objective], room: Room) -> list[Block]:
    """What we want from it, in two lines as recorded, failing that the first objective; then the objectives served."""
    one = meeting.engagement
    rest = list(objectives)
    blocks: list[Block] = []
    if one.purpose:
        mark = frame.print("engagement", one.id)
        words = room.words(one.purpose, 260, 190)
        link = frame.span("  " + _("(purpose)"), one.uid, quiet=True) if frame.internal else ""
        blocks.append(Paragraph((frame.span(words), link), marking=mark, style="lead"))
    elif rest:
        first = rest.pop(0)
        mark = frame.print("objective", first.id)
        words = room.words(first.proposition or first.title, 260, 150)
        link = frame.span(f"  ({first.code})", first.uid, quiet=True)
        blocks.append(Paragraph((frame.span(words), link), marking=mark, style="lead"))
    points = [
        Point(
            (
                frame.span(one.code, one.uid, bold=True),
                "  ",
                frame.span(room.words(one.title, 200, 80)),
            ),
            marking=frame.print("objective", one.id),
        )
        for one in room.some(rest, 5, 0, of=_more)
    ]
    return [*blocks, Bullets(points)] if points else blocks


def _more(count: int) -> str:
    return ngettext("{count} objective", "{count} objectives", count).format(count=format_number(count))
