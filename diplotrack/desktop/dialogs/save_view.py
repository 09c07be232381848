"""Keeping a list as a view, and giving a view another name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge


class ViewNameDialog(QDialog):
    """Asks for a name: ``named(str)`` carries it. ``updated`` is sent where the view of that ``name`` is to become what
    the list shows now. :meth:`complain` keeps it open with a sentence."""

    named = Signal(str)
    updated = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        *,
        title: str,
        said: str = "",
        name: str = "",
        updates: bool = False,
        label: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        space = theme.scale.space
        told = QLabel(said)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        told.setAlignment(leading_edge())
        told.setVisible(bool(said))
        self.line = QLineEdit(name)
        self.line.setAccessibleName(label or _("Name of the view"))
        self.line.setPlaceholderText(label or _("Name of the view"))
        self.line.setMinimumWidth(space(90))
        self.line.selectAll()
        self.line.textEdited.connect(lambda _words: self.complain(""))
        self._complaint = QLabel()
        self._complaint.setProperty("role", "bad")
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(_("Cancel"))
        cancel.setProperty("role", "flat")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        if updates:
            update = QPushButton(_("Update “{name}”").format(name=name))
            update.setAutoDefault(False)
            update.clicked.connect(self.updated.emit)
            row.addWidget(update)
        self.go = QPushButton(_("Save"))
        self.go.setDefault(True)
        self.go.clicked.connect(lambda: self.named.emit(self.line.text()))
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(5), space(5), space(5))
        column.setSpacing(space(3))
        for widget in (told, self.line, self._complaint):
            column.addWidget(widget)
        column.addLayout(row)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the name; "" takes it back."""
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))
