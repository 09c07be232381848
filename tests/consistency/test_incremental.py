"""A check of what changed finds what a check of everything finds, whatever was changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplotrack.base.clock import on_day
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY
from tests.consistency.whims import fill, prove

SEEDS = (1, 2, 3)
STEPS = 12


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Path:
    """A workspace with the examples of all rules."""
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


@pytest.mark.parametrize("seed", SEEDS)
def test_following_finds_what_checking_everything_finds(played: Workspace, seed: int) -> None:
    assert prove(played, seed, STEPS, TODAY) == []
