"""Records in tabs of their own, as a person opens, leaves and closes them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Calm = Callable[[], None]


def read_in(window: MainWindow) -> str:
    """The title of the record that is read in the tab in front."""
    tab = window.tabs.front
    assert tab is not None
    assert isinstance(tab.page, ReadingPane)
    assert tab.page.reading is not None
    return tab.page.reading.title


def open_tabs(window: MainWindow, calm: Calm, *numbers: int) -> None:
    for number in numbers:
        window.context.open_in_tab("engagement", number)
        calm()


def test_ctrl_enter_opens_the_chosen_record_in_a_tab(window: MainWindow, calm: Calm) -> None:
    assert isinstance(window.page, ListPage)
    chosen = window.page.view.current_id
    QTest.keyClick(window.page.view, Key.Key_Return, CTRL)
    calm()

    assert window.tabs.keys == [("engagement", chosen)]
    assert window.tabs.strip.isVisible()
    assert window.tabs.strip.tabText(1) == read_in(window)
    assert isinstance(window.page, ListPage)


def test_a_record_is_not_opened_twice(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3, 4, 3)

    assert window.tabs.keys == [("engagement", 3), ("engagement", 4)]
    assert window.tabs.strip.currentIndex() == 1


def test_keys_go_through_the_tabs_and_close_them(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3, 4)
    strip = window.tabs.strip
    QTest.keyClick(window, Key.Key_Tab, CTRL)
    assert strip.currentIndex() == 0
    QTest.keyClick(window, Key.Key_Backtab, CTRL | SHIFT)
    assert strip.currentIndex() == 2
    QTest.keyClick(window, Key.Key_W, CTRL)
    assert window.tabs.keys == [("engagement", 3)]
    QTest.keyClick(window, Key.Key_W, CTRL)
    QTest.keyClick(window, Key.Key_W, CTRL)

    assert window.tabs.keys == []
    assert not strip.isVisible()
    assert window.page.isVisible()


def test_keys_for_pages_still_step_through_pages(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3)
    before = window.page_name
    QTest.keyClick(window, Key.Key_PageDown, CTRL)

    assert window.page_name != before
    assert window.tabs.front is None


def test_the_middle_button_and_the_cross_close(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3, 4)
    strip = window.tabs.strip
    QTest.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(1).center())
    assert window.tabs.keys == [("engagement", 4)]
    cross = strip.tabButton(1, strip.ButtonPosition.RightSide)
    assert isinstance(cross, QToolButton)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)

    assert window.tabs.keys == []


def test_a_link_leads_on_within_the_tab_and_back(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3, 4)
    first = read_in(window)
    window.context.open_record("person", 1)
    calm()
    assert window.tabs.keys == [("engagement", 3), ("person", 1)]
    assert read_in(window) == window.tabs.strip.tabText(2) == "Catherine Colonna"
    QTest.keyClick(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    calm()

    assert read_in(window) == first
    assert not window.context.commands.action("back").isEnabled()
    assert window.context.commands.action("forward").isEnabled()


def test_every_tab_has_a_way_back_of_its_own(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3)
    window.context.open_record("person", 1)
    calm()
    window.tabs.go_home()
    assert not window.context.commands.action("back").isEnabled()
    window.tabs.step(1)

    assert window.context.commands.action("back").isEnabled()


def test_a_tab_says_that_its_record_went_to_the_trash_and_restores_it(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3)
    QTest.keyClick(window, Key.Key_Delete)
    calm()
    tab = window.tabs.front
    assert tab is not None
    assert "in the trash" in tab._sentence.text()
    QTest.mouseClick(tab._restore, Qt.MouseButton.LeftButton)
    calm()

    assert not tab._word.isVisible()
    assert window.context.workspace.records.get(Engagement, 3).deleted_at is None  # type: ignore[union-attr]


def test_a_tab_whose_record_was_never_made_says_so(window: MainWindow, calm: Calm) -> None:
    made: list[int] = []
    window.context.change("Add", lambda work: made.append(work.add(Engagement(title="Tea")).id))
    calm()
    open_tabs(window, calm, made[0])
    QTest.keyClick(window, Key.Key_Z, CTRL)
    calm()

    tab = window.tabs.front
    assert tab is not None
    assert "no longer in the ledger" in tab._sentence.text()


def test_open_tabs_are_there_the_next_time(window: MainWindow, calm: Calm, qtbot: QtBot) -> None:
    open_tabs(window, calm, 3, 4)
    again = MainWindow(window.context, QSettings())
    qtbot.addWidget(again)
    again.show()
    calm()
    assert again.tabs.keys == [("engagement", 3), ("engagement", 4)]
    assert again.tabs.front is None
    again.tabs.strip.setCurrentIndex(2)
    calm()

    assert read_in(again) == again.tabs.strip.tabText(2)


def test_a_link_to_a_kind_with_a_page_of_its_own_leads_there_and_back(window: MainWindow, calm: Calm) -> None:
    open_tabs(window, calm, 3)
    first = read_in(window)
    window.context.open_record("party", 1)
    calm()
    tab = window.tabs.front
    assert tab is not None
    assert not isinstance(tab.page, ReadingPane)
    window.context.run_command("back")
    calm()

    assert read_in(window) == first
