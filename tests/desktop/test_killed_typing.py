"""A killed program loses little of what was typed (the long form, ``dev.py soak``, holds it to two seconds)."""

from __future__ import annotations

from pathlib import Path

from tests.soak.killed_typing import kill_typists

ON_A_BUSY_MACHINE = 4.0
"""Seconds of typing: other tests run beside this one and hold the disk and the processors."""


def test_a_killed_program_keeps_what_was_typed(tmp_path: Path) -> None:
    for toll in kill_typists(tmp_path, times=2, seed=11):
        assert toll.typed > 0
        assert toll.age <= ON_A_BUSY_MACHINE
