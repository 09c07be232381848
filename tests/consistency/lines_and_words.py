"""Cases of lines to take and of words said, each on an objective of its own whose code says what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.finding import Finding
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Objective,
    Party,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import (
    Duty,
)
from diplotrack.workspace import Workspace

Case = Callable[[Scene, Objective], None]


def found(workspace: Workspace, rule: str) -> dict[str, Finding]:
    """What a rule finds, by the code of the objective (the cases of these tests find one at most)."""
    findings = workspace.check.run([rule]).findings
    by_code = {one.title.values["code"]: one for one in findings}
    assert len(by_code) == len(findings)
    return by_code


def cases(scene: Scene, *many: tuple[str, Case]) -> None:
    """Each case on an objective of its own, whose code says what it shows."""
    for code, fill in many:
        fill(scene, scene.objective(code))


def said(
    scene: Scene, on: Objective, stance: int | None, day: Any, *audience: Party, **values: Any
) -> Statement:
    """A statement so many days ago, on a day, or on some day of a month (``"2026-05"``); private to an audience."""
    days = PartialDate.parse(day) if isinstance(day, str) else PartialDate.day(scene.ago(day))
    usual = {"quote": f"Words {stance}", "is_public": not audience, "objective_id": on.id, "stance": stance}
    dated = {"said_on": days.earliest, "said_on_latest": days.latest}
    made = scene.add(Statement(**{**usual, **dated, **values}))
    for party in audience:
        scene.add(StatementAudience(statement_id=made.id, party_id=party.id))
    return made


def line(scene: Scene, on: Objective, stance: int, *scope: Party, **values: Any) -> Position:
    usual = {"objective_id": on.id, "stance": stance, "line": f"Line {stance}", "valid_from": scene.ago(900)}
    made = scene.add(Position(**{**usual, **values}))
    for party in scope:
        scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.SCOPE))
    return made


def change(
    scene: Scene, on: Objective, days_ago: int, *scope: Party, old: int = 1, new: int = -1, **values: Any
) -> None:
    """A change of position that took effect that long ago; announced then, unless said otherwise."""
    day = scene.ago(days_ago)
    before = line(scene, on, old, *scope)
    line(
        scene,
        on,
        new,
        *scope,
        **{"valid_from": day, "announced_on": day, "supersedes_id": before.id, **values},
    )
