"""The roll-up of a day or a week."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import (
    Action,
    Agreement,
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    Engagement,
    EngagementParty,
    Objective,
    ObjectiveLink,
    Passage,
    Position,
    Statement,
    Update,
)
from diplotrack.records.enumerations import (
    CommitmentSide,
    CommitmentStatus,
    Correspondent,
    EngagementStatus,
    Theme,
    Traffic,
)
from diplotrack.reports.document import Document, Timeline, plain
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.desk import PUBLIC, Desk
from tests.reports.compose.listed import TODAY, heads, rows
from tests.reports.compose.spoken import words


def rolled(workspace: Workspace, **asked: Any) -> Document:
    return workspace.printing.compose(order("roll-up", **{"on": TODAY, **asked})).document


def ahead(document: Document) -> list[str]:
    return [
        f"{one.when}: {plain(one.text).split('  ')[0]}"
        for block in document.blocks
        if isinstance(block, Timeline)
        for one in block.moments
    ]


@pytest.fixture(scope="module")
def week(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A week with two meetings, a text, promises made, met and missed, a new line, and things ahead; all public."""
    folder = tmp_path_factory.mktemp("week") / "w.diplotrack"
    with Workspace.open(Path(shutil.copytree(founded_template, folder))) as workspace:
        with workspace.change("Set up") as work:
            _fill(Desk(work, PUBLIC))
        yield workspace


def _fill(desk: Desk) -> None:
    france = desk.party("FRA")
    aim = desk.add(Objective(code="SEC-9", title="Open ports", theme=Theme.SECURITY)).id
    for title, day, status in (
        ("Talks", date(2026, 5, 26), EngagementStatus.HELD),
        ("Lunch", date(2026, 5, 27), EngagementStatus.HELD),
        ("Visit", date(2026, 6, 2), EngagementStatus.PLANNED),
        ("Long ago", date(2026, 5, 1), EngagementStatus.HELD),
    ):
        met = desk.add(Engagement(title=title, starts_on=day, status=status)).id
        desk.add(EngagementParty(engagement_id=met, party_id=france))
        if title == "Talks":
            desk.add(ObjectiveLink(owner_kind="engagement", owner_id=met, objective_id=aim))
            desk.add(Passage(owner_kind="engagement", owner_id=met, role="summary", text="They agreed."))
    note = desk.add(Communication(title="Note", traffic=Traffic.INCOMING, sent_on=date(2026, 5, 28))).id
    desk.add(CommunicationParty(communication_id=note, party_id=france, part=Correspondent.FROM))
    for text, made, due, updated in (
        ("New promise", date(2026, 5, 26), None, None),
        ("Missed promise", date(2026, 1, 1), date(2026, 5, 25), None),
        ("Missed before", date(2026, 1, 1), date(2026, 5, 1), None),
        ("Promise to come", date(2026, 1, 1), date(2026, 6, 3), None),
        ("Kept promise", date(2026, 1, 1), None, date(2026, 5, 25)),
        ("Kept before", date(2026, 1, 1), None, date(2026, 5, 1)),
    ):
        one = desk.add(Commitment(text=text, made_on=made, due_on=due)).id
        desk.add(CommitmentParty(commitment_id=one, party_id=france, side=CommitmentSide.BY))
        if updated:
            desk.add(
                Update(commitment_id=one, on=updated, text="Done.", new_status=CommitmentStatus.FULFILLED)
            )
    old = desk.add(Position(objective_id=aim, line="Ports may open.", stance=1)).id
    desk.add(
        Position(
            objective_id=aim,
            line="Ports must open.",
            stance=2,
            valid_from=date(2026, 5, 27),
            supersedes_id=old,
        )
    )
    desk.add(Statement(quote="Open the ports!", said_on=date(2026, 5, 27), is_public=True))
    desk.add(Action(text="Write to Paris", due_on=date(2026, 6, 1)))
    desk.add(Agreement(title="Pact", signed_on=date(2020, 1, 1), ends_on=date(2026, 6, 4)))


def test_the_period_is_told_in_a_sentence(week: Workspace) -> None:
    assert (
        "2 engagements held, 1 received, 1 promise newly made, 1 promise met, 1 promise fallen due and not met,"
        " and 1 line to take changed."
    ) in words(rolled(week))


def test_meetings_stand_under_their_partner_with_what_came_of_them(week: Workspace) -> None:
    document = rolled(week)
    assert heads(document, "engagements") == ["France"]
    said = words(document)
    assert "They agreed." in said
    assert "Long ago" not in said and "Open the ports!" in said  # noqa: PT018 - one thing: this week, not before


def test_by_theme_they_stand_beside_it(week: Workspace) -> None:
    assert "Security" in words(rolled(week, by="theme"))


def test_promises_stand_under_what_became_of_them(week: Workspace) -> None:
    document = rolled(week)
    assert heads(document, "promises") == ["Fell due and not met   1", "Met   1", "Newly made   1"]
    told = [row.get("", "") for row in rows(document, "promises")]
    assert len(told) == 3
    assert "before" not in words(document)


def test_a_change_of_line_is_told_with_both_stances(week: Workspace) -> None:
    assert "SEC-9  For → Strongly for" in words(rolled(week))


def test_what_lies_ahead_stands_in_its_order(week: Workspace) -> None:
    assert ahead(rolled(week)) == [
        "Jun 1, 2026: Write to Paris",
        "Jun 2, 2026: Visit",
        "Jun 3, 2026: Promise to come",
        "Jun 4, 2026: Pact",
    ]


def test_a_copy_to_hand_over_has_no_actions_and_no_summaries(week: Workspace) -> None:
    said = words(rolled(week, copy="hand-over"))
    assert "Talks" in said
    assert "Write to Paris" not in said
    assert "They agreed." not in said


def test_an_earlier_week_is_told_as_it_was(week: Workspace) -> None:
    document = rolled(week, last=date(2026, 5, 1), period="day")
    assert "Long ago" in words(document)
    assert document.title == "May 1, 2026"
    quiet = words(rolled(week, last=date(2019, 5, 1)))
    assert "Nothing is on record for these days." in quiet
    assert not {"What happened", "Promises"} & set(quiet.splitlines())


def test_days_that_are_turned_round_are_refused(week: Workspace) -> None:
    with pytest.raises(UserError, match="turn them round"):
        rolled(week, first=date(2026, 5, 2), last=date(2026, 5, 1))
