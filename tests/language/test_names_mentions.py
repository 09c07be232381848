"""Parties named in running text."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.language.names import NameBook

BOOK = NameBook.reference()
DAY = date(2022, 3, 1)


def parties(text: str, day: date | None = DAY) -> list[str | None]:
    return [mention.party for mention in BOOK.find_in(text, day)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He met President Macron of France.", ["FRA"]),
        ("The U.S.-Japan-Republic\\ of Korea dialogue", ["USA", "JPN", "KOR"]),
        ("Papua New Guinea and Guinea-Bissau", ["PNG", "GNB"]),
        ("the Democratic Republic of the Congo", ["COD"]),
        ("the United\n     States of America", ["USA"]),
        ("Côte d’Ivoire and Cote d'Ivoire", ["CIV", "CIV"]),
        ("Trinidad & Tobago, St. Kitts & Nevis", ["TTO", "KNA"]),
        ("Ukraine’s partners in the EU, NATO and the G7", ["UKR", "EU", "NATO", "G7"]),
        ("OPEC and OPEC+", ["OPEC", "OPEC-PLUS"]),
        ("the World Health Organization (WHO)", ["WHO", "WHO"]),
        ("the former Soviet Union", ["SUN"]),
        ("UNITED KINGDOM", ["GBR"]),
        ("Russian Security Council Secretary Patrushev", ["RUS"]),
        ("the UN Security Council", ["UNSC"]),
    ],
)
def test_names_are_found(text: str, found: list[str]) -> None:
    assert parties(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They ate turkey on fine china.",
        "Those who told us so",
        "Senator Chad Smith spoke.",
        "Michael Jordan played.",
        "He flew to New Mexico and New Jersey.",
        "The National Security Council met.",
        "A Native American leader",
        "storms in Alabama, Georgia and Tennessee",
        "the Cahuilla Band of Indians",
        "freedom in the South China Sea",
        "",
    ],
)
def test_other_things_are_not_taken_for_parties(text: str) -> None:
    assert parties(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "King Abdullah II of Jordan",
        "the King visited Jordan.",
        "In Chad, talks began.",
        "Prime Minister of Israel Benjamin Netanyahu",
    ],
)
def test_a_country_with_a_persons_name_is_found_all_the_same(text: str) -> None:
    assert len(parties(text)) == 1


def test_a_mention_says_where_it_stands() -> None:
    text = "In Türkiye and the U.S. they met."
    assert [text[m.start : m.end] for m in BOOK.find_in(text, DAY)] == ["Türkiye", "U.S."]


def test_demonyms_are_flagged() -> None:
    mentions = BOOK.find_in("French and German ministers met Ukrainians.", DAY)
    assert [(m.party, m.demonym) for m in mentions] == [("FRA", True), ("DEU", True), ("UKR", True)]


def test_a_demonym_of_two_countries_names_both() -> None:
    (mention,) = BOOK.find_in("the Congolese delegation", DAY)
    assert (mention.party, mention.candidates) == (None, ("COD", "COG"))


def test_the_date_decides_what_a_name_means() -> None:
    assert parties("Yugoslavia", date(1970, 1, 1)) == ["YUG"]
    assert parties("Yugoslavia", date(2000, 1, 1)) == ["SCG"]


def test_a_city_that_was_a_state_once_is_not_taken_for_it_today() -> None:
    assert parties("in Naples, Prussia Street and Texas") == []


def test_a_workspaces_own_party_is_found() -> None:
    book = BOOK.with_names([("Ministry of Magic", "magic", None, None)])
    assert [m.party for m in book.find_in("The Ministry of Magic wrote.", DAY)] == ["magic"]


@given(st.text())
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in BOOK.find_in(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        end = mention.end


def test_all_readouts_are_searched_in_a_few_seconds(real_records: Callable[[str], Path]) -> None:
    with real_records("wh_readouts.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    began = time.process_time()
    found = sum(len(BOOK.find_in(row["text"], DAY)) for row in rows)
    assert time.process_time() - began < 5
    assert found > 5000
