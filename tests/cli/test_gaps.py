"""Gaps are listed and decided about from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diplotrack.records import Action
from diplotrack.records.enumerations import ActionStatus
from diplotrack.workspace import Workspace
from tests.cli.conftest import Run


@pytest.fixture
def gap(made: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A workspace with an action overdue, and the fingerprint of that gap."""
    import shutil

    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")
    path = Path(shutil.copytree(made, tmp_path / "w.diplotrack"))
    with Workspace.open(path) as workspace:
        workspace.ledger.set(duty_from="2026-01-01")
        with workspace.change("Log") as work:
            work.add(Action(text="Call the ministry", due_on=date(2026, 5, 1)))
        workspace.check.run(["R31"])
    (found,) = run("-w", path, "gaps", "--rule", "r31", "--json").json["gaps"]
    return path, found["fingerprint"]


def test_gaps_are_listed_with_what_tells_them_apart(gap: tuple[Path, str], run: Run) -> None:
    answer = run("-w", gap[0], "gaps")
    assert answer.code == 0
    assert gap[1][:10] in answer.out
    assert "Call the ministry" in answer.out


def test_a_gap_is_waived_by_the_beginning_of_its_fingerprint_and_reopened(
    gap: tuple[Path, str], run: Run
) -> None:
    path, mark = gap
    waived = run("-w", path, "gaps", "waive", mark[:8], "--reason", "On leave", "--until", "in 2 weeks")
    assert (waived.code, waived.out.strip()) == (0, "1 gap changed.")
    (found,) = run("-w", path, "gaps", "--state", "waived", "--json").json["gaps"]
    assert (found["reason"], found["until"]) == ("On leave", "2026-06-12")
    assert run("-w", path, "gaps", "reopen", mark[:8], "--json").json["changed"] == 1
    assert run("-w", path, "gaps", "--state", "reopened", "--json").json["gaps"]


def test_a_gap_is_assigned_and_acknowledged(gap: tuple[Path, str], run: Run) -> None:
    path, mark = gap
    run("-w", path, "gaps", "assign", mark, "--to", "Ana Ruiz")
    (found,) = run("-w", path, "gaps", "--assignee", "ana ruiz", "--json").json["gaps"]
    assert found["state"] == "assigned"
    run("-w", path, "gaps", "acknowledge", mark)
    assert run("-w", path, "gaps", "--state", "acknowledged", "--json").json["gaps"]


def test_an_unknown_gap_is_a_sentence(gap: tuple[Path, str], run: Run) -> None:
    answer = run("-w", gap[0], "gaps", "acknowledge", "zzzzzzzz")
    assert answer.code == 2
    assert "names no single gap" in answer.err


def test_what_changed_since_the_last_check_is_told(gap: tuple[Path, str], run: Run) -> None:
    path, mark = gap
    run("-w", path, "check")
    with Workspace.open(path) as workspace, workspace.change("Do it") as work:
        work.get(Action, 1).status = ActionStatus.DONE
    answer = run("-w", path, "check", "--since-last", "--json")
    assert (answer.code, answer.json["new"]) == (0, [])
    assert mark in {one["fingerprint"] for one in answer.json["closed"]}
    with Workspace.open(path) as workspace, workspace.change("Not done after all") as work:
        work.get(Action, 1).status = ActionStatus.OPEN
    answer = run("-w", path, "check", "--since-last")
    assert answer.code == 1
    assert "Back  R31 MEDIUM  Overdue action: Call the ministry" in answer.out
    assert run("-w", path, "check", "--since-last", "--severity", "high").out == ""
    assert "--rule" in run("-w", path, "check", "--since-last", "--rule", "R31").err
