"""Orders kept under a name outlast a merge, and stand apart from the lists that are kept."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import Party
from diplotrack.store.lists import ListQuery
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from diplotrack.workspace.views import View


@pytest.fixture
def france(workspace: Workspace) -> int:
    with workspace.change("Add") as work:
        return work.add(Party(name="France", code="FRA")).id


def test_an_order_comes_back_by_its_name_with_what_it_refers_to(workspace: Workspace, france: int) -> None:
    kept = workspace.printing.kept
    kept.save(
        "Open French  commitments",
        order("commitments", partner=france, status=("open", "in_progress"), overdue=True, release_to=france),
    )
    found = kept.named("open french commitments")
    assert found.name == "Open French commitments"
    assert found.order.choices["status"] == ["open", "in_progress"]
    assert found.order.choices["overdue"] is True
    assert found.order.on is None
    assert found.order.choices["partner"] == found.order.release_to != france
    named = kept.mentions(found.order)
    assert {name: [one.id for one in those] for name, those in named.items()} == {
        "partner": [france],
        "release_to": [france],
    }


def test_what_it_refers_to_is_found_after_a_merge(workspace: Workspace, france: int) -> None:
    kept = workspace.printing.kept
    with workspace.change("Add") as work:
        twin = work.add(Party(name="French Republic")).id
    kept.save("Brief", order("partner-brief", partner=twin))
    with workspace.change("Merge") as work:
        work.get(Party, twin).merged_into = france
    assert [one.id for one in kept.mentions(kept.named("Brief").order)["partner"]] == [france]


def test_a_fixed_day_stays_and_no_day_is_that_of_the_printing(workspace: Workspace, france: int) -> None:
    kept = workspace.printing.kept
    kept.save("Fixed", order("partner-brief", partner="FRA", on=date(2026, 1, 2)))
    kept.save("Floating", order("partner-brief", partner="FRA"))
    assert [one.order.on for one in kept.all()] == [date(2026, 1, 2), None]


def test_one_name_is_one_order(workspace: Workspace) -> None:
    kept = workspace.printing.kept
    kept.save("Monday", order("commitments"))
    kept.save("Monday", order("commitments", overdue=True))
    kept.save("Friday", order("commitments"))
    friday, monday = kept.all()
    assert monday.order.choices == {"overdue": True}
    with pytest.raises(UserError, match="kept already"):
        kept.rename(friday, "Monday")
    kept.rename(friday, "Saturday")
    assert [one.name for one in kept.all()] == ["Monday", "Saturday"]
    with pytest.raises(UserError, match="Give the report a name"):
        kept.save("  ", order("commitments"))


def test_what_is_removed_can_be_brought_back(workspace: Workspace) -> None:
    kept = workspace.printing.kept
    kept.save("Monday", order("commitments"))
    kept.remove(kept.named("Monday"))
    with pytest.raises(UserError, match="there are: –"):
        kept.named("Monday")
    workspace.history.undo()
    assert kept.named("Monday").order == order("commitments")


def test_lists_and_orders_do_not_mix(workspace: Workspace) -> None:
    workspace.printing.kept.save("Monday", order("commitments"))
    workspace.views.save(View("Monday", ListQuery("commitment")))
    assert [one.query.kind for one in workspace.views.all()] == ["commitment"]
    assert list(workspace.views.counts().values()) == [0]
    assert [one.order.report for one in workspace.printing.kept.all()] == ["commitments"]
