"""Objectives for a record that serves none: those that the records with the same partners serve most often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from diplotrack.consistency.finding import Ref
from diplotrack.consistency.partners import TIES, partners_of
from diplotrack.records import KINDS, Objective, ObjectiveLink
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

SUGGESTED = 3
LATEST = 2_000
"""Records of the same partners that are asked, those entered last: what was served long ago says little of today."""

_KINDS = ("engagement", "communication", "commitment")


def objectives_of_partners(session: Session, record: Ref, ours: Collection[int]) -> list[str]:
    """The codes of at most three objectives in force on the record's day, the likeliest first.

    A record with one partner counts for more than one with twenty. [] where the record is gone or has no partner.
    """
    partners = set(partners_of(session, [record]).get(record, ())) - set(ours)
    terms = _in_force(session, _day(session, record))
    votes: dict[str, float] = defaultdict(float)
    served = _served(session, partners) if partners and terms else {}
    for other, parties in partners_of(session, served).items():
        theirs = set(parties) - set(ours)
        for objective in served[other] & terms.keys():
            votes[terms[objective]] += len(theirs & partners) / len(theirs)
    return sorted(votes, key=lambda code: (-votes[code], code))[:SUGGESTED]


def _day(session: Session, record: Ref) -> date | None:
    found: Any = session.get(KINDS[record.kind], record.id)
    if found is None:
        return None
    day: date | None = getattr(found, found.__kind__.dated, None)
    return day or found.created_at.date()


def _in_force(session: Session, day: date | None) -> dict[int, str]:
    """The objectives in force on a day, by identifier their codes."""
    if day is None:
        return {}
    rows = session.execute(
        select(Objective.id, Objective.code, Objective.valid_from, Objective.valid_until_latest).where(
            live(Objective), Objective.merged_into.is_(None), Objective.status == ObjectiveStatus.IN_FORCE
        )
    )
    return {
        row.id: row.code
        for row in rows
        if (row.valid_from or date.min) <= day <= (row.valid_until_latest or date.max)
    }


def _served(session: Session, partners: Collection[int]) -> dict[Ref, set[int]]:
    """The objectives that the latest records of these partners serve."""
    found: dict[Ref, set[int]] = defaultdict(set)
    for kind in _KINDS:
        tied: list[Select[Any]] = [
            select(owner).where(party.in_(partners), live(rows)) for rows, owner, party in TIES[kind]
        ]
        ids = session.scalars(union(*tied)).all()
        for some in batches(sorted(ids)[-LATEST:]):
            links = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
                ObjectiveLink.owner_kind == kind, ObjectiveLink.owner_id.in_(some), live(ObjectiveLink)
            )
            for owner, objective in session.execute(links):
                found[Ref(kind, owner)].add(objective)
    return found
