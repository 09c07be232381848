"""What terse remarks of travel and of visits tell."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.language.names import NameBook
from diplotrack.language.remarks import Remark, read_remark
from diplotrack.language.visits import read_visit, read_visitors


def read(text: str, on: date | None = None) -> Remark:
    return read_remark(text, NameBook.reference(), on=on)


def met(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(person.office, person.name, person.party) for person in read(text).met]


def test_a_meeting_and_a_summit() -> None:
    remark = read("Met with President Sarkozy. Attended the NATO Summit.")
    assert [person.name for person in remark.met] == ["Sarkozy"]
    assert (remark.format, remark.formats) == ("summit", ("meeting", "summit"))
    assert (remark.level, remark.organizations) == ("head", ("NATO",))
    assert remark.events[0].name == "NATO Summit"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Met with Prime Minister Begin’s cabinet.", [("Prime Minister", "Begin", None)]),
        (
            "Met with the Kings of Belgium and Spain; the Presidents of Brazil, Egypt, and the Philippines.",
            [("King", None, "BEL"), ("King", None, "ESP")]
            + [("President", None, key) for key in ("BRA", "EGY", "PHL")],
        ),
        ("Met with Kings Hussein and Hassan.", [("King", "Hussein", None), ("King", "Hassan", None)]),
        (
            "Met with Prime Ministers Blair and Ahern of Ireland.",
            [("Prime Minister", "Blair", None), ("Prime Minister", "Ahern", "IRL")],
        ),
        ("Met with NATO Secretary General Rasmussen.", [("Secretary General", "Rasmussen", "NATO")]),
        ("Met with President de Gaulle in Paris.", [("President", "de Gaulle", None)]),
        ("Met with Foreign Minister van der Stoel May 3.", [("Foreign Minister", "van der Stoel", None)]),
        ("Met with Treasury Secretary John W. Snow.", [("Secretary of the Treasury", "John W. Snow", None)]),
        (
            "Met with the Canadian, Mexican, and French Foreign Ministers.",
            [("Foreign Minister", None, key) for key in ("CAN", "MEX", "FRA")],
        ),
        ("Met with Foreign Minister Prince Saud.", [("Foreign Minister", "Saud", None)]),
        (
            "Met with Syrian President Assad and Foreign Minister Sharaa.",
            [("President", "Assad", "SYR"), ("Foreign Minister", "Sharaa", "SYR")],
        ),
        ("Met with King Olav V. Met with King Olav V.", [("King", "Olav V", None)]),
        ("Attended the NATO Foreign Ministers meeting.", []),
    ],
)
def test_people_met(text: str, people: list[tuple[str, str | None, str | None]]) -> None:
    assert met(text) == people


def test_who_is_mourned_is_not_met() -> None:
    remark = read("Attended the funeral of King Hassan II; met with Israeli Prime Minister Barak.")
    assert [person.name for person in remark.met] == ["Barak"]
    assert [words.words for words in remark.occasions] == ["funeral of King Hassan II"]


def test_one_accompanied_is_not_met() -> None:
    remark = read("Accompanied President Bush to meetings with Chancellor Merkel.")
    assert [person.name for person in remark.accompanied] == ["Bush"]
    assert [person.name for person in remark.met] == ["Merkel"]


def test_topics_stand_before_the_people() -> None:
    remark = read(
        "Discussed the Suez crisis with Prime Minister Eden, and the budget with Chancellor Adenauer."
    )
    assert [topic.words for topic in remark.topics] == ["the Suez crisis", "the budget"]
    assert [person.name for person in remark.met] == ["Eden", "Adenauer"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("State visit; met with President Tito.", "visit"),
        ("Attended SEATO Council Meeting.", "conference_session"),
        ("Attended the G-8 Economic Summit.", "summit"),
        ("Attempted to resolve the Falkland crisis.", "mediation"),
        ("Signed a treaty of friendship.", "signing"),
        ("Stopped en route to Manila.", "visit"),
        ("Had a working luncheon.", "working_meal"),
        ("Audience with Pope Paul VI.", "meeting"),
        ("Weather was fine.", ""),
    ],
)
def test_the_main_format(text: str, kind: str) -> None:
    assert read(text).format == kind


def test_where_one_only_passes_nothing_is_attended() -> None:
    remark = read("Stopped en route to the NATO Summit.")
    assert (remark.events, remark.organizations, remark.rank) == ((), (), "transit")


def test_an_organ_stands_for_its_organization() -> None:
    remark = read("Met with President Bush at the UN General Assembly.")
    assert (remark.format, remark.organizations) == ("meeting", ("UN",))
    assert remark.events[0].parties == ("UNGA",)


def test_a_name_means_what_it_meant_that_day() -> None:
    remark = read("Met with Soviet Foreign Minister Gromyko.", date(1980, 5, 16))
    assert remark.met[0].party == "SUN"


def test_an_unknown_party_is_not_the_host() -> None:
    person = read("Met with Ruritanian President Rassendyll.").met[0]
    assert (person.party, person.party_words) == (None, "Ruritanian")


def test_groups_give_the_level_when_nobody_is_named() -> None:
    remark = read("Met with senior Israeli officials.")
    assert (remark.met, remark.level) == ((), "senior_official")
    assert [(group.words, group.party) for group in remark.groups] == [("senior Israeli officials", "ISR")]


def test_a_part_that_is_not_told_stays_empty() -> None:
    remark = read("")
    assert (remark.format, remark.level, remark.people, remark.events) == ("", "", (), ())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Prime Minister Winston S. Churchill", [("Prime Minister", "Winston S. Churchill")]),
        ("President and Mrs. Truman", [("President", "Truman"), ("Mrs.", "Truman")]),
        (
            "President Anwar Sadat, Prime Minister Mustafa Khalil",
            [("President", "Anwar Sadat"), ("Prime Minister", "Mustafa Khalil")],
        ),
        ("Premier and Prince Sihanouk", [("Prime Minister", "Sihanouk")]),
        ("Emir Sheikh Hamad bin Isa al-Khalifa", [("Emir", "Hamad bin Isa al-Khalifa")]),
        ("Prime Minister J.M.G.M. (Tom) Adams", [("Prime Minister", "J.M.G.M. (Tom) Adams")]),
        ("Prime Minister St. Laurent", [("Prime Minister", "St. Laurent")]),
        ("Valdas Adamkus", [("", "Valdas Adamkus")]),
        ("Prime Minister Mackenzie King", [("Prime Minister", "Mackenzie King")]),
    ],
)
def test_visitors(text: str, people: list[tuple[str, str]]) -> None:
    assert [(person.office, person.name) for person in read_visitors(text)] == people


def test_a_visit_has_its_rank_and_format() -> None:
    visit = read_visit(
        "President-elect Luis Echeverria", "Official working visit.", NameBook.reference(), host="USA"
    )
    assert (visit.rank, visit.format, visit.level) == ("official working", "visit", "head")
    assert visit.visitors[0].standing == "elect"
