"""Spelling set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.language.names_fold import fold, name_key, word_bag


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote d'Ivoire", "cote divoire"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("São Tomé", "sao tome"),
        ("Łódź", "lodz"),
        ("Þingvellir", "thingvellir"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("Ελλάδα", "ελλαδα"),
        ("Толстой", "толстой"),
        ("हिन्दी", "हिन्दी"),
        ("ประเทศไทย", "ประเทศไทย"),
        ("한국", "한국"),
        ("日本（にほん）", "日本 にほん"),
        ("  two\n words ", "two words"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_forgets_case(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Gambia", "gambia"),
        ("Saint Lucia", "St. Lucia"),
        ("U.S.S.R.", "USSR"),
        ("BYELORUSSIA S S R", "Byelorussia SSR"),
        ("St Vincent and the Grenadines", "Saint Vincent & Grenadines"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_sign_that_makes_another_name_is_kept() -> None:
    assert name_key("OPEC") != name_key("OPEC+")


def test_words_in_any_order_share_a_bag() -> None:
    assert word_bag("Congo, Dem. Rep. of the") == word_bag("Democratic Republic of the Congo")
