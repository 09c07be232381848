"""The objectives on which the rules look at words and positions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from diplotrack.consistency.conditions import standing
from diplotrack.records import Objective
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.store.batches import among, batches


def codes_in_force(read: Session, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The codes of objectives in force, of all or of some.

    A draft binds nobody yet, and on what was achieved or retired nothing has to be put right any more.
    """
    if ids is None:
        return dict(read.execute(_in_force()).all())
    found: dict[int, str] = {}
    for some in batches(set(ids)):
        found.update(read.execute(_in_force_among(), {"keys": some}).all())
    return found


@cache
def _in_force() -> Select[int, str]:
    return select(Objective.id, Objective.code).where(
        standing(Objective), Objective.status == ObjectiveStatus.IN_FORCE
    )


@cache
def _in_force_among() -> Select[int, str]:
    return _in_force().where(among(Objective.id))
