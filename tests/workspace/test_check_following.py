"""What a check has to look at, how far it followed, and what became of gaps since the last one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from diplotrack.base.clock import on_day
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, CommitmentParty, Tag, Update
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """One commitment of ours, 41 days overdue."""
    Ledger.create(tmp_path / "w.diplotrack").close()
    with on_day(TODAY), Workspace.open(tmp_path / "w.diplotrack") as made:
        made.ledger.set(duty_from="2026-01-01", rules_off=["R03", "R14", "R15", "R18"])
        with made.change("Found") as work:
            Scene(work, TODAY).partner(code="FRA")
        add(made)
        yield made


def add(workspace: Workspace, text: str = "Send two advisers") -> int:
    """A promise of ours to our partner."""
    with workspace.change("Add") as work:
        made = work.add(
            Commitment(text=text, made_on=TODAY - timedelta(days=50), due_on=TODAY - timedelta(days=41))
        )
        work.add(CommitmentParty(commitment_id=made.id, party_id=1, side=CommitmentSide.BY))
        work.add(CommitmentParty(commitment_id=made.id, party_id=2, side=CommitmentSide.TO))
        return made.id


def keep(workspace: Workspace, number: int) -> None:
    with workspace.change("Keep") as work:
        work.add(Update(commitment_id=number, on=TODAY, text="Sent", new_status=CommitmentStatus.FULFILLED))


def full(workspace: Workspace) -> dict[str, object]:
    last = workspace.check.last()
    assert last is not None
    return dict(last["full"])


def test_the_first_check_is_of_everything_and_the_next_of_what_changed(workspace: Workspace) -> None:
    first = workspace.check.follow()
    assert first is not None
    assert len(first.rules) == len(workspace.check.rules()) - 4
    assert workspace.check.follow() is None
    before = full(workspace)
    other = add(workspace, "Send three advisers")
    second = workspace.check.follow()
    assert second is not None
    assert [one.records[0].id for one in second.findings] == [other]
    assert "R31" not in second.rules
    assert full(workspace) == before


def test_what_no_rule_could_notice_is_looked_at_once(workspace: Workspace) -> None:
    workspace.check.follow()
    mark = workspace.check.findings()[0].fingerprint
    workspace.check.acknowledge(mark)
    assert workspace.check.follow() is None
    with workspace.change("Tag") as work:
        work.add(Tag(owner_kind="commitment", owner_id=1, name="ports"))
    assert workspace.check.follow() is not None
    assert workspace.check.follow() is None


@pytest.mark.parametrize(
    "values",
    [
        {"rules": {"R13.days_high": 50}},
        {"duty_from": "2026-02-01"},
        {"holidays": ["2026-06-01"]},
        {"weekend": [4, 5]},
        {"zone": "Asia/Tokyo"},
        {"rules_off": []},
        {"we": "FRA"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_setting_that_rules_go_by_asks_for_a_check_of_everything(
    workspace: Workspace, values: dict[str, object]
) -> None:
    workspace.check.follow()
    before = full(workspace)["settings"]
    add(workspace)
    workspace.check.follow()
    assert full(workspace)["settings"] == before
    workspace.ledger.set(**values)
    assert workspace.check.follow() is not None
    assert full(workspace)["settings"] != before


def test_a_new_day_asks_for_a_check_of_everything(workspace: Workspace) -> None:
    workspace.check.follow()
    with on_day(TODAY + timedelta(days=1)):
        assert workspace.check.follow() is not None
        assert full(workspace)["day"] == (TODAY + timedelta(days=1)).isoformat()
        assert workspace.check.follow() is None


def test_a_check_by_some_rules_leaves_what_changed_to_be_followed(workspace: Workspace) -> None:
    workspace.check.follow()
    add(workspace, "Send three advisers")
    workspace.check.run(["R31"])
    done = workspace.check.follow()
    assert done is not None
    assert len(done.findings) == 1
    last = workspace.check.last()
    assert last is not None
    assert last["findings"] == len(workspace.check.findings())


def test_a_read_only_workspace_keeps_the_gaps_that_it_has(tmp_path: Path, workspace: Workspace) -> None:
    workspace.check.follow()
    add(workspace, "Send three advisers")
    workspace.close()
    folder = shutil.copytree(workspace.path, tmp_path / "copy.diplotrack")
    with Workspace.open(folder) as copy:
        copy.ledger.is_read_only = True
        assert copy.check.follow() is None
        assert len(copy.check.findings()) == 1


def test_what_became_of_gaps_since_the_check_before_the_last(workspace: Workspace) -> None:
    check = workspace.check
    check.run()
    assert [len(check.changes_since_last().new), check.changes_since_last().is_empty] == [1, False]
    kept = add(workspace, "Send three advisers")
    check.run()
    since = check.changes_since_last()
    assert [one.records[0].id for one in since.new] == [kept]
    assert since.as_json(TODAY)["closed"] == []
    # What is followed in between belongs to the time since the last check of everything.
    keep(workspace, kept)
    passing = add(workspace, "Send four advisers")
    check.follow()
    keep(workspace, passing)
    check.run()
    since = check.changes_since_last()
    assert ([one.records[0].id for one in since.closed], since.new, since.reopened) == ([kept], (), ())
    with workspace.change("Reopen") as work:
        work.add(Update(commitment_id=kept, on=TODAY, text="Recalled", new_status=CommitmentStatus.OPEN))
    check.run()
    since = check.changes_since_last()
    assert [one.records[0].id for one in since.reopened] == [kept]
    check.run()
    assert check.changes_since_last().is_empty
