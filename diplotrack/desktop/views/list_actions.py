"""What is done with the selected rows of a list: to the trash, copied, exported, edited together, tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.clipboard import put_on_clipboard
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.row_actions import row_menu
from diplotrack.records import KINDS
from diplotrack.store.unit_of_work import Work

if TYPE_CHECKING:
    from diplotrack.desktop.dialogs.bulk_edit import BulkEditDialog
    from diplotrack.desktop.dialogs.tags import TagDialog
    from diplotrack.desktop.views.list_page import ListPage

MOST_COPIED = 100_000
"""Rows that the clipboard takes; more belong into a file."""


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

    def copy(self) -> None:
        """Put the selected rows on the clipboard as a table, with the columns that are shown."""
        page = self._page
        ids, query, columns = page.view.selected_ids(), page.table.query, page.shown_columns
        if len(ids) > MOST_COPIED:
            sentence = _("{count} rows are too many for the clipboard; export them with Ctrl+Shift+E.")
            self._context.say(sentence.format(count=format_number(len(ids))), "warning")
            return
        if not ids:
            return

        def done(table: tuple[str, str]) -> None:
            put_on_clipboard(*table)
            told = ngettext("{count} row copied.", "{count} rows copied.", len(ids))
            self._context.say(told.format(count=format_number(len(ids))))

        self._context.read(
            lambda workspace: workspace.exchange.copied(query, columns, ids), done, owner=page, key="copy"
        )

    def export(self) -> None:
        """Ask where the whole list goes as a file."""
        page, context = self._page, self._context
        title = page.head.heading.text()

        def ask(scheme: str) -> None:
            from diplotrack.desktop.dialogs.export_shown import ExportCard, ExportDialog

            count = page.table.record_count
            card = ExportCard(context, scheme, page.present_query, page.shown_columns, title, count)
            ExportDialog(card, page.window()).open()

        context.read(lambda workspace: workspace.editing.scheme(), ask, owner=page, key="export")

    def edit_together(self) -> None:
        """Ask for a field and a value for all the selected records."""
        page, context, ids = self._page, self._context, self._page.view.selected_ids()
        if not ids:
            return

        def ask(scheme: str) -> None:
            from diplotrack.desktop.dialogs.bulk_edit import BulkEditDialog

            dialog: BulkEditDialog = BulkEditDialog(context, page.kind, ids, scheme, page.window())
            dialog.edited.connect(context.say)
            dialog.open()

        context.read(lambda workspace: workspace.editing.scheme(), ask, owner=page, key="bulk")

    def tag(self) -> None:
        """Ask for the tags of the selected records."""
        from diplotrack.desktop.dialogs.tags import TagDialog

        page, ids = self._page, self._page.view.selected_ids()
        if not ids:
            return
        dialog: TagDialog = TagDialog(self._context, page.kind, ids, page.window())
        dialog.tagged.connect(self._context.say)
        dialog.open()
        dialog.line.setFocus()
