"""Asking for the passphrase of an encrypted workspace, as often as it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError, WrongPassphrase
from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme

T = TypeVar("T")


class PassphraseDialog(QDialog):
    """One line that hides what is typed, and above it why it is asked for."""

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Locked workspace"))
        space = theme.scale.space
        self.why = QLabel(_("“{name}” is encrypted. Its passphrase opens it.").format(name=path.name))
        self.why.setWordWrap(True)
        self.typed = QLineEdit()
        self.typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.typed.setMinimumWidth(space(80))
        self.typed.setAccessibleName(_("Passphrase"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        unlock = buttons.addButton(_("Unlock"), QDialogButtonBox.ButtonRole.AcceptRole)
        unlock.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(5), space(5), space(4))
        layout.setSpacing(space(4))
        for part in (self.why, self.typed, buttons):
            layout.addWidget(part)

    def complain(self, sentence: str) -> None:
        """Say what was wrong with what was typed, and take it away."""
        self.why.setText(sentence)
        self.typed.clear()
        self.typed.setFocus()


def unlocked(
    open_with: Callable[[Callable[[], str]], T], theme: Theme, path: Path, parent: QWidget | None = None
) -> T:
    """What ``open_with`` opens, which calls its argument where a passphrase is needed; a wrong one is asked for again.

    Raises UserError where the person would rather leave it closed.
    """
    dialog: PassphraseDialog | None = None

    def ask() -> str:
        nonlocal dialog
        dialog = dialog or PassphraseDialog(theme, path, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            raise UserError(_("“{name}” was left locked.").format(name=path.name))
        return dialog.typed.text()

    while True:
        try:
            return open_with(ask)
        except WrongPassphrase as error:
            # Without a dialog it was a kept one that is wrong: now the person is asked.
            dialog = dialog or PassphraseDialog(theme, path, parent)
            dialog.complain(error.sentence)
