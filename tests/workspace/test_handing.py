"""Handing over, and the note on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import (
    Action,
    Ask,
    AskRaised,
    Commitment,
    CommitmentParty,
    ContactPoint,
    Engagement,
    Instruction,
    Participant,
    Party,
    Person,
    Update,
)
from diplotrack.records.enumerations import CommitmentStatus, Direction, EngagementStatus, PartyType
from diplotrack.reports.compose.handover import handover_note
from diplotrack.reports.compose.holdings import Owners
from diplotrack.reports.document import Copy, Table, Timeline
from diplotrack.reports.terms import Terms
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.listed import rows

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


def test_the_note_tells_the_next_step_and_whom_to_call(workspace: Workspace, people: tuple[int, int]) -> None:
    with workspace.change("Meet") as work:
        france = work.add(Party(name="France", type=PartyType.COUNTRY)).id
        envoy = work.add(Person(name="Ghislain Envoy", party_id=france)).id
        work.add(ContactPoint(person_id=envoy, channel="telephone", value="+33 1 23"))
        talks = work.add(Engagement(title="Lunch", starts_on=date(2026, 5, 1))).id
        work.add(Participant(engagement_id=talks, person_id=envoy, party_id=france))
        theirs = work.add(Commitment(text="Send the list", owner_id=people[0], due_on=date(2026, 5, 2))).id
        work.add(CommitmentParty(commitment_id=theirs, party_id=france))
    order_of = order("hand-over", owner=people[0], on=TODAY)
    document = workspace.printing.compose(order_of).document
    found = {one["text"]: one for one in rows(document, "commitment")}
    assert found["Send the list"]["step"] == "Remind them"
    assert found["Send the list"]["whom"].split("\n") == ["Ghislain Envoy", "+33 1 23"]
    (first,) = [block for block in document.blocks if isinstance(block, Timeline)]
    assert [one.when for one in first.moments] == ["May 1, 2026, overdue", "May 2, 2026, overdue"]


def test_the_note_is_that_of_the_day(workspace: Workspace, people: tuple[int, int]) -> None:
    with workspace.change("Deliver") as work:
        one = work.add(Commitment(text="Delivered in May", owner_id=people[0], made_on=date(2026, 1, 1))).id
        work.add(Update(commitment_id=one, on=date(2026, 5, 2), new_status=CommitmentStatus.FULFILLED))

    def open_on(day: date) -> set[str]:
        document = workspace.printing.compose(order("hand-over", owner=people[0], on=day)).document
        return {one["text"] for one in rows(document, "commitment")}

    assert "Delivered in May" in open_on(date(2026, 5, 1))
    assert "Delivered in May" not in open_on(TODAY)


def test_a_name_above_the_ceiling_does_not_head_the_note(
    workspace: Workspace, people: tuple[int, int]
) -> None:
    with workspace.change("Mark") as work:
        ada = work.session.get(Person, people[0])
        assert ada is not None
        ada.marking_scheme, ada.marking_rank, ada.marking_text = "neutral", 2, "RESTRICTED"
    wanted = order("hand-over", owner=people[0], on=TODAY, max_marking="INTERNAL")
    document = workspace.printing.compose(wanted).document
    assert document.title == "Somebody who may not be named"
