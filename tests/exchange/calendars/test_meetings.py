"""What a meeting in a calendar tells: people and their answers, parties, place, form, papers, marking."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from diplotrack.records import Action, AgendaItem, ContactPoint, EngagementParty, Participant, Person, Tag
from diplotrack.records.enumerations import Format, Setting
from diplotrack.workspace import Workspace
from tests.exchange.calendars.calendars import DAY, calendar, event, meeting
from tests.exchange.importing import code, everyone, name, parts, take

GUESTS = (
    "ORGANIZER;CN=Ada Officer:mailto:ada@state.gov",
    'ATTENDEE;CN="Kouchner, Bernard (MAE)";PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:b.kouchner@diplomatie.gouv.fr',
    "ATTENDEE;CN=Jean Petit;PARTSTAT=DECLINED:MAILTO:J.Petit@diplomatie.gouv.fr",
    "ATTENDEE;CN=nobody@example.com:mailto:nobody@example.com",
    "ATTENDEE;CUTYPE=ROOM;CN=Room 12:mailto:room12@state.gov",
    "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Copied Only:mailto:copied@state.gov",
)


def test_guests_become_participants_with_side_and_answer(workspace: Workspace, tmp_path: Path) -> None:
    done = take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks", *GUESTS)))
    seats = parts(workspace, Participant, meeting(workspace))
    found = {name(workspace, one.person_id): (one.side, one.role, one.attendance) for one in seats}
    assert found == {
        "Bernard Kouchner": ("theirs", "head", "accepted"),
        "Jean Petit": ("theirs", "member", "absent"),
        "Ada Officer": ("ours", "member", "accepted"),
    }
    assert any(note.column == "ATTENDEE" for note in done.notes)


def test_the_host_of_an_address_tells_the_party(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks", *GUESTS)))
    found = parts(workspace, EngagementParty, meeting(workspace))
    assert [(code(workspace, one.party_id), one.side) for one in found] == [
        ("USA", "ours"),
        ("FRA", "theirs"),
    ]


def test_a_guest_is_known_by_an_address_whatever_the_name(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.change("Add") as work:
        known = Person(name="Bernard Kouchner", party_id=workspace.records.party("FRA").id)
        work.session.add(known)
        work.session.flush()
        work.session.add(ContactPoint(person_id=known.id, channel="e-mail", value="BK@example.fr"))
    lines = event(DAY, "SUMMARY:Talks", "ATTENDEE;CN=Cabinet du ministre:mailto:bk@example.fr")
    take(workspace, calendar(tmp_path, *lines))
    [seat] = parts(workspace, Participant, meeting(workspace))
    assert seat.person_id == known.id


def test_one_address_is_one_person_over_all_meetings(workspace: Workspace, tmp_path: Path) -> None:
    one = event(DAY, "SUMMARY:One", *GUESTS)
    take(workspace, calendar(tmp_path, *one))
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Two", *GUESTS, uid="two"), name="later.ics"))
    assert len(everyone(workspace, "Kouchner")) == 1


@pytest.mark.parametrize(
    ("lines", "form"),
    [
        (("SUMMARY:Lunch with the Ambassador of France",), Format.WORKING_MEAL),
        (("SUMMARY:Call with German Foreign Minister Steinmeier",), Format.CALL),
        (("SUMMARY:NATO Summit",), Format.SUMMIT),
        (("SUMMARY:Bilateral meeting with France",), Format.MEETING),
        (("SUMMARY:Coordination", "LOCATION:Microsoft Teams Meeting"), Format.VIDEO_CALL),
    ],
)
def test_the_title_tells_the_form(
    workspace: Workspace, tmp_path: Path, lines: tuple[str, ...], form: Format
) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, *lines)))
    assert meeting(workspace).format == form


def test_the_title_tells_parties_and_people_in_office(workspace: Workspace, tmp_path: Path) -> None:
    take(
        workspace,
        calendar(tmp_path, *event(DAY, "SUMMARY:Call with French Foreign Minister Bernard Kouchner")),
    )
    one = meeting(workspace)
    [seat] = parts(workspace, Participant, one)
    assert (name(workspace, seat.person_id), seat.attendance, one.level_theirs) == (
        "Bernard Kouchner",
        "invited",
        "minister",
    )


def test_several_parties_make_it_multilateral(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks of France and Germany on Libya")))
    assert meeting(workspace).setting == Setting.MULTILATERAL


@pytest.mark.parametrize(
    ("text", "venue", "city", "country"),
    [
        (
            r"Quai d'Orsay\, 37 quai d'Orsay\, 75007 Paris\, France",
            "Quai d'Orsay, 37 quai d'Orsay",
            "Paris",
            "FRA",
        ),
        ("Geneva", "", "Geneva", ""),
        (r"Room 3\, Palais", "Room 3, Palais", "", ""),
    ],
)
def test_a_place_is_taken_apart(
    workspace: Workspace, tmp_path: Path, text: str, venue: str, city: str, country: str
) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, f"LOCATION:{text}")))
    one = meeting(workspace)
    assert (one.venue, one.city, code(workspace, one.country_id)) == (venue, city, country)


def test_the_agenda_is_read_out_of_the_text(workspace: Workspace, tmp_path: Path) -> None:
    text = r"We want their vote.\n\nAgenda:\n1. Libya\n2. Trade\; tariffs\n\nBring passports.\n____________\nJoin"
    take(workspace, calendar(tmp_path, *event(DAY, f"DESCRIPTION:{text}", "CATEGORIES:Libya,UN")))
    one = meeting(workspace)
    assert [item.title for item in parts(workspace, AgendaItem, one)] == ["Libya", "Trade; tariffs"]
    assert one.purpose.split() == "We want their vote. Bring passports.".split()
    assert {tag.name for tag in parts(workspace, Tag, one)} == {"Libya", "UN"}


@pytest.mark.parametrize(
    ("word", "text"), [("PUBLIC", ""), ("PRIVATE", "RESTRICTED"), ("CONFIDENTIAL", "CONFIDENTIAL")]
)
def test_what_is_private_elsewhere_is_marked_here(
    workspace: Workspace, tmp_path: Path, word: str, text: str
) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, f"CLASS:{word}")))
    assert meeting(workspace).marking_text == text


def test_a_marking_is_never_lowered(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "CLASS:CONFIDENTIAL")))
    take(workspace, calendar(tmp_path, *event(DAY, "CLASS:PRIVATE", "SUMMARY:Talks", "SEQUENCE:1")))
    assert (meeting(workspace).title, meeting(workspace).marking_text) == ("Talks", "CONFIDENTIAL")


def test_a_packed_file_is_kept_with_the_meeting(workspace: Workspace, tmp_path: Path) -> None:
    from diplotrack.exchange.calendars.content_lines import read_components
    from diplotrack.exchange.calendars.events import EventReading
    from diplotrack.exchange.calendars.zones import Zones

    packed = base64.b64encode(b"%PDF-1.4 agenda").decode()
    line = f"ATTACH;FMTTYPE=application/pdf;ENCODING=BASE64;VALUE=BINARY;FILENAME=../../agenda.pdf:{packed}"
    [whole] = read_components(calendar(tmp_path, *event(DAY, line)))
    [file] = EventReading(whole.components[0], 1, Zones()).run().files
    assert (file.name, file.media_type, file.content) == ("agenda.pdf", "application/pdf", b"%PDF-1.4 agenda")


def test_a_task_with_a_day_is_an_action(workspace: Workspace, tmp_path: Path) -> None:
    task = event("DUE;VALUE=DATE:20260610", "SUMMARY:Send the non-paper", "STATUS:NEEDS-ACTION", kind="VTODO")
    plain = event("SUMMARY:Some day", kind="VTODO", uid="other")
    done = take(workspace, calendar(tmp_path, *task, *plain, "BEGIN:VJOURNAL", "UID:j", "END:VJOURNAL"))
    with workspace.read() as session:
        [action] = session.query(Action)
    assert (action.text, str(action.due_on), action.status) == ("Send the non-paper", "2026-06-10", "open")
    assert sum(done.left_out.values()) == 2
