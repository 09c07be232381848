"""A small ledger on which a rule's examples are played, for its tests and for nobody else's data."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Engagement,
    EngagementParty,
    Objective,
    ObjectiveLink,
    Party,
    Person,
    Record,
)
from diplotrack.records.enumerations import CommitmentSide, PartyType, Side
from diplotrack.store.unit_of_work import Work

R = TypeVar("R", bound=Record)


class Scene:
    """Adds records as of a fixed day. ``us`` is our government."""

    def __init__(self, work: Work, today: date) -> None:
        self.work = work
        self.today = today
        self.us = self.add(Party(name="Freedonia", code="FRE", is_own=True))
        self.officer = self.add(Person(name="Ada Desk", party_id=self.us.id))
        self._partners: dict[str, Party] = {}

    def ago(self, days: int) -> date:
        """The day so many days before today (negative: after)."""
        return self.today - timedelta(days=days)

    def moment_ago(self, days: int) -> datetime:
        """Noon of that day, for ``created_at``: the same day in most zones."""
        return datetime.combine(self.ago(days), time(12))

    def add(self, record: R) -> R:
        """Put a record into the ledger."""
        return self.work.add(record)

    def partner(self, name: str = "France", **values: Any) -> Party:
        """A partner of that name, made once."""
        if name not in self._partners:
            self._partners[name] = self.add(Party(name=name, **{"type": PartyType.COUNTRY, **values}))
        return self._partners[name]

    def objective(self, code: str = "SEC-1", **values: Any) -> Objective:
        """An objective in force."""
        return self.add(Objective(**{"code": code, "title": f"Objective {code}", **values}))

    def engagement(self, *partners: Party, **values: Any) -> Engagement:
        """An engagement with these partners, ourselves among the parties."""
        made = self.add(Engagement(**{"title": "Meeting on ports", **values}))
        self.add(EngagementParty(engagement_id=made.id, party_id=self.us.id, side=Side.OURS))
        for partner in partners or (self.partner(),):
            self.add(EngagementParty(engagement_id=made.id, party_id=partner.id))
        return made

    def commitment(self, *, by: Party | None = None, to: Party | None = None, **values: Any) -> Commitment:
        """A commitment of ours to a partner, unless said otherwise; its due date may be a pair of days."""
        made = self.add(Commitment(**{"text": "Send two customs advisers", **values}))
        sides = ((by or self.us, CommitmentSide.BY), (to or self.partner(), CommitmentSide.TO))
        for party, side in sides:
            self.add(CommitmentParty(commitment_id=made.id, party_id=party.id, side=side))
        return made

    def link(self, record: Record, objective: Objective) -> None:
        """Let a record serve an objective."""
        self.add(
            ObjectiveLink(owner_kind=record.__kind__.name, owner_id=record.id, objective_id=objective.id)
        )
