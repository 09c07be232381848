"""Orders that are given again and again: kept under a name, listed beside the documents, renamed, let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.dialogs.save_view import ViewNameDialog
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.printing import Order
from diplotrack.workspace.printing.saved import KeptOrder

if TYPE_CHECKING:
    from diplotrack.desktop.views.reports.page import ReportsPage


class Keeping(QObject):
    """The kept orders of a page."""

    def __init__(self, context: Context, page: ReportsPage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._kept: dict[int, KeptOrder] = {}
        self.shown: KeptOrder | None = None
        """The kept order that was opened last."""
        context.changed.connect(self._changed)
        self._read()

    def open(self, kept_id: int) -> None:
        """Show the document of that order."""
        self.shown = self._kept.get(kept_id)
        if self.shown is not None:
            self._page.show_order(self.shown.order)

    def save(self) -> ViewNameDialog | None:
        """Ask for the name under which what is chosen is kept."""
        wanted = self._page.order
        if wanted is None:
            self._context.say(
                _("Choose first what the document wants to know; then it can be kept."), "warning"
            )
            return None
        shown = self.shown if self.shown is not None and self.shown.order.report == wanted.report else None
        dialog = ViewNameDialog(
            self._context.theme,
            self._page.window(),
            title=_("Keep this report"),
            said=_(
                "What is chosen is kept. Without a day of its own it is printed as of the day of printing."
            ),
            name=shown.name if shown is not None else "",
            updates=shown is not None,
            label=_("Name of the report"),
        )
        dialog.named.connect(lambda name: self._save(name, wanted, dialog))
        dialog.updated.connect(lambda: self._save(shown.name if shown else "", wanted, dialog))
        dialog.open()
        return dialog

    def rename(self, kept_id: int) -> ViewNameDialog | None:
        """Ask for another name."""
        kept = self._kept.get(kept_id)
        if kept is None:
            return None
        dialog = ViewNameDialog(
            self._context.theme,
            self._page.window(),
            title=_("Rename the report"),
            name=kept.name,
            label=_("Name of the report"),
        )
        dialog.named.connect(
            lambda name: self._context.write(
                lambda workspace: workspace.printing.kept.rename(kept, name),
                lambda _changed: dialog.accept(),
                owner=dialog,
                failed=_telling(dialog),
            )
        )
        dialog.open()
        return dialog

    def remove(self, kept_id: int) -> None:
        """Let go of it; undo brings it back."""
        kept = self._kept.get(kept_id)
        if kept is None:
            return

        def done(_changed: object) -> None:
            sentence = _("The report “{name}” is removed. Ctrl+Z brings it back.")
            self._context.say(sentence.format(name=kept.name))

        self._context.write(lambda workspace: workspace.printing.kept.remove(kept), done, owner=self)

    def _save(self, name: str, wanted: Order, dialog: ViewNameDialog) -> None:
        def done(_changed: object) -> None:
            dialog.accept()
            self._context.say(_("“{name}” stands in the list of documents now.").format(name=name.strip()))

        self._context.write(
            lambda workspace: workspace.printing.kept.save(name, wanted),
            done,
            owner=dialog,
            failed=_telling(dialog),
        )

    def _changed(self, changed: Changed) -> None:
        if changed.concerns("saved_view"):
            self._read()

    def _read(self) -> None:
        def arrived(kept: list[KeptOrder]) -> None:
            self._kept = {one.id: one for one in kept}
            self._page.documents.show_kept(kept)

        self._context.read(
            lambda workspace: workspace.printing.kept.all(), arrived, owner=self, key=(id(self), "kept")
        )


def _telling(dialog: ViewNameDialog) -> Callable[[UserError], None]:
    return lambda error: dialog.complain(error.sentence)
