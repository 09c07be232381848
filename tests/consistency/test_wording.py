"""What a promise's own words leave open."""

from __future__ import annotations

import pytest

from diplotrack.consistency.wording import wording_of


@pytest.mark.parametrize(
    "text",
    [
        "Ratify the Convention against Torture",
        "We will announce the Chair of the panel by December 2010;",
        "[We commit to the full implementation of the agenda, including:] clearing obligations for OTC derivatives;",
        "Adopt a national action plan for the protection of the rights of children",
        "Continue efforts to combat trafficking, by fully implementing the law of April 2008",
        "We will work to reduce the cost of remittances from 10 per cent to 5 per cent",
        "Take effective measures against violence, and adopt the necessary legislation",
        "Adopter une loi contre la torture",
        "Raise the minimum age of criminal responsibility",
    ],
)
def test_words_that_name_what_is_to_be_done_and_to_what_end(text: str) -> None:
    assert wording_of(text) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Continue efforts to combat child labour",
        "Take all necessary measures to ensure that the rights of workers are respected",
        "Consider ratifying the Rome Statute",
        "We will work with the World Bank’s programme to secure the return of stolen assets",
        "We are committed to renew our efforts to combat unemployment",
    ],
)
def test_efforts_unnamed_measures_and_thought_are_no_action(text: str) -> None:
    assert wording_of(text) == (False, True)


@pytest.mark.parametrize("text", ["Enhance cooperation with the special procedures", "Improve prisons"])
def test_more_of_something_names_no_target(text: str) -> None:
    assert wording_of(text) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "We will do our utmost on ports",
        "Work together toward fair trade",
        "Make additional efforts in literacy",
        "",
        " ",
    ],
)
def test_words_that_name_neither(text: str) -> None:
    assert wording_of(text) == (False, False)
