"""Who was in the room, as whole texts tell."""

from __future__ import annotations

import time

import pytest

from diplotrack.language.attendance import Attendance, Present, read_attendance
from diplotrack.language.names import NameBook

CALL = "Readout of President Doe’s Call with President Macron of France"


def read(title: str, *paragraphs: str) -> Attendance:
    return read_attendance(title, "\n\n".join(paragraphs), NameBook.reference(), us="USA")


def people(side: tuple[Present, ...]) -> list[tuple[str, str]]:
    return [(one.title, one.name) for one in side]


def test_names_are_at_their_fullest_and_every_mention_is_told() -> None:
    body = (
        "President John Q. Doe spoke today with President Emmanuel Macron of France. President Macron agreed."
    )
    told = read(CALL, body)
    assert (people(told.ours), people(told.theirs)) == (
        [("President", "John Q. Doe")],
        [("President", "Emmanuel Macron")],
    )
    assert [
        (CALL if where.in_title else body)[where.start : where.end] for where in told.theirs[0].spans
    ] == [
        "President Macron of France",
        "President Emmanuel Macron of France",
        "President Macron",
    ]


@pytest.mark.parametrize(
    "how", ["on 26 May 2026 by telephone", "on Tuesday, 26 May 2026", "by phone", "on May 26, 2026"]
)
def test_day_and_way_may_stand_between_the_verb_and_whom_it_reached(how: str) -> None:
    told = read(
        "Readout of a Call",
        f"Secretary of State Jane Harrow spoke {how} with Foreign Minister Marie Durand of France.",
    )
    assert people(told.theirs) == [("Foreign Minister", "Marie Durand")]


def test_a_list_after_a_heading() -> None:
    told = read(
        "Readout of Meeting on Competition",
        "The meeting was short.",
        "From the White House:",
        "• Deputy Chief of Staff Bruce Kidd",
        "• Ann Poole, Director of the Office of Public Engagement",
    )
    assert [one.name for one in told.ours] == ["Bruce Kidd", "Ann Poole"]


def test_guests_of_a_meeting_at_home_are_nobodys_officials() -> None:
    told = read(
        "Readout of Meeting on Voting",
        "Participants included:",
        "• Mel Camp, President and CEO of the National Coalition on Voting",
        "• Governor Kay Brand, Oregon",
        "• Secretary of Labor Marty Welsh",
    )
    assert (people(told.ours), told.theirs, told.parties) == ([("Secretary of Labor", "Marty Welsh")], (), ())


def test_foreign_people_in_a_list_bring_their_parties() -> None:
    told = read(
        "Readout of Vice President Roe’s Meeting with Indo-Pacific Leaders",
        "Vice President Ann Roe convened leaders today. "
        "The meeting included: Prime Minister Kishida of Japan and Prime Minister Ardern of New Zealand.",
    )
    assert told.parties == ("JPN", "NZL")
    assert [one.name for one in told.theirs] == ["Kishida", "Ardern"]


def test_parties_that_joined() -> None:
    told = read(
        "G7 Leaders’ Statement",
        "We, the Leaders of the G7, met. We were joined by Ukraine’s President Olena Bard.",
    )
    assert (told.parties, told.format) == (("G7", "UKR"), "summit")


def test_a_counterpart_without_party_is_of_the_only_one() -> None:
    told = read(
        "Readout of National Security Advisor Roe’s Travel to Brazil",
        "National Security Advisor Jo Roe traveled to Brazil for meetings.",
        "Roe met with Secretary for Strategic Affairs Admiral Ivo Costa to express thanks.",
    )
    assert [(one.name, one.party) for one in told.theirs] == [("Ivo Costa", "BRA")]


def test_signatures_tell_who_the_unnamed_are() -> None:
    told = read(
        "United States-France Joint Statement",
        "Today, the President of the United States and the President of the French Republic met in Rome.",
        "John Q. Doe, Jr. Emmanuel Macron",
        "October 29, 2021",
    )
    assert ([one.name for one in told.ours], [one.name for one in told.theirs]) == (
        ["John Q. Doe, Jr."],
        ["Emmanuel Macron"],
    )


def test_another_day_and_another_exchange_seat_nobody() -> None:
    told = read(
        CALL,
        "After an audience with King Felipe of Spain, President John Doe spoke today with President Emmanuel "
        "Macron of France.",
        "On January 31, Secretary of State Ann Bell signed a note. "
        "It followed the call between President Doe and President Xi.",
    )
    assert ([one.name for one in told.ours], [one.name for one in told.theirs]) == (
        ["John Doe"],
        ["Emmanuel Macron"],
    )


def test_text_without_title_or_words() -> None:
    assert (read("", "").parties, read("", "").ours) == ((), ())


@pytest.mark.parametrize(
    "piece",
    [
        "Director Anna Berg, ", "President Doe; ", "Minister and ", "President ", "U.S. ",
        "met with President Doe and ", "joined by President Doe, ", "the French President and ",
        "Anna Berg, Director, ",
    ],
)  # fmt: skip
def test_an_endless_row_of_titles_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    begun = time.process_time()
    read("Readout of Call", piece * (30_000 // len(piece)))
    assert time.process_time() - begun < 3


def test_of_a_long_row_after_joined_by_everybody_is_seated() -> None:
    names = [
        f"{given} {family}"
        for given in ("Ann", "Ben", "Cleo")
        for family in ("Arden", "Berg", "Cole", "Dorn")
    ]
    row = ", ".join(f"Under Secretary {one}" for one in names)
    told = read("Readout of Call", f"President Doe spoke with advisers today, joined by {row}.")
    assert [one.name for one in told.ours] == ["Doe", *names]
