"""The commands that act on the list in front: groups, copying, exporting, editing many rows, tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.desktop.views.list_page import ListPage

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow


def attach(window: MainWindow) -> None:
    """Connect them; away from a list they say that they need one."""

    def in_list(act: Callable[[ListPage], object]) -> None:
        window.tabs.go_home()
        page = window.page
        if isinstance(page, ListPage):
            act(page)
        else:
            window.context.say(_("This acts on the rows of a list; go to one first."))

    connect = window.context.commands.connect_to
    connect("group_by", lambda: in_list(lambda page: page.head.choose_group()))
    connect("copy_table", lambda: in_list(lambda page: page.actions_of_rows.copy()))
    connect("export_shown", lambda: in_list(lambda page: page.actions_of_rows.export()))
    connect("bulk_edit", lambda: in_list(lambda page: page.actions_of_rows.edit_together()))
    connect("tag", lambda: in_list(lambda page: page.actions_of_rows.tag()))
