"""Purpose: the engagement that is planned next and what we want of it, and the objectives that it serves."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import and_, or_, select

from diplotrack.base.i18n import _
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
from diplotrack.reports.compose.wording import and_more, when
from diplotrack.reports.document import Block, Bullets, Paragraph, Text
from diplotrack.store.as_of import holding

MOST = 4


def purpose(dossier: Dossier) -> list[Block]:
    """The next engagement as the lead; below it the objectives in force that records with the partner serve."""
    blocks: list[Block] = []
    planned = _next(dossier)
    if planned is not None:
        mark = dossier.print("engagement", planned.id)
        told = _("{format} on {day}{place}: {title}.").format(
            format=str(planned.format.label),
            day=when(planned.starts_on, planned.starts_on_latest),
            place=", " + planned.city if planned.city else "",
            title=planned.title,
        )
        wanted = planned.purpose or told
        blocks.append(Paragraph(dossier.span(wanted), marking=mark, style="lead"))
        if planned.purpose:
            blocks.append(Paragraph(dossier.span(told, planned.uid, quiet=True), style="note"))
    objectives = _objectives(dossier)
    if objectives:
        items: list[Text] = []
        for one in objectives[:MOST]:
            dossier.print("objective", one.id)
            items.append((dossier.span(one.code, one.uid, bold=True), "  ", dossier.span(one.title)))
        if len(objectives) > MOST:
            items.append(and_more(len(objectives) - MOST))
        blocks += [
            Paragraph(_("Objectives that our dealings with {partner} serve:").format(partner=dossier.name)),
            Bullets(items),
        ]
    return blocks


def _next(dossier: Dossier) -> Engagement | None:
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
    return dossier.admit("objective", dossier.session.scalars(query).all())
