"""Words on the page of a text are said to be no promise by keys or in the menu; undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from diplotrack.desktop.reading.commands import pane_in_front
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.window import MainWindow
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Portion

Calm = Callable[[], None]
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
WORDS = "France will remain in close touch."


@pytest.fixture
def pane(window: MainWindow, calm: Calm, workspace: Workspace) -> ReadingPane:
    """The page of an engagement whose record holds a phrase that only looks like a promise, chosen."""
    draft = workspace.editing.load("engagement", 3)
    draft.texts["their_points"] = [Portion(f"It was good to meet. {WORDS}")]
    workspace.editing.save(draft)
    window.context.open_record("engagement", 3)
    calm()
    found = pane_in_front(window)
    assert found is not None
    found.sheet.moveCursor(QTextCursor.MoveOperation.Start)
    assert found.sheet.find(WORDS)
    found.sheet.setFocus()
    return found


def test_chosen_words_are_dismissed_by_keys(workspace: Workspace, calm: Calm, pane: ReadingPane) -> None:
    QTest.keyClick(pane.sheet, Qt.Key.Key_X, BOTH)
    calm()
    assert workspace.dismissing.dismissed("engagement", 3) == (WORDS,)
    workspace.history.undo()
    assert workspace.dismissing.dismissed("engagement", 3) == ()


def test_the_menu_of_the_words_offers_it(workspace: Workspace, calm: Calm, pane: ReadingPane) -> None:
    menu = QMenu()
    pane.acting.taking.bar.fill(menu)
    next(one for one in menu.actions() if one.text() == "No promise").trigger()
    calm()
    assert workspace.dismissing.dismissed("engagement", 3) == (WORDS,)
