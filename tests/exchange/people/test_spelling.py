"""When two spellings of a name may be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.exchange.people.spelling import Spelling, may_be_one


def one(first: str, second: str, *, regnal: bool = False, family_first: bool = False) -> bool:
    return may_be_one(Spelling.of(first), Spelling.of(second), regnal=regnal, family_first=family_first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sarkozy", "Nicolas Sarkozy"),
        ("Vicente Fox", "Vicente Fox Quesada"),
        ("López Portillo", "José Lopez Portillo"),
        ("Anwar al-Sadat", "Sadat"),
        ("Joe Biden", "Joseph R. Biden, Jr."),
        ("Willem (Wim) Kok", "Wim Kok"),
        ("George H.W. Bush", "George Herbert Walker Bush"),
    ],
)
def test_spellings_of_one_person(first: str, second: str) -> None:
    assert one(first, second)
    assert one(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Georgios Papandreou", "Andreas Papandreou"),
        ("George H.W. Bush", "George W. Bush"),
        ("Findley Burns Jr.", "Findley Burns Sr."),
        ("Nicolas", "Nicolas Sarkozy"),
        ("John Paul I", "John Paul II"),
    ],
)
def test_spellings_of_two_people(first: str, second: str) -> None:
    assert not one(first, second)


def test_a_monarch_is_called_by_the_first_name() -> None:
    assert one("Hussein", "Hussein bin Talal", regnal=True)


def test_some_names_begin_with_the_family_name() -> None:
    assert one("Kim", "Kim Dae-jung", family_first=True)
    assert not one("Kim", "Kim Campbell")


@given(st.text(max_size=40), st.text(max_size=40))
def test_whether_two_are_one_does_not_depend_on_the_order(first: str, second: str) -> None:
    assert one(first, second) == one(second, first)
