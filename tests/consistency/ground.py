"""What the tests of rules stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from diplotrack.consistency.finding import Finding
from diplotrack.consistency.scene import Scene
from diplotrack.records import Record
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace

TODAY = date(2026, 6, 17)
"""A Wednesday."""

FULFILLED: dict[str, Any] = {"status": CommitmentStatus.FULFILLED}
GONE: tuple[dict[str, Any], ...] = (
    {"status": CommitmentStatus.SUPERSEDED},
    {"status": CommitmentStatus.WITHDRAWN},
    {"deleted_at": utc_now()},
    {"merged_into": 1},
)
"""Commitments that nobody is held to any more."""

Play = Callable[[Callable[[Scene], object]], None]
"""Runs a function on a scene of the workspace, in one operation."""

C = TypeVar("C")


def found(workspace: Workspace, rule: str) -> list[Finding]:
    """What a rule finds today."""
    return list(workspace.check.run([rule]).findings)


def fired(
    workspace: Workspace, play: Play, rule: str, cases: Sequence[C], fill: Callable[[Scene, C], Record]
) -> list[C]:
    """The cases about whose record the rule finds something, all of them tried in one ledger."""
    made: list[tuple[str, int]] = []

    def every(scene: Scene) -> None:
        for case in cases:
            record = fill(scene, case)
            made.append((record.__kind__.name, record.id))

    play(every)
    at_fault = {(ref.kind, ref.id) for one in found(workspace, rule) for ref in one.subject}
    return [case for case, record in zip(cases, made, strict=True) if record in at_fault]
