"""What was decided about a gap stays decided when its record becomes part of another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from diplotrack.base import clock
from diplotrack.records import Commitment, CommitmentParty, Finding
from diplotrack.records.enumerations import CommitmentSide, FindingState
from diplotrack.workspace import Workspace


@pytest.fixture
def workspace(founded_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """We are the United States, and the reference parties are there."""
    folder = tmp_path / "founded.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as opened:
        yield opened


def late(workspace: Workspace, text: str, due: date) -> int:
    with workspace.change("Promise") as work:
        ours = workspace.records.party("USA").id
        one = work.add(Commitment(text=text, made_on=date(2020, 1, 1), due_on=due))
        work.add(CommitmentParty(commitment_id=one.id, party_id=ours, side=CommitmentSide.BY))
        return one.id


def test_a_waiver_follows_its_record_and_is_back_after_undo(workspace: Workspace) -> None:
    gone = late(workspace, "Send the list", clock.today() - timedelta(days=90))
    keep = late(workspace, "Send that list", clock.today() + timedelta(days=300))
    workspace.check.run(["R13"])
    (found,) = workspace.check.findings(rule="R13")
    workspace.check.waive(found.fingerprint, reason="Agreed", expires_on=clock.today() + timedelta(days=30))
    workspace.merging.merge("commitment", keep, [gone], {"due_on": gone})
    with workspace.read() as session:
        row = session.query(Finding).filter(Finding.rule == "R13").one()
        assert (row.subject_id, row.state) == (keep, FindingState.WAIVED)
        assert row.fingerprint != found.fingerprint
    workspace.check.run(["R13"])
    (again,) = workspace.check.findings(None, rule="R13")
    assert again.subject[0].id == keep
    workspace.history.undo()
    with workspace.read() as session:
        row = session.query(Finding).filter(Finding.rule == "R13").one()
        assert (row.subject_id, row.fingerprint) == (gone, found.fingerprint)
