"""Texts that are alike are all found, and without comparing each with each."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.consistency import restating
from diplotrack.consistency.restating import alike, figures_in, figures_of, likeness, words_of

TEXTS = st.sets(st.lists(st.sampled_from("abcde"), min_size=1, max_size=9).map(tuple), max_size=12)


@given(TEXTS, st.integers(30, 100))
def test_no_pair_is_missed_and_none_told_twice(texts: set[tuple[str, ...]], percent: int) -> None:
    least = percent / 100
    wanted = {
        frozenset(pair): likeness(*pair)
        for pair in combinations(sorted(texts), 2)
        if likeness(*pair) >= least - 1e-9
    }
    found = list(alike({text: text for text in texts}, least))
    assert {frozenset((first, second)): value for first, second, value in found} == wanted
    assert len(found) == len(wanted)


def test_few_pairs_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(first: restating.Words, second: restating.Words) -> float:
        nonlocal compared
        compared += 1
        return likeness(first, second)

    monkeypatch.setattr(restating, "likeness", counted)
    texts = {n: words_of(f"we will open port p{n} to ships of q{n} under r{n}") for n in range(1000)}
    assert list(alike(texts, 0.85)) == []
    assert compared < 1000


def test_words_are_read_in_order_and_figures_apart() -> None:
    words = words_of("We’ll send 2,000 advisers, and 20 more.")
    assert words == ("we'll", "send", "2,000", "advisers", "and", "20", "more")
    assert figures_of(words) == ("20", "2000")


def test_likeness_is_that_of_words_in_order() -> None:
    assert likeness(words_of("open the port"), words_of("Open the Port")) == 1
    assert likeness(words_of("open the old port"), words_of("open the port")) == pytest.approx(6 / 7)
    assert likeness(words_of("port the open"), words_of("open the port")) == pytest.approx(1 / 3)


@given(st.text(alphabet="ab Ä'-.,;_012²٣", max_size=12))
def test_figures_are_those_of_the_words(text: str) -> None:
    assert figures_in(text) == figures_of(words_of(text))
