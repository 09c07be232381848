"""The edges of the rule on what different audiences heard: R06."""

from __future__ import annotations

from typing import Any

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Communication,
    Objective,
    Party,
)
from diplotrack.records.enumerations import (
    Behalf,
    CommunicationType,
    Traffic,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play
from tests.consistency.lines_and_words import Case, cases, change, found, line, said


def test_mixed_messages_lie_thirty_days_apart_at_most_and_two_steps_at_least(
    workspace: Workspace, play: Play
) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")

        def pair(gap: int, first: int, second: int) -> Case:
            def both(scene: Scene, on: Objective) -> None:
                said(scene, on, first, 100 + gap, france)
                said(scene, on, second, 100, japan)

            return both

        cases(
            scene,
            ("thirty days", pair(30, 1, -1)),
            ("thirty-one days", pair(31, 1, -1)),
            ("the same day", pair(0, 1, -1)),
            ("to neutral", pair(5, 2, 0)),
            ("one step", pair(5, 1, 0)),
            ("milder", pair(5, -2, -1)),
        )

    play(fill)
    assert set(found(workspace, "R06")) == {"thirty days", "the same day", "to neutral"}


def test_partial_dates_are_mixed_messages_only_where_they_certainly_lie_so_near(
    workspace: Workspace, play: Play
) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")

        def pair(first: str, second: str) -> Case:
            def both(scene: Scene, on: Objective) -> None:
                said(scene, on, 2, first, france)
                said(scene, on, -1, second, japan)

            return both

        cases(
            scene,
            ("a month and a day in it", pair("2026-04", "2026-04-20")),
            ("a month and the last day before", pair("2026-03-31", "2026-04")),
            ("a month and the day before that", pair("2026-03-30", "2026-04")),
            ("two months", pair("2026-03", "2026-04")),
            ("a year", pair("2025", "2025-06-01")),
        )

    play(fill)
    assert set(found(workspace, "R06")) == {"a month and a day in it", "a month and the last day before"}


def test_who_heard_them_tells_the_severity(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")

        def pair(first: tuple[Party, ...], second: tuple[Party, ...], **values: bool) -> Case:
            def both(scene: Scene, on: Objective) -> None:
                said(scene, on, 1, 20, *first)
                said(scene, on, -1, 10, *second, **values)

            return both

        cases(
            scene,
            ("two partners", pair((france,), (japan,))),
            ("one more partner", pair((france,), (france, japan))),
            ("the public and a partner", pair((), (japan,))),
            ("the same partner", pair((france,), (france,))),
            ("the same partner in public", pair((france,), (france,), is_public=True)),
            ("the public twice", pair((), ())),
            ("no audience is the public", pair((), (), is_public=False)),
        )

    play(fill)
    severities = {
        code: (one.severity, [str(why) for why in one.raised_by])
        for code, one in found(workspace, "R06").items()
    }
    assert severities == {
        "two partners": (Severity.HIGH, []),
        "one more partner": (Severity.HIGH, []),
        "the public and a partner": (Severity.CRITICAL, []),
        "the same partner in public": (Severity.CRITICAL, ["public"]),
    }


def test_mixed_message_names_both_audiences_and_quotes_both(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        on = scene.objective("ECO-2")
        said(scene, on, 2, 20)
        said(scene, on, -1, 10, scene.partner())

    play(fill)
    (one,) = workspace.check.run(["R06"]).findings
    assert one.title.text(TODAY) == "Mixed messages on ECO-2: to the public, and to France in private"
    assert one.fix.text(TODAY) == "Tell France and the public which of the two is our position on ECO-2."
    assert [quote.quote for quote in one.quotes] == ["Words 2", "Words -1"]
    assert [record.kind for record in one.records] == ["statement", "statement"]
    assert {name: one.numbers[name] for name in ("earlier", "later", "difference")} == {
        "earlier": 2,
        "later": -1,
        "difference": 3,
    }


def test_gravest_contradiction_is_shown_once(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        on = scene.objective("ECO-2")
        said(scene, on, 1, 12, scene.partner("Japan"))
        said(scene, on, 1, 11)
        said(scene, on, 2, 13, scene.partner("Japan"))
        said(scene, on, -1, 10, scene.partner())

    play(fill)
    (one,) = workspace.check.run(["R06"]).findings
    assert one.severity == Severity.CRITICAL
    assert one.numbers["earlier"] == 1


def test_correction_is_no_new_contradiction(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")

        def then(stance: int, *audience: Party, first: int = 60, **values: Any) -> Case:
            def all_three(scene: Scene, on: Objective) -> None:
                said(scene, on, 2, first, france)
                said(scene, on, -1, 30, france)
                said(scene, on, stance, 10, *audience, **values)

            return all_three

        cases(
            scene,
            ("to the partner among others", then(2, france, japan)),
            ("to the partner in public", then(1, france, is_public=True)),
            ("half a correction", then(0, france, is_public=True)),
            ("no such words shortly before", then(2, france, japan, first=61)),
            ("to another partner", then(2, japan)),
            ("to the public only", then(2)),
            ("another thing", then(-1, france, japan)),
        )

    play(fill)
    assert mixed_on(workspace) == {"no such words shortly before", "to another partner", "to the public only"}


def mixed_on(workspace: Workspace) -> set[str]:
    """The objectives on which mixed messages are found, once or more."""
    return {one.title.values["code"] for one in workspace.check.run(["R06"]).findings}


def test_announced_change_between_explains_mixed_messages(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, japan, brazil = scene.partner(), scene.partner("Japan"), scene.partner("Brazil")

        def around(days_ago: int, *scope: Party, **values: Any) -> Case:
            def both(scene: Scene, on: Objective) -> None:
                said(scene, on, 1, 20, france)
                said(scene, on, -1, 10, japan)
                change(scene, on, days_ago, *scope, **values)

            return both

        cases(
            scene,
            ("before both", around(21)),
            ("on the first day", around(20)),
            ("between", around(15)),
            ("on the last day", around(10)),
            ("after both", around(9)),
            ("not announced", around(15, announced_on=None)),
            ("announced by a record", around(15, announced_on=None, announced_by=b"u" * 16)),
            ("in force between, announced long before", around(15, announced_on=scene.ago(60))),
            ("in force between, announced after both", around(15, announced_on=scene.ago(9))),
            ("announced between, in force after both", around(5, announced_on=scene.ago(15))),
            ("of the words only", around(15, old=1, new=1)),
            ("toward one of them", around(15, japan)),
            ("toward another", around(15, brazil)),
        )

    play(fill)
    assert set(found(workspace, "R06")) == {
        "before both",
        "after both",
        "not announced",
        "in force between, announced after both",
        "of the words only",
        "toward another",
    }


def test_scoped_positions_that_differ_so_explain_mixed_messages(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france = scene.partner()

        def under(everyone: int, narrower: int, **values: Any) -> Case:
            def both(scene: Scene, on: Objective) -> None:
                line(scene, on, everyone)
                line(scene, on, narrower, france, **values)
                said(scene, on, 2, 20)
                said(scene, on, 0, 10, france)

            return both

        cases(
            scene,
            ("differ so", under(2, 0)),
            ("differ by less", under(2, 1)),
            ("differ the other way", under(0, 2)),
            ("differed once", under(2, 0, valid_until=scene.ago(11))),
            ("differ until that day", under(2, 0, valid_until=scene.ago(10))),
        )

    play(fill)
    assert set(found(workspace, "R06")) == {"differ by less", "differ the other way", "differed once"}


def test_words_that_do_not_count_are_no_mixed_message(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")
        note = scene.add(Communication(title="Note to file", traffic=Traffic.INTERNAL))
        points = scene.add(Communication(title="Points", type=CommunicationType.TALKING_POINTS))
        cable = scene.add(Communication(title="Cable", type=CommunicationType.CABLE))
        meeting = scene.engagement()

        def second(stance: int | None = -1, **values: Any) -> Case:
            def both(scene: Scene, on: Objective) -> None:
                said(scene, on, 1, 20, france)
                said(scene, on, stance, 10, japan, **values)

            return both

        cases(
            scene,
            ("ours", second()),
            ("joint", second(behalf=Behalf.JOINT, party_id=japan.id)),
            ("personal", second(is_personal=True)),
            ("theirs", second(behalf=Behalf.THEIRS)),
            ("of another party", second(party_id=japan.id)),
            ("internal", second(communication_id=note.id)),
            ("talking points", second(communication_id=points.id)),
            ("said at a meeting", second(communication_id=cable.id, engagement_id=meeting.id)),
            ("no stance", second(stance=None)),
            ("in the trash", second(deleted_at=scene.moment_ago(1))),
        )

    play(fill)
    assert set(found(workspace, "R06")) == {"ours", "joint", "said at a meeting"}
