"""Asks: what we ask of the partner, what it asks of us, and what was answered by the day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from diplotrack.base.i18n import _, format_date, ngettext
from diplotrack.records import Ask, AskRaised, Communication, Engagement
from diplotrack.records.enumerations import Response
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.wording import and_more, days_overdue, full_stop, when
from diplotrack.reports.document import Block, Paragraph, Span
from diplotrack.store.as_of import by_day

MOST = 5
UNSETTLED = (Response.NONE, Response.AD_REFERENDUM)


def our_asks(dossier: Dossier) -> list[Block]:
    """What we ask of the partner, unanswered first."""
    return _asks(dossier, ours=True)


def their_asks(dossier: Dossier) -> list[Block]:
    """What the partner asks of us with our response, unanswered first."""
    return _asks(dossier, ours=False)


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


def _asks(dossier: Dossier, *, ours: bool) -> list[Block]:
    found = asks_between(dossier, ours=ours)
    times = _times_raised(dossier, [one.id for one in found[:MOST]])
    blocks: list[Block] = [
        Paragraph(
            _worded(dossier, one, times.get(one.id, 0)),
            number=str(place),
            marking=dossier.print("ask", one.id),
        )
        for place, one in enumerate(found[:MOST], 1)
    ]
    if len(found) > MOST:
        blocks.append(Paragraph(and_more(len(found) - MOST), style="note"))
    return blocks


def _asked(ask: Ask) -> int:
    return ask.asked_on.toordinal() if ask.asked_on else 0


def response_on(dossier: Dossier, ask: Ask) -> Response:
    """The response as it stood on the day."""
    return Response.NONE if ask.answered_on and ask.answered_on > dossier.on else ask.response


def _worded(dossier: Dossier, ask: Ask, times: int) -> Sequence[str | Span]:
    response = response_on(dossier, ask)
    told = (
        [_("First raised {day}.").format(day=when(ask.asked_on, ask.asked_on_latest))] if ask.asked_on else []
    )
    if times > 1:
        told.append(ngettext("Raised {times} time.", "Raised {times} times.", times).format(times=times))
    told.append(_("Response: {response}.").format(response=str(response.label).lower()))
    if response in UNSETTLED and ask.answer_due_on:
        late = days_overdue((dossier.on - ask.answer_due_on).days if ask.answer_due_on < dossier.on else 0)
        due = _("Answer due {day}").format(day=format_date(ask.answer_due_on))
        told.append(f"{due}, {late}." if late else f"{due}.")
    parts: list[str | Span] = [
        dossier.span(full_stop(ask.text)),
        "  ",
        dossier.span(" ".join(told), ask.uid, quiet=True),
    ]
    if ask.answer and response is not Response.NONE:
        parts += [" ", dossier.span(f"“{ask.answer}”")]
    return parts


def _times_raised(dossier: Dossier, ids: Sequence[int]) -> dict[int, int]:
    """On how many occasions by the day each ask was raised."""
    if not ids:
        return {}
    query = (
        select(AskRaised.ask_id, func.count())
        .outerjoin(Engagement, Engagement.id == AskRaised.engagement_id)
        .outerjoin(Communication, Communication.id == AskRaised.communication_id)
        .where(
            AskRaised.ask_id.in_(ids),
            AskRaised.deleted_at.is_(None),
            func.coalesce(Engagement.starts_on, Communication.sent_on) <= dossier.on,
        )
        .group_by(AskRaised.ask_id)
    )
    return dict(dossier.session.execute(query).all())
