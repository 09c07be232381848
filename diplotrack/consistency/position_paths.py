"""How changed rows reach what depends on which line was in force toward whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.reach import Guarded, Path, Rows, Trail, ancestors, descendants, down, owner, up
from diplotrack.records import (
    Communication,
    Membership,
    Objective,
    Owned,
    Party,
    Position,
    PositionPartner,
    Record,
    Statement,
)
from diplotrack.store import settings

FEW = 20
"""Statements beyond which those about each are not looked for one by one."""

_TOGETHER = up(Statement.objective_id) >> down(Statement.objective_id)


@dataclass(frozen=True, slots=True)
class Near(Path):
    """From statements to those on the same objective within ``steps`` times the days of a threshold, before or after.

    One that was said on another day before the change leads to all on its objective: that day is not known any more.
    """

    threshold: str
    usual: int
    steps: int

    def walk(self, trail: Trail, start: Rows) -> Rows:
        ids = start.get("statement", set())
        changed = trail.changed.columns.get("statement", frozenset()) & {"said_on", "said_on_latest"}
        columns = select(
            Statement.id,
            Statement.objective_id,
            Statement.said_on,
            Statement.said_on_latest,
            Statement.version,
        )
        rows = trail.session.execute(columns.where(Statement.id.in_(sorted(ids)[: FEW + 1]))).all()
        is_moved = bool(changed) and any(row.version > 1 for row in rows)
        if is_moved or len(rows) > FEW or len(rows) < len(ids):  # more than few, or gone for good
            return trail.along(_TOGETHER, start)
        before = trail.formerly(start, "statement", "objective_id")
        found = set(ids)
        for row in rows:
            if row.said_on is not None:
                objectives = sorted({row.objective_id, *before} - {None})
                days = PartialDate(row.said_on, row.said_on_latest or row.said_on)
                found |= self._about(trail, objectives, days)
        return {"statement": found}

    def _about(self, trail: Trail, objectives: list[int], days: PartialDate) -> set[int]:
        own = settings.read(trail.session, "rules") or {}
        width = timedelta(days=self.steps * own.get(self.threshold, self.usual))
        query = select(Statement.id).where(
            Statement.objective_id.in_(objectives),
            Statement.said_on_latest >= days.earliest - width,
            Statement.said_on <= days.latest + width,
        )
        return set(trail.session.scalars(query))

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"statement"})


@dataclass(frozen=True, slots=True)
class Where(Guarded):
    """A path for changed rows of a kind of which one of these columns differs; else it leads nowhere."""

    kind: type[Record]
    columns: frozenset[str]
    path: Path

    def holds(self, trail: Trail, start: Rows) -> bool:  # noqa: ARG002 - asks of the change alone
        return bool(self.columns & trail.changed.columns.get(self.kind.__kind__.name, frozenset()))


@dataclass(frozen=True, slots=True)
class WhereOwned(Guarded):
    """A path for changed links, tags or passages of which a record of one kind has or had one; else it ends."""

    kind: type[Owned]
    owned_by: str
    path: Path

    def holds(self, trail: Trail, start: Rows) -> bool:
        return any(trail.along(owner(self.kind, self.owned_by), start).values())


SUCCESSION = ancestors(Position.supersedes_id) | descendants(Position.supersedes_id)
"""From positions to all that they superseded and that superseded them."""

_SCOPED = down(PositionPartner.party_id) >> up(PositionPartner.position_id)
_BELONGING = down(Membership.party_id) >> up(Membership.organization_id) >> _SCOPED


def through_lines(then: Path | None = None) -> dict[str, Path]:
    """The paths of a rule that asks for lines in force.

    ``then`` leads from objectives to its subjects; None where these are the objectives themselves.
    """
    own = up(Position.objective_id)
    superseded = ancestors(Position.supersedes_id) >> up(Position.objective_id)
    if then is not None:
        own, superseded = own >> then, superseded >> then
    return {
        "position": own | superseded,
        "position_partner": up(PositionPartner.position_id) >> superseded,
        "membership": up(Membership.organization_id) >> _SCOPED >> superseded,
        "party": Where(
            Party,
            frozenset({"parent_id", "type", "name", "contested_name", "deleted_at", "merged_into"}),
            ancestors(Party.parent_id) >> (_SCOPED | _BELONGING) >> superseded,
        ),
    }


def on_objectives(then: Path) -> Path:
    """From objectives that begin or cease to be in force, or are called otherwise, by ``then`` to the subjects."""
    return Where(Objective, frozenset({"code", "status", "deleted_at", "merged_into"}), then)


def on_texts(then: Path) -> Path:
    """From texts that become internal papers, or are such no more, by ``then`` to the subjects."""
    return Where(Communication, frozenset({"traffic", "type"}), then)
