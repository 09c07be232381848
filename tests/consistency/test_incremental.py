"""A check of what changed finds what a check of everything finds, whatever was changed."""

from __future__ import annotations

import pytest

from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY
from tests.consistency.whims import prove

SEEDS, STEPS = (1, 2), 9
"""A few; ``tests.soak`` takes hundreds."""


@pytest.mark.parametrize("seed", SEEDS)
def test_following_finds_what_checking_everything_finds(played: Workspace, seed: int) -> None:
    assert prove(played, seed, STEPS, TODAY) == []
