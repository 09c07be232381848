"""Say and do: the sums of RULES, their bounds, and what counts in a window."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.saydo.ledger import (
    TALK,
    Act,
    Entry,
    Outside,
    Window,
    counted_once,
    say_do,
    toward,
)
from diplotrack.consistency.saydo.volatility import volatility
from diplotrack.records.deed import CATEGORY_SCORES
from diplotrack.records.enumerations import DeedCategory

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
DAY = PartialDate.day(date(2026, 5, 1))


def said(stance: int | None, number: int = 1, day: PartialDate | None = DAY, *to: int) -> Entry:
    return Entry(Act.SAID, "statement", number, 1, day, stance, None, frozenset(to))


def done(
    bearing: int | None, category: DeedCategory | None = DeedCategory.AID, number: int = 1, **other: Any
) -> Entry:
    return replace(Entry(Act.DONE, "deed", number, 1, DAY, bearing, category), **other)


days = st.dates(date(2025, 11, 1), date(2027, 2, 28))
partial = st.one_of(
    days.map(PartialDate.day),
    days.map(lambda day: PartialDate.month(day.year, day.month)),
    days.map(lambda day: PartialDate.year(day.year)),
)
parties = st.frozensets(st.integers(1, 3), max_size=2)
statements = st.builds(
    lambda day, stance, to: (Act.SAID, day, stance, None, to),
    st.none() | partial,
    st.none() | st.integers(-2, 2),
    parties,
)
deeds = st.builds(
    lambda act, day, bearing, category, to: (act, day, bearing, category if act is Act.DONE else None, to),
    st.sampled_from([Act.DONE, Act.KEPT, Act.BROKEN, Act.PROMISED]),
    st.none() | partial,
    st.none() | st.integers(-1, 1),
    st.none() | st.sampled_from(list(DeedCategory)),
    parties,
)
KINDS = {Act.SAID: "statement", Act.DONE: "deed"}


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    drawn = draw(st.lists(statements | deeds, max_size=14))
    return [
        Entry(act, KINDS.get(act, "commitment"), number, draw(st.integers(1, 2)), day, value, category, to)
        for number, (act, day, value, category, to) in enumerate(drawn)
    ]


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(entries: list[Entry], chance: random.Random) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert say_do(shuffled, YEAR) == say_do(entries, YEAR)


@given(ledgers())
def test_scores_stay_within_their_bounds_and_name_their_inputs(entries: list[Entry]) -> None:
    found = say_do(entries, YEAR)
    for ratio in (found.say, found.do):
        assert ratio.value is None or -1 <= ratio.value <= 1
        assert (ratio.value is None) == (sum(one.weight for one in ratio.inputs) == 0)
        assert ratio.total == sum(one.effect * one.weight for one in ratio.inputs)
    assert found.gap is None or -2 <= found.gap <= 2
    # Every entry of the window is either an input of a score or says why it is none.
    assert {*found.say.inputs, *found.do.inputs, *found.outside} == set(found.entries)
    assert not found.outside.keys() & {*found.say.inputs, *found.do.inputs}


@given(ledgers(), st.integers(1, 3))
def test_a_partner_sees_what_names_it_and_nothing_else(entries: list[Entry], partner: int) -> None:
    found = say_do(entries, YEAR, frozenset({partner}))
    assert all(partner in one.partners for one in found.entries)
    assert {one.audience for one in found.heard} <= {partner}
    named = set(toward(entries, frozenset({partner})))
    assert not named & set(toward(entries, frozenset()))


@given(st.lists(st.integers(-2, 2), max_size=12))
def test_volatility_is_the_same_backwards_and_mirrored(stances: list[int]) -> None:
    found = volatility(stances)
    for other in (list(reversed(stances)), [-one for one in stances]):
        turned = volatility(other)
        assert (len(turned.reversals), turned.steps) == (len(found.reversals), found.steps)
    assert found.mean_step is None if len(stances) < 2 else 0 <= (found.mean_step or 0) <= 4
    for before, after in found.reversals:
        assert stances[before] * stances[after] < 0
        assert not any(stances[before + 1 : after])


def test_a_change_of_sign_across_a_zero_is_one_reversal() -> None:
    found = volatility([2, 0, -1, -2, 0, 1])
    assert found.reversals == ((0, 2), (3, 5))
    assert found.mean_step == (2 + 1 + 1 + 2 + 1) / 5


def test_words_weigh_by_their_strength() -> None:
    found = say_do([said(2, 1), said(1, 2), said(-1, 3), said(0, 4)], YEAR)
    assert (found.say.total, found.say.weight, found.say.value) == (2, 4, 0.5)
    assert (found.do.value, found.gap) == (None, None)


def test_deeds_weigh_by_the_size_of_their_category_and_count_by_their_bearing() -> None:
    aid, sanction = done(1, DeedCategory.AID, 1), done(-1, DeedCategory.SANCTION, 2)
    found = say_do([aid, sanction], YEAR)
    assert found.do.value == (10 - 6) / 16
    # A sanction that advances the objective advances it: its own sign says only how hostile it is.
    assert say_do([done(1, DeedCategory.SANCTION)], YEAR).do.value == 1


def test_a_promise_kept_or_broken_is_a_deed_of_weight_five() -> None:
    kept = Entry(Act.KEPT, "commitment", 1, 1, DAY, 1)
    broken = Entry(Act.BROKEN, "commitment", 2, 1, DAY, 1)
    made = Entry(Act.PROMISED, "commitment", 2, 1, DAY, 1)
    aid = done(1)
    assert say_do([kept, aid], YEAR).do.value == 1
    found = say_do([broken, made, aid], YEAR)
    assert (found.do.total, found.do.weight) == (10 - 5, 15)
    assert found.outside == {made: Outside.PROMISE}
    assert say_do([replace(broken, value=-1)], YEAR).do.value == 1


@pytest.mark.parametrize("category", sorted(TALK))
def test_consulting_and_requesting_are_no_doing(category: DeedCategory) -> None:
    talk = done(-1, category)
    found = say_do([talk], YEAR)
    assert (found.do.value, found.deeds) == (None, ())
    assert found.outside == {talk: Outside.TALK}


def test_every_other_category_has_a_weight() -> None:
    assert all(CATEGORY_SCORES[one] for one in DeedCategory if one not in TALK)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (said(None), Outside.NO_STANCE),
        (said(1, 1, None), Outside.NO_DAY),
        (done(None), Outside.NO_BEARING),
        (done(1, None), Outside.NO_CATEGORY),
        (Entry(Act.KEPT, "commitment", 1, 1, DAY, None), Outside.NO_BEARING),
    ],
)
def test_what_is_not_known_counts_for_nothing_and_says_so(entry: Entry, reason: Outside) -> None:
    found = say_do([entry], YEAR)
    assert found.outside == {entry: reason}
    assert (found.say.value, found.do.value) == (None, None)


def test_neutral_words_alone_give_no_score() -> None:
    found = say_do([said(0, 1), said(0, 2)], YEAR)
    assert len(found.say.inputs) == 2
    assert found.say.value is None


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (YEAR.first, True),
        (YEAR.first - timedelta(days=1), False),
        (YEAR.last, True),
        (YEAR.last + timedelta(days=1), False),
    ],
)
def test_both_edges_of_a_window_belong_to_it(day: date, counts: bool) -> None:
    assert bool(say_do([said(1, 1, PartialDate.day(day))], YEAR).entries) is counts


def test_a_partial_date_counts_where_all_its_days_lie_in_the_window() -> None:
    may = said(1, 1, PartialDate.month(2026, 5))
    spring = Window(date(2026, 5, 1), date(2026, 5, 31))
    assert say_do([may], spring).say.inputs == (may,)
    late = Window(date(2026, 5, 2), date(2026, 6, 30))
    assert say_do([may], late).outside == {may: Outside.VAGUE_DAY}
    assert not say_do([may], Window(date(2026, 6, 1), date(2026, 6, 30))).entries


def test_volatility_is_told_by_audience_and_objective() -> None:
    to_all = [said(1, 1, PartialDate.day(date(2026, 2, 1))), said(1, 2, PartialDate.day(date(2026, 3, 1)))]
    to_one = [
        said(2, 3, PartialDate.day(date(2026, 2, 2)), 7),
        said(-1, 4, PartialDate.day(date(2026, 2, 3)), 7),
    ]
    other = replace(said(-2, 5, PartialDate.day(date(2026, 2, 4)), 7), objective=2)
    found = say_do([*to_all, *to_one, other], YEAR)
    assert [(one.objective, one.audience, len(one.statements)) for one in found.heard] == [
        (1, None, 2),
        (1, 7, 2),
        (2, 7, 1),
    ]
    most = found.most_volatile
    assert most is not None
    assert (most.audience, most.volatility.mean_step) == (7, 3)
    assert most.reversals == [(to_one[0], to_one[1])]


def test_a_record_that_serves_an_objective_and_its_part_counts_once() -> None:
    part = Entry(Act.KEPT, "commitment", 1, 2, DAY, -1)
    whole = replace(part, objective=1, value=1)
    assert counted_once([part, whole], [1, 2]) == [whole]
    assert counted_once([part, whole], [2, 1]) == [part]
