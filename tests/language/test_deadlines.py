"""By when: what the words of a deadline mean, seen from the day of their text; and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.language.deadlines import Undated, deadline_in
from diplotrack.language.events import event_named, events

TODAY = date(2026, 5, 29)


@pytest.mark.parametrize(
    "text",
    [
        "We will take part in decision making.",
        "We will act on the Declaration.",
        "We will help in marketing it.",
    ],
)
def test_a_word_that_begins_like_a_month_is_none(text: str) -> None:
    assert deadline_in(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("We will report by Dec. 2026.", date(2026, 12, 31)),
        ("We will report by 3 September 2026.", date(2026, 9, 3)),
        ("We will report before the end of February 2027.", date(2027, 2, 28)),
    ],
)
def test_a_month_in_full_or_short_is_one(text: str, last: date) -> None:
    found = deadline_in(text, today=TODAY)
    assert found is not None
    assert found.day is not None
    assert found.day.latest == last


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("by the end of Q3", "2026-09-30"),
        ("by Q3", "2026-07-01/2026-09-30"),
        ("by Q1", "2027-01-01/2027-03-31"),
        ("by the first quarter of next year", "2027-01-01/2027-03-31"),
        ("in the first half of 2027", "2027-01-01/2027-06-30"),
        ("by H2 2027", "2027-07-01/2027-12-31"),
        ("within six months", "2026-11-29"),
        ("within the next 90 days", "2026-08-27"),
        ("over the next five years", "2031-05-29"),
        ("over the coming year", "2027-05-29"),
        ("by early 2027", "2027-01-01/2027-04-30"),
        ("by late next year", "2027-09-01/2027-12-31"),
        ("by mid-May 2027", "2027-05-11/2027-05-20"),
        ("later this year", "2026-05-29/2026-12-31"),
        ("no later than 30 June", "2026-06-30"),
        ("by 3 March", "2027-03-03"),
        ("by March", "2027-03"),
        ("by 2050 at the latest", "2050"),
        ("by the end of the year", "2026-12-31"),
        ("by year-end", "2026-12-31"),
        ("by the end of next year", "2027-12-31"),
        ("by the end of the decade", "2029-12-31/2030-12-31"),
        ("by Friday", "2026-05-29"),
        ("next week", "2026-06-01/2026-06-07"),
        ("starting tomorrow", "2026-05-30"),
        ("by COP31", "2026-11-09/2026-11-20"),
        ("before COP31", "2026-11-08"),
        ("at the NATO Summit", "2026-07-07/2026-07-08"),
        ("by the 2022 NATO Summit", "2022-06-29/2022-06-30"),
        ("by the end of fiscal year 2027", "2027-06-30/2028-03-31"),
    ],
)
def test_words_become_days(words: str, iso: str) -> None:
    found = deadline_in(f"We will open the port {words}.", today=TODAY)
    assert found is not None
    assert found.day is not None
    assert (found.words, found.day.iso(), found.undated) == (words, iso, None)


@pytest.mark.parametrize(
    ("party", "iso"), [("USA", "2027-09-30"), ("JPN", "2028-03-31"), ("AUS", "2027-06-30")]
)
def test_a_fiscal_year_is_that_of_whoever_acts(party: str, iso: str) -> None:
    found = deadline_in("by the end of FY27", today=TODAY, party=party)
    assert found is not None
    assert found.day is not None
    assert found.day.iso() == iso


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("before the next summit", Undated.EVENT),
        ("by COP45", Undated.EVENT),
        ("at the 2011 Conference", Undated.EVENT),
        ("by the Eleventh Review Conference", Undated.EVENT),
        ("in the coming weeks", Undated.VAGUE),
        ("in due course", Undated.VAGUE),
        ("as soon as possible", Undated.VAGUE),
        ("within five working days", Undated.WORKING_DAYS),
        ("by next summer", Undated.UNCLEAR),
    ],
)
def test_words_that_name_no_day_say_why(words: str, why: Undated) -> None:
    found = deadline_in(f"We will open the port {words}.", today=TODAY)
    assert found is not None
    assert (found.words, found.day, found.undated) == (words, None, why)


def test_a_day_goes_before_what_has_none() -> None:
    found = deadline_in("We will meet soon, in the coming weeks, and report by 2027.", today=TODAY)
    assert found is not None
    assert found.words == "by 2027"


def test_a_name_without_a_year_means_the_meeting_that_is_next() -> None:
    found = [event_named("G20 Summit", date(year, 1, 1)) for year in (2022, 2023)]
    assert [one.days.earliest.year for one in found if one is not None] == [2022, 2023]


def test_a_name_without_a_year_after_the_last_meeting_listed_means_none() -> None:
    assert event_named("NATO Summit", date(2026, 7, 9)) is None


def test_every_meeting_says_who_announced_its_days() -> None:
    assert all(one.source for one in events())
    assert all((one.days.latest - one.days.earliest).days < 40 for one in events())
