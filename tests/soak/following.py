"""Random edits of ledgers that hold a case for every rule; a check of what changed must find what a full one finds."""

from __future__ import annotations

import shutil
from pathlib import Path

from diplotrack.base.clock import on_day
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY
from tests.consistency.whims import fill, prove

STEPS = 40


def follow_often(folder: Path, ledgers: int, seed: int) -> list[str]:
    """Edit so many ledgers, each by a seed of its own; for each that went wrong, what was missed and what led to it."""
    begun = folder / "begun.diplotrack"
    Ledger.create(begun).close()
    with on_day(TODAY), Workspace.open(begun) as made:
        made.ledger.set(duty_from="2020-01-01")
        fill(made, TODAY)
        made.check.follow()
    missed = []
    for turn in range(ledgers):
        copy = shutil.copytree(begun, folder / f"followed-{turn}.diplotrack")
        with on_day(TODAY), Workspace.open(copy) as workspace:
            if wrong := prove(workspace, seed + turn, STEPS, TODAY):
                missed.append("\n".join(wrong))
        shutil.rmtree(copy)
    return missed
