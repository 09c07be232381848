"""An intended change of position in a draft: who is consulted and told, in which order, and what contradicts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.consistency.draft.plan import Reached
from diplotrack.consistency.draft.report import DraftCheck, DraftReport
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    CommitmentParty,
    Consultation,
    Objective,
    ObjectiveLink,
    PartnerTier,
    PositionPartner,
)
from diplotrack.records.enumerations import CommitmentSide, ConsultationType, Duty
from diplotrack.workspace import Workspace
from tests.consistency.draft.test_draft import CONDEMNS, WEAKER, france, line, text
from tests.consistency.draft.test_draft_more import said
from tests.consistency.ground import Play

Fill = Callable[[Scene], object]


@pytest.fixture
def check(workspace: Workspace, play: Play) -> Callable[..., DraftReport]:
    """Fills a scene with France in it and checks a text for France."""

    def check(fill: Fill, words: str, **more: Any) -> DraftReport:
        def scene(one: Scene) -> None:
            france(one)
            fill(one)

        play(scene)
        return workspace.check.draft(words, "FRA", **more)

    return check


Check = Callable[..., DraftReport]


def test_an_intended_change_is_no_fault_and_lists_whom_to_reach_in_order(check: Check) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        japan, korea = scene.partner("Japan", code="JPN"), scene.partner("Korea", code="KOR")
        scene.add(PositionPartner(position_id=made.id, party_id=japan.id, duty=Duty.NOTIFY))
        scene.add(PositionPartner(position_id=made.id, party_id=korea.id, duty=Duty.CONSULT))

    report = check(fill, WEAKER, intended={"SEC-1": -1})
    assert report.findings == ()
    assert [one.check for one in report.notes] == [DraftCheck.INTENDED]
    (plan,) = report.changes
    assert (plan.old_stance, plan.stance) == (1, -1)
    assert [(step.name, step.type) for step in plan.steps] == [
        ("Korea", ConsultationType.CONSULTATION),
        ("Japan", ConsultationType.NOTICE),
    ]
    assert [(plan.on - step.first).days for step in plan.steps] == [180, 30]
    assert [(step.last - plan.on).days for step in plan.steps] == [0, 7]


def test_an_intended_change_shows_what_would_contradict_it(check: Check) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        japan = scene.partner("Japan", code="JPN")
        said(scene, 1, 20, japan, objective_id=made.objective_id)
        promise = scene.commitment(text="Patrol the cables", to=japan)
        scene.add(
            ObjectiveLink(
                owner_kind="commitment", owner_id=promise.id, objective_id=made.objective_id, bearing=1
            )
        )

    (plan,) = check(fill, WEAKER, intended={"SEC-1": -1}).changes
    assert [one.exhibit.kind for one in plan.against] == ["statement", "commitment"]
    (step,) = plan.steps
    assert [reason.record and reason.record.kind for reason in step.reasons] == ["commitment", "statement"]


def test_who_was_consulted_is_done_and_a_consultation_without_a_day_is_planned(
    check: Check, workspace: Workspace
) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        for name, on in (("Japan", scene.ago(20)), ("Korea", None)):
            party = scene.partner(name)
            scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.CONSULT))
            scene.add(Consultation(summary="Cables", position_id=made.id, party_id=party.id, on=on))

    (plan,) = check(fill, WEAKER, intended={"SEC-1": None}).changes
    assert [(step.name, step.reached) for step in plan.steps] == [
        ("Japan", Reached.DONE),
        ("Korea", Reached.PLANNED),
    ]
    with pytest.raises(UserError, match="planned already"):
        workspace.check.plan_consultations([plan])


def test_what_is_owed_is_planned_in_one_operation(check: Check, workspace: Workspace) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        for name in ("Japan", "Korea"):
            party = scene.partner(name)
            scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.CONSULT))

    report = check(fill, WEAKER, intended={"SEC-1": None})
    workspace.check.plan_consultations(report.changes)
    (plan,) = workspace.check.draft(WEAKER, "FRA", intended={"SEC-1": None}).changes
    assert {step.reached for step in plan.steps} == {Reached.PLANNED}
    workspace.history.undo()
    (plan,) = workspace.check.draft(WEAKER, "FRA", intended={"SEC-1": None}).changes
    assert {step.reached for step in plan.steps} == {Reached.OWED}


def test_the_other_side_of_a_mutual_commitment_is_reached(check: Check) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        promise = scene.commitment(text="Patrol the cables", to=scene.partner("Japan"))
        scene.add(
            CommitmentParty(
                commitment_id=promise.id, party_id=scene.partner("Japan").id, side=CommitmentSide.BY
            )
        )
        scene.add(ObjectiveLink(owner_kind="commitment", owner_id=promise.id, objective_id=made.objective_id))

    (plan,) = check(fill, WEAKER, intended={"SEC-1": None}).changes
    assert [step.name for step in plan.steps] == ["Japan"]


def test_a_partner_of_the_first_tier_whom_the_objective_concerns_is_reached(check: Check) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        for name, tier in (("Japan", 1), ("Korea", 2)):
            party = scene.partner(name)
            scene.add(PartnerTier(party_id=party.id, tier=tier))
            meeting = scene.engagement(party)
            scene.add(
                ObjectiveLink(owner_kind="engagement", owner_id=meeting.id, objective_id=made.objective_id)
            )

    (plan,) = check(fill, WEAKER, intended={"SEC-1": None}).changes
    assert [(step.name, step.type) for step in plan.steps] == [("Japan", ConsultationType.NOTICE)]


@pytest.mark.parametrize(("days", "late"), [(0, False), (-1, True)])
def test_a_consultation_after_the_day_of_the_change_is_late(check: Check, days: int, late: bool) -> None:
    def fill(scene: Scene) -> None:
        made = line(scene, CONDEMNS)
        scene.add(PositionPartner(position_id=made.id, party_id=scene.partner("Japan").id, duty=Duty.CONSULT))

    report = check(fill, WEAKER, intended={"SEC-1": None})
    on = date.fromordinal(report.today.toordinal() + days)
    (plan,) = check(lambda _scene: None, WEAKER, intended={"SEC-1": None}, on=on).changes
    assert [step.is_late(report.today) for step in plan.steps] == [late]


def test_a_text_with_the_old_words_contradicts_the_new_line(check: Check) -> None:
    def fill(scene: Scene) -> None:
        line(scene, CONDEMNS)
        text(scene, f"Dear colleague. {CONDEMNS}", france(scene))

    (plan,) = check(fill, WEAKER, intended={"SEC-1": -1}).changes
    assert [(one.exhibit.kind, one.words) for one in plan.against] == [("communication", CONDEMNS)]


def test_a_successor_entered_already_takes_the_consultations(check: Check) -> None:
    def fill(scene: Scene) -> None:
        old = line(scene, CONDEMNS)
        objective = scene.work.session.get(Objective, old.objective_id)
        new = line(
            scene, WEAKER, objective=objective, supersedes_id=old.id, stance=-1, valid_from=scene.ago(-30)
        )
        japan = scene.partner("Japan")
        scene.add(PositionPartner(position_id=new.id, party_id=japan.id, duty=Duty.CONSULT))
        scene.add(Consultation(summary="Cables", position_id=new.id, party_id=japan.id, on=scene.ago(3)))

    (plan,) = check(fill, WEAKER, intended={"SEC-1": -1}).changes
    assert [(step.name, step.reached) for step in plan.steps] == [("Japan", Reached.DONE)]
