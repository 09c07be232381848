"""What the keys of the window do with documents: those of the Reports page, and those on the record in front."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from diplotrack.base.i18n import _
from diplotrack.desktop.views.pages import page_named
from diplotrack.records import KINDS

if TYPE_CHECKING:
    from diplotrack.desktop.views.reports.page import ReportsPage
    from diplotrack.desktop.window import MainWindow
    from diplotrack.workspace.printing import Order


def attach(window: MainWindow) -> None:
    """Connect the commands, and show the page where a document is wanted."""
    connect = window.context.commands.connect_to
    for name, act in ACTS.items():
        connect(name, partial(_on_page, window, act))
    connect("documents_on", lambda: offer(window))
    window.context.report_wanted.connect(lambda wanted: show(window, wanted))


ACTS: dict[str, Callable[[ReportsPage], object]] = {
    "save_report": lambda page: page.delivering.save(),
    "open_report": lambda page: page.delivering.open(),
    "copy_report": lambda page: page.delivering.copy(),
    "show_folder": lambda page: page.delivering.show_folder(),
    "keep_report": lambda page: page.keeping.save(),
    "batch_report": lambda page: page.ask_for_each(),
}
"""Command → what it does on the page."""


def show(window: MainWindow, wanted: Order) -> None:
    """Show that document on the Reports page."""
    page = _page(window)
    if page is not None:
        page.show_order(wanted)


def offer(window: MainWindow) -> QMenu | None:
    """Offer the documents on the record in front, and those that the page in front is printed as."""
    from diplotrack.workspace.printing import REPORTS, order, reports_on

    record, context = window.record_in_front, window.context
    wanted: dict[str, Order] = {}
    if record is not None:
        kind, record_id = record
        wanted = {str(one.label): order(one.name, **{ask.name: record_id}) for one, ask in reports_on(kind)}
    if window.tabs.front is None:
        # The document of a page is the one that bears its icon.
        icon = page_named(window.page_name).icon
        wanted |= {
            str(one.label): order(one.name)
            for one in REPORTS.values()
            if one.icon == icon and not any(ask.field.required for ask in one.asks)
        }
    if not wanted:
        what = str(KINDS[record[0]].__kind__.label).lower() if record else _("page")
        context.say(_("There is no document on this {what}.").format(what=what))
        return None
    if len(wanted) == 1:
        context.report(next(iter(wanted.values())))
        return None
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("Documents on this"))
    for words, one in wanted.items():
        menu.addAction(words).triggered.connect(partial(_report, window, one))
    under = window.rect().contains(window.mapFromGlobal(QCursor.pos()))
    menu.popup(QCursor.pos() if under else window.mapToGlobal(window.rect().center()))
    return menu


def _report(window: MainWindow, wanted: Order, _on: bool = False) -> None:
    window.context.report(wanted)


def _on_page(window: MainWindow, act: Callable[[ReportsPage], object]) -> None:
    page = _page(window)
    if page is not None:
        act(page)


def _page(window: MainWindow) -> ReportsPage | None:
    """The page, brought to the front."""
    from diplotrack.desktop.views.reports.page import ReportsPage

    in_front = window.page
    if isinstance(in_front, ReportsPage) and window.tabs.front is None:
        return in_front
    page = window.show_page("reports")
    return page if isinstance(page, ReportsPage) else None
