"""The help page on profiles says what the reader reads."""

from __future__ import annotations

import re
from pathlib import Path

from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.profile_format import FORMATS


def test_the_example_of_the_help_page_is_a_sound_profile(project_root: Path, tmp_path: Path) -> None:
    page = (project_root / "resources" / "help" / "import-profiles.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    (tmp_path / "example.toml").write_text(example[1], encoding="utf-8")
    assert Profile.load(tmp_path / "example.toml").name == "our-meetings"


def test_the_help_page_names_every_format(project_root: Path) -> None:
    page = (project_root / "resources" / "help" / "import-profiles.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in page] == []
