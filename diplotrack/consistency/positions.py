"""Which line to take was in force on a day toward a partner, or toward everyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.conditions import standing
from diplotrack.records import Membership, Position, PositionPartner
from diplotrack.records.enumerations import Duty
from diplotrack.store.batches import batches
from diplotrack.store.lists import live


@dataclass(frozen=True, slots=True)
class Line:
    """A position as the rules see it. ``scope`` holds parties; empty means everyone. Both days are inclusive."""

    id: int
    objective: int
    stance: int
    words: str
    scope: frozenset[int]
    first: date
    last: date

    def in_force(self, days: PartialDate) -> bool:
        """Whether it was in force on a possible day."""
        return self.first <= days.latest and days.earliest <= self.last


@dataclass(frozen=True, slots=True)
class Belonging:
    """A party's membership of an organization; unknown days are read as widely as they can be."""

    organization: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Lines:
    """All positions by objective, and the memberships that carry an organization's position to its members."""

    by_objective: dict[int, list[Line]]
    belongings: dict[int, list[Belonging]]

    def toward(self, objective: int, partner: int | None, days: PartialDate) -> list[Line]:
        """The positions in force on a possible day; the narrower prevails, and None asks for those toward everyone.

        More than one where the date is partial and a position changed within it, or where positions clash.
        """
        alive = [line for line in self.by_objective.get(objective, []) if line.in_force(days)]
        if partner is not None:
            own = [line for line in alive if partner in line.scope]
            through = self.organizations(partner, days)
            if narrower := own or [line for line in alive if line.scope & through]:
                return narrower
        return [line for line in alive if not line.scope]

    def organizations(self, party: int, days: PartialDate) -> set[int]:
        """The organizations to which a party belonged on a possible day."""
        mine = self.belongings.get(party, [])
        return {one.organization for one in mine if one.first <= days.latest and days.earliest <= one.last}


def read_lines(read: Session) -> Lines:
    """The positions of the ledger. One that another supersedes ends the day before its successor begins."""
    scopes: dict[int, set[int]] = defaultdict(set)
    scoped = select(PositionPartner.position_id, PositionPartner.party_id).where(
        PositionPartner.duty == Duty.SCOPE, live(PositionPartner)
    )
    for position, party in read.execute(scoped):
        scopes[position].add(party)
    rows = read.scalars(select(Position).where(standing(Position), Position.stance.is_not(None))).all()
    ends: dict[int, date] = {}
    for row in rows:
        if row.supersedes_id is not None and row.valid_from is not None:
            end = row.valid_from - timedelta(days=1)
            ends[row.supersedes_id] = min(end, ends.get(row.supersedes_id, end))
    found: dict[int, list[Line]] = defaultdict(list)
    for row in rows:
        last = min(row.valid_until or date.max, ends.get(row.id, date.max))
        line = Line(
            row.id,
            row.objective_id,
            row.stance or 0,
            row.line,
            frozenset(scopes.get(row.id, ())),
            row.valid_from or date.min,
            last,
        )
        found[row.objective_id].append(line)
    return Lines(found, _belongings(read, {party for scope in scopes.values() for party in scope}))


def _belongings(read: Session, parties: Iterable[int]) -> dict[int, list[Belonging]]:
    found: dict[int, list[Belonging]] = defaultdict(list)
    for some in batches(parties):
        rows = select(
            Membership.party_id, Membership.organization_id, Membership.from_on, Membership.until_on_latest
        ).where(Membership.organization_id.in_(some), live(Membership))
        for party, organization, first, last in read.execute(rows):
            found[party].append(Belonging(organization, first or date.min, last or date.max))
    return found
