"""The whole ledger as one JSON file: the owner's own copy, in the clear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork
from diplotrack.desktop.views.settings.section import SettingRow

if TYPE_CHECKING:
    from diplotrack.exchange.whole.writing import WholeExported


class WholeLedgerRow(SettingRow):
    """A button that writes it where somebody chooses, and what came of that."""

    def __init__(self, context: Context, work: LongWork) -> None:
        self.button = QPushButton(_("Save as JSON…"))
        self.button.setAccessibleName(_("Save the whole ledger as JSON…"))
        super().__init__(
            context.theme,
            _("The whole ledger"),
            _(
                "All records, trash, history, gaps and attached files as JSON that any program reads. It is not "
                "encrypted, and protected sources are named in it."
            ),
            self.button,
        )
        self._work = work
        self.button.clicked.connect(self._choose)
        work.ended.connect(lambda: self.button.setEnabled(True))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the whole ledger as JSON…"), "ledger.json", _("JSON (*.json)")
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write it into that file, in the background."""
        target = path if path.suffix else path.with_suffix(".json")
        self.button.setEnabled(False)
        self._work.start(
            lambda workspace, progress: workspace.exchange.export_whole(target, progress=progress),
            lambda done: self._tell(target, done),
            failed=lambda error: self.complain(error.sentence),
        )

    def _tell(self, target: Path, done: WholeExported) -> None:
        rows, files = format_number(sum(done.records.values())), format_number(done.files)
        told = _("{path} (rows: {rows}; attached files: {files})")
        self.say(". ".join([told.format(rows=rows, files=files, path=target), *done.notes]))
