"""The edges of the rules that ask which lines are in force today: R04 and R19."""

from __future__ import annotations

from typing import Any

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Objective,
    ObjectiveLink,
    Party,
)
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, ObjectiveStatus
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play
from tests.consistency.lines_and_words import found
from tests.consistency.standing_lines import league, line


def test_lines_clash_from_two_steps_where_their_scopes_meet(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, italy, japan = scene.partner("France"), scene.partner("Italy"), scene.partner("Japan")
        alliance = league(scene, "Alliance", france, italy)
        union = league(scene, "Union", italy, scene.partner("Austria"))
        past = league(scene, "Past", japan, until_on=scene.ago(1))
        pairs: dict[str, tuple[tuple[Party, ...], tuple[Party, ...], dict[str, Any]]] = {
            "everyone twice": ((), (), {}),
            "everyone twice, with a rationale": ((), (), {"rationale": "Why"}),
            "one step": ((), (), {"stance": 0}),
            "three steps": ((), (), {"stance": -2}),
            "ended yesterday": ((), (), {"valid_until": scene.ago(1)}),
            "ends today": ((), (), {"valid_until": TODAY}),
            "begins tomorrow": ((), (), {"valid_from": scene.ago(-1)}),
            "in the trash": ((), (), {"deleted_at": scene.moment_ago(0)}),
            "contained": ((), (france,), {}),
            "contained, with a rationale": ((), (france,), {"rationale": "Why"}),
            "a member": ((alliance,), (france,), {}),
            "a member, with a rationale": ((alliance,), (france,), {"rationale": "Why"}),
            "no member any more": ((past,), (japan,), {}),
            "the same two": ((france, italy), (italy, france), {"rationale": "Why"}),
            "all members": ((france, italy), (alliance,), {"rationale": "Why"}),
            "crossing": ((france, japan), (france, italy), {"rationale": "Why"}),
            "crossing organizations": ((alliance,), (union,), {"rationale": "Why"}),
            "apart": ((france,), (italy,), {}),
            "organizations apart": ((alliance,), (past,), {}),
        }
        for code, (one, other, values) in pairs.items():
            on = scene.objective(code)
            line(scene, on, 1, *one)
            line(scene, on, values.pop("stance", -1), *other, **values)

    play(fill)
    assert set(found(workspace, "R04")) == {
        "everyone twice",
        "everyone twice, with a rationale",
        "three steps",
        "ends today",
        "contained",
        "a member",
        "the same two",
        "all members",
        "crossing",
        "crossing organizations",
    }


def test_clash_with_a_public_line_is_raised(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        on = scene.objective("SEC-1")
        line(scene, on, 1)
        line(scene, on, -1, is_public=True)

    play(fill)
    (one,) = workspace.check.run(["R04"]).findings
    assert (one.severity, [str(why) for why in one.raised_by]) == (Severity.CRITICAL, ["public"])


def test_line_does_not_clash_with_what_it_supersedes(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        for code, scope in (("everyone", ()), ("France", (scene.partner(),))):
            on = scene.objective(code)
            old = line(scene, on, 1)
            line(scene, on, -1, *scope, supersedes_id=old.id)

    play(fill)
    assert found(workspace, "R04") == {}


def test_clash_is_told_with_both_lines(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        on = scene.objective("RTS-1")
        line(scene, on, 2, line="Every attack is to be investigated.")
        line(scene, on, 0, scene.partner(), line="We take no position.")
        for status in ObjectiveStatus:
            if status != ObjectiveStatus.IN_FORCE:
                other = scene.objective(status.value, status=status)
                line(scene, other, 2)
                line(scene, other, -2)

    play(fill)
    (one,) = workspace.check.run(["R04"]).findings
    assert one.severity == Severity.HIGH
    assert one.why.text(TODAY) == (
        "On RTS-1 the line toward everyone is “Strongly for”: “Every attack is to be investigated”; the line toward"
        " France is “Neutral”: “We take no position”. Both are in force, and the narrower one does not say why it"
        " departs from the other."
    )
    assert [quote.quote for quote in one.quotes] == [
        "Every attack is to be investigated.",
        "We take no position.",
    ]


def promise(scene: Scene, on: Objective, bearing: int | None, *to: Party, **values: Any) -> Commitment:
    """A commitment of ours that bears on an objective."""
    made = scene.add(Commitment(**{"text": "Send two advisers", **values}))
    sides = [(scene.us, CommitmentSide.BY), *((party, CommitmentSide.TO) for party in to)]
    for party, side in sides:
        scene.add(CommitmentParty(commitment_id=made.id, party_id=party.id, side=side))
    scene.add(ObjectiveLink(owner_kind="commitment", owner_id=made.id, objective_id=on.id, bearing=bearing))
    return made


def test_commitment_that_bears_the_other_way_is_found(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france = scene.partner()

        def under(code: str, stance: int, bearing: int | None, **values: Any) -> None:
            on = scene.objective(code)
            line(scene, on, stance)
            promise(scene, on, bearing, france, **values)

        under("for, and against it", 1, -1)
        under("against, and for it", -2, 1)
        under("for, and for it", 2, 1)
        under("neutral", 0, -1)
        under("without bearing", 1, 0)
        under("not assessed", 1, None)
        for status in CommitmentStatus:
            under(status.value, 1, -1, status=status)

    play(fill)
    assert set(found(workspace, "R19")) == {
        "for, and against it",
        "against, and for it",
        "open",
        "in_progress",
        "partly_fulfilled",
    }


def test_line_toward_those_promised_counts(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")
        alliance = league(scene, "Alliance", france)

        def case(code: str, *to: Party, bearing: int = -1, **values: Any) -> None:
            on = scene.objective(code)
            line(scene, on, 2)
            line(scene, on, -1, alliance, **values)
            promise(scene, on, bearing, *to)

        case("everyone’s line", japan)
        case("a narrower line allows it", france)
        case("a narrower line forbids it", france, bearing=1)
        case("the narrower line has ended", france, valid_until=scene.ago(1))
        case("one of two", france, japan)
        case("to nobody", bearing=-1)

    play(fill)
    gaps = found(workspace, "R19")
    assert set(gaps) == {
        "everyone’s line",
        "a narrower line forbids it",
        "the narrower line has ended",
        "one of two",
        "to nobody",
    }
    assert (
        gaps["one of two"]
        .why.text(TODAY)
        .startswith("We promised Japan “Send two advisers”, which runs against")
    )
    assert gaps["a narrower line forbids it"].numbers == {"bearing": 1, "stance": -1, "product": -1}


def test_what_others_promise_is_not_ours_to_settle(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        on = scene.objective("ECO-1")
        line(scene, on, 2)
        theirs = scene.commitment(by=scene.partner(), to=scene.us)
        others = scene.commitment(by=scene.partner(), to=scene.partner("Japan"))
        mutual = scene.commitment(text="Mutual")
        scene.add(
            CommitmentParty(commitment_id=mutual.id, party_id=scene.partner().id, side=CommitmentSide.BY)
        )
        for one in (theirs, others, mutual):
            scene.add(ObjectiveLink(owner_kind="commitment", owner_id=one.id, objective_id=on.id, bearing=-1))

    play(fill)
    (one,) = workspace.check.run(["R19"]).findings
    assert one.title.text(TODAY) == "Commitment against the line on ECO-1: Mutual"
