"""Print this: one record as a PDF (or a Word document), where the reader says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from diplotrack.base import clock
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.prints.order import folder, free_path
from diplotrack.desktop.prints.saving import ask_where, show_file
from diplotrack.records import KINDS
from diplotrack.records.display import Mention
from diplotrack.workspace.printing import Printed
from diplotrack.workspace.printing.report import PAGE_SUFFIXES


class RecordPrint(QObject):
    """Asks where to, writes the file off the interface thread, tells what became of it, and opens it."""

    def __init__(self, context: Context, kind: str, record_id: int, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._kind = kind
        self._id = record_id
        self._window = window

    def ask(self) -> None:
        """Ask where to write, with a name that says what it is."""
        self._context.read(
            lambda workspace: workspace.records.mention(self._kind, self._id), self._open_dialog, owner=self
        )

    def _open_dialog(self, mention: Mention | None) -> None:
        about = KINDS[self._kind].__kind__
        title = f"{about.label} {mention.caption if mention is not None else self._id}"
        name = free_path(folder(), title, clock.today(), ".pdf").stem
        ask_where(self._window, name, PAGE_SUFFIXES, self._write)

    def _write(self, out: Path) -> None:
        kind, record_id = self._kind, self._id
        self._context.say(_("Writing…"))
        self._context.read(
            lambda workspace: workspace.printing.record(kind, record_id, out), self._written, owner=self
        )

    def _written(self, printed: Printed) -> None:
        lines = [_("Written: {path}").format(path=printed.path), *printed.sentences()]
        self._context.say("\n".join(lines))
        show_file(printed.path)
