"""Who is there twice: found with reasons, told apart from namesakes, set apart for good."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from diplotrack.records import Appointment, Engagement, EngagementParty, Participant, Party, Person
from diplotrack.records.enumerations import Format
from diplotrack.workspace import Workspace


@pytest.fixture
def workspace(founded_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with the reference parties."""
    folder = tmp_path / "founded.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as opened:
        yield opened


@pytest.fixture
def parties(workspace: Workspace) -> dict[str, int]:
    return {code: workspace.records.party(code).id for code in ("FRA", "JPN", "GBR")}


def person(work: Any, name: str, party: int, *office: Any, **more: Any) -> int:
    one = work.add(Person(name=name, party_id=party, **more))
    if office:
        title, year = office
        work.add(
            Appointment(
                person_id=one.id, office=title, from_on=date(year, 1, 1), until_on=date(year + 4, 1, 1)
            )
        )
    return int(one.id)


def pairs(workspace: Workspace, kind: str = "person") -> dict[frozenset[str], tuple[int, tuple[str, ...]]]:
    return {
        frozenset((one.one.caption, one.other.caption)): (one.score, one.reasons)
        for one in workspace.duplicates.find(kind)
    }


def test_people_are_found_by_every_way_of_writing_a_name(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    with workspace.change("People") as work:
        person(work, "Catherine Colonna", parties["FRA"], "Foreign Minister", 2022)
        person(work, "COLONNA, Catherine", parties["FRA"], "Foreign Minister", 2022)
        person(work, "Yoko Kamikawa", parties["JPN"], native_name="上川 陽子")
        person(work, "Kamikawa Yōko", parties["JPN"], native_name="上川 陽子")
        person(work, "Muammar Qaddafi", parties["GBR"], "Leader", 1990)
        person(work, "Muamar Gadhafi", parties["GBR"], "Leader", 1990)
        person(work, "J. L. Smith", parties["GBR"], "Clerk", 1990)
        person(work, "John Lee Smith", parties["GBR"], "Clerk", 1990)
    found = pairs(workspace)
    assert {
        frozenset(two)
        for two in (
            ("Catherine Colonna", "COLONNA, Catherine"),
            ("Yoko Kamikawa", "Kamikawa Yōko"),
            ("Muammar Qaddafi", "Muamar Gadhafi"),
            ("J. L. Smith", "John Lee Smith"),
        )
    } <= set(found)
    assert all(reasons for _score, reasons in found.values())


def test_namesakes_of_other_countries_and_other_times_are_told_apart(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    with workspace.change("People") as work:
        person(work, "John Smith", parties["FRA"])
        person(work, "John Smith", parties["GBR"])
        person(work, "Attlee", parties["GBR"], "Prime Minister", 1945)
        person(work, "Roger Attlee", parties["GBR"], "Ambassador", 1990)
        person(work, "George W. Carter", parties["FRA"], "Clerk", 1990)
        person(work, "George H. Carter", parties["FRA"], "Clerk", 1990)
    assert not pairs(workspace)


def test_both_sides_of_a_visit_are_found_and_a_call_is_no_meeting(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    with workspace.change("Meetings") as work:
        minister = person(work, "Catherine Colonna", parties["FRA"])
        for title, form in (
            ("Visit of the French Minister", Format.VISIT),
            ("Visit: Minister Colonna (France)", Format.MEETING),
            ("Call with Minister Colonna of France", Format.CALL),
        ):
            one = work.add(Engagement(title=title, starts_on=date(2023, 5, 2), format=form)).id
            work.add(EngagementParty(engagement_id=one, party_id=parties["FRA"]))
            work.add(Participant(engagement_id=one, person_id=minister))
    assert list(pairs(workspace, "engagement")) == [
        frozenset(("Visit of the French Minister", "Visit: Minister Colonna (France)"))
    ]


def test_partners_of_the_same_name_are_found_and_the_reference_parties_are_not(workspace: Workspace) -> None:
    assert not pairs(workspace, "party")
    with workspace.change("Partner") as work:
        work.add(Party(name="Ivory Coast"))
    ((score, reasons),) = pairs(workspace, "party").values()
    assert score >= 60
    assert reasons


def test_a_pair_set_apart_is_not_found_again_until_it_is_wanted(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    with workspace.change("People") as work:
        one, other = (person(work, "Catherine Colonna", parties["FRA"]) for _each in range(2))
    assert pairs(workspace)
    workspace.duplicates.set_apart("person", one, other)
    assert not pairs(workspace)
    assert [(pair.one.id, pair.other.id) for pair in workspace.duplicates.apart("person")] == [(one, other)]
    workspace.duplicates.set_apart("person", other, one, apart=False)
    assert pairs(workspace)


def test_importing_again_does_not_bring_back_who_was_merged(workspace: Workspace, tmp_path: Path) -> None:
    listed = tmp_path / "people.csv"
    listed.write_text(
        "id,surname,forename,birth,death,career_type\n"
        "1,Colonna,Catherine,1956,,career\n2,Colonna,C.,,,career\n3,Kamikawa,Yoko,,,career\n",
        encoding="utf-8",
    )
    report = workspace.exchange.import_file(listed)
    assert report.created == 3
    with workspace.read() as session:
        ids = {one.name: one.id for one in session.scalars(select(Person))}
    workspace.merging.merge("person", ids["Catherine Colonna"], [ids["C. Colonna"]])
    again = workspace.exchange.import_file(listed)
    assert (again.created, again.unchanged) == (0, 3)
    found = workspace.search("C. Colonna", kind="person")
    assert [hit.id for hit in found] == [ids["Catherine Colonna"]]


def test_an_old_identifier_leads_to_the_record_that_was_kept(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    with workspace.change("People") as work:
        one, other = (person(work, name, parties["FRA"]) for name in ("A", "B"))
        uid = work.get(Person, other).uid.hex()
    workspace.merging.merge("person", one, [other])
    assert workspace.records.by_uid(Person, uid).id == one
    assert not workspace.history.trash()


def test_two_people_side_by_side_show_what_differs_and_what_moves(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    with workspace.change("People") as work:
        one = person(work, "Catherine Colonna", parties["FRA"])
        other = person(work, "C. Colonna", parties["FRA"], "Foreign Minister", 2022)
        meeting = work.add(Engagement(title="Talks")).id
        work.add(Participant(engagement_id=meeting, person_id=other))
    comparison = workspace.merging.compare("person", [one, other])
    assert [field.name for field in comparison.fields if field.differs] == ["name"]
    assert comparison.uses[1] == (("Engagements", 1),)
    assert comparison.fullest == other
    (offices,) = (one for one in comparison.lists if one.name == "appointment")
    assert offices.lines[1][0].startswith("Foreign Minister")


@pytest.mark.parametrize(
    ("latin", "native"),
    [
        ("Sergey Lavrov", "Сергей Лавров"),
        ("Volodymyr Zelensky", "Володимир Зеленський"),
        ("Mohammed bin Salman", "محمد بن سلمان"),
        ("Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης"),
        ("Wang Yi", "王毅"),
        ("Nikol Pashinyan", "Նիկոլ Փաշինյան"),
    ],
)
def test_people_are_found_across_scripts(
    workspace: Workspace, parties: dict[str, int], latin: str, native: str
) -> None:
    with workspace.change("People") as work:
        for name in (latin, native, "Catherine Colonna", "Мария Захарова"):
            person(work, name, parties["FRA"])
    assert set(pairs(workspace)) == {frozenset((latin, native))}
