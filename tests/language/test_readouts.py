"""What titles and first sentences of readouts tell."""

from __future__ import annotations

import pytest

from diplotrack.language.names import NameBook
from diplotrack.language.readouts import Readout, mended, read_readout


def read(title: str, text: str = "") -> Readout:
    return read_readout(title, text, NameBook.reference(), us="USA")


def test_a_call() -> None:
    readout = read("Readout of President Biden’s Call with President Emmanuel Macron of France")
    assert (readout.kind, readout.format, readout.level, readout.parties) == (
        "readout",
        "call",
        "head",
        ("FRA",),
    )
    assert [(one.office, one.name) for one in readout.ours] == [("President", "Biden")]
    assert [(one.office, one.name, one.party) for one in readout.theirs] == [
        ("President", "Emmanuel Macron", "FRA")
    ]


@pytest.mark.parametrize(
    ("title", "parties"),
    [
        ("Readout of President Biden’s Call with Governor Kemp of Georgia", ()),
        ("Readout of President Biden’s Call with Speaker Pelosi", ()),
        ("Readout of White House Meeting with Cuban American Leaders", ()),
        ("President Biden Approves Guam Disaster Declaration", ()),
        ("U.S.-Canada Joint Statement on a Bridge", ("CAN",)),
        ("Joint Statement by the United States and Japan on Russia", ("JPN",)),
        ("Readout of Senior Administration Travel to India", ("IND",)),
        ("Readout of President Biden’s Meeting with NATO Secretary General Jens Stoltenberg", ("NATO",)),
    ],
)
def test_foreign_parties_and_none(title: str, parties: tuple[str, ...]) -> None:
    assert read(title).parties == parties


def test_a_party_that_closes_the_list_holds_for_both() -> None:
    readout = read(
        "Readout of President Biden’s Meeting with Foreign Minister Kuleba and Defense Minister Reznikov of Ukraine"
    )
    assert [(one.name, one.party) for one in readout.theirs] == [("Kuleba", "UKR"), ("Reznikov", "UKR")]


def test_a_name_before_its_office() -> None:
    readout = read(
        "Readout of National Security Advisor Jake Sullivan’s Meeting with Tomas Pojar, "
        "National Security Advisor to the Prime Minister of the Czech Republic"
    )
    assert [(one.office, one.name, one.party) for one in readout.theirs] == [
        ("National Security Advisor", "Tomas Pojar", "CZE")
    ]


def test_the_first_sentence_is_asked_when_the_title_is_silent() -> None:
    readout = read(
        "Readout of President Biden’s Meeting with Asian Partners",
        "President Biden met today with Prime Minister Modi of India and President Widodo of Indonesia.",
    )
    assert (readout.parties, readout.source) == (("IND", "IDN"), "text")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Joint Statement by President Biden and Taoiseach Martin", "joint_communique"),
        ("G7 Leaders’ Statement", "joint_communique"),
        ("Statement by NSC Spokesperson Emily Horne on Talks", "statement"),
        ("Fact Sheet: Quad Summit", "press_release"),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    assert read(title).kind == kind


def test_leftovers_of_the_file_are_mended() -> None:
    assert mended("Andr\\xE9s \\u2013 COVID-\\u206019\\ Response") == "Andrés – COVID-19 Response"


def test_of_two_between_whom_one_is_ours() -> None:
    readout = read(
        "Joint Statement on the Phone Call between President Biden and President Macron",
        "President Joe Biden of the United States and President Emmanuel Macron of France spoke today.",
    )
    assert [one.name for one in readout.ours] == ["Biden"]
    assert "Biden" not in [one.name for one in readout.theirs]


def test_own_people_are_never_given_the_other_partys_seat() -> None:
    readout = read("Readout of Meeting Between President Biden and President Cyril Ramaphosa of South Africa")
    assert [(one.name, one.party) for one in readout.theirs] == [("Cyril Ramaphosa", "ZAF")]
