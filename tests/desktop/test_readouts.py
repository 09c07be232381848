"""From the page of an engagement: words become records, a readout is made, theirs is filed and compared with ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from diplotrack.base.markings import Marking, level_of_any_scheme
from diplotrack.desktop.dialogs.readout import ReadoutDialog
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.reading.commands import pane_in_front
from diplotrack.desktop.views.compare_window import CompareWindow
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Clearance, Commitment, Communication
from diplotrack.records.enumerations import ClearanceState
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Portion
from tests.desktop.test_forms import block, save

Calm = Callable[[], None]
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
SAID = "😀 France will repair the cable by 30 June 2026."


@pytest.fixture
def pane(window: MainWindow, calm: Calm, workspace: Workspace) -> ReadingPane:
    """The page of an engagement with a record of conversation."""
    draft = workspace.editing.load("engagement", 3)
    draft.texts["their_points"] = [Portion(SAID)]
    draft.texts["outcomes"] = [
        Portion("Experts  meet in June."),
        Portion("The budget is short.", Marking.of(level_of_any_scheme("CON"))),
    ]
    draft.marking = Marking.of(level_of_any_scheme("INT"))
    workspace.editing.save(draft)
    window.context.open_record("engagement", 3)
    calm()
    found = pane_in_front(window)
    assert found is not None
    return found


def choose(pane: ReadingPane, words: str) -> None:
    pane.sheet.moveCursor(QTextCursor.MoveOperation.Start)
    assert pane.sheet.find(words)
    pane.sheet.setFocus()


def form_of(window: MainWindow, kind: str) -> RecordForm:
    return next(form for (name, _id), form in Desk.of(window.context).forms.items() if name == kind)


def dialog() -> ReadoutDialog:
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next(one for one in shown if isinstance(one, ReadoutDialog))


def test_words_of_the_page_become_a_promise_that_quotes_them(
    window: MainWindow, calm: Calm, workspace: Workspace, pane: ReadingPane
) -> None:
    choose(pane, "France will repair")
    QTest.keyClick(pane.sheet, Qt.Key.Key_P, CTRL | ALT)
    calm()
    form = form_of(window, "commitment")
    form.complete()
    save(form, calm)

    with workspace.read() as session:
        one = session.query(Commitment).filter(Commitment.quote == "France will repair").one()
        assert (one.quote_start, one.quote_before, one.engagement_id) == (2, "😀 ", 3)
        assert one.due_on is not None
    window.context.open_record("engagement", 3)
    calm()
    again = pane_in_front(window)
    assert again is not None
    shown = [one.cursor.selectedText() for one in again.sheet.extraSelections()]
    assert shown == ["France will repair"]


def test_a_readout_is_made_by_one_key_and_theirs_is_compared_with_it(
    window: MainWindow, calm: Calm, workspace: Workspace, pane: ReadingPane
) -> None:
    QTest.keyClick(window, Qt.Key.Key_R, CTRL | SHIFT)
    calm()
    asked = dialog()
    assert [role for role, tick in asked.sections.items() if tick.isChecked()] == ["outcomes"]
    assert "1 is marked higher and stays out" in asked.told.text()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    calm()
    calm()
    form = form_of(window, "communication")
    made = form.draft.id
    assert made is not None
    assert [one.text for one in form.draft.texts["text"]] == ["Experts  meet in June."]
    form.close()

    assert pane.acting.follow("readout:theirs:3")
    calm()
    theirs = form_of(window, "communication")
    theirs.complete()
    QApplication.clipboard().setText("Experts will meet in July.\n\nThe weather was fine.")
    QTest.keyClick(block(theirs, TextsBlock).editor, Qt.Key.Key_V, CTRL)
    save(theirs, calm)
    assert theirs.draft.id is not None
    with workspace.change("Clear") as work:
        work.add(Clearance(communication_id=made, office="Press office", state=ClearanceState.CLEARED))
        assert work.get(Communication, made).is_public is False

    window.context.open_record("engagement", 3)
    calm()
    again = pane_in_front(window)
    assert again is not None
    assert "Press office: Cleared" in again.sheet.toPlainText()
    assert "Compare ours and theirs" in again.sheet.toPlainText()
    assert again.acting.follow(f"compare:{made}:{theirs.draft.id}")
    calm()
    compared = next(one for one in window.findChildren(CompareWindow))
    assert len(compared.differences) == 2
    QTest.keyClick(compared, Qt.Key.Key_F7)
    assert compared.told.text() == "Difference 1 of 2"
    text = compared.sheet.toPlainText()
    assert "Not in ours" in text
    buttons = compared.findChildren(QPushButton)
    assert all(one.text() or one.accessibleName() for one in buttons)
    compared.close()
