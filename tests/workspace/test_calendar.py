"""The calendar: what stands on which day as the post counts it, and moving what is planned."""

from __future__ import annotations

from datetime import date, time

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import using_locale
from diplotrack.records import Commitment, Communication, Consultation, Engagement, Party, Update
from diplotrack.records.enumerations import CommitmentStatus, EngagementStatus
from diplotrack.workspace import Workspace

DAY = date(2026, 5, 29)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", DAY.isoformat())


def test_a_visit_stands_on_each_of_its_days(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        work.add(Engagement(title="Visit", starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 14)))

    span = workspace.calendar.between(date(2026, 5, 13), date(2026, 5, 31))

    (visit,) = span.on(date(2026, 5, 13))
    assert (visit.first, visit.last, visit.days) == (date(2026, 5, 12), date(2026, 5, 14), 3)
    assert span.on(date(2026, 5, 15)) == []


def test_what_is_held_elsewhere_stands_on_the_day_and_hour_of_the_post(workspace: Workspace) -> None:
    workspace.ledger.set(zone="Europe/Paris")
    with workspace.change("Log") as work:
        work.add(
            Engagement(
                title="Call",
                starts_on=date(2026, 5, 13),
                start_time=time(5),
                end_time=time(6),
                zone="Asia/Tokyo",
            )
        )

    (call,) = workspace.calendar.between(date(2026, 5, 12), date(2026, 5, 12)).entries

    assert (call.first, call.begins, call.ends) == (date(2026, 5, 12), time(22), time(23))
    assert call.local == "05:00–06:00 Tokyo"


def test_what_is_known_to_a_month_stands_on_no_day(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        work.add(Engagement(title="Round", starts_on=date(2026, 5, 1), starts_on_latest=date(2026, 5, 31)))

    span = workspace.calendar.between(date(2026, 4, 27), date(2026, 5, 31))

    assert [one.title for one in span.undated] == ["Round"]
    assert span.on(date(2026, 5, 1)) == []


def test_what_is_due_is_late_done_or_open(workspace: Workspace) -> None:
    with workspace.change("Promise") as work:
        work.add(Commitment(text="Late", due_on=date(2026, 5, 20)))
        work.add(Commitment(text="Open", due_on=date(2026, 5, 1), due_on_latest=date(2026, 5, 31)))
        done = work.add(Commitment(text="Done", due_on=date(2026, 5, 21)))
        work.add(Update(commitment_id=done.id, on=date(2026, 5, 2), new_status=CommitmentStatus.FULFILLED))
        work.add(Communication(title="Note", reply_due_on=date(2026, 5, 22)))
        france = work.add(Party(name="France"))
        work.add(Consultation(summary="Asked", party_id=france.id, on=date(2026, 5, 25)))

    span = workspace.calendar.between(date(2026, 5, 1), date(2026, 5, 31))

    found = {(one.title, one.layer): (one.first.day, one.state) for one in span.entries}
    assert found == {
        ("Late", "due"): (20, "late"),
        ("Done", "due"): (21, "done"),
        ("Note", "reply"): (22, "late"),
        ("Asked", "consultation"): (25, "done"),
        ("Open", "due"): (31, "open"),
    }
    assert {one.layer for one in workspace.calendar.between(span.first, span.last, ("reply",)).entries} == {
        "reply"
    }


def test_the_week_begins_after_the_weekend_of_the_post(workspace: Workspace) -> None:
    workspace.ledger.set(weekend=[4, 5])
    assert workspace.calendar.custom().first_weekday == 6
    workspace.ledger.set(weekend=None)
    with using_locale("en_US"):
        assert workspace.calendar.custom().first_weekday == 6
    with using_locale("fr"):
        assert workspace.calendar.custom().first_weekday == 0


def test_a_planned_visit_moves_with_its_last_day_and_comes_back(workspace: Workspace) -> None:
    with workspace.change("Plan") as work:
        visit = work.add(
            Engagement(
                title="Visit",
                starts_on=date(2026, 6, 1),
                ends_on=date(2026, 6, 3),
                status=EngagementStatus.PLANNED,
            )
        )

    workspace.calendar.move(visit.id, 7)

    moved = workspace.records.get(Engagement, visit.id)
    assert moved is not None
    assert (moved.starts_on, moved.ends_on) == (date(2026, 6, 8), date(2026, 6, 10))
    workspace.history.undo()
    back = workspace.records.get(Engagement, visit.id)
    assert back is not None
    assert back.starts_on == date(2026, 6, 1)


def test_what_was_held_stays_on_its_day(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        held = work.add(Engagement(title="Talks", starts_on=date(2026, 5, 4)))

    with pytest.raises(UserError, match="not planned but held"):
        workspace.calendar.move(held.id, 1)
