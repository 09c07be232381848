"""A workspace in which rules are tried, on a fixed day."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diplotrack.base.clock import on_day
from diplotrack.consistency.scene import Scene
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play
from tests.consistency.whims import fill


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace folder, made once: making one takes longer than a rule."""
    folder = tmp_path_factory.mktemp("empty") / "w.diplotrack"
    Ledger.create(folder).close()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, empty: Path) -> Iterator[Workspace]:
    """An empty workspace, on 17 June 2026, with the duty of 2020 on."""
    folder = shutil.copytree(empty, tmp_path / "w.diplotrack")
    with on_day(TODAY), Workspace.open(folder) as made:
        made.ledger.set(duty_from="2020-01-01")
        yield made


@pytest.fixture
def play(workspace: Workspace) -> Play:
    """Runs a function on a scene of the workspace, in one operation."""

    def run(fill: Callable[[Scene], object]) -> None:
        with workspace.change("Play") as work:
            fill(Scene(work, TODAY))

    return run


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Path:
    """A workspace with a case for every rule (their examples), checked."""
    folder = shutil.copytree(empty, tmp_path_factory.mktemp("filled") / "w.diplotrack")
    with on_day(TODAY), Workspace.open(folder) as made:
        made.ledger.set(duty_from="2020-01-01")
        fill(made, TODAY)
        made.check.follow()
    return folder


@pytest.fixture
def played(tmp_path: Path, filled: Path) -> Iterator[Workspace]:
    """A copy of it."""
    with on_day(TODAY), Workspace.open(shutil.copytree(filled, tmp_path / "w.diplotrack")) as made:
        yield made
