"""The edges of the rules on what different audiences heard, and on going to and fro: R06 and R07."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.rules.r07_erratic_shift import in_kindest_order
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.statements import Saying
from diplotrack.records import (
    Communication,
    Membership,
    Objective,
    Party,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import (
    Behalf,
    CommunicationType,
    Duty,
    ObjectiveStatus,
    PartyType,
    Traffic,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play

Case = Callable[[Scene, Objective], None]


def found(workspace: Workspace, rule: str) -> dict[str, Finding]:
    """What a rule finds, by the code of the objective (the cases of these tests find one at most)."""
    findings = workspace.check.run([rule]).findings
    by_code = {one.title.values["code"]: one for one in findings}
    assert len(by_code) == len(findings)
    return by_code


def cases(scene: Scene, *many: tuple[str, Case]) -> None:
    """Each case on an objective of its own, whose code says what it shows."""
    for code, fill in many:
        fill(scene, scene.objective(code))


def said(
    scene: Scene, on: Objective, stance: int | None, day: Any, *audience: Party, **values: Any
) -> Statement:
    """A statement so many days ago, on a day, or on some day of a month (``"2026-05"``); private to an audience."""
    days = PartialDate.parse(day) if isinstance(day, str) else PartialDate.day(scene.ago(day))
    usual = {"quote": f"Words {stance}", "is_public": not audience, "objective_id": on.id, "stance": stance}
    dated = {"said_on": days.earliest, "said_on_latest": days.latest}
    made = scene.add(Statement(**{**usual, **dated, **values}))
    for party in audience:
        scene.add(StatementAudience(statement_id=made.id, party_id=party.id))
    return made


def line(scene: Scene, on: Objective, stance: int, *scope: Party, **values: Any) -> Position:
    usual = {"objective_id": on.id, "stance": stance, "line": f"Line {stance}", "valid_from": scene.ago(900)}
    made = scene.add(Position(**{**usual, **values}))
    for party in scope:
        scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.SCOPE))
    return made


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


def test_clarifying_to_one_of_them_settles_mixed_messages(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        france, japan = scene.partner(), scene.partner("Japan")

        def then(stance: int, day: Any, *audience: Party, **values: Any) -> Case:
            def all_three(scene: Scene, on: Objective) -> None:
                said(scene, on, 2, 40)
                said(scene, on, -1, 20, france)
                said(scene, on, stance, day, *audience, **values)

            return all_three

        cases(
            scene,
            ("the partner heard the same", then(1, 10, france)),
            ("the partner among others", then(2, 10, france, japan)),
            ("the partner heard it half", then(0, 10, france)),
            ("another partner heard the same", then(2, 19, japan)),
            ("the public heard the same again", then(2, 19)),
            ("the public heard it, too", then(-1, 9)),
            ("on the same day", then(1, 20, france)),
            ("perhaps before", then(1, "2026-05", france)),
            ("a personal remark", then(1, 10, france, is_personal=True)),
        )

    play(fill)
    assert mixed_on(workspace) == {
        "the partner heard it half",
        "another partner heard the same",
        "the public heard the same again",
        "on the same day",
        "perhaps before",
        "a personal remark",
    }


def mixed_on(workspace: Workspace) -> set[str]:
    """The objectives on which mixed messages are found, once or more."""
    return {one.title.values["code"] for one in workspace.check.run(["R06"]).findings}


def change(
    scene: Scene, on: Objective, days_ago: int, *scope: Party, old: int = 1, new: int = -1, **values: Any
) -> None:
    """A change of position that took effect that long ago; announced then, unless said otherwise."""
    day = scene.ago(days_ago)
    before = line(scene, on, old, *scope)
    line(
        scene,
        on,
        new,
        *scope,
        **{"valid_from": day, "announced_on": day, "supersedes_id": before.id, **values},
    )


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


@pytest.mark.parametrize("rule", ["R05", "R06", "R07"])
def test_objectives_not_in_force_ask_for_nothing(workspace: Workspace, play: Play, rule: str) -> None:
    def fill(scene: Scene) -> None:
        for status in ObjectiveStatus:
            on = scene.objective(status.value, status=status)
            line(scene, on, 1)
            for day, stance, name in (
                (40, 1, "France"),
                (30, -1, "France"),
                (20, 1, "Japan"),
                (25, 1, "France"),
            ):
                said(scene, on, stance, day, scene.partner(name))

    play(fill)
    assert set(found(workspace, rule)) == {"in_force"}


def series(*stances: int, first: int = 200, step: int = 10, name: str = "France", **values: Any) -> Case:
    """Statements to one partner, ``step`` days apart, the first so many days ago."""

    def fill(scene: Scene, on: Objective) -> None:
        for place, stance in enumerate(stances):
            said(scene, on, stance, first - step * place, scene.partner(name), **values)

    return fill


def test_two_reversals_or_leaps_on_average_are_erratic(workspace: Workspace, play: Play) -> None:
    play(
        lambda scene: cases(
            scene,
            ("one reversal", series(1, -1, -1)),
            ("two reversals", series(1, -1, 1)),
            ("zeros are skipped", series(1, 0, -1, 0, 1)),
            ("to neutral and back", series(1, 0, 1, 0, 1)),
            ("a mean of two", series(0, 2, 0)),
            ("a mean just under two", series(0, 2, 0, 2, 1)),
            ("a leap between two statements", series(-2, 2)),
        )
    )
    gaps = found(workspace, "R07")
    assert set(gaps) == {"two reversals", "zeros are skipped", "a mean of two"}
    assert dict(gaps["zeros are skipped"].numbers) == {
        "statements": 5,
        "stances": [1, 0, -1, 0, 1],
        "reversals": 2,
        "steps": 4,
        "mean_step": 1.0,
    }
    assert gaps["a mean of two"].numbers["mean_step"] == 2.0
    assert gaps["two reversals"].title.text(TODAY) == "Shifting words on two reversals to France"


def test_shift_within_the_last_year_to_one_audience_counts(workspace: Workspace, play: Play) -> None:
    def audiences(*names: str) -> Case:
        def fill(scene: Scene, on: Objective) -> None:
            for place, name in enumerate(names):
                said(scene, on, (-1) ** place, 100 - place, *([scene.partner(name)] if name else []))

        return fill

    def partly(month: str) -> Case:
        def fill(scene: Scene, on: Objective) -> None:
            said(scene, on, 1, month)
            said(scene, on, -1, 300)
            said(scene, on, 1, 200)

        return fill

    play(
        lambda scene: cases(
            scene,
            ("the first a year ago", series(1, -1, 1, first=365)),
            ("the first a day before", series(1, -1, 1, first=366)),
            ("two audiences", audiences("France", "Japan", "France")),
            ("the public", audiences("", "", "")),
            ("the first certainly within", partly("2025-07")),
            ("the first perhaps before", partly("2025-06")),
        )
    )
    assert set(found(workspace, "R07")) == {
        "the first a year ago",
        "the public",
        "the first certainly within",
    }


def test_shift_across_an_announced_change_is_explained(workspace: Workspace, play: Play) -> None:
    def around(*stances: int, days_ago: int = 185, **values: Any) -> Case:
        def fill(scene: Scene, on: Objective) -> None:
            change(scene, on, days_ago, **values)
            series(*stances)(scene, on)

        return fill

    play(
        lambda scene: cases(
            scene,
            ("one on each side", around(1, 1, -1, -1, 1)),
            ("unannounced", around(1, 1, -1, -1, 1, announced_on=None)),
            ("erratic after it", around(1, 1, -1, 1, -1)),
            ("on its day by the old line", around(1, 1, -1, -1, 1, days_ago=190)),
            ("on its day by the new line", around(1, 1, -1, -1, 1, days_ago=180)),
        )
    )
    assert set(found(workspace, "R07")) == {"unannounced", "erratic after it"}


def spoken(number: int, stance: int, day: str) -> Saying:
    return Saying(number, 1, stance, PartialDate.parse(day), (), True, None)


def test_statements_of_unknown_order_are_read_with_the_least_to_and_fro() -> None:
    same_day = [spoken(1, 1, "2026-05-04"), spoken(2, -1, "2026-05-04"), spoken(3, 1, "2026-05-04")]
    assert [one.stance for one in in_kindest_order(same_day)] == [-1, 1, 1]
    before = spoken(4, 1, "2026-05-01")
    assert [one.stance for one in in_kindest_order([*same_day, before])] == [1, 1, 1, -1]
    in_a_month = [spoken(1, 1, "2026-05-04"), spoken(2, -1, "2026-05"), spoken(3, 1, "2026-05-20")]
    assert [one.stance for one in in_kindest_order(in_a_month)] == [-1, 1, 1]


def test_organization_that_was_told_is_an_audience_of_its_own(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        on = scene.objective("SEC-2")
        league = scene.partner("League", type=PartyType.ORGANIZATION)
        scene.add(
            Membership(party_id=scene.partner().id, organization_id=league.id, from_on=date(1950, 1, 1))
        )
        for place, party in enumerate((league, scene.partner(), league)):
            said(scene, on, (-1) ** place, 100 - 40 * place, party)

    play(fill)
    assert found(workspace, "R07") == {}
