"""Which partners a record concerns, for many records at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from diplotrack.consistency.finding import Ref
from diplotrack.consistency.reach import Path, down, up
from diplotrack.records import (
    Action,
    AgreementParty,
    Appointment,
    Ask,
    CommitmentParty,
    CommunicationParty,
    Consultation,
    EngagementParty,
    Instruction,
    Party,
    Person,
    Record,
    Score,
    Statement,
    StatementAudience,
)
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

# kind → (rows, column that names the record, column that names the party)
TIES: dict[str, tuple[tuple[type[Record], Any, Any], ...]] = {
    "engagement": ((EngagementParty, EngagementParty.engagement_id, EngagementParty.party_id),),
    "commitment": ((CommitmentParty, CommitmentParty.commitment_id, CommitmentParty.party_id),),
    "communication": (
        (CommunicationParty, CommunicationParty.communication_id, CommunicationParty.party_id),
    ),
    "statement": (
        (Statement, Statement.id, Statement.party_id),
        (StatementAudience, StatementAudience.statement_id, StatementAudience.party_id),
    ),
    "agreement": ((AgreementParty, AgreementParty.agreement_id, AgreementParty.party_id),),
    "ask": ((Ask, Ask.id, Ask.by_id), (Ask, Ask.id, Ask.to_id)),
    "consultation": ((Consultation, Consultation.id, Consultation.party_id),),
    "instruction": ((Instruction, Instruction.id, Instruction.to_id),),
    "person": (
        (Person, Person.id, Person.party_id),
        (Appointment, Appointment.person_id, Appointment.party_id),
    ),
    "score": ((Score, Score.id, Score.party_id),),
    "party": ((Party, Party.id, Party.id),),
}

REACH: dict[str, dict[str, Path]] = {
    "action": {
        "engagement_party": up(EngagementParty.engagement_id) >> down(Action.engagement_id),
        "communication_party": up(CommunicationParty.communication_id) >> down(Action.communication_id),
    },
}
"""By kind of record, the paths from rows that tell its partners and are no part of it."""


def partners_of(read: Session, refs: Iterable[Ref]) -> dict[Ref, list[int]]:
    """The parties tied to each record in order of entry, ourselves included."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        by_kind[ref.kind].add(ref.id)
    found: dict[Ref, list[int]] = defaultdict(list)
    for name, ids in by_kind.items():
        for rows, owner, party in TIES.get(name, ()):
            for some in batches(ids):
                alive: ColumnElement[bool] = live(rows)
                ties = select(owner, party).where(owner.in_(some), party.is_not(None), alive)
                for record_id, party_id in read.execute(ties.order_by(rows.id)):
                    found[Ref(name, record_id)].append(party_id)
    if "action" in by_kind:
        _of_actions(read, by_kind["action"], found)
    return found


def _of_actions(read: Session, ids: set[int], found: dict[Ref, list[int]]) -> None:
    """An action concerns the partners of what it came from."""
    through = (
        (Action.engagement_id, EngagementParty.engagement_id, EngagementParty.party_id, EngagementParty),
        (Action.communication_id, CommunicationParty.communication_id, CommunicationParty.party_id, CommunicationParty),
    )  # fmt: skip
    for some in batches(ids):
        for source, owner, party, rows in through:
            ties = select(Action.id, party).join(rows, owner == source)
            ties = ties.where(Action.id.in_(some), live(rows))
            for record_id, party_id in read.execute(ties):
                if party_id is not None:
                    found[Ref("action", record_id)].append(party_id)
