"""The calendar, the board and the objective tree, used as a person uses them: by keys, and by the pointer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.views.board_page import BoardPage
from diplotrack.desktop.views.calendar_page import CalendarPage
from diplotrack.desktop.views.tree_page import TreePage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, Engagement, Objective, Person, Statement
from diplotrack.records.enumerations import CommitmentStatus, EngagementStatus
from diplotrack.workspace import Workspace

Calm = Callable[[], None]
TODAY = date(2026, 5, 29)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(workspace: Workspace) -> int:
    """A visit planned for next Tuesday."""
    with workspace.change("Plan") as work:
        visit = work.add(
            Engagement(title="Visit to Cairo", starts_on=date(2026, 6, 2), status=EngagementStatus.PLANNED)
        )
    return visit.id


@pytest.fixture
def calendar(window: MainWindow, plan: int, calm: Calm) -> CalendarPage:
    """The calendar, opened by its key."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL | SHIFT)
    page = window.page
    assert isinstance(page, CalendarPage)
    page.show_view("month")
    calm()
    return page


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_keys_go_from_day_to_day_and_from_month_to_month(calendar: CalendarPage, calm: Calm) -> None:
    assert calendar.day == TODAY
    QTest.keyClick(calendar.month, Qt.Key.Key_Right)
    QTest.keyClick(calendar.month, Qt.Key.Key_Down)
    assert calendar.day == date(2026, 6, 6)
    calm()
    assert calendar.head.title.text() == "June 2026"
    QTest.keyClick(calendar.month, Qt.Key.Key_PageUp)
    assert calendar.day == date(2026, 5, 6)
    QTest.keyClick(calendar.month, Qt.Key.Key_T)
    calm()
    assert calendar.day == TODAY
    QTest.keyClick(calendar.month, Qt.Key.Key_W)
    calm()
    assert calendar.week.isVisible()
    QTest.keyClick(calendar.week, Qt.Key.Key_A)
    calm()
    assert "Visit to Cairo" in [getattr(line, "title", "") for line in calendar.agenda.lines.lines]


def test_a_planned_visit_is_opened_moved_by_keyboard_and_put_back(
    calendar: CalendarPage, window: MainWindow, workspace: Workspace, plan: int, calm: Calm
) -> None:
    wanted: list[tuple[str, int]] = []
    window.context.tab_wanted.disconnect()
    window.context.tab_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    for _step in range(4):
        QTest.keyClick(calendar.month, Qt.Key.Key_Right)
    calm()
    QTest.keyClick(calendar.month, Qt.Key.Key_Return)
    assert wanted == [("engagement", plan)]
    QTest.keyClick(calendar.month, Qt.Key.Key_Right, CONTROL | SHIFT)
    calm()
    moved = workspace.records.get(Engagement, plan)
    assert moved is not None
    assert moved.starts_on == date(2026, 6, 3)
    assert calendar.day == date(2026, 6, 3)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    calm()
    back = workspace.records.get(Engagement, plan)
    assert back is not None
    assert back.starts_on == date(2026, 6, 2)


def test_a_planned_visit_is_dragged_to_another_day_and_n_plans_the_next(
    calendar: CalendarPage, workspace: Workspace, plan: int, calm: Calm
) -> None:
    calendar.go_to(date(2026, 6, 2))
    calm()
    grid = calendar.month
    box = next(rect for rect, entry in grid.placed(date(2026, 6, 2)) if entry is not None)
    start = QPoint(round(box.center().x()), round(box.center().y()))
    end = grid.visualRect(grid.table.index_of(date(2026, 6, 11))).center()
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(15, 15))
    QTest.mouseMove(view, end)
    # An offscreen pointer carries no pressed button: the release finds what was taken.
    grid.dragged = grid.dragged or grid.table.shown.on(date(2026, 6, 2))[0]
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    calm()

    moved = workspace.records.get(Engagement, plan)
    assert moved is not None
    assert moved.starts_on == date(2026, 6, 11)

    calendar.go_to(date(2026, 6, 9))
    QTest.keyClick(calendar.month, Qt.Key.Key_N)
    calm()
    form = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, RecordForm) and one.isVisible()
    )
    assert form.draft.values["starts_on"].earliest == date(2026, 6, 9)
    assert form.draft.values["status"] is EngagementStatus.PLANNED
    form.discard()


def test_two_hundred_entries_on_a_day_fold_into_a_number_that_opens_the_day(
    calendar: CalendarPage, workspace: Workspace, calm: Calm
) -> None:
    with workspace.change("Log") as work:
        work.add_all(
            Engagement, [{"title": f"Call {one}", "starts_on": date(2026, 5, 13)} for one in range(200)]
        )
    calendar.go_to(date(2026, 5, 13))
    calendar._load()
    calm()
    placed = calendar.month.placed(date(2026, 5, 13))
    assert len(placed) < 10
    more = next(rect for rect, entry in placed if entry is None)
    QTest.mouseClick(
        calendar.month.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(more.x()) + 2, int(more.y()) + 2)
    )
    assert focus() is calendar.day_list
    assert calendar.day_list.lines.rowCount() == 201
    due = [one for one in calendar.span.entries if one.layer == "due"] if calendar.span else []
    assert due
    QTest.mouseClick(calendar.head.toggles["due"], Qt.MouseButton.LeftButton)
    calm()
    assert calendar.span is not None
    assert [one for one in calendar.span.entries if one.layer == "due"] == []


@pytest.fixture
def board(window: MainWindow, calm: Calm) -> BoardPage:
    """The board, opened by its key."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL | ALT)
    page = window.page
    assert isinstance(page, BoardPage)
    page.show_grouping("status")
    calm()
    return page


def column(board: BoardPage, key: object) -> int:
    return next(place for place, one in enumerate(board.columns) if one.column.key == key)


def test_a_card_is_carried_to_the_next_column_by_keyboard(
    board: BoardPage, workspace: Workspace, window: MainWindow, calm: Calm
) -> None:
    source = board.columns[column(board, "open")]
    assert source.list.hasFocus()
    moved = source.cards.ids[0]
    QTest.keyClick(source.list, Qt.Key.Key_Right, CONTROL | SHIFT)
    calm()

    one = workspace.records.get(Commitment, moved)
    assert one is not None
    assert one.status is CommitmentStatus.IN_PROGRESS
    target = board.columns[column(board, "in_progress")]
    assert target.list.hasFocus()
    assert list(target.cards.ids) == [moved]
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    calm()
    assert moved in board.columns[column(board, "open")].cards.ids


def test_fulfilled_asks_what_shows_it(board: BoardPage, workspace: Workspace, calm: Calm) -> None:
    start = column(board, "open")
    moved = board.columns[start].cards.ids[0]
    QTest.keyClick(board.columns[start].list, Qt.Key.Key_Right, CONTROL | SHIFT)
    calm()
    QTest.keyClick(board.columns[start + 1].list, Qt.Key.Key_Right, CONTROL | SHIFT)
    evidence = board.columns[start + 2].evidence
    assert focus() is evidence
    QTest.keyClick(evidence, Qt.Key.Key_Escape)
    assert board.columns[start + 1].list.hasFocus()
    QTest.keyClick(board.columns[start + 1].list, Qt.Key.Key_Right, CONTROL | SHIFT)
    QTest.keyClicks(evidence, "Note of 28 May")
    QTest.keyClick(evidence, Qt.Key.Key_Return)
    calm()

    one = workspace.records.get(Commitment, moved)
    assert one is not None
    assert one.status is CommitmentStatus.FULFILLED
    assert workspace.search("Note of 28 May")


def test_a_card_changes_its_owner(board: BoardPage, workspace: Workspace, calm: Calm) -> None:
    with workspace.change("Give") as work:
        people = work.session.query(Person).order_by(Person.id).all()
        work.get(Commitment, 1).owner_id = people[0].id
    board.show_grouping("owner")
    calm()
    nobody, someone = board.columns
    moved = nobody.cards.ids[0]
    nobody.list.setFocus()
    QTest.keyClick(nobody.list, Qt.Key.Key_Right, CONTROL | SHIFT)
    calm()
    one = workspace.records.get(Commitment, moved)
    assert one is not None
    assert one.owner_id == someone.column.key
    QTest.keyClicks(board.words, "Promise 3")
    QTest.qWait(300)
    calm()
    assert board.row_count == 1


@pytest.fixture
def tree(window: MainWindow, workspace: Workspace, calm: Calm) -> TreePage:
    """Two objectives, and words on the first; opened by its key."""
    with workspace.change("Set up") as work:
        first = work.add(Objective(code="SEC-1", title="Cables"))
        work.add(Objective(code="SEC-2", title="Ports"))
        for number in range(3):
            day = TODAY - timedelta(days=100 * number)
            work.add(Statement(quote=f"We care {number}.", said_on=day, objective_id=first.id, stance=1))
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_O, CONTROL | SHIFT)
    page = window.page
    assert isinstance(page, TreePage)
    calm()
    return page


def nameless(page: QWidget) -> list[QWidget]:
    """Controls that a screen reader could not name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    controls = [one for kind in kinds for one in page.findChildren(kind)]
    named = [one for one in controls if one.accessibleName() or getattr(one, "text", str)()]
    inner = [one for one in controls if isinstance(one.parent(), QLineEdit | QComboBox)]
    return [one for one in controls if one not in named and one not in inner and one.isVisibleTo(page)]


def test_an_objective_is_made_part_of_the_one_above_and_taken_out_again(
    tree: TreePage, window: MainWindow, workspace: Workspace, calm: Calm
) -> None:
    QTest.keyClick(tree.tree, Qt.Key.Key_Down)
    QTest.keyClick(tree.tree, Qt.Key.Key_Right, CONTROL | SHIFT)
    calm()
    assert [one.parent_id for one in workspace.objectives.all()] == [None, 1]
    assert tree.tree.current_id == 2
    for name in ("board", "calendar", "tree"):
        assert nameless(window.show_page(name)) == []
        calm()
    QTest.keyClick(tree.tree, Qt.Key.Key_Left, CONTROL | SHIFT)
    calm()
    assert [one.parent_id for one in workspace.objectives.all()] == [None, None]


def test_a_quarter_of_the_chart_lists_its_records(tree: TreePage, calm: Calm) -> None:
    assert tree._word.text() == "Needs attention"
    assert tree._why.text() == "Why: no line to take in force"
    assert len(tree.chart.quarters) == 3
    assert "For: 1" in tree.chart.quarters[-1].told()
    slot = tree.chart._slot(0).center().toPoint()
    QTest.mouseClick(tree.chart, Qt.MouseButton.LeftButton, pos=slot)
    assert "We care 2." in tree.sheet.toPlainText()
    QTest.keyClick(tree.chart, Qt.Key.Key_Right)
    QTest.keyClick(tree.chart, Qt.Key.Key_Return)
    assert "We care 1." in tree.sheet.toPlainText()
    QTest.mouseClick(tree._as_table, Qt.MouseButton.LeftButton)
    cell = tree.table.item(0, 2)
    assert cell is not None
    assert cell.text() == "1"
