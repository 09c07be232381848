"""A saved view is the list that was saved."""

from __future__ import annotations

from decimal import Decimal

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.spans import Span
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace import Workspace
from diplotrack.workspace.views import View

OVERDUE = View(
    "Overdue, ours",
    ListQuery(
        "commitment",
        (
            Condition("due_on", "until", PartialDate.parse("2024-05")),
            Condition("status", "any", ["open", "in_progress"]),
            Condition("made_by", "is", 3),
            Condition("owner_id", "empty"),
            Condition("made_on", "within", Span("day", None, -366)),
            Condition("objectives", "below", [1, 2], negated=True),
            Condition("amount", "from", Decimal("12.50")),
        ),
        "-due_on",
        "trucks",
        group="status",
    ),
    ("due_on", "text"),
)


def test_it_comes_back_as_it_was(workspace: Workspace) -> None:
    workspace.views.save(OVERDUE)
    (view,) = workspace.views.all()
    assert (view.name, view.query, view.columns) == (OVERDUE.name, OVERDUE.query, OVERDUE.columns)
    assert len(workspace.records.identifiers(view.query)) == 0


def test_the_same_name_is_replaced_and_undo_brings_the_old_one_back(workspace: Workspace) -> None:
    workspace.views.save(OVERDUE)
    workspace.views.save(View(OVERDUE.name, ListQuery("commitment")))
    assert [view.query.conditions for view in workspace.views.all()] == [()]
    workspace.history.undo()
    assert [view.query for view in workspace.views.all()] == [OVERDUE.query]


def test_it_can_be_removed(workspace: Workspace) -> None:
    workspace.views.save(OVERDUE)
    workspace.views.remove(workspace.views.all()[0])
    assert workspace.views.all() == []


def test_a_view_needs_a_name(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="name"):
        workspace.views.save(View(" ", ListQuery("commitment")))


def test_it_can_be_renamed_unless_another_has_the_name(workspace: Workspace) -> None:
    workspace.views.save(OVERDUE)
    workspace.views.save(View("Mine", ListQuery("commitment")))
    mine, _overdue = workspace.views.all()
    with pytest.raises(UserError, match="“Overdue, ours” is there already"):
        workspace.views.rename(mine, OVERDUE.name)
    workspace.views.rename(mine, "Yours")
    assert [view.name for view in workspace.views.all()] == [OVERDUE.name, "Yours"]


def test_views_are_counted_and_one_that_cannot_be_read_does_no_harm(workspace: Workspace) -> None:
    workspace.views.save(View("Parties", ListQuery("party")))
    workspace.views.save(View("Strange", ListQuery("party", (Condition("colour", "is", "red"),))))
    assert list(workspace.views.counts().values()) == [workspace.records.counts()["party"]]
