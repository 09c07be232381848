"""Drafts that were left are told, listed, gone on with, discarded and brought back."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.views.drafts_page import DraftsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.workspace import Workspace
from tests.desktop.formwork import Calm, line, open_form, titles

ESCAPE, ENTER, CTRL = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def test_the_page_of_drafts_opens_discards_and_brings_back_by_keys(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    calm()
    page = window.page
    assert isinstance(page, DraftsPage)
    assert not page.empty.isHidden()
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "due_on").line, "12 Ma of")
    QTest.keyClick(form, ESCAPE)
    calm()
    QTest.qWait(200)
    calm()
    assert page.row_count == 1
    said = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "is empty; fill it in" in said
    assert "1 more thing is missing" in said

    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    calm()
    QTest.qWait(200)
    calm()
    assert (page.row_count, titles(workspace)) == (0, [])
    QTest.keyClick(page.list, ENTER)
    calm()
    QTest.qWait(200)
    calm()
    assert page.row_count == 1
    QTest.keyClick(page.list, ENTER)
    calm()
    form = Desk.of(window.context).forms["action", None]
    assert line(form, "due_on").words == "12 Ma of"


def test_damaged_drafts_never_prevent_a_window_and_are_told(
    workspace: Workspace, context: Context, qtbot: QtBot
) -> None:
    workspace.ledger.folder.drafts.write_bytes(b"nonsense" * 600)
    window = MainWindow(context, QSettings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "put aside" in window.notices.label.text(), timeout=5000)


def test_drafts_left_open_are_told_at_the_start(workspace: Workspace, context: Context, qtbot: QtBot) -> None:
    workspace.drafts.keep("", workspace.editing.blank("action", text="Call"))
    window = MainWindow(context, QSettings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "One draft is left open" in window.notices.label.text(), timeout=5000)


def test_a_fresh_form_offers_to_go_on_with_what_was_left(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "text").line, "Call the desk")
    QTest.keyClick(form, ESCAPE)
    calm()
    form = open_form(window, calm, "action")
    assert line(form, "text").words == ""
    go_on = next(
        one for one in form.findChildren(QAbstractButton) if one.text() == "Go on with “Call the desk”"
    )
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.complete()
    assert line(form, "text").words == "Call the desk"
    open_form(window, calm, "action")  # what is being written already is left alone
    assert len(Desk.of(window.context).forms) == 2
