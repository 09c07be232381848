"""Which line is in force toward whom: scopes, successions, gaps, partial dates; and R04 and R19, which ask for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.positions import read_lines
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Membership,
    Objective,
    ObjectiveLink,
    Party,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, Duty, ObjectiveStatus, PartyType
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play

Case = Callable[[Scene, Objective], None]
NOW = PartialDate.day(TODAY)


def line(scene: Scene, on: Objective, stance: int, *scope: Party, **values: Any) -> Position:
    """A position of long standing."""
    usual = {
        "objective_id": on.id,
        "stance": stance,
        "line": f"Line {stance}",
        "valid_from": date(2020, 1, 1),
    }
    made = scene.add(Position(**{**usual, "is_public": False, **values}))
    for party in scope:
        scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.SCOPE))
    return made


def league(scene: Scene, name: str, *members: Party, **days: date) -> Party:
    """An organization with these members."""
    made = scene.partner(name, type=PartyType.ORGANIZATION)
    for one in members:
        scene.add(Membership(party_id=one.id, organization_id=made.id, **days))
    return made


class Ground:
    """Reads which stances are in force, on the one objective of a scene."""

    def __init__(self, workspace: Workspace, play: Play) -> None:
        self.workspace = workspace
        self.play = play

    def toward(
        self, fill: Case, *asked: tuple[str | None, date | str], names: tuple[str, ...] = ()
    ) -> list[list[int]]:
        """The stances in force toward each partner (None: everyone) on its day."""
        ids: dict[str, int] = {}

        def all_of_it(scene: Scene) -> None:
            fill(scene, scene.objective())
            for name, _day in asked:
                if name is not None:
                    ids[name] = scene.partner(name).id

        self.play(all_of_it)
        with self.workspace.read() as read:
            every, one = read_lines(read), read_lines(read, [1])
        result = []
        for name, day in asked:
            days = PartialDate.parse(day) if isinstance(day, str) else PartialDate.day(day)
            partner = ids[name] if name is not None else None
            stances = sorted(found.stance for found in one.toward(1, partner, days))
            assert stances == sorted(found.stance for found in every.toward(1, partner, days))
            result.append(stances)
        return result


@pytest.fixture
def ground(workspace: Workspace, play: Play) -> Ground:
    """A workspace in which lines are read."""
    return Ground(workspace, play)


def test_narrowest_line_prevails(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        france, italy = scene.partner("France"), scene.partner("Italy")
        ministry = scene.partner("French ministry", type=PartyType.MINISTRY, parent_id=france.id)
        scene.partner("Italian ministry", type=PartyType.MINISTRY, parent_id=italy.id)
        scene.partner("Directorate", type=PartyType.OWN_UNIT, parent_id=ministry.id)
        scene.partner("Territory", type=PartyType.TERRITORY, parent_id=france.id)
        alliance = league(scene, "Alliance", france, italy)
        line(scene, on, 0)
        line(scene, on, 1, alliance)
        line(scene, on, 2, france)
        line(scene, on, -1, ministry)

    asked = ["France", "Italy", "Alliance", "Japan", "French ministry", "Directorate", "Italian ministry"]
    found = ground.toward(fill, *((name, TODAY) for name in asked), ("Territory", TODAY), (None, TODAY))
    assert found == [[2], [1], [1], [0], [-1], [-1], [1], [0], [0]]


def test_organization_covers_its_members_of_the_day(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        alliance = league(
            scene, "Alliance", scene.partner("Sweden"), from_on=date(2024, 3, 7), until_on=date(2025, 6, 30)
        )
        scene.add(Membership(party_id=scene.partner("Japan").id, organization_id=alliance.id))
        line(scene, on, 1)
        line(scene, on, 2, alliance)

    asked = [date(2024, 3, 6), date(2024, 3, 7), date(2025, 6, 30), date(2025, 7, 1)]
    found = ground.toward(fill, *(("Sweden", day) for day in asked), ("Sweden", "2024-03"), ("Japan", TODAY))
    assert found == [[1], [2], [2], [1], [2], [2]]


def test_both_days_are_inclusive_and_a_gap_has_no_line(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        old = line(scene, on, 1, valid_from=date(2025, 1, 10), valid_until=date(2025, 6, 30))
        line(scene, on, 2, valid_from=date(2025, 7, 15), valid_until=date(2025, 12, 31), supersedes_id=old.id)

    days = [
        (2025, 1, 9),
        (2025, 1, 10),
        (2025, 6, 30),
        (2025, 7, 1),
        (2025, 7, 14),
        (2025, 7, 15),
        (2025, 12, 31),
    ]
    asked = [(None, date(*day)) for day in days]
    found = ground.toward(fill, *asked, (None, date(2026, 1, 1)), (None, "2025-07"), (None, "2025"))
    assert found == [[], [1], [1], [], [], [2], [2], [], [2], [1, 2]]


def test_successor_ends_a_line_the_day_before(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        old = line(scene, on, 1)
        line(scene, on, -2, valid_from=date(2025, 9, 1), supersedes_id=old.id)
        line(scene, on, -1, valid_from=date(2025, 7, 1), valid_until=date(2025, 7, 31), supersedes_id=old.id)

    days = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)]
    assert ground.toward(fill, *((None, day) for day in days)) == [[1], [-1], [], [-2]]


def test_successor_toward_some_leaves_the_line_to_the_others(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        old = line(scene, on, 1)
        france = scene.partner("France")
        line(
            scene,
            on,
            -1,
            france,
            valid_from=date(2025, 7, 1),
            valid_until=date(2025, 12, 31),
            supersedes_id=old.id,
        )

    asked = [
        ("France", date(2025, 6, 30)),
        ("France", date(2025, 7, 1)),
        ("France", date(2026, 1, 1)),
        ("Japan", TODAY),
        (None, TODAY),
    ]
    assert ground.toward(fill, *asked) == [[1], [-1], [], [1], [1]]


def test_successor_toward_an_organization_ends_a_line_toward_its_members(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        france = scene.partner("France")
        old = line(scene, on, 1, france)
        line(
            scene, on, 2, league(scene, "Alliance", france), valid_from=date(2025, 7, 1), supersedes_id=old.id
        )

    assert ground.toward(fill, ("France", date(2025, 6, 30)), ("France", date(2025, 7, 1))) == [[1], [2]]


def test_trash_and_merging_pass_a_succession_on(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        first = line(scene, on, 1)
        binned = line(
            scene,
            on,
            0,
            valid_from=date(2025, 3, 1),
            supersedes_id=first.id,
            deleted_at=scene.moment_ago(1),
        )
        line(scene, on, 2, valid_from=date(2025, 7, 1), supersedes_id=binned.id)

    days = [date(2025, 2, 28), date(2025, 6, 30), date(2025, 7, 1)]
    assert ground.toward(fill, *((None, day) for day in days)) == [[1], [1], [2]]


def test_line_in_the_trash_ends_nothing(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        old = line(scene, on, 1)
        line(scene, on, 2, supersedes_id=old.id, deleted_at=scene.moment_ago(1))

    assert ground.toward(fill, (None, TODAY)) == [[1]]


def test_successor_without_a_day_begins_with_its_announcement_or_entry(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        old = line(scene, on, 1)
        told = line(scene, on, 2, valid_from=None, announced_on=date(2025, 5, 1), supersedes_id=old.id)
        line(
            scene,
            on,
            -1,
            valid_from=None,
            supersedes_id=told.id,
            created_at=scene.moment_ago(100),
        )

    days = [date(2025, 4, 30), date(2025, 5, 1), TODAY]
    # Of the last it is not known since when it holds: it may have held all along.
    assert ground.toward(fill, *((None, day) for day in days)) == [[-1, 1], [-1, 2], [-1]]


def test_impossible_succession_ends_nothing(ground: Ground) -> None:
    def fill(scene: Scene, on: Objective) -> None:
        one = line(scene, on, 1, valid_from=date(2025, 1, 1))
        two = line(scene, on, 2, valid_from=date(2024, 1, 1), supersedes_id=one.id)
        one.supersedes_id = two.id

    assert ground.toward(fill, (None, TODAY), (None, date(2024, 6, 1))) == [[1], [2]]


def found(workspace: Workspace, rule: str) -> dict[str, Finding]:
    """What a rule finds, by the code of the objective."""
    findings = workspace.check.run([rule]).findings
    by_code = {one.title.values["code"]: one for one in findings}
    assert len(by_code) == len(findings)
    return by_code


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
