"""A killed program loses at most what was typed in its last two seconds (the long form: ``dev.py soak``)."""

from __future__ import annotations

from pathlib import Path

from tests.soak.killed_typing import kill_typists


def test_a_killed_program_keeps_what_was_typed_until_two_seconds_before(tmp_path: Path) -> None:
    for toll in kill_typists(tmp_path, times=2, seed=11):
        assert toll.typed > 0
        assert toll.age <= 2.0
