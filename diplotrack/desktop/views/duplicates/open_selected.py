"""The command that leads to the page of duplicates with the rows that are selected in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import _

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow


def attach(window: MainWindow) -> None:
    """Connect the command to the window."""
    window.context.commands.connect_to("merge", lambda: merge_selected(window))


def merge_selected(window: MainWindow) -> None:
    """Lay the selected people, partners or engagements side by side; say so where there is nothing to merge."""
    from diplotrack.desktop.views.duplicates.page import DuplicatesPage
    from diplotrack.desktop.views.list_page import ListPage
    from diplotrack.workspace.merging_records import MERGEABLE

    here = window.page
    ids = here.view.selected_ids() if isinstance(here, ListPage) else []
    kind = window.page_name
    if kind not in MERGEABLE or len(ids) < 2:
        window.context.say(
            _("Select two or more people, partners or engagements in their list to merge them."), "warning"
        )
        return
    page = window.show_page("duplicates")
    if isinstance(page, DuplicatesPage):
        page.compare(kind, list(ids))
