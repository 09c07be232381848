"""Whom a position addresses: its scope, the bodies of the governments named, and the members of the organizations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.records import Membership, Party, PositionPartner
from diplotrack.records.enumerations import Duty
from diplotrack.store.as_of import BODIES
from diplotrack.store.batches import among, batches
from diplotrack.store.lists import live

NAMED, MEMBERS, EVERYONE = range(3)

Breadth = tuple[int, int]
"""How broadly a scope addresses a partner, narrowest first: by name, as a member of an organization, or as everyone.

The second number counts the steps up to the government or body that is meant: 0 is the partner itself.
"""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A party's membership of an organization; unknown days are read as widely as they can be."""

    organization: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes of positions, the memberships of the organizations in them, and the bodies of the parties in them."""

    by_position: dict[int, frozenset[int]] = field(default_factory=dict)
    belongings: dict[int, list[Belonging]] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)

    def of(self, position: int) -> frozenset[int]:
        """The parties in the scope of a position; none means everyone."""
        return self.by_position.get(position, frozenset())

    def breadth(self, scope: frozenset[int], partner: int, days: PartialDate) -> Breadth | None:
        """How broadly a scope addresses a partner on a possible day; None where it does not."""
        if not scope:
            return EVERYONE, 0
        if partner in scope:
            return NAMED, 0
        chain = self._chain(partner)
        for steps, one in enumerate(chain):
            if one in scope:
                return NAMED, steps
        for steps, one in enumerate(chain):
            if scope & self.organizations(one, days):
                return MEMBERS, steps
        return None

    def meant(self, scope: frozenset[int], partner: int, days: PartialDate) -> frozenset[int]:
        """The parties of a scope through which it addresses a partner on a possible day; none where it is everyone."""
        breadth = self.breadth(scope, partner, days)
        if breadth is None or breadth[0] == EVERYONE:
            return frozenset()
        one = self._chain(partner)[breadth[1]]
        return frozenset([one]) if breadth[0] == NAMED else scope & self.organizations(one, days)

    def organizations(self, party: int, days: PartialDate) -> set[int]:
        """The organizations to which a party belonged on a possible day."""
        mine = self.belongings.get(party, ())
        return {one.organization for one in mine if one.first <= days.latest and days.earliest <= one.last}

    def covers(self, wide: frozenset[int], narrow: frozenset[int], days: PartialDate) -> bool:
        """Whether a scope addresses everybody whom another addresses; an organization by all its members too."""
        if not wide:
            return True
        return bool(narrow) and all(self._is_covered(wide, party, days) for party in narrow)

    def overlap(self, one: frozenset[int], other: frozenset[int], days: PartialDate) -> bool:
        """Whether two scopes have a party in common."""
        if not one or not other:
            return True
        return bool(self._extent(one, days) & self._extent(other, days))

    def _is_covered(self, scope: frozenset[int], party: int, days: PartialDate) -> bool:
        if self.breadth(scope, party, days) is not None:
            return True
        members = self._members(party, days)
        return bool(members) and all(self.breadth(scope, one, days) is not None for one in members)

    def _extent(self, scope: frozenset[int], days: PartialDate) -> set[int]:
        found = set(scope)
        for party in scope:
            found |= self._members(party, days)
        return found | {body for body in self.parents if found & set(self._chain(body))}

    def _members(self, organization: int, days: PartialDate) -> set[int]:
        return {party for party in self.belongings if organization in self.organizations(party, days)}

    def _chain(self, party: int) -> list[int]:
        """The party and the governments above it."""
        chain = [party]
        while (above := self.parents.get(chain[-1])) is not None and above not in chain:
            chain.append(above)
        return chain


def read_scopes(read: Session, positions: Collection[int] | None = None) -> Scopes:
    """The scopes of some positions, or of all for None, with the memberships and bodies that they bring in."""
    scopes: dict[int, set[int]] = defaultdict(set)
    asked: Iterable[dict[str, Any]] = (
        [{}] if positions is None else ({"keys": some} for some in batches(positions))
    )
    for values in asked:
        for position, party in read.execute(_scoped(positions is None), values):
            scopes[position].add(party)
    named = {party for scope in scopes.values() for party in scope}
    belongings = _belongings(read, named)
    return Scopes(
        {position: frozenset(scope) for position, scope in scopes.items()},
        belongings,
        _bodies(read, named | set(belongings)),
    )


def _belongings(read: Session, organizations: Iterable[int]) -> dict[int, list[Belonging]]:
    found: dict[int, list[Belonging]] = defaultdict(list)
    for some in batches(organizations):
        for party, organization, first, last in read.execute(_members(), {"keys": some}):
            found[party].append(Belonging(organization, first or date.min, last or date.max))
    return dict(found)


def _bodies(read: Session, parties: set[int]) -> dict[int, int]:
    """The ministries, parliaments and units of parties, at any depth: which of them belongs to which."""
    found: dict[int, int] = {}
    newest = parties
    while newest:
        below: set[int] = set()
        for some in batches(newest):
            for body, parent in read.execute(_bodies_of(), {"keys": some}):
                if parent is not None and body not in found:
                    found[body] = parent
                    below.add(body)
        newest = below
    return found


# Statements are made once: at a scoped check, making them would cost more than asking them.


@cache
def _scoped(every: bool) -> Select[int, int]:
    query = select(PositionPartner.position_id, PositionPartner.party_id).where(
        PositionPartner.duty == Duty.SCOPE, live(PositionPartner)
    )
    return query if every else query.where(among(PositionPartner.position_id))


@cache
def _members() -> Select[int, int, date | None, date | None]:
    return select(
        Membership.party_id, Membership.organization_id, Membership.from_on, Membership.until_on_latest
    ).where(among(Membership.organization_id), live(Membership))


@cache
def _bodies_of() -> Select[int, int | None]:
    return select(Party.id, Party.parent_id).where(
        among(Party.parent_id), Party.type.in_(BODIES), live(Party)
    )
