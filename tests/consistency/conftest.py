"""A workspace in which rules are tried, on a fixed day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diplotrack.base.clock import on_day
from diplotrack.consistency.scene import Scene
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace, on 17 June 2026, with the duty of 2020 on."""
    with on_day(TODAY), Workspace(Ledger.create(tmp_path / "w.diplotrack")) as made:
        made.ledger.set(duty_from="2020-01-01")
        yield made


@pytest.fixture
def play(workspace: Workspace) -> Play:
    """Runs a function on a scene of the workspace, in one operation."""

    def run(fill: Callable[[Scene], None]) -> None:
        with workspace.change("Play") as work:
            fill(Scene(work, TODAY))

    return run
