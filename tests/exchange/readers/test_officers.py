"""People of the foreign service and their appointments."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplotrack.records import Appointment, Person, PersonName
from diplotrack.records.enumerations import Level
from diplotrack.workspace import Workspace
from tests.exchange.importing import (
    APPOINTMENTS,
    PEOPLE,
    TRAVELS,
    code,
    everyone,
    paris,
    parts,
    record,
    take,
    write,
)


def officer(**other: str) -> dict[str, str]:
    row = {
        "id": "roe-richard-jr", "surname": "Roe", "forename": "Richard (Dick)", "birth": "1901", "death": "1977",
        "career_type": "career", "state": "ny",
    }  # fmt: skip
    return row | other


def appointment(**other: str) -> dict[str, str]:
    row = {
        "file": "japan", "kind": "chief", "id": "jp-1950-roe-01", "person_id": "roe-richard-jr",
        "role": "ambassador-e-p", "territory": "japan", "appointed": "1950-03-01", "started": "1950-06-02",
        "ended": "1953-01", "ended_note": "Left post on",
    }  # fmt: skip
    return row | other


@pytest.fixture
def service(workspace: Workspace, tmp_path: Path) -> Workspace:
    take(workspace, write(tmp_path, PEOPLE, officer(), name="people.csv"))
    return workspace


def test_years_of_birth_and_death_stay_years(service: Workspace) -> None:
    roe = record(service, Person, "roe-richard-jr")
    assert (str(roe.born_on), str(roe.born_on_latest)) == ("1901-01-01", "1901-12-31")


def test_the_suffix_that_only_the_identifier_has_is_in_the_name(service: Workspace) -> None:
    assert record(service, Person, "roe-richard-jr").name == "Richard Roe Jr."


def test_a_name_in_brackets_is_a_further_name(service: Workspace) -> None:
    [other] = parts(service, PersonName, record(service, Person, "roe-richard-jr"))
    assert other.name == "Dick Roe Jr."


def test_father_and_son_are_two_people(service: Workspace, tmp_path: Path) -> None:
    take(service, write(tmp_path, PEOPLE, officer(id="roe-richard"), name="more.csv"))
    assert len(everyone(service, "Roe")) == 2


def test_somebody_known_from_travels_is_the_same_person(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    take(
        workspace,
        write(tmp_path, PEOPLE, officer(id="doe-jane", surname="Doe", forename="Jane"), name="p.csv"),
    )
    [jane] = everyone(workspace, "Doe")
    assert str(jane.born_on) == "1901-01-01"


def test_an_appointment_has_office_level_post_and_partial_dates(service: Workspace, tmp_path: Path) -> None:
    take(service, write(tmp_path, APPOINTMENTS, appointment()))
    held = record(service, Appointment, "japan|jp-1950-roe-01")
    assert (held.office, held.level) == (
        "Ambassador Extraordinary and Plenipotentiary to Japan",
        Level.AMBASSADOR,
    )
    assert (code(service, held.party_id), code(service, held.at_party_id)) == ("USA", "JPN")
    assert (str(held.from_on), str(held.until_on_latest)) == ("1950-06-02", "1953-01-31")


def test_an_appointment_of_nobody_is_an_error_that_names_who_may_be_meant(
    service: Workspace, tmp_path: Path
) -> None:
    [error] = take(service, write(tmp_path, APPOINTMENTS, appointment(person_id="roe-richard-j"))).errors
    assert error.column == "person_id"
    assert "roe-richard-jr" in error.message


def test_an_office_never_taken_up_is_left_out_and_counted(service: Workspace, tmp_path: Path) -> None:
    declined = appointment(started="", ended="", ended_note="Declined appointment")
    result = take(service, write(tmp_path, APPOINTMENTS, declined))
    assert (result.created, result.skipped, sum(result.left_out.values())) == (0, 1, 1)


def test_without_an_end_an_office_ends_before_the_successor(service: Workspace, tmp_path: Path) -> None:
    open_end = appointment(ended="", ended_note="")
    successor = appointment(id="jp-1955-roe-02", started="1955-05-01", ended="1956-01-01")
    take(service, write(tmp_path, APPOINTMENTS, open_end, successor))
    held = record(service, Appointment, "japan|jp-1950-roe-01")
    assert (str(held.until_on), str(held.until_on_latest)) == ("1950-06-02", "1955-05-01")


def test_one_appointment_in_two_rows_is_taken_once(service: Workspace, tmp_path: Path) -> None:
    result = take(service, write(tmp_path, APPOINTMENTS, appointment(ended=""), appointment()))
    assert (result.created, result.skipped) == (1, 1)


def test_a_seat_at_an_organization_is_named_once_and_held_from_the_appointment(
    service: Workspace, tmp_path: Path
) -> None:
    row = appointment(
        file="representative-to-nato", role="representative-to-nato", territory="", started="", id="nato-1950"
    )
    take(service, write(tmp_path, APPOINTMENTS, row))
    held = record(service, Appointment, "representative-to-nato|nato-1950")
    assert held.office == "Representative to NATO"
    assert str(held.from_on) == "1950-03-01"
    assert code(service, held.at_party_id) == "NATO"
