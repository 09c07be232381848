"""`intake`: what it shows, that it stores nothing unasked, and what it stores where it is asked."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from diplotrack.workspace import Workspace
from tests.cli.conftest import Run

READOUT = """Readout of Secretary Roe's Meeting with Foreign Minister Jean Dupont of France

27 February 2009

Secretary Roe met today in Paris with Foreign Minister Jean Dupont of France. <b>Kenya</b> was spoken of."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A readout in a file."""
    path = tmp_path / "readout.txt"
    path.write_text(READOUT, encoding="utf-8")
    return path


def engagements(path: Path) -> int:
    with Workspace.open(path) as workspace:
        return workspace.records.counts()["engagement"]


def test_it_shows_what_it_read_with_the_words_and_stores_nothing(embassy: Path, run: Run, file: Path) -> None:
    answer = run("intake", file)
    assert answer.code == 0
    assert (
        "+  95  Day: Text of Friday, February 27, 2009" in answer.out
        or "Friday, February 27, 2009" in answer.out
    )
    assert "“today”" in answer.out
    assert "Jean Dupont, Foreign Minister" in answer.out
    assert "Nothing was stored" in answer.err
    assert engagements(embassy) == 1


def test_recording_stores_what_is_sure_and_says_how_to_take_it_back(
    embassy: Path, run: Run, file: Path
) -> None:
    answer = run("intake", file, "--record", "--json")
    assert answer.json["recorded"]["kind"] == "engagement"
    assert len(answer.json["recorded"]["uid"]) == 32
    shown = run("show", "engagement", answer.json["recorded"]["uid"])
    assert "Jean Dupont" in shown.out
    assert "Kenya" not in shown.out
    assert run("undo").code == 0
    assert engagements(embassy) == 1


def test_json_gives_each_proposal_with_its_place_in_the_text(embassy: Path, run: Run, file: Path) -> None:
    proposals = {one["key"]: one for one in run("intake", file, "--json").json["proposals"]}
    day = proposals["day:starts_on"]
    assert (day["value"], day["accepted"]) == ("2009-02-27", True)
    assert [READOUT[one["start"] : one["end"]] for one in day["words"]] == ["today"]
    assert proposals["party:KEN"]["accepted"] is False
    assert proposals["kind:communication"]["value"] == "readout"


def test_nothing_sure_enough_stores_nothing(embassy: Path, run: Run, file: Path) -> None:
    answer = run("intake", file, "--record", "--accept", "100")
    assert answer.code == 0
    assert "nothing was stored" in answer.err
    assert engagements(embassy) == 1


def test_it_reads_standard_input(embassy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(READOUT.encode()), encoding="utf-8"))
    assert "France" in run("intake", "-").out


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_read_is_said_in_a_sentence(
    embassy: Path, run: Run, tmp_path: Path, name: str
) -> None:
    answer = run("intake", tmp_path / name)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.strip()
