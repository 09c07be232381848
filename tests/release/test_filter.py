"""The release filter."""

from __future__ import annotations

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.markings import UNMARKED, Marking, scheme_named
from diplotrack.release import EVERYTHING, ReleaseFilter, Whole

NEUTRAL = scheme_named("neutral")


def marked(level: str, *rel_to: str, tlp: str = "") -> Marking:
    return Marking.of(NEUTRAL.level(level), tlp, rel_to)


@pytest.mark.parametrize("marking", [UNMARKED, marked("SECRET"), marked("PUBLIC")])
def test_an_open_filter_keeps_nothing_back(marking: Marking) -> None:
    assert EVERYTHING.allows(marking)


@pytest.mark.parametrize(
    "bounded",
    [
        ReleaseFilter(max_rank=9),
        ReleaseFilter(release_to="FRA"),
        ReleaseFilter(max_tlp="RED"),
        ReleaseFilter(marked_only=True),
    ],
)
def test_every_bound_keeps_the_unmarked_back(bounded: ReleaseFilter) -> None:
    assert not bounded.allows(UNMARKED)


def test_a_ceiling_keeps_back_what_lies_above_it() -> None:
    ceiling = ReleaseFilter.named("restricted")
    assert ceiling.allows(marked("RESTRICTED"))
    assert ceiling.allows(marked("PUBLIC"))
    assert not ceiling.allows(marked("CONFIDENTIAL"))


def test_a_label_without_a_level_is_below_no_ceiling() -> None:
    assert not ReleaseFilter.named("secret").allows(Marking(tlp="GREEN"))


def test_an_empty_list_releases_to_none() -> None:
    assert not ReleaseFilter(release_to="FRA").allows(marked("RESTRICTED"))


def test_a_list_releases_to_those_on_it() -> None:
    assert ReleaseFilter(release_to="FRA").allows(marked("RESTRICTED", "FRA", "DEU"))
    assert not ReleaseFilter(release_to="ITA").allows(marked("RESTRICTED", "FRA", "DEU"))


def test_an_organization_on_the_list_does_not_stand_for_its_members() -> None:
    assert not ReleaseFilter(release_to="FRA").allows(marked("RESTRICTED", "NATO"))


def test_what_is_public_goes_to_anyone() -> None:
    assert ReleaseFilter(release_to="FRA").allows(marked("PUBLIC"))


def test_a_label_narrows_what_is_public() -> None:
    assert not ReleaseFilter(release_to="FRA").allows(marked("PUBLIC", tlp="AMBER"))


def test_a_label_above_the_highest_allowed_is_kept_back() -> None:
    ceiling = ReleaseFilter.named("TLP:GREEN")
    assert ceiling.allows(marked("RESTRICTED", tlp="CLEAR"))
    assert not ceiling.allows(marked("RESTRICTED", tlp="AMBER"))


@pytest.mark.parametrize("words", ["very secret", "TLP:PINK"])
def test_a_ceiling_that_no_scheme_has_is_refused(words: str) -> None:
    with pytest.raises(UserError, match="use one of"):
        ReleaseFilter.named(words)


def test_an_unmarked_mention_goes_under_the_marking_around_it() -> None:
    ceiling = ReleaseFilter.named("restricted")
    assert ceiling.allows_mention(UNMARKED)
    assert not ceiling.allows_mention(marked("SECRET"))


def banner(*markings: Marking) -> str:
    whole = Whole()
    for one in markings:
        whole.take(one)
    return whole.banner


def test_the_banner_is_that_of_the_most_sensitive_part() -> None:
    assert banner(marked("PUBLIC"), marked("SECRET"), marked("RESTRICTED")) == "SECRET"


def test_release_lists_intersect_in_the_banner() -> None:
    both = banner(marked("RESTRICTED", "FRA", "DEU"), marked("RESTRICTED", "FRA"), marked("PUBLIC"))
    assert both == "RESTRICTED // REL TO FRA"


@pytest.mark.parametrize("markings", [(), (UNMARKED,), (UNMARKED, marked("PUBLIC"))])
def test_what_nobody_marked_is_bannered_as_not_for_release(markings: tuple[Marking, ...]) -> None:
    assert banner(*markings) == "UNMARKED — not for release"


def test_an_unmarked_part_makes_the_whole_not_releasable() -> None:
    told = banner(UNMARKED, marked("SECRET", "FRA"))
    assert told == "SECRET — in part unmarked, not for release"
