"""What was done, as a list in which any one operation is taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from diplotrack.desktop.models import operation_table
from diplotrack.desktop.views.operations_page import OperationsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement, Person
from diplotrack.workspace import Workspace

Key = Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Calm = Callable[[], None]


def retitle(workspace: Workspace, record_id: int, title: str, operation: str) -> None:
    with workspace.change(operation) as work:
        work.get(Engagement, record_id).title = title


def opened(window: MainWindow, calm: Calm) -> OperationsPage:
    QTest.keyClick(window, Key.Key_Z, CTRL_ALT)
    calm()
    assert isinstance(window.page, OperationsPage)
    return window.page


def names(page: OperationsPage) -> list[str]:
    return [one.name for one in page.table.rows]


def test_any_operation_is_taken_back_by_its_row(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    with workspace.change("Add person") as work:
        made = work.add(Person(name="Tea Drinker")).id
    retitle(workspace, 3, "Tea", "Edit engagement")
    page = opened(window, calm)
    assert names(page) == ["Edit engagement", "Add person", "Set up the desk"]
    assert page.table.rows[0].records == 1
    QTest.keyClick(page.view, Key.Key_Down)
    QTest.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    calm()

    assert workspace.records.get(Person, made) is None
    assert names(page)[0] == "Undo: Add person"
    assert [one.is_undone for one in page.table.rows] == [False, False, True, False]


def test_what_later_work_builds_on_is_refused_with_its_name(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    retitle(workspace, 3, "Tea", "First edit")
    retitle(workspace, 3, "Coffee", "Second edit")
    page = opened(window, calm)
    QTest.keyClick(page.view, Key.Key_Down)
    QTest.keyClick(page.view, Key.Key_Return)
    calm()

    assert page.refusal.isVisible()
    assert "“Coffee”" in page.refusal.text()
    assert page.undo.isEnabled()


def test_what_was_undone_is_done_again_from_its_row(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    retitle(workspace, 3, "Tea", "Edit engagement")
    workspace.history.undo()
    page = opened(window, calm)
    assert page.undo.text() == "Do this again"
    QTest.keyClick(page.view, Key.Key_Return)
    calm()

    assert workspace.records.get(Engagement, 3).title == "Tea"  # type: ignore[union-attr]


def test_words_leave_those_that_have_them(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    retitle(workspace, 3, "Tea", "Edit engagement")
    page = opened(window, calm)
    QTest.keyClicks(page.words, "edit")
    QTest.qWait(250)
    calm()
    assert names(page) == ["Edit engagement"]
    QTest.keyClick(page.words, Key.Key_Escape)
    QTest.qWait(250)
    calm()

    assert len(names(page)) == 2


def test_the_list_reads_on_where_it_is_scrolled(
    window: MainWindow, calm: Calm, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation_table, "PAGE", 5)
    for number in range(7):
        retitle(workspace, 3, f"Tea {number}", "Edit engagement")
    page = opened(window, calm)
    page.resize(600, 240)
    page.view.scrollToBottom()
    calm()

    assert page.row_count == 8
    assert page.table.rows[-1].name == "Set up the desk"
