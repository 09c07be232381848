"""Running commands in this process, on a workspace that is made once and copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplotrack.cli import main
from diplotrack.records import Commitment, CommitmentParty, Engagement, EngagementParty, Passage, Person
from diplotrack.records.enumerations import CommitmentSide
from diplotrack.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command line."""

    def call(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a meeting, a commitment and a protected source; to be copied, not to be opened."""
    path = tmp_path_factory.mktemp("made") / "embassy.diplotrack"
    with Workspace.create(path, we="USA") as workspace:
        france, ours = workspace.records.party("FRA"), workspace.records.party("USA")
        with workspace.change("Log engagement") as work:
            meeting = work.add(
                Engagement(title="=Summit on the reform", starts_on=date(2008, 4, 2), city="Paris")
            )
            meeting.marking_scheme, meeting.marking_rank, meeting.marking_text = "neutral", 0, "PUBLIC"
            work.add(EngagementParty(engagement_id=meeting.id, party_id=france.id))
            text = "The reform of the Council was agreed. A contact of ours, Jean Valjean, confirmed it."
            work.add(
                Passage(owner_kind="engagement", owner_id=meeting.id, role="summary", ordinal=0, text=text)
            )
            work.add(Person(name="Jean Valjean", is_protected=True))
        with workspace.change("Add commitment") as work:
            promise = work.add(
                Commitment(text="Pay the dues", made_on=date(2008, 4, 2), due_on=date(2009, 1, 31))
            )
            work.add(CommitmentParty(commitment_id=promise.id, party_id=france.id, side=CommitmentSide.BY))
            work.add(CommitmentParty(commitment_id=promise.id, party_id=ours.id, side=CommitmentSide.TO))
    return path


@pytest.fixture
def embassy(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, named by DIPLOTRACK_WORKSPACE; today is 1 March 2009."""
    path = Path(shutil.copytree(made, tmp_path / "embassy.diplotrack"))
    monkeypatch.setenv("DIPLOTRACK_WORKSPACE", str(path))
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2009-03-01")
    return path
