"""Cards of all versions, as other programs write them, become people."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from diplotrack.records import Appointment, ContactPoint, Person, PersonName
from diplotrack.workspace import Workspace
from tests.exchange.cards.cards import book, card, people, person
from tests.exchange.importing import code, parts, take

SARKOZY = ("FN:M. Nicolas Sarkozy", "N:Sarkozy;Nicolas;;M.;", "EMAIL;TYPE=INTERNET:ns@elysee.fr")


def ways(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.channel, one.value) for one in parts(workspace, ContactPoint, person(workspace))]


def test_a_name_is_taken_apart(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, book(tmp_path, *card(*SARKOZY)))
    one = person(workspace)
    assert (one.name, one.family_name, one.given_name, one.honorific) == (
        "Nicolas Sarkozy",
        "Sarkozy",
        "Nicolas",
        "M.",
    )


def test_quoted_printable_goes_on_after_a_soft_break(workspace: Workspace, tmp_path: Path) -> None:
    lines = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89luard;Andr=C3=A9=",
        "e;;;",
        "TEL;CELL;VOICE:+33 1 23",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:Pr=E9f=E8re=0D=0A=",
        "le th=E9",
        version="2.1",
    )
    take(workspace, book(tmp_path, *lines))
    one = person(workspace)
    assert (one.name, one.notes) == ("Andrée Éluard", "Préfère\nle thé")
    assert ways(workspace) == [("mobile", "+33 1 23")]


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "utf-7", "rot13", "nonsense"])
def test_no_encoding_that_a_card_names_does_harm(workspace: Workspace, tmp_path: Path, charset: str) -> None:
    note = f"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:+2AA- =5Cud800-" + "b" * 100_000
    begun = time.perf_counter()
    take(workspace, book(tmp_path, *card("FN:Jane Doe", note, version="2.1")))
    assert time.perf_counter() - begun < 3
    assert person(workspace).notes.encode()


def test_a_picture_is_skipped_and_told_folded_or_not(workspace: Workspace, tmp_path: Path) -> None:
    packed = [
        "PHOTO;TYPE=JPEG;ENCODING=BASE64:",
        " /9j/4AAQSkZJRgABAQEAYABg",
        "AQEAYABgAAD/2wBDAAYEBQYF",
        "",
        "TITLE:Envoy",
    ]
    done = take(workspace, book(tmp_path, *card("N:Doe;Jane", *packed, version="2.1")))
    [office] = parts(workspace, Appointment, person(workspace))
    assert (office.office, sum(done.left_out.values())) == ("Envoy", 1)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(workspace: Workspace, tmp_path: Path, codec: str) -> None:
    take(workspace, book(tmp_path, *card("N:Müller;Jürgen", "NOTE:Größe", version="2.1"), codec=codec))
    assert (person(workspace).name, person(workspace).notes) == ("Jürgen Müller", "Größe")


def test_labels_of_apple_and_google_name_the_way(workspace: Workspace, tmp_path: Path) -> None:
    lines = card(
        "FN:Jane Doe",
        "item1.TEL:1",
        "item1.X-ABLabel:_$!<Home>!$_",
        "item2.EMAIL:jane@example.org",
        "item2.X-ABLabel:Consulate",
        "TEL;TYPE=WORK;TYPE=FAX:2",
        "ADR;TYPE=HOME:;;12 rue X;Paris;;75007;France",
    )
    take(workspace, book(tmp_path, *lines))
    assert ways(workspace) == [
        ("telephone (home)", "1"),
        ("e-mail (Consulate)", "jane@example.org"),
        ("fax", "2"),
        ("address (home)", "12 rue X, Paris, 75007, France"),
    ]


def test_version_four_brings_links_languages_and_preferences(workspace: Workspace, tmp_path: Path) -> None:
    lines = card(
        "FN:Simon Perreault",
        "LANG;PREF=2:en",
        "LANG;PREF=1:fr-CA",
        'TEL;VALUE=uri;TYPE="work,voice":tel:+1-418-656-9254;ext=102',
        "BDAY:19530203",
        version="4.0",
    )
    take(workspace, book(tmp_path, *lines))
    one = person(workspace)
    assert (one.languages, one.born_on) == ("French, English", date(1953, 2, 3))
    assert ways(workspace) == [("telephone", "+1-418-656-9254 ext. 102")]


@pytest.mark.parametrize(
    ("organization", "office", "party", "level"),
    [
        ("France", "Foreign Minister", "FRA", "minister"),
        ("Embassy of Japan;Political section", "Ambassador", "JPN", "ambassador"),
        ("NATO;Private Office", "Clerk", "NATO", None),
        ("Unheard-of Company", "Clerk", "", None),
    ],
)
def test_an_office_is_held_at_the_party_that_the_organization_means(
    workspace: Workspace, tmp_path: Path, organization: str, office: str, party: str, level: str | None
) -> None:
    take(workspace, book(tmp_path, *card("FN:Jane Doe", f"ORG:{organization}", f"TITLE:{office}")))
    [held] = parts(workspace, Appointment, person(workspace))
    assert (held.office, code(workspace, held.party_id)) == (office, party)
    assert held.level == level


def test_a_name_in_another_script_is_the_native_one(workspace: Workspace, tmp_path: Path) -> None:
    lines = card(
        "FN:Nestan Kalandadze", "NICKNAME:ნესტან კალანდაძე,Nessie", "X-PHONETIC-LAST-NAME:ka-lan-DAD-ze"
    )
    take(workspace, book(tmp_path, *lines))
    one = person(workspace)
    assert (one.native_name, one.pronunciation) == ("ნესტან კალანდაძე", "ka-lan-DAD-ze")
    assert [other.name for other in parts(workspace, PersonName, one)] == ["Nessie"]


def test_groups_and_companies_are_no_people_and_that_is_told(workspace: Workspace, tmp_path: Path) -> None:
    lines = [*card("FN:Press corps", "KIND:group", version="4.0"), *card("FN:ACME", "X-ABShowAs:COMPANY")]
    done = take(workspace, book(tmp_path, *lines, *card(*SARKOZY)))
    assert (len(people(workspace)), sum(done.left_out.values())) == (1, 2)


def test_a_card_with_its_uid_changes_the_person_whom_it_made(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, book(tmp_path, *card("UID:x1", *SARKOZY, "TITLE:Minister", "REV:20260101T000000Z")))
    later = card("UID:x1", *SARKOZY, "TEL:1", "TITLE:President", "REV:20260201T000000Z")
    take(workspace, book(tmp_path, *later))
    assert ("telephone", "1") in ways(workspace)
    offices = parts(workspace, Appointment, person(workspace))
    assert [one.office for one in offices] == ["Minister", "President"]


def test_two_cards_of_one_key_are_one_person_with_both_offices(workspace: Workspace, tmp_path: Path) -> None:
    book = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nUID:same\nFN:Ann Muster\nTITLE:{office}\nORG:NATO\nEND:VCARD\n"
        for office in ("Ambassador", "Secretary General")
    )
    path = tmp_path / "book.vcf"
    path.write_text(book, "utf-8")
    result = workspace.exchange.import_file(path)
    assert result.records == {"person": 1, "appointment": 2}


def test_an_older_card_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, book(tmp_path, *card("UID:x1", *SARKOZY, "REV:20260201T000000Z")))
    done = take(workspace, book(tmp_path, *card("UID:x1", "FN:Somebody Else", "REV:20260101T000000Z")))
    assert (person(workspace).name, done.updated) == ("Nicolas Sarkozy", 0)


def test_whoever_is_known_by_the_address_only_gets_what_was_missing(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.change("Add") as work:
        known = Person(name="N. Sarkozy")
        work.session.add(known)
        work.session.flush()
        work.session.add(ContactPoint(person_id=known.id, channel="e-mail", value="NS@elysee.fr"))
    done = take(workspace, book(tmp_path, *card(*SARKOZY, "TEL:12345", "TITLE:President")))
    assert (person(workspace).name, ways(workspace)) == (
        "N. Sarkozy",
        [("e-mail", "NS@elysee.fr"), ("telephone", "12345")],
    )
    assert any("N. Sarkozy" in note.message for note in done.notes)


@pytest.mark.parametrize("day", ["00000101", "99991231", "--0203", "1964-13-45", "yesterday"])
def test_a_day_that_no_calendar_has_is_left_out_and_told(
    workspace: Workspace, tmp_path: Path, day: str
) -> None:
    done = take(workspace, book(tmp_path, *card(*SARKOZY, f"BDAY:{day}")))
    assert (person(workspace).born_on, [note.column for note in done.notes]) == (None, ["BDAY"])


def test_a_card_without_a_name_keeps_the_file_out(workspace: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path, *card("TEL:1"), *card(*SARKOZY))
    assert (take(workspace, path).written, people(workspace)) == (False, [])
    assert take(workspace, path, skip_bad_rows=True).created == 1
