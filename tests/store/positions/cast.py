"""An objective with its lines to take, and whom they may address."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from diplotrack.records import Membership, Objective, Party, Position, PositionPartner
from diplotrack.records.enumerations import Duty, PartyType
from diplotrack.store.unit_of_work import Work


def noon(today: date, days: int) -> datetime:
    """Noon so many days before today: the same day in most zones."""
    return datetime.combine(today - timedelta(days=days), time(12))


class Cast:
    """Adds parties by name, and positions on one objective."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._parties: dict[str, Party] = {}
        self._on = work.add(Objective(code="SEC-1", title="Open ports")).id

    def party(self, name: str, **values: Any) -> Party:
        """The party of that name, made once; a country, unless said otherwise."""
        if name not in self._parties:
            self._parties[name] = self._work.add(Party(name=name, **{"type": PartyType.COUNTRY, **values}))
        return self._parties[name]

    def league(self, name: str, *members: Party, **days: date) -> Party:
        """An organization with these members."""
        made = self.party(name, type=PartyType.ORGANIZATION)
        for one in members:
            self.join(one, made, **days)
        return made

    def join(self, member: Party, organization: Party, **days: date) -> None:
        """Make one a member of another."""
        self._work.add(Membership(party_id=member.id, organization_id=organization.id, **days))

    def line(self, stance: int | None, *scope: Party, **values: Any) -> Position:
        """A position of long standing."""
        usual = {"objective_id": self._on, "stance": stance, "line": f"Line {stance}"}
        made = self._work.add(
            Position(**{**usual, "valid_from": date(2020, 1, 1), "is_public": False, **values})
        )
        for party in scope:
            self._work.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.SCOPE))
        return made
