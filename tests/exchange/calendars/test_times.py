"""When a meeting is: zones of every kind of name, whole days, ends, and times that no calendar has."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from diplotrack.workspace import Workspace
from tests.exchange.calendars.calendars import calendar, event, meeting
from tests.exchange.importing import take

SUMMER = (
    "BEGIN:VTIMEZONE", "TZID:Our Own", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Asia/Tokyo", "Asia/Tokyo"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_zone_is_known_by_any_of_its_names(
    workspace: Workspace, tmp_path: Path, tzid: str, zone: str
) -> None:
    lines = event(f"DTSTART;TZID={tzid}:20260601T143000", f"DTEND;TZID={tzid}:20260601T153000")
    take(workspace, calendar(tmp_path, *lines))
    one = meeting(workspace)
    assert (one.starts_on, one.start_time, one.end_time, one.zone) == (
        date(2026, 6, 1),
        time(14, 30),
        time(15, 30),
        zone,
    )


@pytest.mark.parametrize(("day", "utc"), [("20260601", time(12, 30)), ("20260101", time(13, 30))])
def test_a_zone_that_only_the_file_defines_gives_the_right_instant(
    workspace: Workspace, tmp_path: Path, day: str, utc: time
) -> None:
    take(workspace, calendar(tmp_path, *SUMMER, *event(f"DTSTART;TZID=Our Own:{day}T143000")))
    assert (meeting(workspace).start_time, meeting(workspace).zone) == (utc, "UTC")


def test_an_instant_is_told_in_the_zone_of_the_calendar(workspace: Workspace, tmp_path: Path) -> None:
    lines = event("DTSTART:20260601T230000Z", "DURATION:PT45M")
    take(workspace, calendar(tmp_path, *lines, head=("X-WR-TIMEZONE:Asia/Tokyo",)))
    one = meeting(workspace)
    assert (one.starts_on, one.start_time, one.end_time) == (date(2026, 6, 2), time(8), time(8, 45))


def test_an_unknown_zone_is_told_and_taken_as_that_of_the_post(workspace: Workspace, tmp_path: Path) -> None:
    done = take(workspace, calendar(tmp_path, *event("DTSTART;TZID=Nowhere/Land:20260601T143000")))
    assert (meeting(workspace).zone, meeting(workspace).start_time) == ("", time(14, 30))
    assert any("Nowhere/Land" in note.message for note in done.notes)


def test_a_floating_time_is_one_of_the_post(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event("DTSTART:20260601T143000")))
    assert (meeting(workspace).zone, meeting(workspace).start_time) == ("", time(14, 30))


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("DTEND;VALUE=DATE:20260602", 1),
        ("DTEND;VALUE=DATE:20260605", 4),
        ("DURATION:P2D", 2),
        ("SUMMARY:x", 1),
    ],
)
def test_the_end_of_whole_days_is_the_day_after_the_last(
    workspace: Workspace, tmp_path: Path, end: str, last: int
) -> None:
    take(workspace, calendar(tmp_path, *event("DTSTART;VALUE=DATE:20260601", end)))
    one = meeting(workspace)
    assert (one.starts_on, one.ends_on, one.start_time) == (date(2026, 6, 1), date(2026, 6, last), None)


def test_an_end_in_another_zone_is_told_in_that_of_the_beginning(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = event("DTSTART;TZID=Europe/Paris:20260601T200000", "DTEND;TZID=America/New_York:20260601T190000")
    take(workspace, calendar(tmp_path, *lines))
    assert (meeting(workspace).ends_on, meeting(workspace).end_time) == (date(2026, 6, 2), time(1))


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:00000101T000000Z",
        "DTSTART;VALUE=DATE:00010101",
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART:100000101T000000Z",
        "DTSTART:20260230T100000",
        "DTSTART:20260601T256100",
        "DTSTART:tomorrow",
        "SUMMARY:No day at all",
    ],
)
def test_a_day_that_no_calendar_has_keeps_the_file_out_with_a_sentence(
    workspace: Workspace, tmp_path: Path, line: str
) -> None:
    path = calendar(tmp_path, *event(line), *event("DTSTART:20260601T100000", uid="sound"))
    done = take(workspace, path)
    assert (done.written, [error.column for error in done.errors]) == (False, ["DTSTART"])
    assert take(workspace, path, skip_bad_rows=True).created == 1
