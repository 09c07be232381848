"""Handing over, and the note on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import Action, Ask, AskRaised, Commitment, Engagement, Instruction, Person
from diplotrack.records.enumerations import CommitmentStatus, Direction, EngagementStatus
from diplotrack.reports.compose import Terms
from diplotrack.reports.compose.handover import handover_note
from diplotrack.reports.compose.holdings import Owners
from diplotrack.reports.document import Copy, Table
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order

TODAY = date(2026, 5, 29)


@pytest.fixture
def people(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Ada, who holds a few things, and Ben, who holds nothing."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", TODAY.isoformat())
    with workspace.change("Begin") as work:
        ada, ben = (work.add(Person(name=name)).id for name in ("Ada Officer", "Ben Officer"))
        work.add(
            Commitment(text="Open", owner_id=ada, due_on=date(2026, 5, 1), due_on_latest=date(2026, 5, 1))
        )
        done = work.add(Commitment(text="Done", owner_id=ada, direction=Direction.OURS))
        done.status = CommitmentStatus.FULFILLED
        work.add(Action(text="Call", owner_id=ada))
        work.add(Instruction(text="Deliver the points", owner_id=ada))
        talks = work.add(Engagement(title="Talks", owner_id=ada, status=EngagementStatus.PLANNED))
        ask = work.add(Ask(text="Open the border"))
        work.add(AskRaised(ask_id=ask.id, engagement_id=talks.id))
    return ada, ben


def held(workspace: Workspace, person: int) -> dict[str, list[str]]:
    found = workspace.handing.held(("person", person)).holdings
    return {one.name: [row.text for row in one.rows] for one in found}


def test_what_is_open_is_held_and_what_is_done_is_not(workspace: Workspace, people: tuple[int, int]) -> None:
    mine = held(workspace, people[0])
    assert "Open" in mine["commitment"]
    assert mine["action"] == ["Call"]
    assert mine["engagement"] == ["Talks"]
    assert mine["ask"] == ["Open the border"]
    assert mine["instruction"] == ["Deliver the points"]
    assert held(workspace, people[1]) == {}


def test_handing_over_is_one_operation(workspace: Workspace, people: tuple[int, int]) -> None:
    ada, ben = people
    everything = workspace.handing.held(("person", ada)).holdings
    given = {one.name: [row.id for row in one.rows] for one in everything if one.moves}
    workspace.handing.give(given, ben)
    # The ask went with the meeting at which it was raised.
    assert held(workspace, ada) == {}
    assert held(workspace, ben)["ask"] == ["Open the border"]
    assert "Ben Officer" in workspace.history.next_names()[0]
    workspace.history.undo()
    assert held(workspace, ben) == {}


def test_nothing_and_nobody_are_refused(workspace: Workspace, people: tuple[int, int]) -> None:
    with pytest.raises(UserError, match="Choose first"):
        workspace.handing.give({}, people[1])
    with pytest.raises(UserError, match="to whom"):
        workspace.handing.give({"action": [1]}, 999_999)


def test_the_note_tells_what_is_overdue(workspace: Workspace, people: tuple[int, int]) -> None:
    with workspace.read() as session:
        note = handover_note(
            session, Terms(TODAY), Owners(frozenset([people[0]])), "Ada Officer", "Ben Officer"
        )
    document = note.document
    assert document.title == "Ada Officer"
    assert dict(document.front)["Handed over to"] == "Ben Officer"
    tables = {one.name: one for one in document.blocks if isinstance(one, Table)}
    assert set(tables) == {"commitment", "action", "engagement", "instruction", "ask"}


def test_a_copy_that_leaves_the_house_holds_nothing_that_nobody_marked(
    workspace: Workspace, people: tuple[int, int], tmp_path: Path
) -> None:
    release = workspace.printing.filter(copy=Copy.HAND_OVER)
    terms = Terms(TODAY, Copy.HAND_OVER, release)
    with workspace.read() as session:
        note = handover_note(session, terms, Owners(frozenset([people[0]])), "Ada Officer")
    assert not [one for one in note.document.blocks if isinstance(one, Table)]
    assert sum(note.left_out.values()) >= 5
    printed = workspace.printing.print(
            order("hand-over", owner=people[0], to="Ben Officer"), tmp_path / "note.docx"
        )
    assert printed.path.exists()
