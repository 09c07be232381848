"""For whom a batch is made: the partners of a trip or of a tier, whoever holds something, what is in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.records import (
    KINDS,
    TOP_KINDS,
    Engagement,
    EngagementParty,
    Objective,
    PartnerTier,
    Party,
    Person,
)
from diplotrack.records.choice import Choice
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.store import lists, settings
from diplotrack.store.as_of import holding
from diplotrack.store.derive import our_parties
from diplotrack.store.lists import live

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace


class Circle(Choice):
    """What the records of a batch have in common."""

    TRIP = "trip", N_("All of a visit or conference")
    TIER = "tier", N_("All of a tier")
    HOLDERS = "holders", N_("All who look after something")
    IN_FORCE = "in-force", N_("All that are in force")
    CHOSEN = "chosen", N_("Chosen one by one")


CIRCLES: dict[str, tuple[Circle, ...]] = {
    "party": (Circle.TRIP, Circle.TIER, Circle.CHOSEN),
    "engagement": (Circle.TRIP, Circle.CHOSEN),
    "person": (Circle.HOLDERS, Circle.CHOSEN),
    "objective": (Circle.IN_FORCE, Circle.CHOSEN),
}
"""Kind → the circles of its records that there are; of other kinds they are chosen one by one."""


def circles(kind: str) -> tuple[Circle, ...]:
    """The circles of that kind."""
    return CIRCLES.get(kind, (Circle.CHOSEN,))


def members(workspace: Workspace, kind: str, circle: Circle, of: int | None = None) -> list[Mention]:
    """The records of a kind in a circle; ``of`` is the engagement of a trip, or the number of a tier."""
    with workspace.read() as session:
        match circle:
            case Circle.TRIP if of is not None:
                ids = _of_trip(session, kind, of)
            case Circle.TIER if of is not None:
                ids = _of_tier(session, of)
            case Circle.HOLDERS:
                ids = _holders(session)
            case Circle.IN_FORCE:
                ids = list(session.scalars(_AIMS))
            case _:
                return []
        named = lists.mentions(session, kind, ids)
    return [named[one] for one in ids if one in named]


_AIMS = (
    select(Objective.id)
    .where(live(Objective), Objective.status == ObjectiveStatus.IN_FORCE, Objective.merged_into.is_(None))
    .order_by(Objective.code, Objective.id)
)


def _of_trip(session: Session, kind: str, trip: int) -> list[int]:
    """The items of a programme in their order, or the partners met in it by name; a single meeting is its own item."""
    found, above = [trip], [trip]
    while above:
        query = select(Engagement.id).where(
            live(Engagement), Engagement.parent_id.in_(above), Engagement.id.not_in(found)
        )
        order = (Engagement.starts_on, Engagement.sequence, Engagement.start_time, Engagement.id)
        above = list(session.scalars(query.order_by(*order)))
        found += above
    if kind == "engagement":
        return found[1:] or found
    partners = (
        select(EngagementParty.party_id)
        .join(Party, Party.id == EngagementParty.party_id)
        .where(live(EngagementParty), live(Party), EngagementParty.engagement_id.in_(found))
        .order_by(Party.sort_key)
    )
    return _theirs(session, session.scalars(partners))


def _of_tier(session: Session, tier: int) -> list[int]:
    partners = (
        select(PartnerTier.party_id)
        .join(Party, Party.id == PartnerTier.party_id)
        .where(
            live(PartnerTier),
            live(Party),
            PartnerTier.tier == tier,
            holding(PartnerTier, settings.today(session)),
        )
        .order_by(Party.sort_key)
    )
    return _theirs(session, session.scalars(partners))


def _theirs(session: Session, parties: Iterable[int]) -> list[int]:
    ours = our_parties(session)
    return [one for one in dict.fromkeys(parties) if one not in ours]


def _holders(session: Session) -> list[int]:
    """Whoever owns a live record of any kind, by name."""
    owners: set[int] = set()
    for name in TOP_KINDS:
        table = KINDS[name].__table__
        if "owner_id" in table.c:
            query = select(table.c.owner_id).where(
                table.c.owner_id.is_not(None), table.c.deleted_at.is_(None)
            )
            owners.update(session.scalars(query.distinct()))
    people = select(Person.id).where(live(Person), Person.id.in_(owners)).order_by(Person.sort_key)
    return list(session.scalars(people))
