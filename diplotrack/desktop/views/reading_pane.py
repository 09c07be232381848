"""The reading pane: one record as a document."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.records import KINDS, fields, gathers
from diplotrack.records.display import display
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace


class ReadingPane(QWidget):
    """Shows one record; ``show_record`` and ``clear`` are all that the window asks of it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[str, int] | None = None
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("The record"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        context.changed.connect(self._changed)

    def show_record(self, kind: str, record_id: int) -> None:
        """Show that record."""
        self._shown = (kind, record_id)
        columns = [*fields(KINDS[kind]), *gathers(KINDS[kind])]

        def look(workspace: Workspace) -> str:
            values = workspace.records.rows(kind, [record_id], columns).get(record_id, ())
            lines = ["<table cellpadding=6>"]
            for name, value in zip(columns, values, strict=False):
                about = fields(KINDS[kind]).get(name) or gathers(KINDS[kind])[name]
                shown = display(fields(KINDS[kind]).get(name), value)
                if shown:
                    lines.append(f"<tr><td>{html.escape(str(about.label))}</td><td>{html.escape(shown)}</td></tr>")
            return "".join([*lines, "</table>"])

        self._context.read(look, self._text.setHtml, owner=self, key=(id(self), "record"))

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self._text.clear()

    def _changed(self, changed: Changed) -> None:
        if self._shown is not None and changed.concerns(self._shown[0]):
            self.show_record(*self._shown)
