"""Titles of office and role slugs."""

from __future__ import annotations

import pytest

from diplotrack.language.roles import role_label, role_office
from diplotrack.language.titles import higher, office, plural_of, titles_in


@pytest.mark.parametrize(
    ("words", "label", "level"),
    [
        ("PM", "Prime Minister", "head"),
        ("Minister of Foreign Affairs", "Foreign Minister", "minister"),
        ("Foreign Secretary", "Foreign Minister", "minister"),
        ("Secretary of State", "Secretary of State", "minister"),
        ("national security advisor", "National Security Advisor", "minister"),
        ("Chargé d’Affaires", "Chargé d'Affaires", "ambassador"),
        ("Amir", "Emir", "head"),
        ("Vice Foreign Minister", "Deputy Foreign Minister", "deputy_minister"),
    ],
)
def test_an_office_has_one_label_and_level(words: str, label: str, level: str) -> None:
    found = office(words)
    assert found is not None
    assert (found.label, found.level) == (label, level)


def test_what_is_no_office_is_none() -> None:
    assert office("Balance of payments") is None


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Prime Minister", "Prime Ministers"),
        ("Minister of Finance", "Ministers of Finance"),
        ("Secretary General", "Secretaries General"),
        ("Foreign Secretary", "Foreign Secretaries"),
    ],
)
def test_plurals_of_titles(one: str, many: str) -> None:
    assert plural_of(one) == many
    assert next(titles_in(many)).plural


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("President-elect", "elect"),
        ("former President", "former"),
        ("Interim Prime Minister", "interim"),
        ("King", ""),
    ],
)
def test_standing(words: str, standing: str) -> None:
    assert next(titles_in(words)).standing == standing


def test_the_higher_level_wins() -> None:
    assert higher("minister", "head") == "head"
    assert higher("", "working") == "working"


@pytest.mark.parametrize(
    ("slug", "label", "level"),
    [
        ("director-office-medical-services", "Director, Office of Medical Services", "senior_official"),
        ("ambassador-e-p", "Ambassador Extraordinary and Plenipotentiary", "ambassador"),
        ("charge-daffaires-ad-interim", "Chargé d'Affaires ad interim", "ambassador"),
        ("secretary", "Secretary of State", "minister"),
        (
            "assistant-secretary-for-energy-resources",
            "Assistant Secretary for Energy Resources",
            "senior_official",
        ),
        ("under-secretary-for-mgmt", "Under Secretary for Management", "deputy_minister"),
        ("head-of-chancery", "Head of Chancery", "senior_official"),
    ],
)
def test_role_slugs_in_words(slug: str, label: str, level: str) -> None:
    assert role_label(slug) == label
    assert role_office(slug).level == level
