"""The log in a window: filtered, copied, its folder opened, and how much of it is written."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop import log
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo

LATEST = 2_000
"""Entries that are shown at most, the latest ones."""


class LogWindow(QDialog):
    """Reads the file when it is opened and at F5; it names operations and faults, no records."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings()
        self.setWindowTitle(_("Log"))
        theme, space = context.theme, context.theme.scale.space
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter the log"))
        self.filter.setClearButtonEnabled(True)
        self.shown = Combo(theme)
        self.shown.setAccessibleName(_("What is shown"))
        self.shown.addItem(_("Everything"), "debug")
        self.shown.addItem(_("Operations and faults"), "info")
        self.shown.addItem(_("Faults only"), "warning")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Log"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(theme.scale.type("small"))
        self.text.setFont(fixed)
        self.level = Combo(theme)
        self.level.setAccessibleName(_("What is written"))
        self.level.addItem(_("Faults only"), "warning")
        self.level.addItem(_("Operations and faults"), "info")
        self.level.addItem(_("Everything"), "debug")
        kept = str(self._settings.value(log.LEVEL_KEY, log.USUAL))
        self.level.setCurrentIndex(max(0, self.level.findData(kept)))
        self.level.setMinimumWidth(space(56))
        where = QLabel(str(log.path()))
        where.setProperty("role", "small")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = push_button(_("Copy"), self._copy)
        self.folder = push_button(_("Open the folder"), self._open_folder)
        close = push_button(_("Close"), self.close)
        top = QHBoxLayout()
        top.addWidget(self.filter, 2)
        top.addWidget(self.shown, 1)
        foot = QHBoxLayout()
        written = QLabel(_("Written:"))
        written.setBuddy(self.level)
        foot.addWidget(written)
        foot.addWidget(self.level)
        foot.addStretch(1)
        for button in (self.copy, self.folder, close):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(5), space(5), space(4))
        layout.setSpacing(space(3))
        layout.addLayout(top)
        layout.addWidget(self.text, 1)
        layout.addWidget(where)
        layout.addLayout(foot)
        self.resize(space(210), space(140))
        self.filter.textChanged.connect(lambda _words: self.read())
        self.shown.activated.connect(lambda _index: self.read())
        self.level.activated.connect(lambda _index: self._choose())
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.read)
        self.read()
        self.filter.setFocus()

    def read(self) -> None:
        """Show what was written so far, the latest last."""
        found = log.entries(self.filter.text().strip(), str(self.shown.currentData()))[-LATEST:]
        self.text.setPlainText("\n".join(found) if found else _("Nothing was written."))
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _choose(self) -> None:
        level = str(self.level.currentData())
        self._settings.setValue(log.LEVEL_KEY, level)
        log.choose_level(level)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(_("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.path().parent)))
