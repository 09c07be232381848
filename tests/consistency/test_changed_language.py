"""R27: operative verbs that changed since the last text of a series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    CommunicationParty,
    Objective,
    ObjectiveLink,
    Passage,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import CommunicationType, Correspondent, Duty, Traffic
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found
from tests.consistency.texts import earlier, is_reached, text, trashed

URGED = "We urge all members to open their ports to relief ships."
STRONGLY = "We strongly urge all members to open their ports to relief ships."
INVITED = "We invite all members to open their ports to relief ships."

Fill = Callable[[Scene], object]


def two(later: str, earlier: str = URGED, **values: Any) -> Fill:
    def fill(scene: Scene) -> None:
        text(scene, earlier, days=200, objective="SEC-1")
        text(scene, later, days=20, objective="SEC-1", **values)

    return fill


@pytest.mark.parametrize(
    ("later", "expected"), [(URGED, []), (STRONGLY, [Severity.LOW]), (INVITED, [Severity.HIGH])]
)
def test_steps_of_the_ladder(workspace: Workspace, play: Play, later: str, expected: list[Severity]) -> None:
    play(two(later))
    assert [one.severity for one in found(workspace, "R27")] == expected


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The Ministers committed to keep the eastern ports open.", []),
        ("The Ministers pledged to keep the eastern ports open.", []),
        ("The Ministers intend to keep the eastern ports open.", [Severity.HIGH]),
    ],
)
def test_what_was_agreed_on_is_no_weaker_than_a_commitment(
    workspace: Workspace, play: Play, later: str, expected: list[Severity]
) -> None:
    play(two(later, "The Ministers agreed to keep the eastern ports open."))
    assert [one.severity for one in found(workspace, "R27")] == expected


def test_the_finding_names_both_verbs_and_quotes_both_passages(workspace: Workspace, play: Play) -> None:
    play(two(INVITED))
    (one,) = found(workspace, "R27")
    assert "“urge” has become “invite”" in one.why.text(TODAY)
    assert [quote.quote for quote in one.quotes] == [INVITED, URGED]
    assert one.numbers["steps"] == 4


@pytest.mark.parametrize(
    "values",
    [
        {"partner": "Sylvania"},
        {"traffic": Traffic.INTERNAL},
        {"traffic": Traffic.INCOMING},
        {"type": CommunicationType.TALKING_POINTS},
        {"language": "fr"},
        {"deleted_at": TODAY},
        {"days": 200},
    ],
)
def test_texts_that_are_no_later_text_of_the_series(
    workspace: Workspace, play: Play, values: dict[str, Any]
) -> None:
    def fill(scene: Scene) -> None:
        text(scene, URGED, days=200, objective="SEC-1")
        text(scene, INVITED, **{"days": 20, "objective": "SEC-1", **values})

    play(fill)
    assert found(workspace, "R27") == []


def test_another_objective_is_another_series(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        text(scene, URGED, days=200, objective="SEC-1")
        text(scene, INVITED, days=20, objective="SEC-2")

    play(fill)
    assert found(workspace, "R27") == []


def test_the_last_text_that_said_the_same_counts(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        text(scene, STRONGLY, days=300, objective="SEC-1")
        text(scene, URGED, days=200, objective="SEC-1")
        text(scene, URGED, days=20, objective="SEC-1")

    play(fill)
    (one,) = found(workspace, "R27")
    assert one.subject[0].date == str(TODAY.fromordinal(TODAY.toordinal() - 200))


def test_notes_stands_outside_the_ladder(workspace: Workspace, play: Play) -> None:
    play(
        two(
            "We note the report on ports and relief ships.",
            "We welcome the report on ports and relief ships.",
        )
    )
    assert found(workspace, "R27") == []


@pytest.mark.parametrize(("days", "expected"), [(201, 1), (200, 1), (199, 0), (20, 0), (19, 1)])
def test_a_position_that_began_in_between_explains(
    workspace: Workspace, play: Play, days: int, expected: int
) -> None:
    def fill(scene: Scene) -> None:
        two(INVITED)(scene)
        aim = scene.work.session.scalars(select(Objective)).one()
        scene.add(
            Position(objective_id=aim.id, stance=0, line="We leave it open.", valid_from=scene.ago(days))
        )

    play(fill)
    assert len(found(workspace, "R27")) == expected


@pytest.mark.parametrize(("toward", "expected"), [("France", 0), ("Sylvania", 1)])
def test_a_position_explains_toward_its_scope_only(
    workspace: Workspace, play: Play, toward: str, expected: int
) -> None:
    def fill(scene: Scene) -> None:
        two(INVITED)(scene)
        aim = scene.work.session.scalars(select(Objective)).one()
        made = scene.add(Position(objective_id=aim.id, stance=0, line="Open.", valid_from=scene.ago(90)))
        scene.add(PositionPartner(position_id=made.id, party_id=scene.partner(toward).id, duty=Duty.SCOPE))

    play(fill)
    assert len(found(workspace, "R27")) == expected


def moved_after(work: Work) -> None:
    earlier(work).sent_on = earlier(work).sent_on_latest = TODAY


def reworded(work: Work) -> None:
    passage = work.session.scalars(select(Passage).where(Passage.owner_id == earlier(work).id)).one()
    passage.text = INVITED


def unlinked(work: Work) -> None:
    link = select(ObjectiveLink).where(ObjectiveLink.owner_id == earlier(work).id)
    work.session.delete(work.session.scalars(link).one())


def readdressed(work: Work) -> None:
    part = select(CommunicationParty).where(
        CommunicationParty.communication_id == earlier(work).id, CommunicationParty.part == Correspondent.TO
    )
    work.session.delete(work.session.scalars(part).one())


def explained(work: Work) -> None:
    aim = work.session.scalars(select(Objective)).one()
    work.add(Position(objective_id=aim.id, stance=0, line="Open.", valid_from=date(2026, 3, 1)))


def retired(work: Work) -> None:
    work.session.scalars(select(Objective)).one().deleted_at = datetime(2026, 6, 17)


@pytest.mark.parametrize(
    "change", [trashed, moved_after, reworded, unlinked, readdressed, explained, retired]
)
@pytest.mark.parametrize("later", [URGED, INVITED])
def test_what_changes_elsewhere_reaches_the_later_texts(
    workspace: Workspace, play: Play, later: str, change: Callable[[Work], None]
) -> None:
    def fill(scene: Scene) -> None:
        text(scene, URGED, days=300, objective="SEC-1")
        text(scene, INVITED, days=200, objective="SEC-1")
        text(scene, later, days=20, objective="SEC-1")

    play(fill)
    assert is_reached(workspace, "R27", change)
