"""How promises were kept, as scored: averages by commitment, member, area and year, with their history."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.saydo import compliance
from diplotrack.consistency.saydo.compliance import Mark, Mean
from diplotrack.consistency.saydo.compliance_marks import Promise, read_marks
from diplotrack.records import ObjectiveLink
from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Averages as of a day, each with its inputs. ``histories``: (commitment, member) → marks, oldest first.

    ``members``, ``areas`` and ``years`` are keyed by identifier, name and year; ``names``: member → name.
    """

    on: date
    overall: Mean | None
    commitments: dict[int, Mean]
    members: dict[int, Mean]
    areas: dict[str, Mean]
    years: dict[int, Mean]
    histories: dict[tuple[int, int], list[Mark]]
    promises: dict[int, Promise]
    names: dict[int, str]


class ComplianceScores:
    """Scorecards of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def scorecard(
        self,
        on: date | None = None,
        *,
        objectives: Collection[int] | None = None,
        member: int | None = None,
        release: ReleaseFilter = EVERYTHING,
    ) -> Scorecard:
        """The scorecard as of a day (default: the post's today) of what serves those objectives (None: all).

        With a ``member``, only its own marks count.
        """
        day = on or clock.today(self._workspace.settings()["zone"] or None)
        with self._workspace.read() as session:
            ids = None if objectives is None else _serving(session, objectives)
            marks, promises = read_marks(session, day, ids, release)
            if member is not None:
                marks = [one for one in marks if one.member == member]
                promises = {one.commitment: promises[one.commitment] for one in marks}
            names = party_names(session, {one.member for one in marks})
        return scorecard(day, marks, promises, names)


def scorecard(
    on: date, marks: Collection[Mark], promises: dict[int, Promise], names: dict[int, str]
) -> Scorecard:
    """The averages of these marks."""
    standing = compliance.current(marks)
    scores = compliance.by_commitment(standing)
    return Scorecard(
        on=on,
        overall=compliance.overall(scores),
        commitments=scores,
        members=compliance.by_member(standing),
        areas=compliance.grouped(
            scores, {one: promise.area for one, promise in promises.items() if promise.area}
        ),
        years=compliance.grouped(
            scores, {one: promise.year for one, promise in promises.items() if promise.year is not None}
        ),
        histories=compliance.histories(marks),
        promises=promises,
        names=names,
    )


def _serving(session: Session, objectives: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in batches(objectives):
        query = select(ObjectiveLink.owner_id).where(
            ObjectiveLink.owner_kind == "commitment",
            ObjectiveLink.objective_id.in_(some),
            live(ObjectiveLink),
        )
        found.update(session.scalars(query))
    return found
