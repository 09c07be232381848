"""Words that are no promise are dismissed from the command line, and no gap asks for them any more."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from diplotrack.base.ident import uid_text
from diplotrack.records import Communication, Passage
from diplotrack.workspace import Workspace
from tests.cli.conftest import Run

WORDS = "We will remain in close touch."


@pytest.fixture
def letter(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A workspace with a letter that only seems to promise something, and its identifier."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")
    path = Path(shutil.copytree(made, tmp_path / "w.diplotrack"))
    with Workspace.open(path) as workspace:
        workspace.ledger.set(duty_from="2026-01-01")
        with workspace.change("Write") as work:
            text = work.add(Communication(title="Letter", sent_on=date(2026, 5, 1)))
            work.add(Passage(owner_kind="communication", owner_id=text.id, text=WORDS))
            uid = uid_text(text.uid)
    return path, uid


def test_the_gap_is_gone_once_the_words_are_dismissed(letter: tuple[Path, str], run: Run) -> None:
    path, uid = letter
    assert run("-w", path, "check", "--rule", "R22").code == 1
    answer = run("-w", path, "dismiss", "communication", uid, WORDS, "--reason", "A phrase", "--json")
    assert (answer.code, answer.json["dismissed"]) == (0, True)
    assert run("-w", path, "check", "--rule", "R22").code == 0
    assert "before" in run("-w", path, "dismiss", "communication", uid, WORDS).out


def test_words_that_stand_nowhere_are_refused(letter: tuple[Path, str], run: Run) -> None:
    answer = run("-w", letter[0], "dismiss", "communication", letter[1], "We will pay.")
    assert answer.code == 2
    assert "stand in no text" in answer.err
