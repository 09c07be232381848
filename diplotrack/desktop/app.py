"""Starting the window, and what holds for all of the program: faults, text, closing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from diplotrack.base.i18n import current_locale, is_right_to_left
from diplotrack.base.paths import APPLICATION, resource
from diplotrack.desktop import log
from diplotrack.desktop.dialogs.fault import FaultDialog
from diplotrack.desktop.session import Session, nothing_kept
from diplotrack.desktop.snapshot import Snapshot
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.tips import PlainTips


def application() -> QApplication:
    """The one application object, made when it is first asked for."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([APPLICATION])
    app.setApplicationName(APPLICATION)
    app.setOrganizationName(APPLICATION)
    app.setApplicationDisplayName("Diplotrack")
    app.setDesktopFileName(APPLICATION)
    app.setWindowIcon(QIcon(str(resource("icons", "diplotrack.svg"))))
    app.setStyle(PlainTips("Fusion"))
    QLocale.setDefault(QLocale(current_locale()))
    if is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return app


def main(
    workspace: Path | None = None, snapshot: Path | None = None, kept: Callable[[Path], str] = nothing_kept
) -> int:
    """Open the window on a workspace, or on the welcome page, and return the exit code when it was closed.

    With ``snapshot`` it waits until the first page is populated, draws the window into that PNG, prints what it
    showed as JSON, and leaves. ``kept`` gives the passphrase of a workspace that a file or the keyring keeps, "" where
    none does: then the window asks for it, and a snapshot, with nobody before it, does not. A workspace
    that cannot be opened raises UserError there, and is told on the welcome page otherwise.
    """
    app = application()
    settings = QSettings()
    theme = Theme(app, None if snapshot else settings)
    theme.dress()
    session = Session(theme, settings, kept, attended=snapshot is None)
    if snapshot is not None:
        if workspace is not None:
            session.open(workspace)
        else:
            session.welcome()
        shot = Snapshot(session.window, snapshot)
        code = app.exec()
        return code or shot.code
    log.start(str(settings.value(log.LEVEL_KEY, log.USUAL)))
    faults = Faults(app)
    previous, in_threads = sys.excepthook, threading.excepthook
    sys.excepthook = _tell_of_fault
    threading.excepthook = faults.from_thread
    try:
        session.start(workspace)
        return app.exec()
    finally:
        sys.excepthook, threading.excepthook = previous, in_threads
        log.stop()


class Faults(QObject):
    """Brings the faults of other threads to the interface thread, where they are told."""

    _came = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._came.connect(_show_fault, Qt.ConnectionType.QueuedConnection)

    def from_thread(self, told: threading.ExceptHookArgs) -> None:
        """As ``threading.excepthook`` is called, on the thread that broke."""
        if told.exc_value is not None and not issubclass(told.exc_type, SystemExit):
            self._came.emit(told.exc_value)


def _tell_of_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    _show_fault(error)


_told: list[FaultDialog] = []


def _show_fault(error: BaseException) -> None:
    log.fault(error)
    dialog = FaultDialog(error, QApplication.activeWindow())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Without an active window nobody else holds it, and it would be gone at once.
    _told.append(dialog)
    dialog.finished.connect(lambda _result: _told.remove(dialog))
    dialog.open()
