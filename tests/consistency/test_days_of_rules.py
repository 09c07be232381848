"""Days that rules count are those of the post or of the place; both where nobody can tell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Action,
    Agreement,
    Communication,
    Deed,
)
from diplotrack.records.enumerations import (
    EngagementStatus,
    Traffic,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found


def test_protected_source_is_not_named(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.officer.is_protected = True
        scene.officer.born_on, scene.officer.died_on = date(1960, 1, 1), date(1950, 1, 1)
        scene.add(Action(text="Draft", due_on=scene.ago(1), owner_id=scene.officer.id))

    play(fill)
    printed = workspace.check.run().as_json()
    assert [one["rule"] for one in printed["findings"]] == ["R21", "R31", "R33"]
    assert "Ada" not in str(printed)
    assert "a contact" in str(printed)


@pytest.mark.parametrize(
    ("zone", "rule", "engagement", "count"),
    [
        ("Asia/Tokyo", "R21", {"starts_on": date(2026, 6, 18), "status": EngagementStatus.HELD}, 0),
        ("Asia/Tokyo", "R21", {"starts_on": date(2026, 6, 19), "status": EngagementStatus.HELD}, 1),
        ("America/New_York", "R21", {"starts_on": date(2026, 6, 18), "status": EngagementStatus.HELD}, 1),
        ("", "R21", {"starts_on": date(2026, 6, 18), "status": EngagementStatus.HELD}, 1),
        ("America/New_York", "R23", {"starts_on": date(2026, 6, 16), "status": EngagementStatus.PLANNED}, 0),
        ("America/New_York", "R23", {"starts_on": date(2026, 6, 15), "status": EngagementStatus.PLANNED}, 1),
        ("Asia/Tokyo", "R23", {"starts_on": date(2026, 6, 16), "status": EngagementStatus.PLANNED}, 1),
        ("", "R23", {"starts_on": date(2026, 6, 16), "status": EngagementStatus.PLANNED}, 1),
    ],
)
def test_day_of_an_engagement_is_that_of_its_place(
    workspace: Workspace, play: Play, zone: str, rule: str, engagement: dict[str, Any], count: int
) -> None:
    workspace.ledger.set(zone="Europe/Paris")
    play(lambda scene: scene.engagement(zone=zone, **engagement))
    assert len(found(workspace, rule)) == count


@pytest.mark.parametrize(
    ("zone", "moment", "count"),
    [
        # Two weeks before 17 June begins the 4th: in Tokyo at three in the afternoon of the 3rd in Greenwich.
        ("Asia/Tokyo", datetime(2026, 6, 3, 14, 59), 1),
        ("Asia/Tokyo", datetime(2026, 6, 3, 15, 0), 0),
        ("America/New_York", datetime(2026, 6, 4, 3, 59), 1),
        ("America/New_York", datetime(2026, 6, 4, 4, 0), 0),
    ],
)
def test_day_of_entry_is_that_of_the_post(
    workspace: Workspace, play: Play, zone: str, moment: datetime, count: int
) -> None:
    workspace.ledger.set(zone=zone)
    play(lambda scene: scene.engagement(starts_on=date(2026, 6, 1), created_at=moment))
    assert len(found(workspace, "R03")) == count
    assert all("Jun 3, 2026, 14 days ago" in one.why.text(TODAY) for one in found(workspace, "R03"))


@pytest.mark.parametrize(
    ("received", "count"), [(date(2026, 6, 2), 0), (date(2026, 6, 1), 0), (date(2026, 5, 31), 1)]
)
def test_letter_from_the_east_may_come_the_day_before_it_was_sent(
    workspace: Workspace, play: Play, received: date, count: int
) -> None:
    play(lambda scene: scene.add(Communication(title="Note", sent_on=date(2026, 6, 2), received_on=received)))
    assert len(found(workspace, "R21")) == count


@pytest.mark.parametrize(("day", "count"), [(date(2026, 6, 18), 0), (date(2026, 6, 19), 1)])
def test_deed_may_have_been_done_where_it_is_tomorrow(
    workspace: Workspace, play: Play, day: date, count: int
) -> None:
    play(lambda scene: scene.add(Deed(text="Signed", done_on=day)))
    assert len(found(workspace, "R21")) == count


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ({"signed_on": date(2025, 5, 1), "in_force_on": date(2025, 4, 1)}, "low"),
        (
            {"signed_on": date(2025, 5, 1), "in_force_on": date(2025, 4, 1), "ends_on": date(2025, 3, 1)},
            "medium",
        ),
        ({"signed_on": date(2025, 5, 1), "ends_on": date(2025, 4, 1)}, "medium"),
    ],
)
def test_entry_into_force_before_signature_alone_can_be_right(
    workspace: Workspace, play: Play, values: dict[str, Any], severity: str
) -> None:
    play(lambda scene: scene.add(Agreement(title="Agreement on air services", **values)))
    (one,) = found(workspace, "R21")
    assert one.severity.value == severity
    assert ("That can be right" in one.why.text(TODAY)) == (severity == "low")


@pytest.mark.parametrize(("sent", "count"), [(None, 0), (TODAY, 0), (date(2026, 6, 18), 1)])
def test_reply_answers_once_it_is_sent(
    workspace: Workspace, play: Play, sent: date | None, count: int
) -> None:
    def fill(scene: Scene) -> None:
        dates = {"sent_on": scene.ago(30), "reply_due_on": scene.ago(1)}
        note = scene.add(Communication(title="Note", traffic=Traffic.INCOMING, **dates))
        scene.add(Communication(title="Our reply", sent_on=sent, reply_to_id=note.id))

    play(fill)
    assert len(found(workspace, "R29")) == count


def test_programme_in_the_trash_lends_no_objective(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        old = {"created_at": scene.moment_ago(30)}
        visit = scene.engagement(title="Visit", deleted_at=scene.moment_ago(1), **old)
        scene.link(visit, scene.objective())
        scene.engagement(title="Call during the visit", parent_id=visit.id, **old)

    play(fill)
    (one,) = found(workspace, "R03")
    assert one.subject[0].title == "Call during the visit"
