"""The shipped countries, former states and contested entities are complete and hang together."""

from __future__ import annotations

from datetime import date

import pycountry
import pytest

from diplotrack.language.names_reference import names_not_in_text, reference_parties

PARTIES = reference_parties()
ISO = sorted(country.alpha_3 for country in pycountry.countries)


def test_every_iso_country_has_its_codes() -> None:
    for country in pycountry.countries:
        party = PARTIES[country.alpha_3]
        assert (party.alpha2, party.alpha3, party.numeric) == (
            country.alpha_2,
            country.alpha_3,
            country.numeric,
        )


def test_every_country_has_a_name_in_the_six_languages_of_the_un() -> None:
    for key in [*ISO, "XKX"]:
        languages = {name.language for name in PARTIES[key].names if name.use == "short"}
        assert {"ar", "zh", "fr", "ru", "es"} <= languages, key
        assert PARTIES[key].name


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("JPN", "ja", "日本"),
        ("EGY", "ar", "مصر"),
        ("GRC", "el", "Ελλάδα"),
        ("FIN", "fi", "Suomi"),
        ("ISR", "he", "ישראל"),
    ],
)
def test_a_country_is_named_in_its_own_language_and_script(key: str, language: str, name: str) -> None:
    assert PARTIES[key].name_in(language) == name


def test_a_language_without_a_name_falls_back_to_english() -> None:
    assert PARTIES["JPN"].name_in("xx") == "Japan"


def test_independent_countries_have_a_capital() -> None:
    without = {party.key for party in PARTIES.values() if party.kind == "country" and not party.capital}
    # The status of Jerusalem is disputed; Equatorial Guinea is moving its seat of government.
    assert without == {"ISR", "GNQ"}


def test_contested_entities_are_marked_and_explained() -> None:
    contested = {party.key: party for party in PARTIES.values() if party.kind == "contested"}
    assert {"XKX", "PSE", "TWN", "ESH"} <= contested.keys()
    assert all(party.note for party in contested.values())


def test_parents_successors_and_predecessors_exist() -> None:
    for party in PARTIES.values():
        named = {*party.successors, *party.predecessors, *filter(None, [party.parent])}
        assert named <= PARTIES.keys(), party.key


def test_a_former_state_has_an_end_and_a_successor() -> None:
    former = [party for party in PARTIES.values() if party.kind == "former"]
    assert [party.key for party in former if not party.ends or not party.successors] == []


def test_nothing_ends_before_it_begins() -> None:
    for party in PARTIES.values():
        spans = [(party.begins, party.ends), *((name.begins, name.ends) for name in party.names)]
        assert all(first.earliest <= last.latest for first, last in spans if first and last), party.key


def test_the_soviet_union_existed_in_1980_but_not_in_2000() -> None:
    assert PARTIES["SUN"].exists_on(date(1980, 1, 1))
    assert not PARTIES["SUN"].exists_on(date(2000, 1, 1))


def test_each_name_kept_out_of_texts_is_a_name_of_a_party() -> None:
    written = {name.text for party in PARTIES.values() for name in party.names}
    assert names_not_in_text() <= written


def test_two_letter_codes_are_given_once() -> None:
    codes = [party.alpha2 for party in PARTIES.values() if party.alpha2]
    assert len(codes) == len(set(codes)) == 250
