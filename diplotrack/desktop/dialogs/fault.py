"""When something broke that should not have: what happened, with the details ready to copy."""

from __future__ import annotations

import platform
import traceback

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack import __version__
from diplotrack.base.i18n import _


def details_of(error: BaseException) -> str:
    """Versions and the traceback; no record and no path of the workspace beyond what the traceback names."""
    head = f"Diplotrack {__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}"
    return head + "\n\n" + "".join(traceback.format_exception(error))


class FaultDialog(QDialog):
    """Tells of a fault of ours. The program goes on; what was saved is saved."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        heading = QLabel(_("Something went wrong in Diplotrack"))
        heading.setProperty("role", "lead")
        advice = QLabel(
            _(
                "What was saved before is safe. Read the details before you report them: they may name a record."
            )
        )
        advice.setProperty("role", "muted")
        advice.setWordWrap(True)
        self.details = QPlainTextEdit(details_of(error))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = QPushButton(_("Copy the details"))
        self.copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (heading, advice, self.details, buttons):
            layout.addWidget(widget)
        self.resize(720, 440)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(_("Copied"))
