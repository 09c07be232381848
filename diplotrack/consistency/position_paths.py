"""How changed rows reach what depends on which line was in force toward whom."""

from __future__ import annotations

from diplotrack.consistency.reach import Path, ancestors, descendants, down, up
from diplotrack.records import Membership, Party, Position, PositionPartner

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
        "party": ancestors(Party.parent_id) >> (_SCOPED | _BELONGING) >> superseded,
    }
