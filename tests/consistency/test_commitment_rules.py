"""The edges of the rules on commitments and scores: R13 to R16."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import CommitmentParty, Score, Tag, Update
from diplotrack.records.enumerations import (
    Binding,
    CommitmentNature,
    CommitmentSide,
    CommitmentStatus,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found


@pytest.mark.parametrize(
    ("days", "severity"),
    [(0, None), (1, Severity.MEDIUM), (30, Severity.MEDIUM), (31, Severity.HIGH)],
)
def test_days_past_due_tell_the_severity(
    workspace: Workspace, play: Play, days: int, severity: Severity | None
) -> None:
    play(lambda scene: scene.commitment(due_on=scene.ago(days)))
    assert [one.severity for one in found(workspace, "R13")] == ([severity] if severity else [])


def test_legally_binding_commitment_is_critical_from_its_first_day(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(due_on=scene.ago(1), binding=Binding.LEGAL))
    assert found(workspace, "R13")[0].severity == Severity.CRITICAL


@pytest.mark.parametrize(("last", "count"), [(date(2026, 6, 30), 0), (date(2026, 6, 16), 1)])
def test_partial_due_date_passes_with_its_last_possible_day(
    workspace: Workspace, play: Play, last: date, count: int
) -> None:
    play(lambda scene: scene.commitment(due_on=date(2026, 6, 1), due_on_latest=last))
    assert len(found(workspace, "R13")) == count


@pytest.mark.parametrize(
    ("status", "count"),
    [
        (CommitmentStatus.OPEN, 1),
        (CommitmentStatus.IN_PROGRESS, 1),
        (CommitmentStatus.PARTLY_FULFILLED, 1),
        (CommitmentStatus.PROPOSED, 0),
        (CommitmentStatus.FULFILLED, 0),
        (CommitmentStatus.NOT_FULFILLED, 0),
        (CommitmentStatus.SUPERSEDED, 0),
        (CommitmentStatus.WITHDRAWN, 0),
    ],
)
def test_only_running_commitments_are_overdue(
    workspace: Workspace, play: Play, status: CommitmentStatus, count: int
) -> None:
    play(lambda scene: scene.commitment(due_on=scene.ago(10), status=status))
    assert len(found(workspace, "R13")) == count


@pytest.mark.parametrize(("met", "count"), [(None, 0), (date(2026, 6, 18), 0), (TODAY, 1)])
def test_condition_must_be_met_first(workspace: Workspace, play: Play, met: date | None, count: int) -> None:
    conditional: dict[str, Any] = {"nature": CommitmentNature.CONDITIONAL, "condition_met_on": met}
    play(lambda scene: scene.commitment(due_on=scene.ago(10), **conditional))
    assert len(found(workspace, "R13")) == count


@pytest.mark.parametrize(("met", "count"), [(None, 0), (TODAY, 1)])
def test_condition_counts_whatever_the_nature_says(
    workspace: Workspace, play: Play, met: date | None, count: int
) -> None:
    condition: dict[str, Any] = {"condition": "the boxes have arrived", "condition_met_on": met}
    play(lambda scene: scene.commitment(due_on=scene.ago(10), **condition))
    assert len(found(workspace, "R13")) == count


def test_theirs_is_reported_to_be_raised(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(by=scene.partner(), to=scene.us, due_on=scene.ago(10)))
    (one,) = found(workspace, "R13")
    assert "of France (theirs)" in one.why.text(TODAY)
    assert one.fix.text(TODAY).startswith("Raise it")


def test_what_others_promise_one_another_is_not_ours_to_chase(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(by=scene.partner(), to=scene.partner("Japan"), due_on=scene.ago(400)))
    assert workspace.check.run(["R13", "R14", "R15"]).findings == ()


def test_many_makers_are_counted(workspace: Workspace, play: Play) -> None:
    def joint(scene: Scene) -> None:
        made = scene.commitment(due_on=scene.ago(10))
        for name in ("Japan", "Chad", "Peru", "Mali"):
            party = scene.partner(name)
            scene.add(CommitmentParty(commitment_id=made.id, party_id=party.id, side=CommitmentSide.BY))

    play(joint)
    assert "Freedonia, Japan, Chad, and 2 others" in found(workspace, "R13")[0].why.text(TODAY)


@pytest.mark.parametrize(("days", "count"), [(90, 0), (91, 1)])
def test_silence_is_counted_from_the_last_update(
    workspace: Workspace, play: Play, days: int, count: int
) -> None:
    def silent(scene: Scene) -> None:
        made = scene.commitment(made_on=scene.ago(300))
        scene.add(Update(commitment_id=made.id, on=scene.ago(days)))

    play(silent)
    assert len(found(workspace, "R14")) == count


@pytest.mark.parametrize(("days", "count"), [(90, 0), (91, 1)])
def test_silence_is_counted_from_entry_where_nothing_else_is_known(
    workspace: Workspace, play: Play, days: int, count: int
) -> None:
    play(lambda scene: scene.commitment(created_at=scene.moment_ago(days)))
    assert len(found(workspace, "R14")) == count


@pytest.mark.parametrize(("days", "count"), [(10, 0), (11, 1)])
def test_commitment_may_name_its_own_review_interval(
    workspace: Workspace, play: Play, days: int, count: int
) -> None:
    play(lambda scene: scene.commitment(made_on=scene.ago(days), review_days=10))
    assert len(found(workspace, "R14")) == count


def test_update_dated_in_the_future_breaks_no_silence(workspace: Workspace, play: Play) -> None:
    def silent(scene: Scene) -> None:
        made = scene.commitment(made_on=scene.ago(300))
        scene.add(Update(commitment_id=made.id, on=scene.ago(-5)))

    play(silent)
    assert len(found(workspace, "R14")) == 1


@pytest.mark.parametrize(("made", "count"), [(date(2019, 12, 31), 0), (date(2020, 1, 1), 1)])
def test_duty_begins_on_its_date(workspace: Workspace, play: Play, made: date, count: int) -> None:
    play(lambda scene: scene.commitment(made_on=made))
    assert len(found(workspace, "R14")) == count


def test_record_that_may_lie_within_the_duty_is_judged(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(made_on=date(2019, 7, 1), made_on_latest=date(2020, 6, 30)))
    assert len(found(workspace, "R14")) == 1


def test_old_record_opened_for_follow_up_is_judged(workspace: Workspace, play: Play) -> None:
    def opened(scene: Scene) -> None:
        made = scene.commitment(made_on=date(2008, 4, 3))
        scene.add(Tag(owner_kind="commitment", owner_id=made.id, name="Follow-up"))

    play(opened)
    assert len(found(workspace, "R14")) == 1


def test_duty_is_from_the_making_of_the_workspace_unless_set(workspace: Workspace, play: Play) -> None:
    workspace.ledger.set(duty_from=None, created_on="2026-06-01")
    play(lambda scene: scene.commitment(made_on=date(2026, 1, 1)))
    assert found(workspace, "R14") == []


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ({"action": "train", "target": "200", "due_on": TODAY}, None),
        ({"action": "train", "target": "200"}, Severity.LOW),
        ({"action": "train", "due_on": TODAY}, Severity.LOW),
        ({"action": "train"}, Severity.MEDIUM),
        ({"action": "train", "target": "200", "nature": CommitmentNature.CONTINUING}, None),
        ({"action": "train", "target": "200", "nature": CommitmentNature.RECURRING}, Severity.LOW),
        (
            {
                "action": "train",
                "target": "200",
                "nature": CommitmentNature.RECURRING,
                "recurs": "FREQ=YEARLY",
            },
            None,
        ),
        ({"action": " ", "target": "200", "due_on": TODAY}, Severity.LOW),
    ],
)
def test_blanks_of_a_commitment_are_counted(
    workspace: Workspace, play: Play, values: dict[str, Any], severity: Severity | None
) -> None:
    play(lambda scene: scene.commitment(text="We will make every effort on customs", **values))
    assert [one.severity for one in found(workspace, "R15")] == ([severity] if severity else [])


def test_missing_blanks_are_named(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(text="Do our best on customs", action="train"))
    why = found(workspace, "R15")[0].why.text(TODAY)
    assert "lacks a target (how much, or to what end) and a due date" in why


def test_what_its_words_name_is_not_missing(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(text="Ratify the Convention against Torture"))
    (one,) = found(workspace, "R15")
    assert (one.severity, one.numbers["missing"]) == (Severity.LOW, 1)


def test_due_date_in_its_words_is_shown_for_entry(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(text="Halve our deficit by 2029", made_on=date(2026, 6, 1)))
    assert "a due date (its words say “by 2029”)" in found(workspace, "R15")[0].why.text(TODAY)


@pytest.mark.parametrize("text", ["Hold the talks adjourned in 2004", "Keep what was agreed by 2004"])
def test_days_gone_by_are_no_due_date(workspace: Workspace, play: Play, text: str) -> None:
    play(lambda scene: scene.commitment(text=text, made_on=date(2026, 6, 1)))
    assert "its words say" not in found(workspace, "R15")[0].why.text(TODAY)


def scored(scene: Scene, *, step: int = 1, on: int = 100, **values: Any) -> None:
    made = scene.commitment(made_on=scene.ago(400))
    scene.add(Update(commitment_id=made.id, on=scene.ago(on), step=step))
    cycle = {"cycle_start_on": scene.ago(365), "cycle_end_on": scene.ago(1)}
    scene.add(Score(**{"commitment_id": made.id, "party_id": scene.us.id, "score": 1, **cycle, **values}))


@pytest.mark.parametrize(("step", "count"), [(1, 1), (2, 0)])
def test_reaffirming_alone_supports_no_full_score(
    workspace: Workspace, play: Play, step: int, count: int
) -> None:
    play(lambda scene: scored(scene, step=step))
    assert len(found(workspace, "R16")) == count


@pytest.mark.parametrize(("on", "count"), [(366, 1), (365, 0), (1, 0), (0, 1)])
def test_evidence_counts_within_the_cycle(workspace: Workspace, play: Play, on: int, count: int) -> None:
    play(lambda scene: scored(scene, step=4, on=on))
    assert len(found(workspace, "R16")) == count


@pytest.mark.parametrize("values", [{"is_outside": True}, {"score": 0}, {"score": -1}])
def test_other_scores_need_no_evidence(workspace: Workspace, play: Play, values: dict[str, Any]) -> None:
    play(lambda scene: scored(scene, **values))
    assert found(workspace, "R16") == []


def test_only_the_latest_score_is_judged(workspace: Workspace, play: Play) -> None:
    def corrected(scene: Scene) -> None:
        scored(scene)
        scene.add(Score(commitment_id=1, party_id=scene.us.id, score=0, cycle_end_on=scene.today))

    play(corrected)
    assert found(workspace, "R16") == []


def test_evidence_of_another_party_does_not_count(workspace: Workspace, play: Play) -> None:
    def mixed(scene: Scene) -> None:
        made = scene.commitment(made_on=scene.ago(400))
        scene.add(Update(commitment_id=made.id, on=scene.ago(9), step=5, party_id=scene.us.id))
        scene.add(Score(commitment_id=made.id, party_id=scene.partner().id, score=1))

    play(mixed)
    (one,) = found(workspace, "R16")
    assert "there is no evidence" in one.why.text(TODAY)
