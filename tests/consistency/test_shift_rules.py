"""The edges of the rule on going to and fro (R07), and what all rules on words leave alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.rules.r07_erratic_shift import in_kindest_order
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.statements import Saying
from diplotrack.records import (
    Membership,
    Objective,
)
from diplotrack.records.enumerations import (
    ObjectiveStatus,
    PartyType,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play
from tests.consistency.lines_and_words import Case, cases, change, found, line, said


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
