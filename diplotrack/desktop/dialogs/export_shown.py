"""The list on the screen as a file: which format, for whose eyes, and where it went."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_number
from diplotrack.base.progress import Progress
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.prints.card import PrintCard, Printing
from diplotrack.desktop.prints.ceiling import CeilingInput
from diplotrack.desktop.prints.order import free_path
from diplotrack.records import Field, Party
from diplotrack.records.choice import Choice
from diplotrack.release import party_key
from diplotrack.store.lists import ListQuery
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.printing import Printed


class TableForm(Choice):
    """The kind of file."""

    XLSX = ".xlsx", N_("Spreadsheet (XLSX)")
    CSV = ".csv", N_("Table (CSV)")


class ExportCard(PrintCard):
    """Asks for the format and for whom, and writes the whole list."""

    def __init__(
        self,
        context: Context,
        scheme: str,
        query: ListQuery,
        columns: tuple[str, ...],
        title: str,
        count: int,
    ) -> None:
        advice = _("All {count} rows, with the columns, order and groups on the screen.")
        super().__init__(
            context,
            _("Export “{title}”").format(title=title),
            advice.format(count=format_number(count)),
            _("Export"),
        )
        self._query, self._columns, self._title = query, columns, title
        form = ChoiceInput(Field(N_("File"), "choice", choices=TableForm), context.theme, TableForm.XLSX)
        form.show_value(TableForm.XLSX)
        self.put("form", form, 4)
        self.put("ceiling", CeilingInput(context.theme, scheme), 4)
        partner = Field(N_("To be given to"), "reference", refers="party")
        self.put("partner", ReferenceInput(partner, context, lambda _kind, _id: ""), 4)

    def job(self, values: dict[str, Any], where: Path) -> Printing:
        """The work that writes the file."""
        if isinstance(values["partner"], Newcomer):
            sentence = _("Choose a partner from the list, or clear the line.")
            self.inputs["partner"].complain(sentence)
            self.inputs["partner"].setFocus()
            raise UserError(sentence)
        query, columns, title, suffix = self._query, self._columns, self._title, values["form"].value
        ceiling, partner = values["ceiling"], values["partner"]

        def run(workspace: Workspace, progress: Progress) -> Printed:
            party = workspace.records.get(Party, partner) if partner is not None else None
            path = free_path(where, title, clock.today(), suffix)
            done = workspace.exchange.export_shown(
                query,
                columns,
                path,
                max_marking=ceiling,
                release_to=party_key(party.code, party.name) if party is not None else "",
                progress=progress,
            )
            left_out = {query.kind: done.kept_back} if done.kept_back else {}
            return Printed(path, 0, "", is_releasable=True, left_out=left_out)

        return run


class ExportDialog(QDialog):
    """Holds the card over the list."""

    def __init__(self, card: ExportCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export the list"))
        self.card = card
        space = card.context.theme.scale.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(3), space(3), space(3), space(3))
        layout.addWidget(card)
        self.setMinimumWidth(space(180))
        card.offer_leaving(self.reject)
        card.go.setDefault(True)
        card.inputs["form"].setFocus()

    def done(self, result: int) -> None:
        """Leaving stops what is being written; a file appears whole or not at all."""
        self.card.work.cancel()
        super().done(result)
