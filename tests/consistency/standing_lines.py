"""Lines to take of long standing, and organizations."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Membership,
    Objective,
    Party,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import Duty, PartyType


def line(scene: Scene, on: Objective, stance: int, *scope: Party, **values: Any) -> Position:
    """A position of long standing."""
    usual = {
        "objective_id": on.id,
        "stance": stance,
        "line": f"Line {stance}",
        "valid_from": date(2020, 1, 1),
    }
    made = scene.add(Position(**{**usual, "is_public": False, **values}))
    for party in scope:
        scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.SCOPE))
    return made


def league(scene: Scene, name: str, *members: Party, **days: date) -> Party:
    """An organization with these members."""
    made = scene.partner(name, type=PartyType.ORGANIZATION)
    for one in members:
        scene.add(Membership(party_id=one.id, organization_id=made.id, **days))
    return made
