"""The edges of R08, words and deeds apart, and what of the ledger its scores are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Commitment,
    Communication,
    Deed,
    Objective,
    ObjectiveLink,
    Party,
    Statement,
    StatementAudience,
    Update,
)
from diplotrack.records.enumerations import (
    Behalf,
    CommitmentStatus,
    DeedCategory,
    ObjectiveStatus,
    PartyType,
    Traffic,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import Play

CATEGORY = DeedCategory.SUPPORT


def found(workspace: Workspace) -> list[Finding]:
    return list(workspace.check.run(["R08"]).findings)


def say(scene: Scene, *stances: int | None, to: Sequence[Party] = (), **values: Any) -> list[Statement]:
    made = []
    for stance in stances:
        usual = {"quote": "Words", "said_on": scene.ago(10), "objective_id": 1, "is_public": False}
        made.append(scene.add(Statement(**{**usual, "stance": stance, **values})))
        for party in to:
            scene.add(StatementAudience(statement_id=made[-1].id, party_id=party.id))
    return made


def do(scene: Scene, *bearings: int | None, to: Party | None = None, **values: Any) -> list[Deed]:
    usual = {
        "text": "A deed",
        "done_on": scene.ago(10),
        "objective_id": 1,
        "actor_id": scene.us.id,
        "category": CATEGORY,
        "target_id": to.id if to else None,
    }
    return [scene.add(Deed(**{**usual, "bearing": one, **values})) for one in bearings]


@pytest.mark.parametrize(
    ("stances", "bearings", "severity"),
    [
        ((2, 2, 2), (-1, -1, -1), Severity.HIGH),
        ((1, 1, 1), (1, 1, 1), None),
        # do = 1/2: the gap is 0.5 exactly.
        ((1, 1, 1), (1, 1, 0, 0), Severity.MEDIUM),
        # do = 3/5, the gap 0.4.
        ((1, 1, 1), (1, 1, 1, 0, 0), None),
        # say = −1/3, do = 1/3: opposite signs.
        ((1, -1, -1), (1, 1, -1), Severity.HIGH),
        ((1, 1), (-1, -1, -1), None),
        ((1, 1, 1), (-1, -1), None),
        ((0, 0, 0), (-1, -1, -1), None),
        ((-2, -2, -2), (1, 1, 1), Severity.HIGH),
        # Statements whose stance nobody noted do not make up the number.
        ((2, 2, None), (-1, -1, -1), None),
        ((2, 2, 2), (-1, -1, None), None),
    ],
)
def test_the_gap_and_the_numbers(
    workspace: Workspace,
    play: Play,
    stances: tuple[int, ...],
    bearings: tuple[int, ...],
    severity: Severity | None,
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, *stances)
        do(scene, *bearings)

    play(fill)
    assert [one.severity for one in found(workspace)] == ([severity] if severity else [])


def test_the_numbers_come_with_their_inputs(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, 1, 1)
        do(scene, 1, -1, category=DeedCategory.AID)
        do(scene, -1, category=DeedCategory.SANCTION)

    play(fill)
    (one,) = found(workspace)
    assert one.numbers == {
        "say": 1.0,
        "do": -0.23,
        "gap": 1.23,
        "statements": 3,
        "deeds": 3,
        "say_sum": 4.0,
        "say_weight": 4.0,
        "do_sum": -6.0,
        "do_weight": 26.0,
    }
    assert [record.kind for record in one.records] == ["objective", *["statement"] * 3, *["deed"] * 3]


@pytest.mark.parametrize(("days", "fires"), [(365, True), (366, False)])
def test_a_statement_of_the_first_day_of_the_year_counts(
    workspace: Workspace, play: Play, days: int, fires: bool
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 1, 1)
        say(scene, 1, said_on=scene.ago(days))
        do(scene, -1, -1, -1)

    play(fill)
    assert bool(found(workspace)) is fires


@pytest.mark.parametrize(("days", "fires"), [(365, False), (366, True)])
def test_strong_words_fire_where_a_year_has_no_deed(
    workspace: Workspace, play: Play, days: int, fires: bool
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, -2, 2)
        do(scene, 0, done_on=scene.ago(days))

    play(fill)
    assert [one.severity for one in found(workspace)] == ([Severity.MEDIUM] if fires else [])


@pytest.mark.parametrize(
    ("values", "fires"),
    [
        # Talk is no deed; whatever may be one is.
        ({"category": DeedCategory.CONSULT_VISIT}, True),
        ({"category": DeedCategory.REQUEST}, True),
        ({"bearing": None}, False),
        ({"category": None}, False),
        ({"done_on": None, "done_on_latest": None}, False),
        ({"done_on": date(2025, 1, 1), "done_on_latest": date(2025, 12, 31)}, False),
        ({"done_on": date(2025, 5, 1), "done_on_latest": date(2025, 5, 31)}, True),
    ],
)
def test_strong_words_are_let_pass_where_something_may_have_been_done(
    workspace: Workspace, play: Play, values: dict[str, Any], fires: bool
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, 2, 2)
        do(scene, 1, **values) if "bearing" not in values else do(scene, None)

    play(fill)
    assert bool(found(workspace)) is fires


def test_what_is_quoted_of_strong_words_is_strong(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, 2, 2, said_on=scene.ago(90), quote="We insist")
        say(scene, 1, 1, 1, quote="We hope")

    play(fill)
    (one,) = found(workspace)
    assert [quote.quote for quote in one.quotes] == ["We insist"] * 3
    assert (one.numbers["strong"], one.numbers["statements"]) == (3, 6)


def test_an_objective_of_first_priority_raises_it(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective(priority=1)
        say(scene, 2, 2, 2)

    play(fill)
    assert [one.severity for one in found(workspace)] == [Severity.HIGH]
    with workspace.change("Step back") as work:
        work.get(Objective, 1).priority = 2
    assert [one.severity for one in found(workspace)] == [Severity.MEDIUM]


def test_strong_words_need_to_be_strong(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, 2, 1)

    play(fill)
    assert not found(workspace)


@pytest.mark.parametrize(
    "values",
    [
        {"behalf": Behalf.THEIRS},
        {"is_personal": True},
        {"said_on": None},
        {"said_on": date(2025, 1, 1), "said_on_latest": date(2025, 12, 31)},
    ],
)
def test_words_that_are_not_ours_or_not_dated_do_not_count(
    workspace: Workspace, play: Play, values: dict[str, Any]
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, 2)
        say(scene, 2, **values)
        do(scene, -1, -1, -1)

    play(fill)
    assert not found(workspace)


def test_internal_papers_do_not_count_and_joint_statements_do(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        paper = scene.add(Communication(title="Cable", traffic=Traffic.INTERNAL))
        say(scene, 2, 2, behalf=Behalf.JOINT)
        say(scene, 2, communication_id=paper.id)
        do(scene, -1, -1, -1)

    play(fill)
    assert not found(workspace)
    with workspace.change("Send") as work:
        work.get(Communication, 1).traffic = Traffic.OUTGOING
    assert found(workspace)


def test_deeds_of_others_and_trashed_records_do_not_count(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 2, 2, 2)
        do(scene, 1)
        do(scene, -1, -1, -1, -1, actor_id=scene.partner().id)
        for one in do(scene, -1, -1, -1, -1):
            scene.work.trash(one)

    play(fill)
    assert not found(workspace)


def test_only_an_objective_in_force_is_looked_at(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective(status=ObjectiveStatus.RETIRED)
        say(scene, 2, 2, 2)
        do(scene, -1, -1, -1)

    play(fill)
    assert not found(workspace)
    with workspace.change("Revive") as work:
        work.get(Objective, 1).status = ObjectiveStatus.IN_FORCE
    assert found(workspace)


def test_what_adds_up_as_a_whole_may_not_toward_one_partner(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        france, japan = scene.partner(), scene.partner("Japan")
        ministry = scene.partner("Quai d’Orsay", type=PartyType.MINISTRY, parent_id=france.id)
        say(scene, 1, 1, to=[france])
        say(scene, 1, to=[ministry])
        do(scene, -1, -1, 1, to=france)
        say(scene, 1, 1, 1, to=[japan])
        do(scene, *[1] * 9, to=japan)

    play(fill)
    (one,) = found(workspace)
    assert [exhibit.title for exhibit in one.subject] == ["Objective SEC-1", "France"]
    assert one.numbers["do"] == -0.33
    assert "France" in one.title.text(workspace.check.today())


def test_promises_kept_and_broken_are_deeds_on_the_day_of_that(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        objective = scene.objective()
        say(scene, 1, 1, 1)
        broken = scene.commitment(bearing=1, due_on=scene.ago(30))
        kept = scene.commitment(bearing=-1, completed_on=scene.ago(20))
        old = scene.commitment(bearing=1, completed_on=scene.ago(400))
        own = scene.commitment(bearing=1, completed_on=scene.ago(10))
        for one, status in (
            (broken, CommitmentStatus.NOT_FULFILLED),
            (kept, CommitmentStatus.FULFILLED),
            (old, CommitmentStatus.FULFILLED),
            (own, CommitmentStatus.FULFILLED),
        ):
            scene.add(Update(commitment_id=one.id, on=one.completed_on or scene.ago(25), new_status=status))
            if one is not own:
                scene.link(one, objective)
        # The bearing on this one objective prevails over that of the commitment.
        scene.add(
            ObjectiveLink(owner_kind="commitment", owner_id=own.id, objective_id=objective.id, bearing=-1)
        )

    play(fill)
    (one,) = found(workspace)
    assert (one.numbers["do"], one.numbers["deeds"], one.numbers["do_weight"]) == (-1.0, 3, 15.0)
    with workspace.change("Not ours") as work:
        commitment = work.session.get(Commitment, 1)
        assert commitment is not None
        work.trash(commitment)
    assert not found(workspace)


@pytest.mark.parametrize(
    ("key", "value"), [("R08.statements", 4), ("R08.deeds", 4), ("R08.gap", 201), ("R08.days", 9)]
)
def test_each_threshold_is_the_workspaces(workspace: Workspace, play: Play, key: str, value: int) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        say(scene, 1, 1, 1)
        do(scene, -1, -1, -1)

    play(fill)
    assert found(workspace)
    workspace.check.set_threshold(key, value)
    assert not found(workspace)
