"""How changed rows reach what depends on which line was in force toward whom."""

from __future__ import annotations

from dataclasses import dataclass

from diplotrack.consistency.reach import Path, Rows, Trail, ancestors, descendants, down, up
from diplotrack.records import Membership, Objective, Party, Position, PositionPartner, Record


@dataclass(frozen=True, slots=True)
class Where(Path):
    """A path for changed rows of a kind of which one of these columns differs; else it leads nowhere."""

    kind: type[Record]
    columns: frozenset[str]
    path: Path

    def walk(self, trail: Trail, start: Rows) -> Rows:
        if not self.columns & trail.changed.columns.get(self.kind.__kind__.name, frozenset()):
            return {}
        return trail.along(self.path, start)

    @property
    def kinds(self) -> frozenset[str]:
        return self.path.kinds

    @property
    def ends(self) -> frozenset[str]:
        return self.path.ends


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
