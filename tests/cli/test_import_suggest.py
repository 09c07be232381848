"""`diplotrack import --suggest` and what a dry run lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplotrack.exchange.profiles.profile import Profile
from tests.cli.conftest import Run

MEETINGS = "Date,Country,Subject,Status\n2024-05-03,France,Talks,done\n2024-06-14,Frence,Visas,planned\n"


def write(folder: Path, content: str = MEETINGS) -> Path:
    path = folder / "meetings.csv"
    path.write_text(content, "utf-8")
    return path


@pytest.mark.usefixtures("embassy")
def test_a_suggestion_is_written_as_a_profile_that_imports(run: Run, tmp_path: Path) -> None:
    path, chosen = write(tmp_path), tmp_path / "Our meetings.toml"
    told = run("import", path, "--suggest", "-o", chosen)
    assert told.code == 0
    assert "Country" in told.out
    assert (Profile.load(chosen).kind, Profile.load(chosen).name) == ("engagement", "our-meetings")
    done = run("import", path, "--map", chosen, "--skip-bad-rows", "--json")
    assert (done.code, done.json["created"]) == (1, 1)


@pytest.mark.usefixtures("embassy")
def test_a_suggestion_in_json_names_targets(run: Run, tmp_path: Path) -> None:
    told = run("import", write(tmp_path), "--suggest", "--json").json
    assert [one["becomes"] for one in told["columns"]] == [
        "field:starts_on",
        "party:theirs",
        "field:title",
        "field:status",
    ]


@pytest.mark.usefixtures("embassy")
def test_a_dry_run_lists_each_change(run: Run, tmp_path: Path) -> None:
    path, chosen = write(tmp_path, MEETINGS.replace("Frence", "Japan")), tmp_path / "m.toml"
    run("import", path, "--suggest", "-o", chosen)
    told = run("import", path, "--map", chosen, "--dry-run")
    assert "“Talks”" in told.out
    run("import", path, "--map", chosen)
    write(tmp_path, MEETINGS.replace("Frence", "Japan").replace("done", "planned"))
    rows = run("import", path, "--map", chosen, "--dry-run", "--json").json["rows"]
    assert [(row["row"], row["fate"]) for row in rows] == [(2, "updated"), (3, "unchanged")]
    assert rows[0]["changes"] == [{"field": "Status", "before": "Held", "after": "Planned"}]


@pytest.mark.usefixtures("embassy")
def test_an_output_needs_a_suggestion(run: Run, tmp_path: Path) -> None:
    assert run("import", write(tmp_path), "-o", tmp_path / "m.toml").code == 2
