"""The plainest form: the title of a record."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.records import KINDS, fields
from diplotrack.store.unit_of_work import Work


class SimpleForm(QDialog):
    """Makes or renames one record."""

    def __init__(self, context: Context, kind: str, record_id: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._kind, self._id = context, KINDS[kind], record_id
        about = self._kind.__kind__
        self.setWindowTitle(str(about.label))
        self._title = QLineEdit()
        self._title.setAccessibleName(str(fields(self._kind)[about.title].label))
        form = QFormLayout(self)
        form.addRow(str(fields(self._kind)[about.title].label), self._title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _save(self) -> None:
        words, kind, record_id = self._title.text(), self._kind, self._id

        def keep(work: Work) -> None:
            record = work.get(kind, record_id) if record_id else kind()
            setattr(record, kind.__kind__.title, words)
            work.add(record)

        name = _("Edit {kind}") if record_id else _("Add {kind}")
        self._context.change(name, keep, kind=str(kind.__kind__.label).lower())
        self.accept()
