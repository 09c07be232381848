"""What follows from a meeting: what was asked and answered, what was promised by whom, and who does what next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date
from diplotrack.records import Action, Ask, AskRaised, Commitment, Communication, Person
from diplotrack.records.enumerations import ActionStatus, Direction, Response, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.promises import Promise, read_promises
from diplotrack.reports.compose.wording import and_more, full_stop
from diplotrack.reports.document import Block, Heading, Paragraph, Span
from diplotrack.store.as_of import by_day

MOST = 12
"""Entries of each sort that are told; a forum makes dozens of promises at once."""


def followed_up(frame: Frame, meeting: Meeting) -> list[Block]:
    """Asks, commitments and next steps of the meeting as numbered paragraphs; nothing where there are none."""
    parts = (
        (_("Asks raised"), _asks(frame, meeting)),
        (_("Commitments undertaken"), _promises(frame, meeting)),
        (_("Next steps"), _actions(frame, meeting)),
        (_("Texts"), _texts(frame, meeting)),
    )
    return [one for heading, blocks in parts if blocks for one in (Heading(heading), *blocks)]


def asks_raised(frame: Frame, meeting: Meeting) -> list[Ask]:
    """What was asked at the meeting, ours first."""
    raised = select(AskRaised.ask_id).where(
        AskRaised.engagement_id == meeting.id, AskRaised.deleted_at.is_(None)
    )
    query = select(Ask).where(Ask.id.in_(raised), Ask.deleted_at.is_(None), Ask.merged_into.is_(None))
    found = frame.admit("ask", frame.session.scalars(query.order_by(Ask.asked_on, Ask.id)).all())
    return sorted(found, key=lambda one: one.by_id is not None and one.by_id not in frame.ours)


def _asks(frame: Frame, meeting: Meeting) -> list[Block]:
    found = asks_raised(frame, meeting)
    blocks: list[Block] = []
    for one in found[:MOST]:
        lead = _("{party} asked:").format(party=frame.party(one.by_id) or _("One side"))
        answered = one.answered_on is None or one.answered_on <= frame.on
        response = one.response if answered else Response.NONE
        told = _("Response: {response}.").format(response=str(response.label).lower())
        parts: list[str | Span] = [
            Span(f"{lead} ", bold=True),
            frame.span(full_stop(one.text)),
            "  ",
            frame.span(told, one.uid, quiet=True),
        ]
        if one.answer and response is not Response.NONE:
            parts += [" ", frame.span(f"“{one.answer}”")]
        blocks.append(Paragraph(parts, marking=frame.print("ask", one.id)))
    return [*blocks, *_rest(found)]


def _promises(frame: Frame, meeting: Meeting) -> list[Block]:
    """Ours, theirs, and what was promised together, each with its status of the day."""
    found = read_promises(frame, Commitment.engagement_id == meeting.id)
    order = (Direction.OURS, Direction.THEIRS, Direction.MUTUAL)
    found.sort(key=lambda one: order.index(one.direction) if one.direction in order else len(order))
    blocks: list[Block] = [_promise(frame, one) for one in found[:MOST]]
    return [*blocks, *_rest(found)]


def _promise(frame: Frame, one: Promise) -> Paragraph:
    mark = frame.print("commitment", one.id)
    state = str(one.status.label).lower()
    if one.due:
        state = _("{status}, due {day}").format(status=state, day=format_date(one.due))
    by = frame.party_list(one.by)
    lead = [Span(f"{by}: ", bold=True)] if by else []
    return Paragraph(
        (*lead, frame.span(full_stop(one.text)), "  ", frame.span(f"({state})", one.uid, quiet=True)),
        marking=mark,
    )


def _actions(frame: Frame, meeting: Meeting) -> list[Block]:
    """What somebody has to do: a matter of our own, which no hand-over copy has."""
    if not frame.internal:
        return []
    query = (
        select(Action)
        .where(
            Action.engagement_id == meeting.id,
            Action.deleted_at.is_(None),
            Action.status != ActionStatus.DROPPED,
        )
        .order_by(Action.due_on.is_(None), Action.due_on, Action.id)
    )
    found = frame.admit("action", frame.session.scalars(query).all())
    names = _owners(frame, found)
    blocks: list[Block] = []
    for one in found[:MOST]:
        who = names.get(one.owner_id or 0) or (_("Their side") if one.side is Side.THEIRS else "")
        is_done = one.status is ActionStatus.DONE and (one.done_on is None or one.done_on <= frame.on)
        state = str(ActionStatus.DONE.label if is_done else ActionStatus.OPEN.label).lower()
        if one.due_on and not is_done:
            state = _("{status}, due {day}").format(status=state, day=format_date(one.due_on))
        blocks.append(
            Paragraph(
                (
                    *([Span(f"{who}: ", bold=True)] if who else []),
                    frame.span(full_stop(one.text)),
                    "  ",
                    frame.span(f"({state})", one.uid, quiet=True),
                ),
                marking=frame.print("action", one.id),
            )
        )
    return [*blocks, *_rest(found)]


def _owners(frame: Frame, actions: Iterable[Action]) -> dict[int, str]:
    ids = {one.owner_id for one in actions if one.owner_id}
    if not ids:
        return {}
    people = frame.admit("person", frame.session.scalars(select(Person).where(Person.id.in_(ids))).all())
    for one in people:
        frame.mention("person", one.id)
    return {one.id: frame.protected.name_of(one.id, one.name) for one in people}


def _texts(frame: Frame, meeting: Meeting) -> list[Block]:
    """What was handed over at the meeting or written on it."""
    query = (
        select(Communication)
        .where(
            Communication.engagement_id == meeting.id,
            Communication.deleted_at.is_(None),
            Communication.merged_into.is_(None),
            by_day(Communication, "sent_on", frame.on),
        )
        .order_by(Communication.sent_on, Communication.id)
    )
    found = frame.admit("communication", frame.session.scalars(query).all())
    blocks: list[Block] = []
    for one in found[:MOST]:
        kind = str(one.type.label)
        told = ", ".join(part for part in (format_date(one.sent_on), frame.span(one.reference).text) if part)
        blocks.append(
            Paragraph(
                (
                    Span(f"{kind}: ", quiet=True),
                    frame.span(one.title, one.uid),
                    Span(f"  ({told})" if told else "", quiet=True),
                ),
                marking=frame.print("communication", one.id),
            )
        )
    return [*blocks, *_rest(found)]


def _rest(found: Sequence[object]) -> list[Block]:
    return [Paragraph(and_more(len(found) - MOST), style="note")] if len(found) > MOST else []
