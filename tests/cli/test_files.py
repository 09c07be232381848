"""Import, briefs and reports through their commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = "id,start_date,end_date,visitor,from_id,from,description"
GOOD = "1,2001-05-07,2001-05-09,President Jacques Chirac,france,France,Official Visit."
BAD = "2,soon,2001-05-09,President Vicente Fox,mexico,Mexico,State Visit."


def test_a_brief_is_printed(run: Run, embassy: Path, tmp_path: Path) -> None:
    answer = run("brief", "FRA", "--on", "2008-12-31", "-o", tmp_path / "france.pdf", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["pages"] >= 1
    assert (tmp_path / "france.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "csv", "json"])
def test_the_commitment_report_is_printed_in_every_format(
    run: Run, embassy: Path, tmp_path: Path, suffix: str
) -> None:
    answer = run("report", "commitments", "--partner", "FRA", "-o", tmp_path / f"report.{suffix}")
    assert answer.code == 0, answer.err
    assert (tmp_path / f"report.{suffix}").stat().st_size > 100


def test_a_report_takes_no_unknown_status(run: Run, embassy: Path, tmp_path: Path) -> None:
    answer = run("report", "commitments", "--status", "forgotten", "-o", tmp_path / "report.csv")
    assert answer.code == 2
    assert "forgotten" in answer.err


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """A file with a good row and a bad one."""
    path = tmp_path / "visits.csv"
    path.write_text("\n".join([HEAD, GOOD, BAD]) + "\n", "utf-8")
    return path


def test_a_bad_row_keeps_all_out_and_is_told(run: Run, embassy: Path, visits: Path) -> None:
    before = run("stats", "--content", "--json").json
    answer = run("import", visits, "--profile", "state-visits", "--json")
    assert answer.code == 1
    counts = ["profile", "read", "created", "updated", "unchanged", "skipped", "errors", "records"]
    assert list(answer.json) == [*counts, "joined", "alike"]
    (error,) = answer.json["errors"]
    assert list(error) == ["row", "column", "value", "message"]
    assert (error["column"], error["value"]) == ("start_date", "soon")
    assert run("stats", "--content", "--json").json == before


def test_good_rows_are_taken_where_that_is_asked(run: Run, embassy: Path, visits: Path) -> None:
    answer = run("import", visits, "--skip-bad-rows", "--json")
    assert answer.code == 1
    assert (answer.json["created"], answer.json["skipped"]) == (1, 1)
    rejects = visits.with_name("visits.rejects.csv")
    assert "soon" in rejects.read_text("utf-8")
    assert str(rejects) in answer.err


def test_importing_again_changes_nothing_and_one_undo_takes_all_back(
    run: Run, embassy: Path, visits: Path
) -> None:
    visits.write_text("\n".join([HEAD, GOOD]) + "\n", "utf-8")
    before = run("stats", "--content", "--json").json["content"]
    first = run("import", visits, "--json")
    assert (first.code, first.json["created"]) == (0, 1)
    again = run("import", visits, "--json")
    assert (again.code, again.json["created"], again.json["unchanged"]) == (0, 0, 1)
    assert run("undo").code == 0
    assert run("stats", "--content", "--json").json["content"] == before


def test_a_dry_run_counts_and_writes_nothing(run: Run, embassy: Path, visits: Path) -> None:
    visits.write_text("\n".join([HEAD, GOOD]) + "\n", "utf-8")
    before = run("stats", "--content", "--json").json
    answer = run("import", visits, "--dry-run", "--json")
    assert (answer.code, answer.json["created"]) == (0, 1)
    assert run("stats", "--content", "--json").json == before
