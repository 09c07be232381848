"""What was said to and by a partner, promised, and done, on one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.records import (
    Communication,
    CommunicationParty,
    Deed,
    Engagement,
    Objective,
    Statement,
    StatementAudience,
)
from diplotrack.reports.compose.dossier import Dossier
from diplotrack.reports.compose.wording import opening
from diplotrack.store.as_of import by_day
from diplotrack.store.batches import batches
from diplotrack.workspace.partner.view import Mark

MOST = 1200
"""Marks of one source, the latest first; what is older is counted."""
LONGEST = 180


def timeline(dossier: Dossier) -> tuple[tuple[Mark, ...], int]:
    """All dated marks in the order of time, and how many older ones were left."""
    found: list[Mark] = []
    hidden = 0
    for marks in (_statements(dossier), _communications(dossier), _promises(dossier), _deeds(dossier)):
        found += marks[:MOST]
        hidden += max(0, len(marks) - MOST)
    engagements = _engagements(dossier)
    found += engagements
    hidden += max(0, len(dossier.contacts) - len(engagements))
    return tuple(sorted(found, key=lambda one: (one.day.earliest, one.lane, one.kind, one.id))), hidden


def _statements(dossier: Dossier) -> list[Mark]:
    to_them = select(StatementAudience.statement_id).where(
        StatementAudience.party_id.in_(dossier.family), StatementAudience.deleted_at.is_(None)
    )
    query = (
        select(Statement, Objective.code)
        .outerjoin(Objective, Objective.id == Statement.objective_id)
        .where(or_(Statement.party_id.in_(dossier.family), Statement.id.in_(to_them)))
    )
    rows = _read(dossier, Statement, "said_on", query)
    return [
        Mark(
            "said",
            "statement",
            one.id,
            PartialDate(one.said_on, one.said_on_latest or one.said_on),
            opening(one.quote, LONGEST),
            " · ".join(part for part in (str(one.behalf.label), code or "") if part),
        )
        for one, code in _admitted(dossier, "statement", rows)
    ]


def _communications(dossier: Dossier) -> list[Mark]:
    with_them = select(CommunicationParty.communication_id).where(
        CommunicationParty.party_id.in_(dossier.family), CommunicationParty.deleted_at.is_(None)
    )
    query = select(Communication, Communication.type).where(Communication.id.in_(with_them))
    rows = _read(dossier, Communication, "sent_on", query)
    return [
        Mark(
            "said",
            "communication",
            one.id,
            PartialDate(one.sent_on, one.sent_on_latest or one.sent_on),
            one.title,
            f"{one.type.label} · {one.traffic.label}",
        )
        for one, _type in _admitted(dossier, "communication", rows)
    ]


def _promises(dossier: Dossier) -> list[Mark]:
    dated = [one for one in dossier.promises if one.made_on is not None]
    dated.sort(key=lambda one: one.made_on.earliest if one.made_on else dossier.on, reverse=True)
    return [
        Mark(
            "promised",
            "commitment",
            one.id,
            one.made_on,
            opening(one.text, LONGEST),
            str(one.direction.label) if one.direction else "",
            one.status,
            bool(one.overdue),
        )
        for one in dated
        if one.made_on is not None
    ]


def _deeds(dossier: Dossier) -> list[Mark]:
    family = dossier.family
    query = select(Deed, Deed.category).where(or_(Deed.actor_id.in_(family), Deed.target_id.in_(family)))
    rows = _read(dossier, Deed, "done_on", query)
    return [
        Mark(
            "done",
            "deed",
            one.id,
            PartialDate(one.done_on, one.done_on_latest or one.done_on),
            opening(one.text, LONGEST),
            str(one.category.label) if one.category else "",
        )
        for one, _category in _admitted(dossier, "deed", rows)
    ]


def _engagements(dossier: Dossier) -> list[Mark]:
    contacts = [one for one in dossier.contacts if one.starts_on is not None][:MOST]
    titles: dict[int, str] = {}
    for some in batches(one.id for one in contacts):
        query = select(Engagement.id, Engagement.title).where(Engagement.id.in_(some))
        titles |= dict(dossier.session.execute(query).all())
    marks = []
    for one in contacts:
        day = PartialDate(one.starts_on, one.starts_on_latest or one.starts_on)
        place = _("{format}, {city}").format(format=one.format.label, city=one.city) if one.city else ""
        marks.append(
            Mark("done", "engagement", one.id, day, titles.get(one.id, ""), place or str(one.format.label))
        )
    return marks


def _read(dossier: Dossier, kind: Any, dated: str, query: Any) -> Sequence[Any]:
    """The dated rows of a kind by the day, latest first."""
    column = kind.__table__.c[dated]
    query = query.where(
        kind.deleted_at.is_(None),
        kind.merged_into.is_(None),
        column.is_not(None),
        by_day(kind, dated, dossier.on),
    )
    rows: Sequence[Any] = dossier.session.execute(query.order_by(column.desc(), kind.id.desc())).all()
    return rows


def _admitted(dossier: Dossier, kind: str, rows: Iterable[Any]) -> list[Any]:
    wanted = list(rows)
    kept = {one.id for one in dossier.admit(kind, [row[0] for row in wanted])}
    return [row for row in wanted if row[0].id in kept]
