"""Planned engagements whose day is past: did they take place?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.records import Engagement
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.store import lists


@dataclass(frozen=True, slots=True)
class PastPlanned:
    """An engagement of which nobody said yet whether it was held; ``partners`` are those on the other side."""

    mention: Mention
    day: PartialDate
    partners: tuple[Mention, ...] = ()


def past_planned(
    session: Session, today: date, limit: int | None = None, only: int | None = None
) -> list[PastPlanned]:
    """Every planned engagement that would have ended before ``today``, the latest first; or ``only`` that one."""
    last = func.coalesce(
        Engagement.ends_on_latest, Engagement.ends_on, Engagement.starts_on_latest, Engagement.starts_on
    )
    query = (
        select(Engagement.id)
        .where(lists.live(Engagement), Engagement.status == EngagementStatus.PLANNED, last < today)
        .order_by(Engagement.starts_on.desc(), Engagement.id.desc())
        .limit(limit)
    )
    if only is not None:
        query = query.where(Engagement.id == only)
    ids = list(session.scalars(query))
    shown = lists.rows(session, "engagement", ids, ["title", "starts_on", "partners"])
    return [
        PastPlanned(Mention("engagement", key, shown[key][0]), shown[key][1], tuple(shown[key][2]))
        for key in ids
    ]
