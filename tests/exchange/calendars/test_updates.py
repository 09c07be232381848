"""A calendar that comes again: what its source changed is changed, what somebody edited here stays."""

from __future__ import annotations

from pathlib import Path

from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.workspace import Workspace
from tests.exchange.calendars.calendars import DAY, calendar, event, meeting, meetings
from tests.exchange.importing import take


def test_a_calendar_that_says_nothing_new_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks", "DTSTAMP:20260101T000000Z")))
    done = take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks", "DTSTAMP:20260202T000000Z")))
    assert (done.created, done.updated, done.unchanged) == (0, 0, 1)


def test_a_newer_version_changes_the_meeting(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks")))
    done = take(
        workspace, calendar(tmp_path, *event("DTSTART:20260602T100000", "SUMMARY:Talks", "SEQUENCE:1"))
    )
    assert (done.updated, str(meeting(workspace).starts_on)) == (1, "2026-06-02")


def test_an_older_version_changes_nothing_and_is_told(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:New", "SEQUENCE:2")))
    done = take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Old", "SEQUENCE:1")))
    assert (meeting(workspace).title, sum(done.left_out.values())) == ("New", 1)


def test_what_was_edited_here_stays(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks", "LOCATION:Paris")))
    with workspace.change("Edit") as work:
        work.get(Engagement, meeting(workspace).id).title = "Talks on Libya"
    done = take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Other", "LOCATION:Geneva", "SEQUENCE:1")))
    assert (meeting(workspace).title, meeting(workspace).city) == ("Talks on Libya", "Geneva")
    assert ["“Title” was edited here" in note.message for note in done.notes] == [True]


def test_a_cancellation_by_mail_cancels(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks")))
    take(workspace, calendar(tmp_path, *event(DAY, "SUMMARY:Talks", "SEQUENCE:1"), head=("METHOD:CANCEL",)))
    assert meeting(workspace).status == EngagementStatus.CANCELLED


def test_meetings_of_a_programme_stand_under_it_whatever_their_order(
    workspace: Workspace, tmp_path: Path
) -> None:
    item = event(DAY, "SUMMARY:Lunch", "RELATED-TO:visit", uid="item")
    take(workspace, calendar(tmp_path, *item, *event(DAY, "SUMMARY:Visit", uid="visit")))
    found = {one.title: one for one in meetings(workspace)}
    assert found["Lunch"].parent_id == found["Visit"].id


def test_meetings_that_stand_under_one_another_in_a_circle_do_no_harm(
    workspace: Workspace, tmp_path: Path
) -> None:
    one, other = event(DAY, "RELATED-TO:b", uid="a"), event(DAY, "RELATED-TO:a", uid="b")
    take(workspace, calendar(tmp_path, *one, *other, *event(DAY, "RELATED-TO:c", uid="c")))
    assert sum(one.parent_id is not None for one in meetings(workspace)) == 1
