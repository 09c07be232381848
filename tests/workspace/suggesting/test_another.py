"""Another like one that is there takes over who, how and where, and nothing of what was said; plans have an outcome."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.language.moments import Moment
from diplotrack.records import AgendaItem, Engagement, EngagementParty, Participant, Party, Person
from diplotrack.records.enumerations import Attendance, EngagementStatus, Format, Level
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import outcome
from diplotrack.workspace.suggesting.another import next_title


@pytest.fixture
def series(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> int:
    """Four weekly calls with Japan, up to yesterday; returns the last."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")
    last = 0
    with workspace.change("Set up") as work:
        japan = work.add(Party(name="Japan", code="JPN"))
        person = work.add(Person(name="上川 陽子", party_id=japan.id))
        for week in range(3, -1, -1):
            call = work.add(
                Engagement(
                    title=f"Security call {4 - week}",
                    starts_on=date(2026, 5, 28) - timedelta(weeks=week),
                    start_time=time(9),
                    format=Format.CALL,
                    level_theirs=Level.MINISTER,
                    status=EngagementStatus.HELD,
                )
            )
            work.add(EngagementParty(engagement_id=call.id, party_id=japan.id))
            work.add(Participant(engagement_id=call.id, person_id=person.id, attendance=Attendance.ABSENT))
            work.add(AgendaItem(engagement_id=call.id, title="Cables", sequence=1))
            last = call.id
    draft = workspace.editing.load("engagement", last)
    workspace.editing.save(draft)
    return last


def test_another_has_the_people_the_form_and_the_next_usual_day(workspace: Workspace, series: int) -> None:
    new = workspace.suggesting.another(series)
    assert new.is_new
    assert new.values["starts_on"] == PartialDate.day(date(2026, 6, 4))
    assert (
        new.values["title"],
        new.values["format"],
        new.values["level_theirs"],
        new.values["start_time"],
    ) == (
        "Security call 5",
        Format.CALL,
        Level.MINISTER,
        time(9),
    )
    assert new.values["status"] == EngagementStatus.PLANNED
    person = new.parts["participant"][0]
    assert (person.id, person.values["attendance"]) == (None, Attendance.ATTENDED)
    assert [row.values["title"] for row in new.parts["agenda_item"]] == ["Cables"]
    assert not any(new.texts.values())
    assert not new.is_changed
    workspace.editing.save(new)


def test_without_a_rhythm_the_day_is_left_open(workspace: Workspace, series: int) -> None:
    with workspace.change("Move") as work:
        work.get(Engagement, series).starts_on = date(2026, 5, 11)
    assert workspace.suggesting.another(series).values["starts_on"] is None


@pytest.mark.parametrize(
    ("title", "new"),
    [
        ("Round 9", "Round 10"),
        ("Talks", "Talks"),
        ("Sherpas of the G7", "Sherpas of the G7"),
        ("2026", "2026"),
    ],
)
def test_a_number_at_the_end_of_a_title_goes_up(title: str, new: str) -> None:
    assert next_title(title) == new


@pytest.fixture
def planned(workspace: Workspace) -> int:
    with workspace.change("Plan") as work:
        day = date(2026, 5, 12)
        return work.add(
            Engagement(title="Tea", starts_on=day, ends_on=day, status=EngagementStatus.PLANNED)
        ).id


def read(workspace: Workspace, record_id: int) -> Engagement:
    found = workspace.records.get(Engagement, record_id)
    assert found is not None
    return found


def test_what_took_place_is_held_until_that_is_undone(workspace: Workspace, planned: int) -> None:
    with workspace.change(outcome.HELD.message) as work:
        outcome.held(work, planned)
    assert read(workspace, planned).status == EngagementStatus.HELD
    with pytest.raises(UserError, match="not planned"), workspace.change("Again") as work:
        outcome.cancelled(work, planned, "")
    workspace.ledger.undo()
    assert read(workspace, planned).status == EngagementStatus.PLANNED


def test_what_is_put_off_to_a_day_stays_planned_and_says_from_when(
    workspace: Workspace, planned: int
) -> None:
    later = Moment(PartialDate.day(date(2026, 7, 1)), time(15), None, None, "Asia/Tokyo")
    with workspace.change(outcome.POSTPONED.message) as work:
        outcome.postponed(work, planned, later, "The minister was ill")
    record = read(workspace, planned)
    assert (record.starts_on, record.starts_on_latest, record.ends_on) == (
        date(2026, 7, 1),
        date(2026, 7, 1),
        None,
    )
    assert (record.status, record.zone) == (EngagementStatus.PLANNED, "Asia/Tokyo")
    assert record.status_reason == "The minister was ill; put off from May 12, 2026"


def test_what_is_put_off_without_a_day_and_what_is_called_off_say_why(
    workspace: Workspace, planned: int
) -> None:
    with workspace.change(outcome.POSTPONED.message) as work:
        outcome.postponed(work, planned, None, "Strike ")
    assert (read(workspace, planned).status, read(workspace, planned).status_reason) == (
        EngagementStatus.POSTPONED,
        "Strike",
    )
    workspace.ledger.undo()
    with workspace.change(outcome.CANCELLED.message) as work:
        outcome.cancelled(work, planned, "Elections")
    assert read(workspace, planned).status == EngagementStatus.CANCELLED
