"""Meetings that come again: within a window, without what was taken out, with what was moved, and never without end."""

from __future__ import annotations

import time as clock
from datetime import date, time
from pathlib import Path

import pytest

from diplotrack.records.enumerations import EngagementStatus
from diplotrack.workspace import Workspace
from tests.exchange.calendars.calendars import calendar, event, meetings
from tests.exchange.importing import take

WEEKLY = ("DTSTART;TZID=Europe/Paris:20260601T090000", "DURATION:PT1H", "SUMMARY:Consultations with France")


@pytest.fixture(autouse=True)
def late_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")


def days(workspace: Workspace) -> list[str]:
    return [f"{one.starts_on:%m-%d}" for one in meetings(workspace) if one.starts_on is not None]


def test_a_series_is_one_engagement_for_each_meeting(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3")))
    assert days(workspace) == ["06-01", "06-08", "06-15"]
    assert {one.start_time for one in meetings(workspace)} == {time(9)}


def test_what_is_taken_out_of_a_series_or_added_to_it_counts(workspace: Workspace, tmp_path: Path) -> None:
    lines = event(
        *WEEKLY,
        "RRULE:FREQ=WEEKLY;UNTIL=20260622T070000Z",
        "EXDATE;TZID=Europe/Paris:20260608T090000",
        "EXDATE;VALUE=DATE:20260615",
        "RDATE;TZID=Europe/Paris:20260617T090000",
    )
    take(workspace, calendar(tmp_path, *lines))
    assert days(workspace) == ["06-01", "06-17", "06-22"]


def test_one_meeting_of_a_series_may_be_moved_and_another_cancelled(
    workspace: Workspace, tmp_path: Path
) -> None:
    moved = event(
        "RECURRENCE-ID:20260608T070000Z", "DTSTART;TZID=Europe/Paris:20260609T100000", "SUMMARY:Moved"
    )
    off = event("RECURRENCE-ID;TZID=Europe/Paris:20260615T090000", "STATUS:CANCELLED")
    path = calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3"), *moved, *off)
    take(workspace, path)
    found = [(one.title, one.status) for one in meetings(workspace)]
    assert found[1] == ("Moved", EngagementStatus.PLANNED)
    assert found[2][1] == EngagementStatus.CANCELLED
    assert days(workspace)[1] == "06-09"


def test_a_series_without_end_is_followed_for_a_year_and_that_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    done = take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=MONTHLY")))
    assert [one.starts_on for one in meetings(workspace)][-1] == date(2027, 5, 1)
    assert any("2027" in note.message for note in done.notes)


def test_a_meeting_taken_out_of_a_series_later_is_cancelled(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3")))
    out = ("EXDATE;TZID=Europe/Paris:20260608T090000", "SEQUENCE:1")
    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3", *out)))
    assert [one.status for one in meetings(workspace)] == ["planned", "cancelled", "planned"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=8MO,XX",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2", "FREQ=YEARLY;COUNT=-1", "FREQ=YEARLY;UNTIL=99999999", "FREQ=",
        "FREQ=DAILY;INTERVAL=99999999999999999999", "FREQ=DAILY;BYMONTHDAY=" + ",".join(["31"] * 400), "nonsense",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_followed_leaves_the_first_meeting_and_is_told(
    workspace: Workspace, tmp_path: Path, rule: str
) -> None:
    done = take(workspace, calendar(tmp_path, *event(*WEEKLY, f"RRULE:{rule}")))
    assert len(meetings(workspace)) == 1
    assert [note.column for note in done.notes] == ["RRULE"]


def test_no_series_takes_longer_than_a_moment(workspace: Workspace, tmp_path: Path) -> None:
    rules = ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6", "FREQ=DAILY")
    lines = [
        line
        for number, rule in enumerate(rules)
        for line in event("DTSTART;VALUE=DATE:10010101", f"RRULE:{rule}", uid=str(number))
    ]
    begun = clock.perf_counter()
    done = take(workspace, calendar(tmp_path, *lines), dry_run=True)
    assert clock.perf_counter() - begun < 5
    assert 3 <= done.read <= 1_002


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=WEEKLY;BYSECOND=1"])
def test_a_series_that_is_not_followed_this_time_takes_back_nothing(
    workspace: Workspace, tmp_path: Path, rule: str
) -> None:
    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3")))
    added = "RDATE;TZID=Europe/Paris:20260701T090000"
    take(workspace, calendar(tmp_path, *event(*WEEKLY, f"RRULE:{rule}", added, "SEQUENCE:1")))
    assert {one.status for one in meetings(workspace)} == {EngagementStatus.PLANNED}


def test_series_for_which_a_file_has_no_room_any_more_take_back_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diplotrack.exchange.calendars import series

    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3")))
    monkeypatch.setattr(series, "LONGEST_SERIES", 10)
    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3", "SEQUENCE:1")))
    assert [one.status for one in meetings(workspace)] == [EngagementStatus.PLANNED] * 3


@pytest.mark.parametrize(
    "original", ["20260608T070000Z", "TZID=Europe/Paris:20260608T090000", "TZID=Asia/Tokyo:20260608T160000"]
)
def test_one_meeting_that_comes_without_its_series_is_found_by_its_instant(
    workspace: Workspace, tmp_path: Path, original: str
) -> None:
    take(workspace, calendar(tmp_path, *event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3")))
    named = f"RECURRENCE-ID{';' if '=' in original else ':'}{original}"
    moved = event(named, "DTSTART;TZID=Europe/Paris:20260609T100000", "SUMMARY:Moved", "SEQUENCE:1")
    done = take(workspace, calendar(tmp_path, *moved))
    assert (done.created, done.updated) == (0, 1)
    assert days(workspace) == ["06-01", "06-09", "06-15"]
