"""What was said to and by a partner, promised, and done, on one line of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, or_, select

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
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.wording import opening
from diplotrack.store.as_of import by_day
from diplotrack.store.batches import batches
from diplotrack.workspace.partner.view import Lane, Mark

MOST = 1200
"""Marks of one source, the latest first; what is older is counted."""
MOST_OF_US = 400
"""The same on the page of our own party, to which nearly all belongs."""
LONGEST = 180


def timeline(dossier: Dossier) -> tuple[tuple[Mark, ...], int]:
    """All dated marks in the order of time, and how many older ones were left."""
    found: list[Mark] = []
    hidden = 0
    for source in (_statements, _communications, _promises, _deeds, _engagements):
        marks, older = source(dossier)
        found += marks
        hidden += older
    return tuple(sorted(found, key=lambda one: (one.day.earliest, one.lane, one.kind, one.id))), hidden


def _statements(dossier: Dossier) -> tuple[list[Mark], int]:
    to_them = select(StatementAudience.statement_id).where(
        StatementAudience.party_id.in_(dossier.family), StatementAudience.deleted_at.is_(None)
    )
    query = (
        select(Statement, Objective.code)
        .outerjoin(Objective, Objective.id == Statement.objective_id)
        .where(or_(Statement.party_id.in_(dossier.family), Statement.id.in_(to_them)))
    )

    def words(one: Statement, code: str | None) -> tuple[str, str]:
        detail = " · ".join(part for part in (str(one.behalf.label), code or "") if part)
        return opening(one.quote, LONGEST), detail

    return _marks(dossier, "said", Statement, "said_on", query, words)


def _communications(dossier: Dossier) -> tuple[list[Mark], int]:
    with_them = select(CommunicationParty.communication_id).where(
        CommunicationParty.party_id.in_(dossier.family), CommunicationParty.deleted_at.is_(None)
    )
    query = select(Communication).where(Communication.id.in_(with_them))

    def words(one: Communication) -> tuple[str, str]:
        return one.title, f"{one.type.label} · {one.traffic.label}"

    return _marks(dossier, "said", Communication, "sent_on", query, words)


def _promises(dossier: Dossier) -> tuple[list[Mark], int]:
    most = _most(dossier)
    dated = [one for one in dossier.promises if one.made_on is not None]
    dated.sort(key=lambda one: one.made_on.earliest if one.made_on else dossier.on, reverse=True)
    marks = [
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
        for one in dated[:most]
        if one.made_on is not None
    ]
    return marks, max(0, len(dated) - most)


def _deeds(dossier: Dossier) -> tuple[list[Mark], int]:
    family = dossier.family
    query = select(Deed).where(or_(Deed.actor_id.in_(family), Deed.target_id.in_(family)))

    def words(one: Deed) -> tuple[str, str]:
        return opening(one.text, LONGEST), str(one.category.label) if one.category else ""

    return _marks(dossier, "done", Deed, "done_on", query, words)


def _engagements(dossier: Dossier) -> tuple[list[Mark], int]:
    latest = dossier.latest_contacts(MOST_OF_US) if dossier.is_of_us else dossier.contacts[:MOST]
    contacts = [one for one in latest if one.starts_on is not None]
    titles: dict[int, str] = {}
    for some in batches(one.id for one in contacts):
        query = select(Engagement.id, Engagement.title).where(Engagement.id.in_(some))
        titles |= dict(dossier.session.execute(query).all())
    everyone = select(func.count()).select_from(Engagement).where(*dossier.held())
    count = dossier.session.scalar(everyone) if dossier.is_of_us else len(dossier.contacts)
    marks = []
    for one in contacts:
        day = PartialDate(one.starts_on, one.starts_on_latest or one.starts_on)
        place = _("{format}, {city}").format(format=one.format.label, city=one.city) if one.city else ""
        marks.append(
            Mark("done", "engagement", one.id, day, titles.get(one.id, ""), place or str(one.format.label))
        )
    return marks, max(0, (count or 0) - len(marks))


def _marks(
    dossier: Dossier, lane: Lane, kind: Any, dated: str, query: Any, words: Callable[..., tuple[str, str]]
) -> tuple[list[Mark], int]:
    """A mark for each row on its day, with the title and the detail that ``words`` makes of its columns."""
    rows, older = _read(dossier, kind, dated, query)
    marks = []
    for one, *more in rows:
        first, latest = getattr(one, dated), getattr(one, f"{dated}_latest")
        day = PartialDate(first, latest or first)
        marks.append(Mark(lane, kind.__kind__.name, one.id, day, *words(one, *more)))
    return marks, older


def _read(dossier: Dossier, kind: Any, dated: str, query: Any) -> tuple[list[Any], int]:
    """The latest dated rows of a kind by the day that may be shown, and how many older ones there are."""
    column, most = kind.__table__.c[dated], _most(dossier)
    query = query.where(
        kind.deleted_at.is_(None),
        kind.merged_into.is_(None),
        column.is_not(None),
        by_day(kind, dated, dossier.on),
    )
    rows = dossier.session.execute(query.order_by(column.desc(), kind.id.desc()).limit(most)).all()
    older = 0
    if len(rows) == most:
        everyone = query.with_only_columns(kind.id).subquery()
        older = (dossier.session.scalar(select(func.count()).select_from(everyone)) or 0) - most
    kept = {one.id for one in dossier.admit(kind.__kind__.name, [row[0] for row in rows])}
    return [row for row in rows if row[0].id in kept], older


def _most(dossier: Dossier) -> int:
    return MOST_OF_US if dossier.is_of_us else MOST
