"""The edges of the rules on agreements: R20 and R35."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    ExternalReference,
    Tag,
)
from diplotrack.records.enumerations import CommitmentStatus, Renewal, RenewalDecision
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play


def found(workspace: Workspace, rule: str) -> list[Finding]:
    return list(workspace.check.run([rule]).findings)


def agreement(scene: Scene, *parties: int, **values: Any) -> Agreement:
    """An agreement of ours with France, unless said otherwise."""
    standard = {"title": "Memorandum on port fees", "in_force_on": scene.ago(900)}
    made = scene.add(Agreement(**{**standard, **values}))
    for party in parties or (scene.us.id, scene.partner().id):
        scene.add(AgreementParty(agreement_id=made.id, party_id=party))
    return made


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (-1, None),
        (0, Severity.HIGH),
        (60, Severity.HIGH),
        (61, Severity.MEDIUM),
        (180, Severity.MEDIUM),
        (181, None),
    ],
)
def test_days_to_the_end_tell_the_severity(
    workspace: Workspace, play: Play, days: int, severity: Severity | None
) -> None:
    play(lambda scene: agreement(scene, ends_on=scene.ago(-days)))
    assert [one.severity for one in found(workspace, "R20")] == ([severity] if severity else [])


@pytest.mark.parametrize("renewal", [Renewal.DECISION, Renewal.AUTOMATIC, Renewal.DATE, None])
@pytest.mark.parametrize(("days", "severity"), [(360, Severity.MEDIUM), (361, None), (240, Severity.HIGH)])
def test_window_for_notice_counts_before_the_end(
    workspace: Workspace, play: Play, days: int, severity: Severity | None, renewal: Renewal | None
) -> None:
    play(lambda scene: agreement(scene, ends_on=scene.ago(-days), notice_days=180, renewal=renewal))
    assert [one.severity for one in found(workspace, "R20")] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("renewal", "count"), [(Renewal.DECISION, 1), (Renewal.AUTOMATIC, 0), (Renewal.DATE, 1), (None, 1)]
)
def test_window_that_is_closed_leaves_the_end_unless_renewal_is_automatic(
    workspace: Workspace, play: Play, renewal: Renewal | None, count: int
) -> None:
    play(lambda scene: agreement(scene, ends_on=scene.ago(-89), notice_days=90, renewal=renewal))
    assert len(found(workspace, "R20")) == count


def test_last_day_for_notice_is_named(workspace: Workspace, play: Play) -> None:
    values = {"ends_on": date(2026, 9, 1), "notice_days": 30, "renewal": Renewal.AUTOMATIC}
    play(lambda scene: agreement(scene, **values))
    (one,) = found(workspace, "R20")
    assert one.why.text(TODAY) == (
        "This agreement with France renews itself at its end (Sep 1, 2026), unless notice is given 30 days before"
        " (Aug 2, 2026). No decision is on record."
    )
    assert one.numbers["decide_by"] == {"day": "2026-08-02"}


def test_automatic_renewal_without_a_window_asks_for_nothing(workspace: Workspace, play: Play) -> None:
    play(lambda scene: agreement(scene, ends_on=scene.ago(-30), renewal=Renewal.AUTOMATIC))
    assert found(workspace, "R20") == []


@pytest.mark.parametrize("decision", list(RenewalDecision))
def test_any_decision_settles_it(workspace: Workspace, play: Play, decision: RenewalDecision) -> None:
    play(lambda scene: agreement(scene, ends_on=scene.ago(-30), renewal_decision=decision))
    assert found(workspace, "R20") == []


@pytest.mark.parametrize(
    ("first", "last", "severity"),
    [
        (date(2026, 12, 14), date(2027, 12, 13), Severity.MEDIUM),
        (date(2026, 12, 15), date(2027, 12, 14), None),
        (date(2026, 1, 1), date(2026, 12, 31), Severity.HIGH),
        (date(2026, 6, 1), date(2026, 6, 17), Severity.HIGH),
        (date(2026, 6, 1), date(2026, 6, 16), None),
    ],
)
def test_partial_end_warns_from_its_first_possible_day_until_its_last(
    workspace: Workspace, play: Play, first: date, last: date, severity: Severity | None
) -> None:
    play(lambda scene: agreement(scene, ends_on=first, ends_on_latest=last))
    assert [one.severity for one in found(workspace, "R20")] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("values", "count"),
    [({"in_force_on": TODAY}, 1), ({"in_force_on": date(2026, 6, 18)}, 0), ({"in_force_on": None}, 1)],
)
def test_term_runs_once_it_is_in_force_or_signed(
    workspace: Workspace, play: Play, values: dict[str, Any], count: int
) -> None:
    play(lambda scene: agreement(scene, ends_on=scene.ago(-30), **values))
    assert len(found(workspace, "R20")) == count


@pytest.mark.parametrize("rule", ["R20", "R35"])
def test_agreement_among_others_is_theirs_to_keep(workspace: Workspace, play: Play, rule: str) -> None:
    def others(scene: Scene) -> None:
        agreement(scene, scene.partner().id, scene.partner("Japan").id, ends_on=scene.ago(-30))

    play(others)
    assert found(workspace, rule) == []


@pytest.mark.parametrize("rule", ["R20", "R35"])
@pytest.mark.parametrize(("last", "count"), [(TODAY, 0), (date(2026, 6, 18), 1)])
def test_agreement_that_we_have_left_is_past(
    workspace: Workspace, play: Play, rule: str, last: date, count: int
) -> None:
    def left(scene: Scene) -> None:
        made = agreement(scene, scene.partner().id, ends_on=scene.ago(-30))
        values = {"withdrawn_on": date(2026, 6, 1), "withdrawn_on_latest": last}
        scene.add(AgreementParty(agreement_id=made.id, party_id=scene.us.id, **values))

    play(left)
    assert len(found(workspace, rule)) == count


@pytest.mark.parametrize("rule", ["R20", "R35"])
@pytest.mark.parametrize("gone", ["deleted_at", "merged_into"])
def test_agreement_that_is_gone_asks_for_nothing(
    workspace: Workspace, play: Play, rule: str, gone: str
) -> None:
    values = {"deleted_at": utc_now()} if gone == "deleted_at" else {"merged_into": 7}
    play(lambda scene: agreement(scene, ends_on=scene.ago(-30), **values))
    assert found(workspace, rule) == []


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"in_force_on": TODAY}, 1),
        ({"in_force_on": date(2026, 6, 18)}, 0),
        ({"in_force_on": date(2026, 1, 1), "in_force_on_latest": date(2026, 12, 31)}, 0),
        ({"in_force_on": None}, 0),
        ({"in_force_on": None, "provisional_on": TODAY}, 1),
        ({"ends_on": TODAY}, 1),
        ({"ends_on": date(2026, 6, 16)}, 0),
        ({"ends_on": date(2026, 1, 1), "ends_on_latest": date(2026, 12, 31)}, 1),
    ],
)
def test_agreement_is_asked_for_obligations_while_in_force(
    workspace: Workspace, play: Play, values: dict[str, Any], count: int
) -> None:
    play(lambda scene: agreement(scene, **values))
    assert len(found(workspace, "R35")) == count


@pytest.mark.parametrize(("status", "count"), [(CommitmentStatus.OPEN, 0), (CommitmentStatus.FULFILLED, 0)])
def test_obligation_of_whatever_status_is_one(
    workspace: Workspace, play: Play, status: CommitmentStatus, count: int
) -> None:
    play(lambda scene: scene.commitment(agreement_id=agreement(scene).id, status=status))
    assert len(found(workspace, "R35")) == count


def test_obligation_in_the_trash_is_none(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(agreement_id=agreement(scene).id, deleted_at=utc_now()))
    assert len(found(workspace, "R35")) == 1


def test_duty_to_consult_is_an_obligation(workspace: Workspace, play: Play) -> None:
    def consults(scene: Scene) -> None:
        objective = scene.objective()
        scene.add(AgreementDuty(agreement_id=agreement(scene).id, objective_id=objective.id))

    play(consults)
    assert found(workspace, "R35") == []


def imported(scene: Scene, **values: Any) -> Agreement:
    made = agreement(scene, **values)
    scene.add(
        ExternalReference(
            owner_kind="agreement", owner_id=made.id, source="treaty series", source_id=str(made.id)
        )
    )
    return made


@pytest.mark.parametrize(("day", "count"), [(date(2019, 12, 31), 0), (date(2020, 1, 1), 1)])
def test_imported_series_from_before_the_duty_is_left_alone(
    workspace: Workspace, play: Play, day: date, count: int
) -> None:
    play(lambda scene: imported(scene, in_force_on=day))
    assert len(found(workspace, "R35")) == count


@pytest.mark.parametrize("taken_up", ["owner", "objective", "follow-up"])
def test_imported_agreement_counts_once_somebody_works_with_it(
    workspace: Workspace, play: Play, taken_up: str
) -> None:
    def works(scene: Scene) -> None:
        made = imported(scene, in_force_on=date(1949, 8, 12))
        match taken_up:
            case "owner":
                made.owner_id = scene.officer.id
            case "objective":
                scene.link(made, scene.objective())
            case _:
                scene.add(Tag(owner_kind="agreement", owner_id=made.id, name="Follow-up"))

    play(works)
    assert len(found(workspace, "R35")) == 1


def test_old_agreement_that_was_entered_here_is_asked_for_obligations(
    workspace: Workspace, play: Play
) -> None:
    play(lambda scene: agreement(scene, in_force_on=date(1949, 8, 12)))
    assert len(found(workspace, "R35")) == 1
