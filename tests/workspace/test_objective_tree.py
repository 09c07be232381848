"""The objective tree: health with its reasons, what counts for a parent, and moving within the tree."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import Commitment, Deed, Objective, ObjectiveLink, Position, Statement
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.workspace import Workspace
from diplotrack.workspace.objective_health import Course, Signs, judge

DAY = date(2026, 5, 29)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", DAY.isoformat())


@pytest.fixture
def pair(workspace: Workspace) -> tuple[int, int]:
    """An objective and its part."""
    with workspace.change("Set up") as work:
        above = work.add(Objective(code="SEC-0", title="Above"))
        part = work.add(Objective(code="SEC-1", title="Part", parent_id=above.id))
    return above.id, part.id


def test_an_objective_with_words_a_line_and_nothing_amiss_is_on_course() -> None:
    signs = Signs(lines={1}, said_on=date(2026, 5, 1))
    found = judge(signs, ObjectiveStatus.IN_FORCE, None, DAY)
    assert found.course is Course.ON_COURSE
    assert found.reasons[0] == "1 line to take in force"


@pytest.mark.parametrize(
    ("signs", "course", "reason"),
    [
        (Signs(gaps={"high": {1}}, lines={1}), Course.AT_RISK, "1 high gap"),
        (Signs(overdue={1: 31}, lines={1}), Course.AT_RISK, "1 commitment overdue for more than 30 days"),
        (Signs(overdue={1: 30}, lines={1}, said_on=DAY), Course.ATTENTION, "1 commitment overdue"),
        (Signs(gaps={"medium": {1, 2}}, lines={1}, said_on=DAY), Course.ATTENTION, "2 medium gaps"),
        (Signs(said_on=DAY), Course.ATTENTION, "no line to take in force"),
        (Signs(lines={1}), Course.ATTENTION, "nothing said or done on record"),
        (
            Signs(lines={1}, done_on=date(2025, 11, 1)),
            Course.ATTENTION,
            "nothing said or done since Nov 1, 2025",
        ),
    ],
)
def test_what_is_amiss_is_named(signs: Signs, course: Course, reason: str) -> None:
    found = judge(signs, ObjectiveStatus.IN_FORCE, None, DAY)
    assert (found.course, found.reasons[0]) == (course, reason)


def test_what_is_retired_is_not_judged() -> None:
    assert judge(Signs(gaps={"critical": {1}}), ObjectiveStatus.RETIRED, None, DAY).course is Course.ASIDE


def test_a_parent_counts_what_its_parts_owe(workspace: Workspace, pair: tuple[int, int]) -> None:
    above, part = pair
    with workspace.change("Promise") as work:
        promise = work.add(Commitment(text="Send it", due_on=date(2026, 5, 1)))
        work.add(ObjectiveLink(owner_kind="commitment", owner_id=promise.id, objective_id=part))
        work.add(Position(objective_id=part, stance=1, line="We are for it.", valid_from=date(2026, 1, 1)))

    branches = {one.id: one for one in workspace.objectives.all()}

    assert branches[above].signs.overdue == {promise.id: 28}
    assert list(branches) == [above, part]


def test_the_portrait_holds_what_was_said_and_done_by_quarter(
    workspace: Workspace, pair: tuple[int, int]
) -> None:
    above, part = pair
    with workspace.change("Log") as work:
        work.add(Statement(quote="We favour it.", said_on=date(2026, 2, 3), objective_id=part, stance=1))
        work.add(Deed(text="Paid", done_on=date(2026, 4, 1), objective_id=above, bearing=1))

    portrait = workspace.objectives.portrait(above)

    assert [(one.said, one.quarter, one.value) for one in portrait.events] == [
        (True, date(2026, 1, 1), 1),
        (False, date(2026, 4, 1), 1),
    ]
    assert [one.caption for one in workspace.objectives.records(portrait, date(2026, 4, 1))] == ["Paid"]


def test_an_objective_moves_and_no_ring_is_made(workspace: Workspace, pair: tuple[int, int]) -> None:
    above, part = pair
    with pytest.raises(UserError, match="SEC-0 cannot become part of SEC-1"):
        workspace.objectives.move(above, part)

    workspace.objectives.move(part, None)

    assert {one.id: one.parent_id for one in workspace.objectives.all()} == {above: None, part: None}
