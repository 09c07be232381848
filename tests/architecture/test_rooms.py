"""Small rooms: a file that grows past 400 lines is two things."""

from __future__ import annotations

from pathlib import Path

LONGEST = 400


def test_no_file_is_longer_than_a_room(project_root: Path) -> None:
    # Migrations are written once and never opened again; a long one is a long change.
    too_long = {
        str(source.relative_to(project_root)): lines
        for folder in ("diplotrack", "packaging", "tests")
        for source in (project_root / folder).rglob("*.py")
        if "migrations" not in source.parts
        and (lines := len(source.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert too_long == {}
