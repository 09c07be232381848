"""Asking for the present passphrase, for a new one twice, or for both."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme


class NewPassphrase(QDialog):
    """``wanted(str, str)``: the present passphrase and the new one, "" for what was not asked."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None, *, needs_old: bool, needs_new: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Passphrase"))
        space = theme.scale.space
        self.old, self.new, self.again = (_secret() for _line in range(3))
        form = QFormLayout()
        form.setVerticalSpacing(space(3))
        self._asked: list[QLineEdit] = []
        for line, words, is_asked in (
            (self.old, _("Present passphrase"), needs_old),
            (self.new, _("New passphrase"), needs_new),
            (self.again, _("Again"), needs_new),
        ):
            line.setAccessibleName(words)
            line.setMinimumWidth(space(70))
            if is_asked:
                form.addRow(words, line)
                self._asked.append(line)
        self._new = needs_new
        self.about = QLabel(_("Nobody can open the workspace without it, we included.") if needs_new else "")
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("role", "primary")
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(5), space(5), space(4))
        layout.setSpacing(space(4))
        layout.addLayout(form)
        layout.addWidget(self.about)
        layout.addWidget(buttons)

    def _done(self) -> None:
        empty = next((line for line in self._asked if not line.text()), None)
        if empty is not None:
            self._complain(_("Type the passphrase."), empty)
        elif self._new and self.new.text() != self.again.text():
            self._complain(
                _("The two passphrases are not the same. Type the second one once more."), self.again
            )
        else:
            self.wanted.emit(self.old.text(), self.new.text())
            self.accept()

    def _complain(self, sentence: str, line: QLineEdit) -> None:
        self.about.setProperty("role", "bad")
        self.about.style().unpolish(self.about)
        self.about.style().polish(self.about)
        self.about.setText(sentence)
        line.setFocus()
        line.selectAll()


def _secret() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
