"""Which party a name means on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.base.dates import PartialDate
from diplotrack.language.names import NameBook, Reading, Resolution

BOOK = NameBook.reference()


@pytest.mark.parametrize(
    ("text", "party", "how"),
    [
        ("France", "FRA", "exact"),
        ("FRA", "FRA", "key"),
        ("fra", "FRA", "code"),
        ("FR", "FRA", "code"),
        ("Germany, Federal Republic of", "DEU", "inverted"),
        ("Korea, Republic of", "KOR", "alias"),
        ("MOLDOVA REPUBLIC OF", "MDA", "folded"),
        ("GUINEA, EQUATORIAL", "GNQ", "inverted"),
        ("China, People’s Republic of", "CHN", "inverted"),
        ("Cote d'Ivoire", "CIV", "alias"),
        ("Côte d’Ivoire", "CIV", "alias"),
        ("cote-divoire", "CIV", "folded"),
        ("Ivory Coast", "CIV", "alias"),
        ("Trinidad & Tobago", "TTO", "alias"),
        ("St. Lucia", "LCA", "alias"),
        ("GAMBIA THE", "GMB", "folded"),
        ("Swaziland", "SWZ", "former"),
        ("Burma", "MMR", "alias"),
        ("British Honduras", "BLZ", "former"),
        ("Upper Volta", "BFA", "former"),
        ("U.S.S.R.", "SUN", "former"),
        ("Kingdom of Hawaii", "HAWAII", "former"),
        ("DPRK", "PRK", "alias"),
        ("UK", "GBR", "alias"),
        ("us", "USA", "folded"),
        ("Türkiye", "TUR", "exact"),
        ("Turkey", "TUR", "alias"),
        ("Allemagne", "DEU", "translated"),
        ("日本", "JPN", "translated"),
        ("Россия", "RUS", "translated"),
        ("NATO", "NATO", "key"),
        ("OTAN", "NATO", "alias"),
        ("Organisation des Nations Unies", "UN", "translated"),
        ("OPEC+", "OPEC-PLUS", "exact"),
        ("Denmark (Greenland)", "DNK", "qualified"),
        ("czechoslovakia-1993", "CSK", "qualified"),
        ("AU", "AU", "key"),
        ("", None, "unknown"),
        ("(Unknown)", None, "unknown"),
        ("Atlantis", None, "unknown"),
    ],
)
def test_a_name_resolves(text: str, party: str | None, how: str) -> None:
    found = BOOK.resolve(text)
    assert (found.party, found.how) == (party, how)


@pytest.mark.parametrize(
    ("text", "day", "party"),
    [
        ("Yugoslavia", date(1980, 5, 8), "YUG"),
        ("Yugoslavia", date(2001, 5, 9), "SCG"),
        ("Serbia", date(2001, 1, 1), "SCG"),
        ("Serbia", date(2010, 1, 1), "SRB"),
        ("China, Republic of", date(1945, 1, 1), "CHN"),
        ("China, Republic of", date(1970, 1, 1), "TWN"),
        ("Turkey", date(1867, 1, 1), "OTTOMAN-EMPIRE"),
        ("Turkey", date(1960, 1, 1), "TUR"),
        ("United Arab Republic", date(1960, 1, 1), "UNITED-ARAB-REPUBLIC"),
        ("United Arab Republic", date(1965, 1, 1), "EGY"),
        ("Palestine", date(1935, 1, 1), "PALESTINE-MANDATE"),
        ("Palestine", date(2015, 1, 1), "PSE"),
        ("Korea", date(1890, 1, 1), "KOREA-JOSEON"),
        ("Congo", date(1930, 1, 1), "COD"),
        ("Congo", date(1980, 1, 1), "COG"),
        ("Russia", date(1900, 1, 1), "RUS"),
        ("Russia", date(1950, 1, 1), "SUN"),
        ("Somaliland", date(1950, 1, 1), "SOMALILAND-BRITISH"),
        ("Vietnam", date(2005, 1, 1), "VNM"),
    ],
)
def test_one_name_means_different_parties_at_different_times(text: str, day: date, party: str) -> None:
    found = BOOK.resolve(text, day)
    assert (found.party, found.in_period) == (party, True)


@pytest.mark.parametrize(
    ("text", "day", "party", "candidates"),
    [
        ("Germany", date(1950, 1, 1), "DEU", ("DDR", "DEU")),
        ("Vietnam", date(1966, 10, 26), "VIETNAM-SOUTH", ("VIETNAM-SOUTH", "VNM")),
        ("Korea", date(1965, 5, 17), "KOR", ("KOR", "PRK")),
        ("China", date(1960, 1, 1), "CHN", ("CHN", "TWN")),
        ("Congo", date(1965, 1, 1), "COG", ("COD", "COG")),
    ],
)
def test_a_name_of_two_states_of_one_day_gives_the_usual_one_and_names_both(
    text: str, day: date, party: str, candidates: tuple[str, ...]
) -> None:
    found = BOOK.resolve(text, day)
    assert (found.party, found.candidates) == (party, candidates)


def test_a_name_without_a_usual_reading_is_left_open() -> None:
    assert BOOK.resolve("Yugoslavia") == Resolution(None, "former", ("SCG", "YUG"), in_period=False)


def test_a_partly_known_date_may_leave_two_readings() -> None:
    assert BOOK.resolve("Yugoslavia", PartialDate.year(1992)).candidates == ("SCG", "YUG")
    assert BOOK.resolve("Yugoslavia", PartialDate.year(1991)).party == "YUG"


def test_a_name_out_of_its_time_still_resolves_and_says_so() -> None:
    found = BOOK.resolve("U.S.S.R.", date(1992, 2, 14))
    assert (found.party, found.in_period) == ("SUN", False)


def test_what_stands_in_brackets_is_kept() -> None:
    assert BOOK.resolve("Yugoslavia (Kosovo)", date(2001, 7, 24)).qualifier == "Kosovo"


def test_a_workspace_names_parties_its_own_way() -> None:
    book = BOOK.with_names([("Vietnam", "VNM", None, None), ("The Desk", "our-desk", None, None)])
    assert book.resolve("Vietnam", date(1966, 10, 26)) == Resolution("VNM", "own")
    assert book.resolve("the desk").party == "our-desk"
    assert BOOK.resolve("The Desk").party is None


def test_a_workspaces_own_name_holds_only_in_its_time() -> None:
    book = BOOK.with_names([("Germany", "DDR", PartialDate.year(1950), PartialDate.year(1960))])
    assert book.resolve("Germany", date(1955, 1, 1)).party == "DDR"
    assert book.resolve("Germany", date(1995, 1, 1)).party == "DEU"


@pytest.mark.parametrize(
    ("text", "party"),
    [("Swazilnd", "SWZ"), ("Untied States", "USA"), ("Frnace", "FRA"), ("Kirgistan", "KGZ")],
)
def test_a_misspelling_is_suggested_and_never_taken(text: str, party: str) -> None:
    assert BOOK.resolve(text).party is None
    assert party in [suggestion.party for suggestion in BOOK.suggest(text)]


def test_nothing_like_it_gives_no_suggestion() -> None:
    assert BOOK.suggest("zzzzqqqq") == []


def test_every_party_answers_to_its_key_and_its_name() -> None:
    for party in BOOK.parties.values():
        assert BOOK.resolve(party.key).party == party.key
        assert BOOK.resolve(party.name, party.ends).party == party.key


@given(st.text(max_size=40), st.none() | st.dates())
def test_any_text_gets_an_answer(text: str, day: date | None) -> None:
    assert isinstance(BOOK.resolve(text, day), Resolution)


@given(st.sampled_from(BOOK.readings))
def test_a_name_in_any_case_and_spacing_means_the_same(reading: Reading) -> None:
    day = reading.ends or reading.begins
    spaced = "  " + reading.text.replace(" ", "  ") + " "
    found, again = BOOK.resolve(reading.text, day), BOOK.resolve(spaced, day)
    assert (found.party, found.candidates) == (again.party, again.candidates)
