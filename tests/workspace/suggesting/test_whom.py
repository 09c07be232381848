"""People and parties are offered in any script, without diacritics, those met last first; new ones are added."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.records import (
    Appointment,
    Engagement,
    EngagementParty,
    Participant,
    Party,
    PartyName,
    Person,
    PersonName,
)
from diplotrack.records.enumerations import EngagementStatus, Format, Level, PartyType, Side
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer, PartRow, blank_row


@pytest.fixture
def desk(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three partners with their people, two of whom were met."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")
    with workspace.change("Set up") as work:
        egypt, japan, russia, ours = (
            work.add(Party(name=name, code=code, is_own=code == "USA"))
            for name, code in (
                ("Égypte", "EGY"),
                ("Japan", "JPN"),
                ("Russia", "RUS"),
                ("United States", "USA"),
            )
        )
        work.add(PartyName(party_id=egypt.id, name="الإمارة المصرية"))
        names = (
            ("上川 陽子", japan),
            ("Сергей Лавров", russia),
            ("Sergio Mattarella", egypt),
            ("Ada Officer", ours),
        )
        people = [work.add(Person(name=name, party_id=party.id)) for name, party in names]
        work.add(PersonName(person_id=people[1].id, name="سيرغي لافروف"))
        work.add(
            Appointment(
                person_id=people[0].id,
                office="Foreign Minister",
                party_id=japan.id,
                from_on=date(2023, 9, 13),
            )
        )
        for day, person, party in ((3, people[1], russia), (9, people[0], japan)):
            met = work.add(
                Engagement(
                    title="Met",
                    starts_on=date(2026, 4, day),
                    format=Format.CALL,
                    status=EngagementStatus.HELD,
                )
            )
            work.add(Participant(engagement_id=met.id, person_id=person.id))
            work.add(EngagementParty(engagement_id=met.id, party_id=party.id))
    return workspace


def offered(workspace: Workspace, words: str) -> list[str]:
    return [one.mention.caption for one in workspace.suggesting.whom(words)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("egypte", "Égypte"),
        ("امارة", "Égypte"),
        ("上川陽", "上川 陽子"),
        ("陽子", "上川 陽子"),
        ("лавр", "Сергей Лавров"),
        ("سيرغي", "Сергей Лавров"),
        ("jpn", "Japan"),
        ("sergio matt", "Sergio Mattarella"),
    ],
)
def test_a_name_is_found_in_any_script_without_diacritics(desk: Workspace, words: str, name: str) -> None:
    assert offered(desk, words)[0] == name


def test_those_met_last_come_first(desk: Workspace) -> None:
    assert offered(desk, "")[:2] == ["上川 陽子", "Japan"]
    assert offered(desk, "сер") == ["Сергей Лавров"]
    first, *_others = desk.suggesting.whom("上")
    assert first.hint == "Foreign Minister, Japan  ·  met Apr 9, 2026"


def test_a_name_that_is_added_is_offered_at_once(desk: Workspace) -> None:
    assert offered(desk, "kovacs") == []
    with desk.change("Add") as work:
        work.add(Person(name="Kovács Anna"))
    assert offered(desk, "anna k") == ["Kovács Anna"]
    desk.ledger.undo()
    assert offered(desk, "kovacs") == []


def test_who_somebody_was_that_day_is_told_with_the_side(desk: Workspace) -> None:
    with desk.read() as session:
        ids = {person.name: person.id for person in session.query(Person)}
    told = desk.suggesting.standings(list(ids.values()), date(2026, 5, 1))
    minister = told[ids["上川 陽子"]]
    assert (minister.level, str(minister.party)) == (Level.MINISTER, "Japan")
    assert desk.suggesting.standings([minister.person.id], date(2020, 1, 1))[minister.person.id].office == ""
    assert told[ids["Ada Officer"]].is_ours


def test_new_names_become_people_and_parties_of_one_operation(desk: Workspace) -> None:
    draft = desk.editing.blank("engagement", starts_on=PartialDate.day(date(2026, 5, 28)))
    ruritania = Newcomer("party", "Ministry of Ruritania", is_new=True)
    person, count = blank_row(Participant), blank_row(Participant)
    person.values |= {
        "person_id": Newcomer("person", "Rudolf Rassendyll", is_new=True),
        "party_id": ruritania,
    }
    count.values |= {"count": 3, "party_id": ruritania, "capacity": "officials"}
    draft.parts["participant"] = [person, count]
    draft.parts["engagement_party"] = [PartRow({"party_id": ruritania, "side": Side.THEIRS, "note": ""})]
    desk.editing.save(draft)

    with desk.read() as session:
        party = session.query(Party).filter_by(name="Ministry of Ruritania").one()
        assert party.type == PartyType.MINISTRY
        assert session.query(Person).filter_by(name="Rudolf Rassendyll").one().party_id == party.id
    assert draft.values["title"] == "Meeting with Rudolf Rassendyll"
    desk.ledger.undo()
    assert offered(desk, "Ruritania") == []


def test_title_format_and_level_follow_from_those_who_met(desk: Workspace) -> None:
    draft = desk.editing.blank("engagement", starts_on=PartialDate.day(date(2026, 5, 28)), zone="Asia/Tokyo")
    row = blank_row(Participant)
    row.values["person_id"] = desk.suggesting.whom("上川")[0].mention.id
    draft.parts["participant"] = [row]
    told = desk.suggesting.propose(draft).values
    assert told == {"format": Format.CALL, "level_theirs": Level.MINISTER, "title": "Call with 上川 陽子"}
    lunch = desk.suggesting.propose(draft, "working_meal").values
    assert (lunch["title"], lunch["city"]) == ("Working meal with 上川 陽子", "Tokyo")
    draft.values["starts_on"] = PartialDate.day(date(2026, 6, 1))
    assert desk.suggesting.propose(draft).values["status"] == EngagementStatus.PLANNED


def test_the_name_of_a_protected_source_stands_in_no_title(desk: Workspace) -> None:
    with desk.change("Protect") as work:
        found = desk.suggesting.whom("Mattarella")[0].mention.id
        work.get(Person, found).is_protected = True
    draft = desk.editing.blank("engagement")
    row = blank_row(Participant)
    row.values["person_id"] = found
    draft.parts["participant"] = [row]
    assert desk.suggesting.propose(draft).values["title"] == "Meeting with a contact"


def test_what_was_planned_and_is_past_is_listed_latest_first(desk: Workspace) -> None:
    with desk.change("Plan") as work:
        for title, day in (
            ("Old", date(2026, 4, 1)),
            ("New", date(2026, 5, 28)),
            ("Next", date(2026, 5, 30)),
        ):
            work.add(Engagement(title=title, starts_on=day, status=EngagementStatus.PLANNED))
    assert [one.mention.caption for one in desk.suggesting.past_planned()] == ["New", "Old"]
