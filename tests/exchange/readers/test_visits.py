"""Visits to us as engagements, and the event to which many came."""

from __future__ import annotations

from pathlib import Path

from diplotrack.records import Engagement, EngagementParty, Participant
from diplotrack.records.enumerations import Format, Level, Setting
from diplotrack.workspace import Workspace
from tests.exchange.importing import (
    TRAVELS,
    VISITS,
    code,
    everyone,
    name,
    paris,
    parts,
    record,
    take,
    write,
)


def visit(**other: str) -> dict[str, str]:
    row = {
        "id": "7", "start_date": "2007-11-06", "end_date": "2007-11-07", "visitor": "President Nicolas Sarkozy",
        "from_id": "france", "from": "France", "description": "Official Working Visit.",
    }  # fmt: skip
    return row | other


def test_a_visit_is_held_with_us_at_the_level_of_the_visitor(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, VISITS, visit()))
    one = record(workspace, Engagement, "7")
    assert (one.format, one.level_ours, one.level_theirs) == (Format.VISIT, Level.HEAD, Level.HEAD)
    assert (one.title, code(workspace, one.country_id)) == (
        "Official working visit: President Nicolas Sarkozy (France)",
        "USA",
    )


def test_the_visitor_comes_with_name_and_office(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, VISITS, visit()))
    [seat] = parts(workspace, Participant, record(workspace, Engagement, "7"))
    assert (name(workspace, seat.person_id), seat.capacity) == ("Nicolas Sarkozy", "President")


def test_two_visitors_of_one_row_are_two_people(workspace: Workspace, tmp_path: Path) -> None:
    both = visit(
        visitor="President Francesco Cossiga and Prime Minister Giulio Andreotti", **{"from": "Italy"}
    )
    take(workspace, write(tmp_path, VISITS, both))
    seats = parts(workspace, Participant, record(workspace, Engagement, "7"))
    assert [name(workspace, one.person_id) for one in seats] == ["Francesco Cossiga", "Giulio Andreotti"]


def test_a_family_name_met_before_becomes_the_full_name(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    take(workspace, write(tmp_path, VISITS, visit(), name="visits.csv"))
    [sarkozy] = everyone(workspace, "Sarkozy")
    assert (sarkozy.name, sarkozy.given_name) == ("Nicolas Sarkozy", "Nicolas")


def test_people_of_different_given_names_stay_apart(workspace: Workspace, tmp_path: Path) -> None:
    one = visit(visitor="President George Ade", start_date="2007-11-06")
    other = visit(id="8", visitor="President Martin Ade", start_date="2008-11-06", end_date="2008-11-06")
    take(workspace, write(tmp_path, VISITS, one, other))
    assert {person.name for person in everyone(workspace, "Ade")} == {"George Ade", "Martin Ade"}


def test_many_visitors_of_one_event_are_joined_under_it(workspace: Workspace, tmp_path: Path) -> None:
    countries = ("France", "Italy", "Spain", "Japan", "Canada")
    rows = [
        visit(
            id=str(number),
            visitor=f"President Anna {country}",
            description="Attended the G-20 Economic Summit.",
        )
        | {"from": country, "from_id": country.lower()}
        for number, country in enumerate(countries)
    ]
    take(workspace, write(tmp_path, VISITS, *rows))
    [parent] = {record(workspace, Engagement, str(number)).parent_id for number in range(5)}
    with workspace.read() as session:
        event = session.get(Engagement, parent)
    assert event is not None
    assert (event.setting, len(parts(workspace, EngagementParty, event))) == (Setting.MULTILATERAL, 6)
