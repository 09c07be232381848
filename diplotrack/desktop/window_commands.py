"""What the commands of the window do: one line each. Features connect their own (``features.py``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from diplotrack.base.i18n import _
from diplotrack.desktop.views.gaps_page import GapsPage
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.records import KINDS, TOP_KINDS

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow


def attach(window: MainWindow) -> None:
    """Connect the window's own commands."""
    context, connect, tabs = window.context, window.context.commands.connect_to, window.tabs
    for command, action in context.commands.all():
        window.addAction(action)
        if command.page:
            connect(command.name, partial(window.show_page, command.page))
    connect("palette", window.open_palette)
    connect("keys", lambda: _show_keys(window))
    connect("check", lambda: _check(window))
    connect("new", lambda: context.edit_record(window.kind_in_front))
    connect("edit", lambda: _edit(window))
    connect("trash", lambda: _trash(window))
    connect("filter", lambda: _in_list(window, ListPage.focus_filter))
    connect("columns", lambda: _in_list(window, ListPage.choose_columns))
    connect("focus_list", lambda: _focus(window))
    connect("next_page", lambda: window.sidebar.step(1))
    connect("previous_page", lambda: window.sidebar.step(-1))
    connect("open_tab", lambda: _open_tab(window))
    connect("close_tab", tabs.close_current)
    connect("next_tab", lambda: tabs.step(1))
    connect("previous_tab", lambda: tabs.step(-1))
    connect("print", lambda: _print(window))
    connect("appearance", context.theme.switch)
    connect("system_appearance", lambda: context.theme.choose("system"))
    connect("larger", lambda: context.theme.resize_text(1))
    connect("smaller", lambda: context.theme.resize_text(-1))
    connect("usual_size", lambda: context.theme.resize_text(0))
    connect("quit", window.close)


def _in_list(window: MainWindow, act: Callable[[ListPage], object]) -> None:
    """Do something in the list; from a tab, its list comes to the front first."""
    window.tabs.go_home()
    if isinstance(window.page, ListPage):
        act(window.page)


def _edit(window: MainWindow) -> None:
    record = window.record_in_front
    if record is not None:
        window.context.edit_record(*record)


def _trash(window: MainWindow) -> None:
    tab = window.tabs.front
    if tab is None:
        if isinstance(window.page, ListPage):
            window.page.trash_selected()
        return
    if tab.is_out:
        return
    kind, record_id = tab.key

    def done(_nothing: object) -> None:
        window.context.say(_("Moved to the trash. Ctrl+Z brings it back."))

    window.context.change(
        "Move to trash", lambda work: work.trash(work.get(KINDS[kind], record_id)), done, owner=window
    )


def _focus(window: MainWindow) -> None:
    if window.tabs.front is not None:
        window.tabs.front.take_focus()
    else:
        window.page.came_to_front()


def _open_tab(window: MainWindow) -> None:
    record = window.record_in_front
    if record is not None and record[0] in TOP_KINDS:
        window.context.open_in_tab(*record)


def _print(window: MainWindow) -> None:
    record = window.record_in_front
    if record is None and window.page_name == "reports":
        from diplotrack.desktop.views.reports.page import ReportsPage

        if isinstance(window.page, ReportsPage):
            window.page.delivering.print()
        return
    if record is not None and record[0] in TOP_KINDS:
        from diplotrack.desktop.prints.record import RecordPrint

        RecordPrint(window.context, *record, window).ask()


def _check(window: MainWindow) -> None:
    page = window.show_page("finding")
    if isinstance(page, GapsPage):
        page.check()


def _show_keys(window: MainWindow) -> None:
    from diplotrack.desktop.dialogs.keys import KeysDialog

    _open(KeysDialog(window.context.commands, window.context.theme, window))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
