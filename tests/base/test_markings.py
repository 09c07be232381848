"""Markings roll up to the most restrictive, and nothing unmarked ever goes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.base.errors import UserError
from diplotrack.base.markings import (
    TLP,
    UNMARKED,
    Marking,
    level_of_any_scheme,
    portion_marking,
    roll_up,
    scheme_named,
    schemes,
)

US = scheme_named("us")
SECRET = Marking.of(US.level("SECRET"), rel_to={"USA", "GBR", "FRA"})
CONFIDENTIAL = Marking.of(US.level("C"), rel_to={"USA", "GBR", "JPN"})
PUBLIC = Marking.of(US.level("UNCLASSIFIED"))

levels = [level for scheme in schemes().values() for level in scheme.levels]
markings = st.one_of(
    st.just(UNMARKED),
    st.builds(
        Marking.of,
        st.sampled_from(levels),
        st.sampled_from(("", *TLP)),
        st.frozensets(st.sampled_from(["USA", "GBR", "FRA", "JPN"])),
    ),
)


def test_the_neutral_scheme_comes_first_and_every_level_rises() -> None:
    assert next(iter(schemes())) == "neutral"
    for scheme in schemes().values():
        ranks = [level.rank for level in scheme.levels]
        assert ranks == sorted(set(ranks))


def test_the_highest_rank_wins_and_rel_to_lists_intersect() -> None:
    whole = roll_up([CONFIDENTIAL, SECRET, PUBLIC])
    assert (whole.text, whole.rel_to) == ("SECRET", frozenset({"USA", "GBR"}))
    assert whole.banner == "SECRET//REL TO GBR, USA"


def test_an_unmarked_part_makes_the_whole_not_releasable() -> None:
    whole = roll_up([SECRET, UNMARKED])
    assert whole.text == "SECRET"
    assert not whole.releasable_to("GBR")


def test_an_unmarked_portion_takes_its_records_marking() -> None:
    assert portion_marking(UNMARKED, SECRET) == SECRET
    assert portion_marking(PUBLIC, SECRET) == PUBLIC


def test_an_unmarked_record_is_not_releasable_and_within_no_ceiling() -> None:
    assert not UNMARKED.releasable_to("GBR")
    assert not UNMARKED.within(5)


def test_an_empty_rel_to_list_releases_to_none() -> None:
    assert not Marking.of(US.level("SECRET")).releasable_to("GBR")
    assert PUBLIC.releasable_to("GBR")


def test_tlp_stands_apart_from_the_level() -> None:
    whole = roll_up([Marking.of(US.level("C"), "GREEN"), Marking.of(US.level("U"), "AMBER+STRICT")])
    assert (whole.text, whole.tlp) == ("CONFIDENTIAL", "AMBER+STRICT")
    assert whole.banner == "CONFIDENTIAL  TLP:AMBER+STRICT"


@given(st.lists(markings, max_size=6))
def test_no_roll_up_is_wider_than_any_of_its_parts(parts: list[Marking]) -> None:
    whole = roll_up(parts)
    for part in parts:
        if part.rank is not None:
            assert whole.rank is not None
            assert whole.rank >= part.rank
        for party in ("USA", "GBR", "FRA", "JPN", "DEU"):
            assert part.releasable_to(party) or not whole.releasable_to(party)


def test_a_level_that_no_scheme_has_names_the_choices() -> None:
    with pytest.raises(UserError, match="PUBLIC, INTERNAL"):
        level_of_any_scheme("ULTRA")
