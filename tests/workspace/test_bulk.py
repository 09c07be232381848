"""Many records edited together: all or none, as one operation."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.markings import Marking, schemes
from diplotrack.records import Commitment, Engagement, Objective, Update
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.workspace import Workspace


@pytest.fixture
def meetings(workspace: Workspace) -> list[int]:
    with workspace.change("Fill") as work:
        rows = [{"title": f"Talks {number}", "starts_on": date(2024, 5, number + 1)} for number in range(3)]
        return work.add_all(Engagement, rows)


def test_a_field_gets_one_value_and_undo_takes_it_back_from_all(
    workspace: Workspace, meetings: list[int]
) -> None:
    with workspace.change("Edit") as work:
        work.get(Engagement, meetings[0]).is_public = True
    edited = workspace.bulk.edit("engagement", meetings, "is_public", True)
    assert (edited.changed, edited.unchanged) == (2, 1)
    assert edited.sentence() == "2 records changed. 1 was so already."
    assert workspace.history.next_names()[0] == "Edit 3 engagements"
    workspace.history.undo()
    shown = [workspace.records.get(Engagement, one) for one in meetings]
    assert [one.is_public for one in shown if one] == [True, False, False]


def test_one_that_does_not_take_it_keeps_all_as_they_were(workspace: Workspace, meetings: list[int]) -> None:
    with pytest.raises(UserError, match=r"Nothing was changed.*1 of 3.*“Talks 2”.*“Last day”"):
        workspace.bulk.edit("engagement", meetings, "ends_on", PartialDate.parse("2024-05-02"))
    assert workspace.history.next_names()[0] == "Fill"


def test_a_record_cannot_stand_under_itself(workspace: Workspace) -> None:
    with workspace.change("Fill") as work:
        objective = work.add(Objective(code="A", title="B"))
    with pytest.raises(UserError, match="stand under itself"):
        workspace.bulk.edit("objective", [objective.id], "parent_id", objective.id)


def test_a_status_given_to_many_is_a_dated_update_of_each(workspace: Workspace) -> None:
    with workspace.change("Fill") as work:
        ids = [work.add(Commitment(text=f"Promise {number}")).id for number in range(2)]
    workspace.bulk.edit("commitment", ids, "status", CommitmentStatus.IN_PROGRESS)
    with workspace.read() as session:
        assert session.query(Update).count() == 2


def test_tags_are_put_on_and_taken_off(workspace: Workspace, meetings: list[int]) -> None:
    workspace.bulk.tag("engagement", meetings[:2], ["grain ", "sea"], [])
    edited = workspace.bulk.tag("engagement", meetings, ["grain"], ["sea"])
    assert (edited.changed, edited.unchanged) == (3, 0)
    assert workspace.bulk.tags("engagement", meetings) == {"grain": 3}
    assert workspace.bulk.known_tags() == ["grain"]
    workspace.history.undo()
    assert workspace.bulk.tags("engagement", meetings) == {"grain": 2, "sea": 2}


def test_an_objective_is_put_on_and_taken_off(workspace: Workspace, meetings: list[int]) -> None:
    with workspace.change("Fill") as work:
        objective = work.add(Objective(code="A", title="B")).id
    assert workspace.bulk.link("engagement", meetings, objective, take_out=False).changed == 3
    assert workspace.bulk.link("engagement", meetings[:1], objective, take_out=True).changed == 1
    assert workspace.bulk.link("engagement", meetings, objective, take_out=False).unchanged == 2


def test_a_marking_is_given_to_all(workspace: Workspace, meetings: list[int]) -> None:
    level = schemes()["neutral"].levels[1]
    assert workspace.bulk.mark("engagement", meetings, Marking.of(level)).changed == 3
    assert workspace.bulk.mark("engagement", meetings, Marking.of(level)).unchanged == 3


def test_the_trash_says_who_and_gives_back_several_as_one_operation(
    workspace: Workspace, meetings: list[int]
) -> None:
    workspace.ledger.set(who="Grace Clerk")
    with workspace.change("Move to trash") as work:
        for one in meetings[:2]:
            work.trash(work.get(Engagement, one))
    trashed = workspace.trash.all()
    assert {one.who for one in trashed} == {"Grace Clerk"}
    workspace.trash.restore([one.mention for one in trashed])
    assert workspace.trash.all() == []
    workspace.history.undo()
    assert len(workspace.trash.all()) == 2
