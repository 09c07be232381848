"""The window as a person uses it: keys, filters, the palette, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
)
from pytestqt.qtbot import QtBot

from diplotrack.desktop.palette import Palette
from diplotrack.desktop.views.condition_asks import StepsAsk
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, Engagement, Party
from diplotrack.records.enumerations import Format
from diplotrack.store.lists import Condition
from diplotrack.workspace.printing import order

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

Calm = Callable[[], None]


def page_of(window: MainWindow) -> ListPage:
    page = window.page
    assert isinstance(page, ListPage)
    return page


def test_a_list_opens_with_its_first_record_chosen(window: MainWindow) -> None:
    assert page_of(window).view.currentIndex().row() == 0


def test_the_sidebar_goes_to_a_page_and_shows_its_count(window: MainWindow, calm: Calm) -> None:
    window.show_page("commitment")
    calm()
    assert page_of(window).row_count == 5
    item = window.sidebar.list.currentItem()
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Commitments, 5"


def test_j_k_and_the_ends(window: MainWindow, calm: Calm) -> None:
    view = page_of(window).view
    for key, row in ((Key.Key_J, 1), (Key.Key_J, 2), (Key.Key_K, 1), (Key.Key_End, 249), (Key.Key_Home, 0)):
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row


def test_words_filter_the_list(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    QTest.keyClicks(page.filters.words, "energy")
    QTest.qWait(250)
    calm()
    assert page.row_count == 50


def test_words_in_another_script_filter_the_list(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.filters.words.setText("لقاء")
    QTest.qWait(250)
    calm()
    assert page.row_count == 50


def test_a_field_filters_the_list_and_its_chip_says_so(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    editor = page.filters.edit("format")
    assert isinstance(editor.ask, StepsAsk)
    box = next(box for value, box in editor.ask.boxes if value is Format.CALL)
    box.click()
    QTest.keyClick(editor, Key.Key_Return)
    calm()
    assert page.row_count == 125
    assert "Format: Call" in [one.text() for one in page.filters.findChildren(QAbstractButton)]


def test_dates_filter_as_they_are_written(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    editor = page.filters.edit("starts_on")
    QTest.keyClicks(editor.ask.first, "2026-05")
    QTest.keyClick(editor, Key.Key_Return)
    calm()
    assert page.row_count == 29


def test_a_date_that_is_none_is_told_in_the_editor(window: MainWindow) -> None:
    editor = page_of(window).filters.edit("starts_on")
    QTest.keyClicks(editor.ask.first, "soon")
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.isVisible()
    assert "soon" in editor.complaint.text()
    editor.close()


def test_a_list_can_be_asked_for_with_conditions(window: MainWindow, calm: Calm) -> None:
    window.context.show_list("engagement", [Condition("partners", "is", 1)])
    calm()
    assert page_of(window).row_count in (83, 84)
    texts = [one.text() for one in page_of(window).filters.findChildren(QAbstractButton)]
    assert "With: France" in texts


def test_escape_takes_the_filters_away(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.show_conditions([Condition("format", "is", Format.CALL)])
    calm()
    QTest.keyClick(page.filters.words, Key.Key_Escape)
    calm()
    assert page.row_count == 250


def test_a_click_on_a_head_sorts_and_a_second_one_turns_round(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    place = [column.name for column in page.table.columns].index("title")
    page.view._header_clicked(place)
    calm()
    first = page.table.id_at(0)
    page.view._header_clicked(place)
    calm()
    assert page.table.id_at(page.row_count - 1) == first


def test_an_empty_list_says_what_to_do(window: MainWindow, calm: Calm) -> None:
    window.show_page("deed")
    calm()
    empty = page_of(window)._empty
    assert empty.isVisible()
    assert empty.button.text() == "New deed"


def test_columns_are_chosen_and_remembered(window: MainWindow, calm: Calm, qtbot: QtBot) -> None:
    page = page_of(window)
    page.show_columns((*page.shown_columns, "venue"))
    calm()
    assert [column.name for column in page.table.columns][-1] == "venue"
    again = ListPage(window.context, "engagement")
    qtbot.addWidget(again)
    assert [column.name for column in again.table.columns][-1] == "venue"


def test_the_palette_finds_a_record_without_its_accents_and_opens_it(window: MainWindow, calm: Calm) -> None:
    palette = window.open_palette()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "egypte")
    QTest.qWait(150)
    calm()
    assert palette.titles[0] == "Égypte"
    QTest.keyClick(palette.line, Key.Key_Return)
    calm()
    assert window.page_name == "party"
    assert page_of(window).view.current_id == 3


def test_the_palette_offers_a_brief_on_a_partner(window: MainWindow, calm: Calm, qtbot: QtBot) -> None:
    palette = window.open_palette()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "brief fra")
    QTest.qWait(150)
    calm()
    assert "Brief on France" in palette.titles
    palette._choose(palette.titles.index("Brief on France"))
    with qtbot.waitSignal(window.context.report_wanted) as asked:
        QTest.keyClick(palette.line, Key.Key_Return)
    assert asked.args == [order("partner-brief", partner=1)]
    calm()


def test_the_palette_puts_the_very_name_before_longer_ones(window: MainWindow, calm: Calm) -> None:
    names = ("Metropolitan France", "France Overseas")
    window.context.change(
        "Add", lambda work: [work.add(Party(name=name, sort_key=name.casefold())) for name in names]
    )
    calm()
    palette = window.open_palette()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "FRANCE")
    QTest.qWait(150)
    calm()
    assert palette.titles[:4] == ["France", "Brief on France", "France Overseas", "Metropolitan France"]


def test_the_palette_offers_the_brief_on_the_very_name_first(window: MainWindow, calm: Calm) -> None:
    window.context.change(
        "Add", lambda work: work.add(Party(name="Metropolitan France", sort_key="metropolitan france"))
    )
    calm()
    palette = window.open_palette()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "brief france")
    QTest.qWait(150)
    calm()
    assert next(one for one in palette.titles if one.startswith("Brief on")) == "Brief on France"


def test_the_palette_runs_commands(window: MainWindow, calm: Calm) -> None:
    palette = window.open_palette()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "next page")
    before = window.page_name
    QTest.keyClick(palette.line, Key.Key_Return)
    assert window.page_name != before


def test_undo_by_its_key_names_what_it_takes_back(window: MainWindow, calm: Calm) -> None:
    context = window.context
    context.change(
        "Log engagement", lambda work: work.add(Engagement(title="Tea", starts_on=date(2026, 5, 1)))
    )
    calm()
    assert context.commands.action("undo").text() == "Undo: Log engagement"
    assert page_of(window).row_count == 251
    window.activateWindow()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    calm()
    assert page_of(window).row_count == 250
    assert context.commands.action("redo").text() == "Redo: Log engagement"
    assert "Undo: Log engagement" in window.notices.label.text()


def test_an_error_that_the_user_can_mend_stands_above_the_page(window: MainWindow, calm: Calm) -> None:
    window.context.change("Edit", lambda work: work.get(Commitment, 999))
    calm()
    assert window.notices.isVisible()
    assert "no longer in the ledger" in window.notices.label.text()


def test_a_fault_of_ours_opens_a_dialog_with_details(window: MainWindow, calm: Calm) -> None:
    from diplotrack.desktop.dialogs.fault import FaultDialog

    window.context.read(lambda _workspace: 1 // 0, print)
    calm()
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.details.toPlainText()
    dialog.close()


def test_the_sheet_of_keys_lists_every_command_that_has_keys(window: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    from diplotrack.desktop.commands import COMMANDS
    from diplotrack.desktop.dialogs.keys import KeysDialog

    window.context.run_command("keys")
    sheet = window.findChild(KeysDialog)
    assert sheet is not None
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {window.context.commands.action(one.name).text() for one in COMMANDS if one.keys} <= shown
    sheet.close()


def test_no_two_commands_share_their_keys() -> None:
    from diplotrack.desktop.commands import COMMANDS

    keys = [command.keys for command in COMMANDS if command.keys]
    assert len(keys) == len(set(keys))


def test_closing_keeps_the_size_for_the_next_time(window: MainWindow) -> None:
    from PySide6.QtCore import QSettings, QSize

    window.resize(1000, 700)
    window.close()
    assert QSettings().value("window_size") == QSize(1000, 700)


def test_all_icons_of_the_sidebar_are_in_sight_in_large_text(window: MainWindow, calm: Calm) -> None:
    window.context.theme.resize_text(10)
    window.resize(1600, 1000)
    window.sidebar.show_labels(False)
    calm()
    bar = window.sidebar.list
    last = bar.visualItemRect(bar.item(bar.count() - 1))
    assert last.bottom() <= bar.viewport().height()


def test_a_mirrored_window_has_its_sidebar_on_the_right(window: MainWindow, calm: Calm) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    calm()
    assert window.sidebar.mapTo(window, QPoint(0, 0)).x() > window.stack.mapTo(window, QPoint(0, 0)).x()
    window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_mirrored_list_has_its_first_record_chosen_too(
    qtbot: QtBot, window: MainWindow, calm: Calm, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = ListPage(window.context, "engagement")
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        calm()
        assert page.view.currentIndex().row() == 0
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
