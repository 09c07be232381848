"""What is done with the selected rows of a list: to the trash, copied, exported, edited together, tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.row_actions import row_menu
from diplotrack.records import KINDS
from diplotrack.store.unit_of_work import Work

if TYPE_CHECKING:
    from diplotrack.desktop.views.list_page import ListPage


class ListActions(QObject):
    """The actions of one list page. What is dear to import is imported when it is used."""

    def __init__(self, context: Context, page: ListPage) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def offer(self, at: QPoint) -> None:
        """Open the menu of what can be done with the selected rows, at that place of the screen."""
        selected = len(self._page.view.selected_ids())
        if not selected:
            return
        menu = row_menu(self._context.commands, self._page.kind, selected, self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def trash(self) -> None:
        """Move the selected records to the trash."""
        page = self._page
        ids, kind, view = page.view.selected_ids(), KINDS[page.kind], page.view
        if not ids:
            return

        def act(work: Work) -> int:
            for record_id in ids:
                work.trash(work.get(kind, record_id))
            return len(ids)

        def done(count: int) -> None:
            sentence = _("Moved to the trash: {count}. Ctrl+Z brings it back.")
            self._context.say(sentence.format(count=format_number(count)))

        row = view.currentIndex().row()
        below = row + 1 if row + 1 < page.table.rowCount() else row - 1
        if len(ids) == 1 and below >= 0:
            view.go_to_row(below)
        self._context.change("Move to trash", act, done)
