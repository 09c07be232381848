"""What findings say where a record tells less than usual: no partner, no day, one step."""

from __future__ import annotations

from datetime import date

from diplotrack.consistency.scene import Scene
from diplotrack.records import Agreement, AgreementParty
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play
from tests.consistency.texts import text


def why(workspace: Workspace, rule: str) -> str:
    (one,) = workspace.check.run([rule]).findings
    return one.why.text(TODAY)


def test_a_promise_of_which_the_month_is_known_is_told_by_its_month(workspace: Workspace, play: Play) -> None:
    begin = date(TODAY.year - 1, 11, 1)
    play(lambda scene: scene.commitment(made_on=begin, made_on_latest=date(TODAY.year - 1, 11, 30)))
    assert f"since it was made (Nov {begin.year}), " in why(workspace, "R14")


def test_a_treaty_that_names_no_other_party_is_told_without_any(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = scene.add(
            Agreement(title="Labour Convention", in_force_on=scene.ago(90), ends_on=scene.ago(-90))
        )
        scene.add(AgreementParty(agreement_id=made.id, party_id=scene.us.id))

    play(fill)
    assert why(workspace, "R35").startswith("This agreement has been in force since ")
    assert why(workspace, "R20").startswith("This agreement ends (")


def test_one_step_of_the_ladder_is_one_step(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        text(scene, "We urge all members to open their ports to relief ships.", days=200, objective="SEC-1")
        text(scene, "We strongly urge all members to open their ports to relief ships.", objective="SEC-1")

    play(fill)
    assert "stronger by one step on the ladder of " in why(workspace, "R27")
