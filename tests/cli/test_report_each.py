"""One document for many, and reports that were kept, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.cli.conftest import Run


def test_each_partner_gets_a_file(run: Run, embassy: Path, tmp_path: Path) -> None:
    with Workspace.open(embassy) as workspace:
        workspace.printing.kept.save("Monday", order("partner-brief", length="one-page"))
    out = tmp_path / "briefs"
    answer = run(
        "report", "each", "monday", "--of", "FRA", "--of", "Japan", "--format", "docx", "-o", out, "--json"
    )
    assert answer.code == 0, answer.err
    assert [Path(one["file"]) for one in answer.json["written"]] == sorted(out.iterdir())
    assert [one.suffix for one in out.iterdir()] == [".docx", ".docx"]
    assert answer.json["failed"] == []


def test_all_who_were_met_on_a_trip(run: Run, embassy: Path, tmp_path: Path) -> None:
    answer = run(
        "report",
        "each",
        "partner-brief",
        "--trip",
        "FRA 2008-04-02",
        "--format",
        "docx",
        "-o",
        tmp_path / "o",
    )
    assert answer.code == 0, answer.err
    (made,) = (tmp_path / "o").iterdir()
    assert "France" in made.name
    assert str(made) in answer.out


def test_nobody_meant_and_nobody_known_are_told(run: Run, embassy: Path, tmp_path: Path) -> None:
    nobody = run("report", "each", "partner-brief", "-o", tmp_path / "o")
    unknown = run("report", "each", "partner-brief", "--of", "Atlantis", "-o", tmp_path / "o")
    assert (nobody.code, unknown.code) == (2, 2)
    assert "--of" in nobody.err
    assert "Atlantis" in unknown.err


def test_what_was_kept_is_listed_and_printed(run: Run, embassy: Path, tmp_path: Path) -> None:
    with Workspace.open(embassy) as workspace:
        workspace.printing.kept.save("Monday list", order("commitments", overdue=True))
    assert run("report", "saved").out.splitlines()[1].startswith("Monday list\tCommitment report")
    assert run("report", "saved", "--json").json["saved"] == [
        {"name": "Monday list", "report": "commitments", "choices": {"overdue": True}}
    ]
    out = tmp_path / "monday.csv"
    assert run("report", "saved", "Monday list", "-o", out).code == 0
    assert "Pay the dues" in out.read_text("utf-8-sig")
    earlier = run("report", "saved", "Monday list", "--on", date(2009, 1, 1).isoformat(), "-o", out)
    assert earlier.code == 0
    assert "Pay the dues" not in out.read_text("utf-8-sig")


def test_what_is_printed_can_be_kept(run: Run, embassy: Path, tmp_path: Path) -> None:
    assert "--keep" in run("report", "saved").err
    made = run("report", "commitments", "--overdue", "--keep", "Monday list", "-o", tmp_path / "a.csv")
    assert (made.code, "Monday list" in made.err) == (0, True)
    assert run("report", "saved", "Monday list", "-o", tmp_path / "b.csv").code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_what_was_never_kept_is_told(run: Run, embassy: Path, tmp_path: Path) -> None:
    answer = run("report", "saved", "Friday", "-o", tmp_path / "x.pdf")
    assert answer.code == 2
    assert "Friday" in answer.err
