"""The objectives on which the rules look at words and positions."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency.conditions import standing
from diplotrack.records import Objective
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.store.batches import batches


def codes_in_force(read: Session, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The codes of objectives in force, of all or of some.

    A draft binds nobody yet, and on what was achieved or retired nothing has to be put right any more.
    """
    query = select(Objective.id, Objective.code).where(
        standing(Objective), Objective.status == ObjectiveStatus.IN_FORCE
    )
    if ids is None:
        return dict(read.execute(query).all())
    found: dict[int, str] = {}
    for some in batches(set(ids)):
        found.update(read.execute(query.where(Objective.id.in_(some))).all())
    return found
