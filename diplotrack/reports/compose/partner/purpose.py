"""The objective: what we want of the partner, the engagement that is planned next, and the objectives it serves."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import and_, or_, select

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import (
    Ask,
    CommitmentParty,
    CommunicationParty,
    Engagement,
    EngagementParty,
    Objective,
    ObjectiveLink,
)
from diplotrack.records.enumerations import EngagementStatus, ObjectiveStatus
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.not_to_raise import held_back
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import in_days, opening, when
from diplotrack.reports.document import Block, Bullets, Paragraph, Point
from diplotrack.store.as_of import holding

TWO_LINES = (200, 160)
LONGEST_TITLE, LONGEST_PLACE = 90, 40


def purpose(dossier: Dossier, room: Room) -> list[Block]:
    """What we want of the partner, in two lines; below it the objectives in force that dealings with it serve.

    It is the purpose of the next engagement; failing that, the first of the objectives.
    """
    planned = dossier.once(next_engagement)
    objectives = dossier.once(_objectives)
    blocks: list[Block] = []
    if planned is not None and planned.purpose:
        mark = dossier.print("engagement", planned.id)
        words = dossier.span(room.words(planned.purpose, *TWO_LINES))
        link = dossier.span(f"({str(planned.format.label).lower()})", planned.uid, quiet=True)
        blocks.append(
            Paragraph((words, "  ", link) if dossier.internal else words, marking=mark, style="lead")
        )
    elif objectives:
        first, *objectives = objectives
        mark = dossier.print("objective", first.id)
        words = dossier.span(room.words(first.proposition or first.title, *TWO_LINES))
        link = dossier.span(f"({first.code})", first.uid, quiet=True)
        blocks.append(
            Paragraph((words, "  ", link) if dossier.internal else words, marking=mark, style="lead")
        )
    points = [
        Point(
            (
                dossier.span(one.code, one.uid, bold=True),
                "  ",
                dossier.span(room.words(one.title, 200, 80)),
            ),
            marking=dossier.print("objective", one.id),
        )
        for one in room.some(objectives, 4, 0, 0.8, of=_more)
    ]
    return [*blocks, Bullets(points)] if points else blocks


def _more(count: int) -> str:
    return ngettext("{count} objective", "{count} objectives", count).format(count=format_number(count))


def occasion(dossier: Dossier) -> str:
    """The next engagement in a line: "Working visit to Paris, Jan 8, 2009 (in 8 days)"; "" where none is planned."""
    planned = dossier.once(next_engagement)
    if planned is None:
        return ""
    dossier.print("engagement", planned.id)
    day = when(planned.starts_on, planned.starts_on_latest)
    far = in_days(planned.starts_on, dossier.on) if planned.starts_on else ""
    told = _("{day} ({far})").format(day=day, far=far) if far else day
    title = dossier.protected.hide(opening(planned.title, LONGEST_TITLE))
    place = "" if planned.city.casefold() in title.casefold() else opening(planned.city, LONGEST_PLACE)
    return ", ".join(part for part in (title, place, told) if part)


def next_engagement(dossier: Dossier) -> Engagement | None:
    """The first engagement after the day that was planned by then and still is."""
    known_by = datetime.combine(dossier.on + timedelta(days=1), time.min)
    query = (
        select(Engagement)
        .where(
            Engagement.deleted_at.is_(None),
            Engagement.status == EngagementStatus.PLANNED,
            Engagement.starts_on >= dossier.on,
            Engagement.created_at < known_by,
            dossier.engaged(),
        )
        .order_by(Engagement.starts_on, Engagement.start_time, Engagement.id)
    )
    return next(iter(dossier.admit("engagement", dossier.session.scalars(query).all())), None)


def _objectives(dossier: Dossier) -> list[Objective]:
    """By priority, then code."""
    family = dossier.family
    served = [
        ("engagement", select(EngagementParty.engagement_id).where(EngagementParty.party_id.in_(family))),
        ("commitment", select(CommitmentParty.commitment_id).where(CommitmentParty.party_id.in_(family))),
        (
            "communication",
            select(CommunicationParty.communication_id).where(CommunicationParty.party_id.in_(family)),
        ),
        ("ask", select(Ask.id).where(or_(Ask.by_id.in_(family), Ask.to_id.in_(family)))),
    ]
    linked = select(ObjectiveLink.objective_id).where(
        ObjectiveLink.deleted_at.is_(None),
        or_(
            *(and_(ObjectiveLink.owner_kind == kind, ObjectiveLink.owner_id.in_(ids)) for kind, ids in served)
        ),
    )
    query = (
        select(Objective)
        .where(
            Objective.deleted_at.is_(None),
            Objective.status != ObjectiveStatus.DRAFT,
            holding(Objective, dossier.on, "valid_from", "valid_until"),
            Objective.id.in_(linked),
        )
        .order_by(Objective.priority.is_(None), Objective.priority, Objective.code)
    )
    kept = held_back(dossier, "objective")
    found = dossier.admit("objective", dossier.session.scalars(query).all())
    return [one for one in found if one.id not in kept]
