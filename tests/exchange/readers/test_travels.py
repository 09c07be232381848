"""Stops abroad as engagements: format, level, parties, people with their office, the trip."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplotrack.records import Appointment, Engagement, EngagementParty, Participant
from diplotrack.records.enumerations import Format, Level, Setting, Side
from diplotrack.workspace import Workspace
from tests.exchange.importing import (
    TRAVELS,
    brussels,
    code,
    everyone,
    name,
    paris,
    parts,
    record,
    take,
    text,
    write,
)


@pytest.fixture
def trip(workspace: Workspace, tmp_path: Path) -> Workspace:
    take(workspace, write(tmp_path, TRAVELS, paris(), brussels()))
    return workspace


def seats(workspace: Workspace, visit: Engagement) -> list[tuple[str, str, str]]:
    found = parts(workspace, Participant, visit)
    return [(name(workspace, one.person_id), one.capacity, code(workspace, one.party_id)) for one in found]


def sides(workspace: Workspace, visit: Engagement) -> dict[str, Side]:
    return {code(workspace, one.party_id): one.side for one in parts(workspace, EngagementParty, visit)}


def test_a_stop_is_an_engagement_with_format_days_and_place(trip: Workspace) -> None:
    visit = record(trip, Engagement, "1")
    assert (visit.format, visit.city, code(trip, visit.country_id)) == (Format.MEETING, "Paris", "FRA")
    assert (str(visit.starts_on), str(visit.ends_on)) == ("2008-06-13", "2008-06-15")


def test_people_sit_at_the_table_with_the_office_held(trip: Workspace) -> None:
    assert seats(trip, record(trip, Engagement, "1")) == [
        ("Jane Doe", "Secretary of State", "USA"),
        ("Sarkozy", "President", "FRA"),
    ]


def test_levels_follow_from_the_offices(trip: Workspace) -> None:
    visit = record(trip, Engagement, "1")
    assert (visit.level_ours, visit.level_theirs) == (Level.MINISTER, Level.HEAD)


def test_a_body_whose_meeting_was_attended_is_a_partner_and_the_host_is_not(trip: Workspace) -> None:
    visit = record(trip, Engagement, "2")
    assert sides(trip, visit) == {"USA": Side.OURS, "BEL": Side.THIRD, "NATO": Side.THEIRS}
    assert (visit.format, visit.setting) == (Format.CONFERENCE_SESSION, Setting.MULTILATERAL)


def test_the_remark_is_the_record_of_conversation(trip: Workspace) -> None:
    visit = record(trip, Engagement, "1")
    assert text(trip, visit, "summary").startswith("Met with President Sarkozy.")
    assert visit.purpose == "The Middle East peace process"


def test_stops_of_a_trip_are_joined_under_it(trip: Workspace) -> None:
    programme = record(trip, Engagement, "trip:doe-jane:2008-06-13")
    assert record(trip, Engagement, "1").parent_id == record(trip, Engagement, "2").parent_id == programme.id
    assert (programme.title, str(programme.ends_on)) == (
        "Secretary of State Doe: trip to France and Belgium",
        "2008-06-16",
    )


def test_a_single_stop_is_no_trip(workspace: Workspace, tmp_path: Path) -> None:
    result = take(
        workspace, write(tmp_path, TRAVELS, paris(), brussels(start_date="2008-09-01", end_date=""))
    )
    assert result.records["engagement"] == 2


def test_an_office_seen_on_a_day_becomes_an_appointment(trip: Workspace) -> None:
    [sarkozy] = everyone(trip, "Sarkozy")
    [office] = parts(trip, Appointment, sarkozy)
    assert (office.office, str(office.from_on), str(office.until_on)) == (
        "President",
        "2008-06-13",
        "2008-06-13",
    )
    assert "exact dates are not known" in office.note


def test_an_office_ends_before_somebody_else_is_seen_in_it(workspace: Workspace, tmp_path: Path) -> None:
    earlier = paris(
        id="9", start_date="2007-01-10", end_date="2007-01-10", remarks="Met with President Chirac."
    )
    take(workspace, write(tmp_path, TRAVELS, paris(), earlier))
    [chirac] = everyone(workspace, "Chirac")
    [office] = parts(workspace, Appointment, chirac)
    assert (str(office.until_on), str(office.until_on_latest)) == ("2007-01-10", "2008-06-13")


def test_the_same_person_on_two_stops_is_one_person(workspace: Workspace, tmp_path: Path) -> None:
    again = paris(id="9", start_date="2008-12-01", end_date="2008-12-01")
    take(workspace, write(tmp_path, TRAVELS, paris(), again))
    assert len(everyone(workspace, "Sarkozy")) == 1


def test_namesakes_far_apart_in_time_are_two_people(workspace: Workspace, tmp_path: Path) -> None:
    grandfather = paris(id="9", start_date="1954-12-01", end_date="1954-12-01")
    take(workspace, write(tmp_path, TRAVELS, paris(), grandfather))
    assert len(everyone(workspace, "Sarkozy")) == 2


def test_an_office_without_a_name_is_given_to_who_held_it_that_day(
    workspace: Workspace, tmp_path: Path
) -> None:
    between = paris(
        id="8", start_date="2008-07-01", end_date="2008-07-01", remarks="Met with the French President."
    )
    after = paris(id="9", start_date="2008-08-01", end_date="2008-08-01")
    take(workspace, write(tmp_path, TRAVELS, paris(), between, after))
    assert seats(workspace, record(workspace, Engagement, "8"))[1] == ("Sarkozy", "President", "FRA")


def test_who_met_a_third_country_at_a_place_met_that_country(workspace: Workspace, tmp_path: Path) -> None:
    geneva = paris(
        id="9", country="Switzerland", country_id="switzerland", locale="Geneva",
        remarks="Met with Russian Foreign Minister Lavrov.",
    )  # fmt: skip
    take(workspace, write(tmp_path, TRAVELS, geneva))
    visit = record(workspace, Engagement, "9")
    assert sides(workspace, visit) == {"USA": Side.OURS, "CHE": Side.THIRD, "RUS": Side.THEIRS}


def test_a_former_state_is_resolved_on_the_day(workspace: Workspace, tmp_path: Path) -> None:
    moscow = paris(
        id="9", country="U.S.S.R.", country_id="russia", start_date="1974-10-23", end_date="1974-10-27"
    )
    take(workspace, write(tmp_path, TRAVELS, moscow))
    assert code(workspace, record(workspace, Engagement, "9").country_id) == "SUN"


def test_the_same_traveller_days_and_place_twice_is_told(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, TRAVELS, paris(), paris(id="9")))
    assert (result.created, [note.message for note in result.notes]) == (
        2,
        ["the same traveller, days and place as row 2"],
    )


def test_an_unknown_country_is_told_and_the_row_taken(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, TRAVELS, paris(country="Ruritania", country_id="ruritania")))
    assert (result.created, result.unresolved) == (1, {"Ruritania": 1})


def test_offices_without_names_are_called_with_whose_they_are(workspace: Workspace, tmp_path: Path) -> None:
    row = paris(id="9", remarks="Met with the Foreign Ministers of Egypt, Jordan, and Iraq.")
    take(workspace, write(tmp_path, TRAVELS, row))
    title = record(workspace, Engagement, "9").title
    assert (
        title == "Secretary of State Doe: meeting with Foreign Ministers of Egypt, Jordan and others (Paris)"
    )
