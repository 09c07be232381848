"""Lists as people use them: columns, groups, chips, views, many rows at once, the trash."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from diplotrack.base.spans import Span
from diplotrack.desktop.dialogs.bulk_edit import BulkEditDialog
from diplotrack.desktop.dialogs.export_shown import ExportDialog
from diplotrack.desktop.dialogs.save_view import ViewNameDialog
from diplotrack.desktop.dialogs.tags import TagDialog
from diplotrack.desktop.forms.inputs import FlagInput
from diplotrack.desktop.views.condition_asks import RecordsAsk
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.pages import FOOT, PAGES
from diplotrack.desktop.views.row_actions import row_menu
from diplotrack.desktop.views.trash_page import TrashPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement
from diplotrack.store.lists import Condition

Calm = Callable[[], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(window: MainWindow) -> ListPage:
    page = window.page
    assert isinstance(page, ListPage)
    return page


def dialog_of(kind: type[QDialog]) -> QDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def chips(page: ListPage) -> list[str]:
    return [chip.text() for chip in page.filters._shown_chips]


def test_columns_are_shown_moved_and_sized_by_keyboard_and_come_back_after_a_restart(
    window: MainWindow, calm: Calm, qtbot: QtBot
) -> None:
    page = page_of(window)
    popup = page.choose_columns()
    place = [popup.list.item(row).text() for row in range(popup.list.count())].index("Venue")
    popup.list.setCurrentRow(place)
    QTest.keyClick(popup.list, Key.Key_Space)
    for _step in range(place):
        QTest.keyClick(popup.list, Key.Key_Up, CTRL)
    before = page.view.columns._wanted_width(page.table.columns[0])
    QTest.keyClick(popup.list, Key.Key_Right, CTRL)
    popup.close()
    calm()
    assert page.shown_columns[0] == "venue"
    again = ListPage(window.context, "engagement")
    qtbot.addWidget(again)
    assert again.shown_columns == page.shown_columns
    assert again.view.columns._wanted_width(again.table.columns[0]) > before
    again._usual_columns()
    assert "venue" not in again.shown_columns


def test_a_column_is_dragged_elsewhere(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    names = page.shown_columns
    page.view.horizontalHeader().moveSection(0, 2)
    calm()
    assert page.shown_columns == (names[1], names[2], names[0], *names[3:])
    header = page.view.horizontalHeader()
    assert [header.logicalIndex(place) for place in range(3)] == [0, 1, 2]


def test_groups_fold_by_keyboard_and_are_remembered(window: MainWindow, calm: Calm, qtbot: QtBot) -> None:
    page = page_of(window)
    page.group_by("partners")
    calm()
    assert page.table.rowCount() == 250 + 3
    assert page.row_count == 250
    head = page.table.head_at(0)
    assert head is not None
    assert head.caption == "Égypte"
    said = page.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Group Égypte, {head.count}, unfolded"
    assert page.table.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "in the group Égypte"
    page.view.go_to_row(3)
    QTest.keyClick(page.view, Key.Key_Left)
    assert page.view.currentIndex().row() == 0
    assert page.view.current_id == -1
    QTest.keyClick(page.view, Key.Key_Left)
    assert page.table.rowCount() == 250 + 3 - head.count
    QTest.keyClick(page.view, Key.Key_Return)
    assert page.table.rowCount() == 253
    again = ListPage(window.context, "engagement")
    qtbot.addWidget(again)
    assert again.memory.group == "partners"
    page.group_by("")
    calm()


def test_a_change_in_a_list_of_groups_keeps_the_selection(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.group_by("format")
    calm()
    page.view.go_to_row(5)
    chosen = page.view.current_id
    window.context.change("Add", lambda work: work.add(Engagement(title="A new one")))
    calm()
    assert page.view.current_id == chosen
    assert page.row_count == 251


def test_chips_are_walked_through_changed_and_taken_away_by_keyboard(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.filters.set_conditions(
        [
            Condition("starts_on", "within", Span("day", -30, 0)),
            Condition("partners", "any", (1, 2), negated=True),
        ]
    )
    calm()
    assert chips(page) == ["Date: last 30 days", "With: not France, Japan"]
    window.activateWindow()
    first, second = page.filters._shown_chips
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert page.filters.focusWidget() is second
    QTest.keyClick(second, Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    QTest.keyClick(first, Key.Key_Delete)
    calm()
    assert chips(page) == ["With: not France, Japan"]
    assert page.row_count == 83


def test_a_span_in_words_stays_relative(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    editor = page.filters.edit("starts_on")
    QTest.keyClicks(editor.ask.first, "last 9 days")
    QTest.keyClick(editor, Key.Key_Return)
    calm()
    assert page.filters.conditions == (Condition("starts_on", "within", Span("day", -9, 0)),)
    assert page.row_count == 10


def test_several_records_are_chosen_by_name(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    editor = page.filters.edit("partners")
    assert isinstance(editor.ask, RecordsAsk)
    editor.ask.names.show_value({1: "France", 2: "Japan"})
    editor.negated.setChecked(True)
    QTest.keyClick(editor.ask.first, Key.Key_Return)
    calm()
    assert page.filters.conditions == (Condition("partners", "any", (1, 2), negated=True),)


def test_a_list_is_saved_as_a_view_opened_renamed_and_removed(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.filters.set_conditions([Condition("format", "any", ("call",))])
    page.show_columns((*page.shown_columns, "venue"))
    page.group_by("starts_on:year")
    calm()
    window.context.run_command("save_view")
    dialog = dialog_of(ViewNameDialog)
    assert isinstance(dialog, ViewNameDialog)
    QTest.keyClicks(dialog.line, "Calls")
    QTest.keyClick(dialog.line, Key.Key_Return)
    calm()
    bar = window.sidebar.list
    assert bar.currentItem().text() == "Calls"
    QTest.qWait(450)
    calm()
    assert bar.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == "Calls, 125"
    window.sidebar.wanted.emit("engagement")
    calm()
    assert (page.row_count, page.head.heading.text()) == (250, "Engagements")
    page.group_by("")
    bar.setCurrentRow(bar.count() - 1)
    calm()
    assert (page.row_count, page.head.heading.text(), page.memory.group) == (125, "Calls", "starts_on:year")
    assert chips(page) == ["Format: Call"]
    QTest.keyClick(bar, Key.Key_F2)
    rename = dialog_of(ViewNameDialog)
    assert isinstance(rename, ViewNameDialog)
    rename.line.setText("All calls")
    QTest.keyClick(rename.line, Key.Key_Return)
    calm()
    assert [view.name for view in window.context.workspace.views.all()] == ["All calls"]
    QTest.keyClick(bar, Key.Key_Delete)
    calm()
    assert window.context.workspace.views.all() == []
    assert page.row_count == 250


def test_what_a_view_shows_is_not_remembered_for_the_kind(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    usual = page.shown_columns
    page.show_view(page.present_view("Mine"))
    page.show_columns((*page.shown_columns, "venue"))
    page.leave_view()
    calm()
    assert page.shown_columns == usual
    assert not QSettings().contains("columns/engagement")


def test_many_rows_are_edited_together_and_undone_together(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.view.selectAll()
    window.context.run_command("bulk_edit")
    calm()
    dialog = dialog_of(BulkEditDialog)
    assert isinstance(dialog, BulkEditDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("is_public"))
    assert isinstance(dialog.input, FlagInput)
    dialog.input.show_value(True)
    said: list[str] = []
    dialog.edited.connect(said.append)
    dialog.start()
    calm()
    assert said == ["250 records changed."]
    window.context.run_command("undo")
    calm()
    page.show_conditions([Condition("is_public", "is", True)])
    calm()
    assert page.row_count == 0


def test_tags_are_put_on_the_selected(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.view.go_to_row(0)
    QTest.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.context.run_command("tag")
    calm()
    dialog = dialog_of(TagDialog)
    assert isinstance(dialog, TagDialog)
    QTest.keyClicks(dialog.line, "grain, sea")
    QTest.keyClick(dialog.line, Key.Key_Return)
    calm()
    page.show_conditions([Condition("tags", "contains", "sea")])
    calm()
    assert page.row_count == 2


def test_the_selected_rows_are_copied_as_a_table(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.view.go_to_row(0)
    QTest.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.context.run_command("copy_table")
    calm()
    content = QGuiApplication.clipboard().mimeData()
    rows = list(csv.reader(io.StringIO(content.text(), newline=""), delimiter="\t"))
    assert rows[0] == [str(column.label) for column in page.table.columns]
    assert [row[0] for row in rows[1:]] == ["2026-05-29", "2026-05-28"]
    assert content.hasHtml()


def test_what_is_shown_is_exported_all_of_it(
    window: MainWindow, calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QSettings().setValue("prints_folder", str(tmp_path))
    page = page_of(window)
    page.show_conditions([Condition("format", "any", ("call",))])
    calm()
    window.context.run_command("export_shown")
    calm()
    dialog = dialog_of(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    from diplotrack.desktop.dialogs.export_shown import TableForm

    dialog.card.inputs["form"].show_value(TableForm.CSV)
    dialog.card.start()
    calm()
    (written,) = tmp_path.glob("Engagements*.csv")
    assert len(written.read_text(encoding="utf-8-sig").splitlines()) == 126
    dialog.close()


def test_the_menu_of_rows_shows_actions_with_their_keys(window: MainWindow) -> None:
    menu = row_menu(window.context.commands, "engagement", 1, window)
    said = {action.objectName(): action.shortcut().toString() for action in menu.actions() if action.text()}
    assert said["edit"] == "Ctrl+E"
    assert said["copy_table"] == "Ctrl+C"
    several = row_menu(window.context.commands, "engagement", 2, window)
    assert "edit" not in [action.objectName() for action in several.actions()]


def test_the_foot_of_the_sidebar_leads_to_the_pages_about_the_workspace(
    window: MainWindow, calm: Calm
) -> None:
    buttons = window.sidebar.foot.buttons
    assert list(buttons) == [entry.name for entry in PAGES if entry.section == FOOT]
    assert all(button.accessibleName() and button.toolTip() for button in buttons.values())
    window.activateWindow()
    first, second = list(buttons.values())[:2]
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert window.sidebar.foot.focusWidget() is second
    buttons["trash"].click()
    calm()
    assert window.page_name == "trash"
    assert buttons["trash"].isChecked()


def test_the_trash_shows_what_was_put_there_and_enter_brings_it_back(window: MainWindow, calm: Calm) -> None:
    page_of(window).view.go_to_row(0)
    calm()
    window.context.run_command("trash")
    calm()
    window.context.run_command("trash_page")
    calm()
    page = window.page
    assert isinstance(page, TrashPage)
    assert page.row_count == 1
    cells = [page.table.index(0, column).data() for column in range(4)]
    assert cells[0].startswith("Security consultations")
    assert cells[1] == "Engagement"
    QTest.keyClicks(page.words, "nothing like this")
    assert page.empty.isVisible()
    page.words.clear()
    QTest.keyClick(page.view, Key.Key_Return)
    calm()
    assert page.row_count == 0
    assert window.context.workspace.trash.all() == []
