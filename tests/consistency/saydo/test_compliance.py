"""Compliance scores: means over what was assessed, the latest mark standing, interim and final kept."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.base.clock import on_day
from diplotrack.consistency.saydo.compliance import (
    Ambition,
    Mark,
    by_commitment,
    by_member,
    current,
    grouped,
    histories,
    overall,
)
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, Score
from diplotrack.records.enumerations import Assessment, Binding, CommitmentNature
from diplotrack.workspace import Workspace
from diplotrack.workspace.compliance import Scorecard
from tests.consistency.ground import Play

INTERIM, FINAL = Assessment.INTERIM, Assessment.FINAL

marks = st.lists(
    st.builds(
        Mark,
        st.integers(1, 10**6),
        st.integers(1, 4),
        st.integers(1, 4),
        st.sampled_from([-1, 0, 1]),
        st.none() | st.dates(date(2020, 1, 1), date(2021, 1, 1)),
        st.sampled_from([INTERIM, FINAL]),
    ),
    max_size=12,
    unique_by=lambda mark: mark.id,
)


@given(marks, st.randoms(use_true_random=False))
def test_the_order_of_the_marks_does_not_matter(some: list[Mark], chance: random.Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert histories(shuffled) == histories(some)
    assert by_commitment(current(shuffled)) == by_commitment(current(some))


@given(marks)
def test_means_lie_between_failure_and_full_compliance(some: list[Mark]) -> None:
    standing = current(some)
    assert len({(one.commitment, one.member) for one in standing}) == len(standing)
    for mean in (*by_commitment(standing).values(), *by_member(standing).values()):
        assert -1 <= mean.exact <= 1
        assert 0 <= mean.percent <= 100
        assert mean.count == len(mean.inputs)
    # Every mark that stands is an input of its commitment's mean, and of its member's, once.
    for means in (by_commitment(standing), by_member(standing)):
        assert sorted(one for mean in means.values() for one in mean.inputs) == sorted(
            one.id for one in standing
        )


def test_percent_runs_from_failure_to_full_compliance() -> None:
    means = by_member([Mark(n, n, n, score, None, FINAL) for n, score in enumerate((-1, 0, 1))])
    assert [means[n].percent for n in range(3)] == [0, 50, 100]


def test_an_area_is_the_mean_of_its_commitments_not_of_its_marks() -> None:
    some = [Mark(1, 1, 1, 1, None, FINAL), *(Mark(n, 2, n, 0, None, FINAL) for n in (2, 3, 4))]
    scores = by_commitment(some)
    assert grouped(scores, {1: "Trade", 2: "Trade"})["Trade"].exact == Fraction(1, 2)
    assert grouped(scores, {1: "Trade"})["Trade"].inputs == (1,)
    mean = overall(scores)
    assert mean is not None
    assert mean.value == 0.5
    assert overall({}) is None


@pytest.mark.parametrize(
    ("other", "stands"),
    [
        (Mark(2, 1, 1, 0, date(2025, 6, 1), INTERIM), 0),
        # The final report of a cycle prevails over its interim one, whichever was entered first.
        (Mark(2, 1, 1, 0, date(2024, 6, 1), INTERIM), 1),
        (Mark(0, 1, 1, 0, date(2024, 6, 1), FINAL), 1),
        (Mark(2, 1, 1, 0, date(2024, 6, 1), FINAL), 0),
        (Mark(2, 1, 1, 0, None, FINAL), 1),
    ],
)
def test_the_latest_mark_stands(other: Mark, stands: int) -> None:
    both = [Mark(1, 1, 1, 1, date(2024, 6, 1), FINAL), other]
    (mark,) = current(both)
    assert mark.score == stands
    assert len(histories(both)[1, 1]) == 2


def _scored(scene: Scene) -> None:
    france, japan, italy = (scene.partner(name) for name in ("France", "Japan", "Italy"))
    scene.commitment(
        by=france,
        text="Deliver 3 patrol boats",
        area="Security",
        made_on=date(2024, 5, 1),
        binding=Binding.LEGAL,
    )
    second = scene.commitment(
        by=japan,
        text="We will make every effort",
        area="Trade",
        made_on=date(2025, 5, 1),
        nature=CommitmentNature.CONTINUING,
    )
    for commitment, party, score, day, report in (
        (1, france, 0, date(2025, 1, 1), INTERIM),
        (1, france, 1, date(2025, 12, 31), FINAL),
        (1, japan, -1, date(2025, 12, 31), FINAL),
        (1, italy, None, date(2025, 12, 31), FINAL),
        (second.id, japan, 1, date(2026, 1, 31), FINAL),
    ):
        scene.add(
            Score(commitment_id=commitment, party_id=party.id, score=score, cycle_end_on=day, report=report)
        )


def member(card: Scorecard, name: str) -> int:
    return next(one for one, called in card.names.items() if called == name)


def test_a_scorecard_leaves_out_what_is_not_assessed(workspace: Workspace, play: Play) -> None:
    play(_scored)
    card = workspace.compliance.scorecard()
    assert {name: mean.value for name, mean in card.areas.items()} == {"Security": 0, "Trade": 1}
    assert {year: mean.value for year, mean in card.years.items()} == {2024: 0, 2025: 1}
    assert {card.names[one]: (mean.value, mean.count) for one, mean in card.members.items()} == {
        "France": (1, 1),
        "Japan": (0, 2),
    }
    assert card.overall is not None
    assert card.overall.percent == 75
    assert [(mark.report, mark.score) for mark in card.histories[1, member(card, "France")]] == [
        (INTERIM, 0),
        (FINAL, 1),
    ]


def test_a_scorecard_is_as_of_its_day(workspace: Workspace, play: Play) -> None:
    play(_scored)
    card = workspace.compliance.scorecard(date(2025, 12, 30))
    assert {one: mean.value for one, mean in card.commitments.items()} == {1: 0}
    with on_day(date(2025, 12, 31)):
        card = workspace.compliance.scorecard()
    assert card.members[member(card, "Japan")].value == -1


def test_ambition_stands_beside_the_score(workspace: Workspace, play: Play) -> None:
    play(_scored)
    promises = workspace.compliance.scorecard().promises
    assert promises[1].ambition == Ambition(Binding.LEGAL, 3, 4)
    assert promises[2].ambition.asked == 3
    assert promises[2].ambition.stated < 3


def test_marks_of_a_commitment_in_the_trash_do_not_count(workspace: Workspace, play: Play) -> None:
    play(_scored)
    with workspace.change("Trash") as work:
        work.trash(work.get(Commitment, 2))
    assert set(workspace.compliance.scorecard().commitments) == {1}
