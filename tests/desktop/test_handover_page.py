"""What somebody holds, and handing it over, as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.views.handover.page import HandoverPage, HolderSort
from diplotrack.records import Action, Commitment, Finding, Objective, Party, Person, Position
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import Direction, FindingState, PartyType
from diplotrack.workspace.printing import order
from tests.desktop.conftest import TODAY

Key = Qt.Key
Calm = Callable[[], None]
CATHERINE, YOKO = 1, 2


@pytest.fixture
def page(qtbot: QtBot, context: Context, calm: Calm) -> HandoverPage:
    """Catherine holds two commitments, an action, an objective with its line, a gap; one action is nobody's."""
    with context.workspace.change("Give work to Catherine") as work:
        for number in (1, 2):
            one = work.get(Commitment, number)
            one.owner_id, one.direction, one.made_on = CATHERINE, Direction.OURS, TODAY
        work.add(Action(text="Call back", owner_id=CATHERINE, due_on=TODAY - timedelta(days=3)))
        work.add(Action(text="Find the file"))
        aim = work.add(Objective(code="A-1", title="Open seas", owner_id=CATHERINE))
        work.add(Position(objective_id=aim.id, stance=2, line="The seas are open."))
        work.add(
            Finding(
                fingerprint="f",
                rule="R13",
                headline="Overdue",
                severity="high",
                state=FindingState.ASSIGNED,
                assignee="catherine colonna",
            )
        )
    made = HandoverPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    calm()
    made.show_holder(("person", CATHERINE), "Catherine Colonna")
    calm()
    return made


def kinds(page: HandoverPage) -> dict[str, int]:
    assert page.shown is not None
    return {one.name: len(one.rows) for one in page.shown.holdings}


def test_all_that_a_person_holds_stands_in_one_list(page: HandoverPage) -> None:
    assert kinds(page) == {"commitment": 2, "action": 1, "objective": 1, "position": 1, "finding": 1}
    assert page.row_count == 6


def test_it_begins_with_what_is_nobodys(page: HandoverPage, context: Context, calm: Calm) -> None:
    page.show_holder(None)
    calm()
    assert kinds(page) == {"action": 1}
    assert page.sort.value() is HolderSort.NOBODY


def test_what_is_ticked_goes_to_another_in_one_step(page: HandoverPage, context: Context, calm: Calm) -> None:
    tree = page.tree
    tree.setFocus()
    group = tree.topLevelItem(0)
    assert group is not None
    tree.setCurrentItem(group)
    QTest.keyClick(tree, Key.Key_Space)
    assert "2" in page.give.text()
    page.to.line.chosen.emit(Mention("person", YOKO, "上川 陽子"))
    QTest.mouseClick(page.give, Qt.MouseButton.LeftButton)
    calm()
    assert "commitment" not in kinds(page)
    given = [context.workspace.records.get(Commitment, one) for one in (1, 2)]
    assert [one and one.owner_id for one in given] == [YOKO, YOKO]
    context.workspace.history.undo()
    calm()
    assert kinds(page)["commitment"] == 2


def test_gaps_are_assigned_to_whoever_takes_over(page: HandoverPage, context: Context, calm: Calm) -> None:
    page.all.click()
    page.to.line.chosen.emit(Mention("person", YOKO, "上川 陽子"))
    page.give.click()
    calm()
    assert page.row_count == 0
    assert page.empty.isVisible()
    page.show_holder(("person", YOKO), "上川 陽子")
    calm()
    assert kinds(page) == {"commitment": 2, "action": 1, "objective": 1, "position": 1, "finding": 1}


def test_nothing_is_given_to_nobody(page: HandoverPage, context: Context, calm: Calm) -> None:
    page.all.click()
    page.give.click()
    calm()
    assert kinds(page)["commitment"] == 2


def test_a_desk_holds_what_its_people_hold(page: HandoverPage, context: Context, calm: Calm) -> None:
    with context.workspace.change("Add desk") as work:
        desk = work.add(Party(name="West desk", type=PartyType.OWN_UNIT)).id
        work.get(Person, CATHERINE).party_id = desk
    page.show_holder(("party", desk), "West desk")
    calm()
    assert page.row_count == 6
    assert page.shown is not None
    assert page.shown.name == "West desk"


def test_enter_opens_a_record(page: HandoverPage, context: Context) -> None:
    wanted = QSignalSpy(context.record_wanted)
    group = page.tree.topLevelItem(0)
    assert group is not None
    first = group.child(0)
    assert first is not None
    page.tree.setCurrentItem(first)
    QTest.keyClick(page.tree, Key.Key_Return)
    assert wanted.at(0)[0] == "commitment"


def test_the_note_on_what_is_shown_is_printed(page: HandoverPage, context: Context, calm: Calm) -> None:
    page.to.line.chosen.emit(Mention("person", YOKO, "上川 陽子"))
    wanted = QSignalSpy(context.report_wanted)
    page.print.click()
    page.show_holder(None)
    calm()
    page.print.click()
    orders = [wanted.at(turn)[0] for turn in range(wanted.count())]
    assert orders == [
        order("hand-over", owner=CATHERINE, to="上川 陽子"),
        order("hand-over", to="上川 陽子"),
    ]
