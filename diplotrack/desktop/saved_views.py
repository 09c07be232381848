"""Saved views in the window: kept with Ctrl+Shift+S, listed in the sidebar, opened, renamed, brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.dialogs.save_view import ViewNameDialog
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.views import View

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow

COUNT_AFTER = 400
"""Milliseconds of rest after a change before the records of the views are counted again."""


class SavedViews(QObject):
    """The saved views of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._views: dict[int, View] = {}
        self._count_later = QTimer(self)
        self._count_later.setSingleShot(True)
        self._count_later.setInterval(COUNT_AFTER)
        self._count_later.timeout.connect(self._count)
        sidebar = window.sidebar
        sidebar.view_wanted.connect(self.open)
        sidebar.view_menu.connect(self._offer)
        sidebar.view_key.connect(self._key)
        sidebar.wanted.connect(self._left)
        self._context.list_wanted.connect(lambda kind, _conditions: sidebar.show_view_of(kind, 0))
        self._context.changed.connect(self._changed)
        self._context.commands.connect_to("save_view", self.save)
        self._read()

    def open(self, view_id: int) -> None:
        """Show the list of that view."""
        view = self._views.get(view_id)
        if view is None:
            return
        page = self._window.show_page(view.query.kind)
        if isinstance(page, ListPage):
            page.show_view(view)
            self._window.sidebar.show_view_of(view.query.kind, view_id)
            self._window.sidebar.show_page(view.query.kind)

    def save(self) -> ViewNameDialog | None:
        """Ask for the name under which the list in front is kept."""
        page = self._window.page
        if not isinstance(page, ListPage):
            self._context.say(_("Only lists can be kept as views; go to one first."))
            return None
        shown = page.shown_view
        dialog = ViewNameDialog(
            self._context.theme,
            self._window,
            title=_("Save this list as a view"),
            said=_(
                "Its filters, words, order, groups and columns are kept; dates such as “next 30 days” stay relative."
            ),
            name=shown.name if shown else "",
            updates=shown is not None,
        )
        dialog.named.connect(lambda name: self._save(page, page.present_view(name), dialog))
        dialog.updated.connect(
            lambda: self._save(page, page.present_view(shown.name if shown else ""), dialog)
        )
        dialog.open()
        return dialog

    def _save(self, page: ListPage, view: View, dialog: ViewNameDialog) -> None:
        def done(_changed: object) -> None:
            dialog.accept()
            page.shown_view = view
            page.head.show_name(view.name)
            self._context.say(_("“{name}” stands in the sidebar now.").format(name=view.name))
            self._read(then_mark=view)

        self._context.write(
            lambda workspace: workspace.views.save(view), done, owner=dialog, failed=_telling(dialog)
        )

    def _offer(self, view_id: int, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open")).triggered.connect(lambda: self.open(view_id))
        page = self._window.page
        if (
            isinstance(page, ListPage)
            and page.shown_view
            and page.shown_view.name == self._views[view_id].name
        ):
            menu.addAction(_("Update with what is shown")).triggered.connect(lambda: self._update(page))
        rename = menu.addAction(_("Rename…") + "\tF2")
        rename.triggered.connect(lambda: self._key(view_id, "rename"))
        remove = menu.addAction(_("Remove") + "\t" + _("Del"))
        remove.triggered.connect(lambda: self._key(view_id, "remove"))
        menu.popup(at)

    def _update(self, page: ListPage) -> None:
        if page.shown_view is None:
            return
        view = page.present_view(page.shown_view.name)

        def done(_changed: object) -> None:
            self._context.say(_("“{name}” is up to date.").format(name=view.name))

        self._context.write(lambda workspace: workspace.views.save(view), done, owner=self)

    def _key(self, view_id: int, act: str) -> None:
        view = self._views.get(view_id)
        if view is None:
            return
        if act == "rename":
            self._rename(view)
            return

        def done(_changed: object) -> None:
            self._context.say(
                _("The view “{name}” is removed. Ctrl+Z brings it back.").format(name=view.name)
            )
            page = self._window.page
            if isinstance(page, ListPage) and page.shown_view and page.shown_view.name == view.name:
                self._window.sidebar.show_view_of(page.kind, 0)
                page.leave_view()
                self._window.sidebar.show_page(page.kind)

        self._context.write(lambda workspace: workspace.views.remove(view), done, owner=self)

    def _rename(self, view: View) -> None:
        dialog = ViewNameDialog(self._context.theme, self._window, title=_("Rename the view"), name=view.name)

        def done(_changed: object) -> None:
            dialog.accept()
            page = self._window.page
            name = " ".join(dialog.line.text().split())
            if isinstance(page, ListPage) and page.shown_view and page.shown_view.name == view.name:
                page.shown_view = replace(page.shown_view, name=name)
                page.head.show_name(name)

        dialog.named.connect(
            lambda name: self._context.write(
                lambda workspace: workspace.views.rename(view, name),
                done,
                owner=dialog,
                failed=_telling(dialog),
            )
        )
        dialog.open()

    def _left(self, name: str) -> None:
        """Somebody chose the list of the kind itself."""
        page = self._window.page
        if isinstance(page, ListPage) and page.kind == name and page.shown_view is not None:
            self._window.sidebar.show_view_of(name, 0)
            page.leave_view()

    # what the sidebar shows

    def _changed(self, changed: Changed) -> None:
        if changed.concerns("saved_view"):
            self._read()
        elif self._views:
            self._count_later.start()

    def _read(self, then_mark: View | None = None) -> None:
        def arrived(views: list[View]) -> None:
            self._views = {view.id: view for view in views}
            self._window.sidebar.show_views(views)
            self._count_later.start()
            for view in views:
                if then_mark and (view.name, view.query.kind) == (
                    then_mark.name.strip(),
                    then_mark.query.kind,
                ):
                    self._window.sidebar.show_view_of(view.query.kind, view.id)
                    self._window.sidebar.show_page(view.query.kind)

        self._context.read(lambda workspace: workspace.views.all(), arrived, owner=self, key="views")

    def _count(self) -> None:
        if self._views:
            self._context.read(
                lambda workspace: workspace.views.counts(),
                self._window.sidebar.show_view_counts,
                owner=self,
                key="view_counts",
            )


def _telling(dialog: ViewNameDialog) -> Callable[[UserError], None]:
    def failed(error: UserError) -> None:
        dialog.complain(error.sentence)

    return failed


def attach(window: MainWindow) -> None:
    """Let the window keep views and show them in its sidebar."""
    SavedViews(window)
