"""Nothing above the ceiling is anywhere in what is printed (the long form: ``dev.py soak``)."""

from __future__ import annotations

from pathlib import Path

from tests.soak.leaks import leaks


def test_no_token_above_the_ceiling_is_printed(tmp_path: Path) -> None:
    assert leaks(tmp_path, seed=0) == []
