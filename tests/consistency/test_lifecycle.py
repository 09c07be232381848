"""What becomes of a finding: it stays one thing through edits, decisions, waivers and its cause's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from diplotrack.base.clock import on_day
from diplotrack.base.errors import UserError
from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment
from diplotrack.records.enumerations import CommitmentStatus, FindingState
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play


@pytest.fixture(autouse=True)
def overdue(play: Play) -> None:
    """One commitment of ours, 41 days overdue."""
    play(lambda scene: scene.commitment(due_on=scene.ago(41)))


def check(workspace: Workspace, days_later: int = 0) -> list[Finding]:
    with on_day(TODAY + timedelta(days=days_later)):
        return list(workspace.check.run(["R13"]).findings)


def edit(workspace: Workspace, **values: object) -> None:
    with workspace.change("Edit commitment") as work:
        commitment = work.get(Commitment, 1)
        for name, value in values.items():
            setattr(commitment, name, value)


def operations(workspace: Workspace) -> int:
    return len(workspace.history.operations())


def states(workspace: Workspace) -> list[str]:
    return [step.state.value for step in workspace.check.steps(stored(workspace).fingerprint)]


def stored(workspace: Workspace) -> Finding:
    (found,) = workspace.check.findings(states=None)
    return found


def test_first_check_stores_a_new_finding_with_its_evidence(workspace: Workspace) -> None:
    (found,) = check(workspace)
    assert found.state == FindingState.NEW
    assert stored(workspace) == workspace.check.findings()[0]
    assert stored(workspace).as_json(TODAY) == found.as_json(TODAY)


def test_checking_again_the_same_day_stores_nothing(workspace: Workspace) -> None:
    check(workspace)
    before = operations(workspace)
    check(workspace)
    assert operations(workspace) == before


def test_finding_is_open_the_day_after(workspace: Workspace) -> None:
    check(workspace)
    (found,) = check(workspace, days_later=1)
    assert found.state == FindingState.OPEN


def test_mere_passing_of_days_stores_nothing_but_is_told(workspace: Workspace) -> None:
    check(workspace)
    check(workspace, days_later=1)
    before = operations(workspace)
    check(workspace, days_later=9)
    assert operations(workspace) == before
    later = stored(workspace).as_json(TODAY + timedelta(days=9))
    assert later["numbers"]["days_overdue"] == 50
    assert "50 days past" in later["why"]


def test_report_tells_what_is_new_since_the_check_before(workspace: Workspace) -> None:
    first = workspace.check.run(["R13"])
    second = workspace.check.run(["R13"])
    assert first.new == {first.findings[0].fingerprint}
    assert second.new == frozenset()


def test_last_check_is_remembered(workspace: Workspace) -> None:
    assert workspace.check.last() is None
    check(workspace)
    last = workspace.check.last()
    assert last is not None
    assert (last["day"], last["findings"], last["new"], last["closed"]) == ("2026-06-17", 1, 1, 0)


def test_finding_survives_an_edit_of_its_record(workspace: Workspace) -> None:
    (before,) = check(workspace)
    edit(workspace, text="Send three customs advisers")
    (after,) = check(workspace)
    assert after.fingerprint == before.fingerprint
    assert "three" in stored(workspace).title.text(TODAY)


def test_finding_closes_by_itself_and_stays_in_the_history(workspace: Workspace) -> None:
    check(workspace)
    edit(workspace, status=CommitmentStatus.FULFILLED)
    assert check(workspace) == []
    assert stored(workspace).state == FindingState.RESOLVED
    assert stored(workspace).resolved_on == TODAY
    assert workspace.check.findings() == []
    assert states(workspace) == ["new", "resolved"]


def test_finding_whose_cause_returns_is_reopened(workspace: Workspace) -> None:
    check(workspace)
    edit(workspace, status=CommitmentStatus.FULFILLED)
    check(workspace)
    workspace.history.undo()
    (found,) = check(workspace)
    assert found.state == FindingState.REOPENED
    assert states(workspace) == ["new", "resolved", "reopened"]


def test_check_of_another_rule_closes_nothing(workspace: Workspace) -> None:
    check(workspace)
    workspace.check.run(["R21"])
    assert stored(workspace).state == FindingState.NEW


def test_acknowledging_lasts(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.acknowledge(found.fingerprint, note="The ministry knows")
    (later,) = check(workspace, days_later=3)
    assert later.state == FindingState.ACKNOWLEDGED
    assert workspace.check.steps(found.fingerprint)[-1].note == "The ministry knows"


def test_assigning_names_somebody(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.assign(found.fingerprint, to="Ada Desk")
    assert (stored(workspace).state, stored(workspace).assignee) == (FindingState.ASSIGNED, "Ada Desk")


def test_decision_is_one_operation_that_can_be_undone(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.acknowledge(found.fingerprint)
    check(workspace)
    workspace.history.undo()
    assert stored(workspace).state == FindingState.NEW
    assert states(workspace) == ["new"]


def test_undo_passes_over_checks(workspace: Workspace) -> None:
    check(workspace)
    workspace.history.undo()
    assert check(workspace) == []
    assert stored(workspace).state == FindingState.RESOLVED


def test_waived_finding_asks_for_nothing_until_its_last_day(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=TODAY + timedelta(days=10))
    with on_day(TODAY + timedelta(days=10)):
        report = workspace.check.run(["R13"])
    assert report.findings[0].state == FindingState.WAIVED
    assert report.at_least(Severity.LOW) == []
    assert workspace.check.findings() == []


def test_waiver_that_runs_out_reopens(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=TODAY + timedelta(days=10))
    (later,) = check(workspace, days_later=11)
    assert later.state == FindingState.REOPENED
    assert workspace.check.steps(found.fingerprint)[-1].note == "The waiver has expired"


def test_waiver_ends_when_the_evidence_changes(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=date(2027, 1, 1))
    edit(workspace, due_on=TODAY - timedelta(days=5))
    (later,) = check(workspace)
    assert later.state == FindingState.REOPENED


def test_waiver_outlives_a_change_of_words(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=date(2027, 1, 1))
    edit(workspace, text="Send two advisers on customs")
    (later,) = check(workspace)
    assert later.state == FindingState.WAIVED


def test_reopening_takes_a_waiver_back(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=date(2027, 1, 1))
    workspace.check.reopen(found.fingerprint)
    assert (stored(workspace).state, stored(workspace).reason) == (FindingState.REOPENED, "")


def test_waiver_without_a_reason_is_refused(workspace: Workspace) -> None:
    (found,) = check(workspace)
    with pytest.raises(UserError, match="needs a reason"):
        workspace.check.waive(found.fingerprint, reason=" ", expires_on=date(2027, 1, 1))


def test_waiver_until_a_day_that_has_passed_is_refused(workspace: Workspace) -> None:
    (found,) = check(workspace)
    with pytest.raises(UserError, match="2026-06-16"):
        workspace.check.waive(found.fingerprint, reason="Talks", expires_on=date(2026, 6, 16))


def test_finding_may_be_named_by_its_first_characters(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.acknowledge(found.fingerprint[:10])
    assert stored(workspace).state == FindingState.ACKNOWLEDGED


def test_unknown_fingerprint_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="names no single gap"):
        workspace.check.acknowledge("0123456789")


def test_findings_are_chosen_by_partner(workspace: Workspace, play: Play) -> None:
    def elsewhere(scene: Scene) -> None:
        scene.commitment(to=scene.partner("Japan"), due_on=scene.ago(3))

    play(elsewhere)
    found = check(workspace)
    japan = next(one for one in found if one.severity == Severity.MEDIUM)
    assert workspace.check.findings(party=japan.party_id) == [
        one for one in workspace.check.findings() if one.fingerprint == japan.fingerprint
    ]


def test_a_decision_is_undone_after_a_check_that_settled_the_gap(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.assign(found.fingerprint, to="Ada Desk")
    edit(workspace, status=CommitmentStatus.FULFILLED)
    check(workspace)
    workspace.history.undo()
    check(workspace)
    workspace.history.undo()
    # What the checks found stands: the cause went and came back. What somebody decided is gone.
    assert (stored(workspace).state, stored(workspace).assignee) == (FindingState.REOPENED, "")
    assert states(workspace) == ["new", "resolved", "reopened"]


def test_a_finding_that_went_while_it_was_waived_comes_back_as_reopened(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=date(2027, 1, 1))
    edit(workspace, status=CommitmentStatus.FULFILLED)
    check(workspace)
    edit(workspace, status=CommitmentStatus.OPEN)
    (again,) = check(workspace)
    assert (again.state, again.expires_on, again.first_seen) == (FindingState.REOPENED, None, TODAY)
    assert states(workspace) == ["new", "waived", "resolved", "reopened"]


@pytest.mark.parametrize(("days", "state"), [(0, FindingState.WAIVED), (1, FindingState.REOPENED)])
def test_a_waiver_holds_through_its_last_day(workspace: Workspace, days: int, state: FindingState) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=TODAY)
    (later,) = check(workspace, days_later=days)
    assert later.state == state


def test_an_operation_between_two_checks_that_was_undone_leaves_no_trace(workspace: Workspace) -> None:
    (found,) = check(workspace)
    workspace.check.waive(found.fingerprint, reason="Talks are on", expires_on=date(2027, 1, 1))
    edit(workspace, due_on=TODAY - timedelta(days=5))
    workspace.history.undo()
    before = operations(workspace)
    (later,) = check(workspace)
    assert (later.state, later.digest) == (FindingState.WAIVED, found.digest)
    assert operations(workspace) == before


def test_a_record_that_is_trashed_and_restored_keeps_its_finding_and_its_life(workspace: Workspace) -> None:
    (found,) = check(workspace)
    with workspace.change("Delete") as work:
        work.trash(work.get(Commitment, 1))
    workspace.check.follow()
    assert stored(workspace).state == FindingState.RESOLVED
    with workspace.change("Restore") as work:
        work.restore(work.get(Commitment, 1))
    workspace.check.follow()
    again = next(one for one in workspace.check.findings() if one.rule == "R13")
    assert (again.fingerprint, again.state) == (found.fingerprint, FindingState.REOPENED)
    assert [step.state.value for step in workspace.check.steps(again.fingerprint)] == [
        "new",
        "resolved",
        "reopened",
    ]
