"""Titles that no list holds whole, before and after names."""

from __future__ import annotations

import pytest

from diplotrack.language.names import NameBook
from diplotrack.language.officials import officials_in
from diplotrack.language.places import places_in


def named(text: str) -> list[tuple[str, str | None, str | None]]:
    """Title, name and party of everybody in a paragraph."""
    return [
        (one.title, one.name, one.party) for one in officials_in(text, places_in(text, NameBook.reference()))
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Gender Policy Council Director |Anna Berg| spoke.", "Gender Policy Council Director"),
        ("the Director of the National Weather Center |Karl Holt|", "Director of the National Weather Center"),
        ("Secretary of Housing and Urban Development |Mary Lake| said", "Secretary of Housing and Urban Development"),
        ("Administrator of FEMA |Dan Croft|", "Administrator of FEMA"),
        ("Advisor to the President for Public Trade |Ann Mae Poole|", "Advisor to the President for Public Trade"),
        ("• |Sue Price|, Assistant to the President and Trade Advisor", "Assistant to the President and Trade Advisor"),
        ("Secretary for Strategic Affairs Admiral |Flávio Costa| came", "Secretary for Strategic Affairs"),
    ],
)  # fmt: skip
def test_the_title_is_whole_and_no_part_of_the_name(text: str, title: str) -> None:
    name = text.split("|")[1]
    assert [(one[0], one[1]) for one in named(text.replace("|", ""))] == [(title, name)]


def test_two_in_a_row_are_two() -> None:
    found = named(
        "Chief of Staff Ron Kay and Deputy Assistant to the President for Racial Justice and Equity Chi Bay met"
    )
    assert [(title, name) for title, name, _party in found] == [
        ("Chief of Staff", "Ron Kay"),
        ("Deputy Assistant to the President for Racial Justice and Equity", "Chi Bay"),
    ]


def test_the_party_of_one_before_is_not_that_of_the_next() -> None:
    found = named("Prime Minister Kishida of Japan and Prime Minister Ardern of New Zealand")
    assert [(name, party) for _title, name, party in found] == [("Kishida", "JPN"), ("Ardern", "NZL")]


def test_the_party_stands_in_the_title_or_after_the_name() -> None:
    assert named("Secretary of the Mongolian National Security Council Jad Enkh")[0][2] == "MNG"
    assert named("National Security Council Secretary Armen Grig of Armenia")[0][2] == "ARM"


def test_the_office_is_not_the_one_that_it_serves() -> None:
    text = "Deputy Assistant to the President Ann Mae Poole spoke."
    (one,) = officials_in(text, ())
    assert one.level == "senior_official"


def test_where_words_stand() -> None:
    text = "Yesterday, Climate Envoy Jo Kern met Anna Berg, Head of Cabinet of the Commission."
    assert [text[one.start : one.end] for one in officials_in(text, ())] == [
        "Climate Envoy Jo Kern",
        "Anna Berg, Head of Cabinet of the Commission",
    ]
