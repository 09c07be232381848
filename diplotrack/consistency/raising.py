"""What raises a finding one step: its record is public, ministerial, legally binding, or serves a first priority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.reach import Down, Path, down, owner, up
from diplotrack.records import (
    KINDS,
    Appointment,
    Commitment,
    Communication,
    Engagement,
    Objective,
    ObjectiveLink,
    Position,
    Statement,
    fields,
)
from diplotrack.records.enumerations import Binding, Level
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

PUBLIC = N_("public")
MINISTERIAL = N_("at minister level or above")
LEGAL = N_("legally binding")
FIRST_PRIORITY = N_("an objective of first priority")

HIGH_LEVEL = (Level.HEAD, Level.MINISTER)
_MET = aliased(Engagement)


def _at_high_level(engagement: Any) -> Any:
    return or_(engagement.level_ours.in_(HIGH_LEVEL), engagement.level_theirs.in_(HIGH_LEVEL))


def _held_office(statement: Any) -> Any:
    """That the speaker held a ministerial office on the day of the statement, as far as the dates tell."""
    return and_(
        Appointment.person_id == statement.speaker_id,
        Appointment.level.in_(HIGH_LEVEL),
        live(Appointment),
        or_(Appointment.from_on.is_(None), Appointment.from_on <= statement.said_on_latest),
        or_(Appointment.until_on_latest.is_(None), Appointment.until_on_latest >= statement.said_on),
    )


# kind → statements that select the identifiers for which a reason holds
REASONS: dict[str, tuple[tuple[Label, Any, Select[int]], ...]] = {
    "commitment": (
        (PUBLIC, Commitment.id, select(Commitment.id).where(Commitment.is_public)),
        (
            MINISTERIAL,
            Commitment.id,
            select(Commitment.id)
            .join(_MET, _MET.id == Commitment.engagement_id)
            .where(_MET.deleted_at.is_(None), _at_high_level(_MET)),
        ),
        (LEGAL, Commitment.id, select(Commitment.id).where(Commitment.binding == Binding.LEGAL)),
    ),
    "engagement": (
        (PUBLIC, Engagement.id, select(Engagement.id).where(Engagement.is_public)),
        (MINISTERIAL, Engagement.id, select(Engagement.id).where(_at_high_level(Engagement))),
    ),
    "communication": ((PUBLIC, Communication.id, select(Communication.id).where(Communication.is_public)),),
    "objective": ((FIRST_PRIORITY, Objective.id, select(Objective.id).where(Objective.priority == 1)),),
    "position": ((PUBLIC, Position.id, select(Position.id).where(Position.is_public)),),
    "statement": (
        (PUBLIC, Statement.id, select(Statement.id).where(Statement.is_public)),
        (
            MINISTERIAL,
            Statement.id,
            select(Statement.id)
            .join(_MET, _MET.id == Statement.engagement_id)
            .where(_MET.deleted_at.is_(None), _at_high_level(_MET)),
        ),
        (MINISTERIAL, Statement.id, select(Statement.id).join(Appointment, _held_office(Statement))),
    ),
}


class Way(NamedTuple):
    """A path from rows that can raise a record, and the columns of them on which that depends."""

    path: Path
    columns: frozenset[str]


_LEVELS = frozenset({"level_ours", "level_theirs", "deleted_at"})
_PRIORITY = frozenset({"priority", "deleted_at"})

_OTHERS: dict[str, dict[str, Way]] = {
    "commitment": {"engagement": Way(down(Commitment.engagement_id), _LEVELS)},
    "statement": {
        "engagement": Way(down(Statement.engagement_id), _LEVELS),
        "appointment": Way(
            up(Appointment.person_id) >> down(Statement.speaker_id),
            frozenset(Appointment.__table__.columns.keys()),
        ),
    },
}


@cache
def reach(name: str) -> dict[str, Way]:
    """By kind, the ways in which rows that are no part of a record of kind ``name`` can raise it."""
    served = down(ObjectiveLink.objective_id) >> owner(ObjectiveLink, name)
    if "objective_id" in fields(KINDS[name]):
        served |= Down(KINDS[name], "objective_id")
    return {**_OTHERS.get(name, {}), "objective": Way(served, _PRIORITY)}


def reasons(read: Session, subjects: Iterable[Ref]) -> dict[Ref, list[Label]]:
    """Why findings about each of these records are raised; records with no reason are absent."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for ref in subjects:
        by_kind[ref.kind].add(ref.id)
    found: dict[Ref, list[Label]] = defaultdict(list)
    for name, ids in by_kind.items():
        for some in batches(ids):
            for reason, column, chosen in (*REASONS.get(name, ()), *_priorities(name)):
                for record_id in read.scalars(chosen.where(column.in_(some)).distinct()):
                    if reason not in found[Ref(name, record_id)]:
                        found[Ref(name, record_id)].append(reason)
    return found


def _priorities(name: str) -> list[tuple[Label, Any, Select[int]]]:
    """Through the record's own objective, or the objectives that it is linked to."""
    linked = (
        select(ObjectiveLink.owner_id)
        .join(Objective, Objective.id == ObjectiveLink.objective_id)
        .where(
            ObjectiveLink.owner_kind == name, live(ObjectiveLink), live(Objective), Objective.priority == 1
        )
    )
    found: list[tuple[Label, Any, Select[int]]] = [(FIRST_PRIORITY, ObjectiveLink.owner_id, linked)]
    table = KINDS[name].__table__
    if "objective_id" in table.c:
        own = select(table.c.id).join(Objective, Objective.id == table.c.objective_id)
        found.append((FIRST_PRIORITY, table.c.id, own.where(live(Objective), Objective.priority == 1)))
    return found
