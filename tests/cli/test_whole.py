"""The whole ledger at the command line: out, into a new workspace, into an empty one, and what is refused."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_it_goes_out_and_makes_the_same_workspace(run: Run, embassy: Path, tmp_path: Path) -> None:
    answer = run("export", "ledger", "-o", tmp_path / "ledger.json", "--json")
    assert answer.json["records"]["engagement"] == 1
    assert "not encrypted" in answer.err
    assert "Jean Valjean" in (tmp_path / "ledger.json").read_text("utf-8")  # our own copy names its sources
    made = run(
        "new", tmp_path / "again.diplotrack", "--from", tmp_path / "ledger.json", "--no-encryption", "--json"
    )
    assert made.code == 0
    assert made.json["records"]["engagement"] == 1
    run("-w", tmp_path / "again.diplotrack", "export", "ledger", "-o", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "ledger.json").read_bytes()


def test_it_is_not_taken_into_a_workspace_with_work(run: Run, embassy: Path, tmp_path: Path) -> None:
    run("export", "ledger", "-o", tmp_path / "ledger.json", "--without-files")
    answer = run("import", tmp_path / "ledger.json")
    assert answer.code == 2
    assert "diplotrack new DIR --from" in answer.err


def test_it_takes_no_choice_of_records(run: Run, embassy: Path, tmp_path: Path) -> None:
    for options in (("--max-marking", "public"), ("--release-to", "FRA"), ("--where", "city=Paris")):
        answer = run("export", "ledger", "-o", tmp_path / "ledger.json", *options)
        assert (answer.code, answer.err.count("export all")) == (2, 1)
    assert run("export", "ledger", "-o", tmp_path / "ledger.csv").code == 2
    assert run("export", "all", "-o", tmp_path / "all.json", "--without-files").code == 2
    assert run("new", tmp_path / "x.diplotrack", "--from", tmp_path / "l.json", "--sample").code == 2
    assert list(tmp_path.glob("*.json")) == []


def test_records_for_others_are_no_ledger(run: Run, embassy: Path, tmp_path: Path) -> None:
    run("export", "all", "-o", tmp_path / "records.json")
    answer = run("new", tmp_path / "x.diplotrack", "--from", tmp_path / "records.json", "--no-encryption")
    assert answer.code == 2
    assert "no ledger written by Diplotrack" in answer.err
    assert not (tmp_path / "x.diplotrack").exists()
