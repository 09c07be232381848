"""Who belonged to what: head counts on given days, and who came and went."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.language.names_reference import members_on, overlaps, reference_memberships, reference_parties

# Members of the United Nations at the end of the year.
UN_GROWTH = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82, 1958: 82, 1960: 99,
    1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122, 1967: 123, 1968: 126, 1970: 127, 1971: 132,
    1973: 135, 1974: 138, 1975: 144, 1976: 147, 1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158,
    1984: 159, 1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192,
    2011: 193, 2026: 193,
}  # fmt: skip

COUNTS = [
    ("UN", date(1945, 10, 24), 29),
    ("NATO", date(1949, 12, 31), 12), ("NATO", date(1952, 12, 31), 14), ("NATO", date(1955, 12, 31), 15),
    ("NATO", date(1982, 12, 31), 16), ("NATO", date(1999, 12, 31), 19), ("NATO", date(2004, 12, 31), 26),
    ("NATO", date(2009, 12, 31), 28), ("NATO", date(2024, 4, 1), 32),
    ("EU", date(1958, 1, 1), 6), ("EU", date(1973, 1, 1), 9), ("EU", date(1981, 1, 1), 10),
    ("EU", date(1986, 1, 1), 12), ("EU", date(1995, 1, 1), 15), ("EU", date(2004, 5, 1), 25),
    ("EU", date(2007, 1, 1), 27), ("EU", date(2013, 7, 1), 28), ("EU", date(2020, 1, 31), 28),
    ("EU", date(2020, 2, 1), 27),
    ("G7", date(1975, 12, 1), 6), ("G7", date(1976, 12, 1), 7), ("G8", date(2008, 7, 7), 8),
    ("G20", date(2008, 11, 15), 20), ("G20", date(2024, 1, 1), 21),
    ("OAU", date(2002, 7, 8), 53), ("AU", date(2002, 7, 9), 53), ("AU", date(2012, 1, 1), 54),
    ("AU", date(2018, 1, 1), 55),
    ("ASEAN", date(1967, 8, 8), 5), ("ASEAN", date(1999, 4, 30), 10), ("ASEAN", date(2025, 10, 26), 11),
    ("OAS", date(1948, 4, 30), 21), ("OAS", date(1991, 12, 31), 35), ("OAS", date(2024, 1, 1), 34),
    ("OSCE", date(1975, 8, 1), 35), ("OSCE", date(2006, 12, 31), 56), ("OSCE", date(2012, 11, 21), 57),
    ("LAS", date(1945, 12, 31), 7), ("LAS", date(1993, 11, 20), 22), ("LAS", date(2026, 1, 1), 22),
    ("COE", date(2010, 1, 1), 47), ("COE", date(2022, 3, 16), 46), ("OECD", date(1961, 12, 31), 19),
    ("OECD", date(2021, 6, 1), 38), ("GCC", date(1990, 1, 1), 6), ("APEC", date(2000, 1, 1), 21),
]  # fmt: skip


@pytest.mark.parametrize(("year", "count"), UN_GROWTH.items())
def test_the_un_had_as_many_members_as_it_says(year: int, count: int) -> None:
    assert len(members_on("UN", date(year, 12, 31))) == count


@pytest.mark.parametrize(("organization", "day", "count"), COUNTS, ids=str)
def test_an_organization_had_so_many_members_on_the_day(organization: str, day: date, count: int) -> None:
    assert len(members_on(organization, day)) == count


@pytest.mark.parametrize(
    ("organization", "party", "in_on", "out_on"),
    [
        ("UN", "IDN", date(1964, 12, 31), date(1965, 6, 1)),
        ("UN", "IDN", date(1966, 9, 28), date(1966, 9, 27)),
        ("UN", "UNITED-ARAB-REPUBLIC", date(1960, 1, 1), date(1961, 10, 13)),
        ("UN", "SYR", date(1961, 10, 13), date(1960, 1, 1)),
        ("UN", "SUN", date(1991, 12, 23), date(1991, 12, 24)),
        ("EU", "GBR", date(2020, 1, 31), date(2020, 2, 1)),
        ("AU", "MAR", date(2017, 1, 30), date(2016, 12, 31)),
        ("OAU", "MAR", date(1984, 1, 1), date(1990, 1, 1)),
        ("OAS", "NIC", date(2023, 11, 18), date(2023, 11, 19)),
        ("G20", "AU", date(2023, 9, 9), date(2023, 9, 8)),
    ],
)
def test_comings_and_goings(organization: str, party: str, in_on: date, out_on: date) -> None:
    assert party in members_on(organization, in_on)
    assert party not in members_on(organization, out_on)


def test_observers_and_participants_are_not_members() -> None:
    day = date(2020, 1, 1)
    assert members_on("UN", day, "observer") == {"VAT", "PSE"}
    assert "EU" in members_on("G7", day, "participant") - members_on("G7", day)


def test_every_membership_is_of_parties_that_exist() -> None:
    parties = reference_parties()
    for stay in reference_memberships():
        assert parties[stay.organization].kind == "organization"
        assert stay.party in parties


def test_no_party_is_a_member_twice_at_once() -> None:
    stays: dict[tuple[str, str], list[PartialDate]] = {}
    for stay in reference_memberships():
        latest = stay.left.earliest if stay.left else date.max
        stays.setdefault((stay.organization, stay.party), []).append(
            PartialDate(stay.joined.earliest, latest)
        )
    for spans in stays.values():
        for first, second in combinations(spans, 2):
            assert not overlaps(first, PartialDate.day(second.earliest), PartialDate.day(second.latest))


def test_no_member_joins_before_it_begins() -> None:
    parties = reference_parties()
    for stay in reference_memberships():
        begins = parties[stay.party].begins
        assert begins is None or begins.earliest <= stay.joined.latest, stay
