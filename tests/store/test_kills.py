"""What was acknowledged is there after a kill, and nothing is there by half (the long form: ``dev.py soak``)."""

from __future__ import annotations

from pathlib import Path

from tests.soak.killed_writer import kill_often


def test_killed_writers_lose_nothing_that_they_acknowledged(tmp_path: Path) -> None:
    for loss in kill_often(tmp_path, times=2, seed=7):
        assert loss.acknowledged >= 1
        assert (loss.lost, loss.halves, loss.faults) == (0, 0, [])
