"""Asks: what we ask of the partner, what it asks of us, and what was answered by the day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Ask, AskRaised, Communication, Engagement
from diplotrack.records.enumerations import Response
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.not_to_raise import held_back
from diplotrack.reports.compose.room import SENTENCE, Counted, Room
from diplotrack.reports.compose.wording import days_overdue, full_stop, in_days, when
from diplotrack.reports.document import Block, Paragraph, Span
from diplotrack.store.as_of import by_day
from diplotrack.store.batches import batches

UNSETTLED = (Response.NONE, Response.AD_REFERENDUM)


def our_asks(dossier: Dossier, room: Room) -> list[Block]:
    """What we ask of the partner, unanswered first."""
    kept = held_back(dossier, "ask")
    found = [one for one in dossier.once(asks_between, ours=True) if one.id not in kept]
    return _asks(dossier, room, found, _more_of_ours)


def their_asks(dossier: Dossier, room: Room) -> list[Block]:
    """What the partner asks of us with our response, unanswered first."""
    return _asks(dossier, room, dossier.once(asks_between, ours=False), _more_of_theirs)


def _more_of_ours(count: int) -> str:
    return ngettext("{count} ask of ours", "{count} asks of ours", count).format(count=format_number(count))


def _more_of_theirs(count: int) -> str:
    return ngettext("{count} ask of theirs", "{count} asks of theirs", count).format(
        count=format_number(count)
    )


def asks_between(dossier: Dossier, *, ours: bool) -> list[Ask]:
    """What we asked of the partner (``ours``), or it of us, by the day: unanswered first, the latest first."""
    family, us = dossier.family, dossier.ours
    if ours:
        parties = (Ask.to_id.in_(family), or_(Ask.by_id.in_(us), Ask.by_id.is_(None)))
    else:
        parties = (Ask.by_id.in_(family), or_(Ask.to_id.in_(us), Ask.to_id.is_(None)))
    query = select(Ask).where(
        Ask.deleted_at.is_(None), Ask.merged_into.is_(None), by_day(Ask, "asked_on", dossier.on), *parties
    )
    found = dossier.admit("ask", dossier.session.scalars(query).all())
    found.sort(key=lambda one: (response_on(dossier, one) not in UNSETTLED, -_asked(one), one.id))
    return found


def _asks(dossier: Dossier, room: Room, found: Sequence[Ask], more: Counted) -> list[Block]:
    times = dossier.once(_times_raised, tuple(one.id for one in found))
    return [
        Paragraph(_worded(dossier, room, one, times.get(one.id, 0)), marking=dossier.print("ask", one.id))
        for one in room.some(found, 5, 1, of=more)
    ]


def _asked(ask: Ask) -> int:
    return ask.asked_on.toordinal() if ask.asked_on else 0


def response_on(dossier: Dossier, ask: Ask) -> Response:
    """The response as it stood on the day."""
    return Response.NONE if ask.answered_on and ask.answered_on > dossier.on else ask.response


def _worded(dossier: Dossier, room: Room, ask: Ask, times: int) -> Sequence[str | Span]:
    """The ask; in brackets since when it has been raised and how it stands; the answer in their words."""
    response = response_on(dossier, ask)
    told = []
    if ask.asked_on and not room.is_tight:
        since = when(ask.asked_on, ask.asked_on_latest)
        raised = ngettext("raised {times} time since {day}", "raised {times} times since {day}", times)
        first = _("raised {day}").format(day=since)
        told.append(raised.format(times=format_number(times), day=since) if times > 1 else first)
    told.append(str(response.label).lower())
    if response in UNSETTLED and ask.answer_due_on:
        due = ask.answer_due_on
        far = in_days(due, dossier.on) or days_overdue((dossier.on - due).days)
        told.append(_("answer due {day}, {far}").format(day=format_date(due), far=far))
    parts: list[str | Span] = [
        dossier.span(full_stop(room.words(ask.text, 400, 110))),
        "  ",
        dossier.span("({})".format("; ".join(told)), ask.uid, quiet=True),
    ]
    if ask.answer and response is not Response.NONE:
        answer = room.words(ask.answer, 300, 0, whole=SENTENCE)
        parts += ["  ", dossier.span(f"“{answer}”")] if answer else []
    return parts


def _times_raised(dossier: Dossier, ids: Sequence[int]) -> dict[int, int]:
    """On how many occasions by the day each ask was raised."""
    found: dict[int, int] = {}
    for some in batches(ids):
        query = (
            select(AskRaised.ask_id, func.count())
            .outerjoin(Engagement, Engagement.id == AskRaised.engagement_id)
            .outerjoin(Communication, Communication.id == AskRaised.communication_id)
            .where(
                AskRaised.ask_id.in_(some),
                AskRaised.deleted_at.is_(None),
                func.coalesce(Engagement.starts_on, Communication.sent_on) <= dossier.on,
            )
            .group_by(AskRaised.ask_id)
        )
        found |= dict(dossier.session.execute(query).all())
    return found
