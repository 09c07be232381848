"""Which window is open: the welcome page, or a workspace; going from one to another."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale, is_right_to_left, set_locale
from diplotrack.base.progress import quiet
from diplotrack.desktop.context import Context, Reopening
from diplotrack.desktop.dialogs.passphrase import unlocked
from diplotrack.desktop.tasks import Tasks
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.welcome import Welcome
from diplotrack.desktop.window import MainWindow
from diplotrack.store.folder import Folder
from diplotrack.workspace import Workspace

RECENT = 6
TIDY_EVERY, FULLY_EVERY = 8_000, 150
"""Milliseconds between two collections of cyclic garbage, and which of them goes through everything at the latest:
that takes a twentieth of a second and more, and is best done when somebody turns to another program."""


def nothing_kept(_path: Path) -> str:
    """No passphrase is kept anywhere."""
    return ""


def _nobody_to_ask(path: Path) -> str:
    sentence = _("“{path}” is encrypted; put its passphrase into a file and name that in {variable}.")
    raise UserError(sentence.format(path=path, variable="DIPLOTRACK_PASSPHRASE_FILE"))


class Session(QObject):
    """The windows of one run. ``attended``: somebody sits before it who can be asked, and whose habits are kept."""

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        kept: Callable[[Path], str] = nothing_kept,
        *,
        attended: bool = True,
    ) -> None:
        super().__init__(theme)
        self._attended = attended
        self._kept = kept
        self._theme = theme
        self._settings = settings
        self.window: QWidget = QWidget()
        # Cyclic garbage is collected on the interface thread only: a widget that dies in a reader's thread, because
        # the collector happened to run there, takes the process with it.
        gc.disable()
        self._tidy = QTimer(self)
        self._tidy.timeout.connect(self._collect)
        self._turns = itertools.count(1)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._turned)
        gc.freeze()  # what the imports made stays for good: a full collection need not walk through it
        self._tidy.start(TIDY_EVERY)

    def _collect(self) -> None:
        gc.collect(1 if next(self._turns) % FULLY_EVERY else 2)

    def _turned(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive:
            gc.collect()
            self._turns = itertools.count(1)

    @property
    def recent(self) -> list[Path]:
        """The workspaces opened last that are still there, latest first."""
        kept = self._settings.value("recent", [])
        paths = [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list) else []
        return [Path(path) for path in paths if (Path(path) / "ledger.db").is_file()][:RECENT]

    def start(self, workspace: Path | None) -> None:
        """Open that workspace; without one, or where it cannot be opened, the welcome page."""
        if workspace is None:
            self.welcome()
            return
        try:
            self.open(workspace)
        except UserError as error:
            self.welcome(error.sentence)

    def open(self, path: Path, passphrase: str = "") -> MainWindow:
        """Open a workspace in the window, by ``passphrase`` where it is known. Raises UserError where it cannot be."""
        kept = [passphrase or self._kept(path)] if Folder(path).is_encrypted else [""]

        def open_with(ask: Callable[[], str]) -> Workspace:
            return Workspace.open(path, passphrase=lambda: kept.pop() if kept and kept[0] else ask())

        if not self._attended:
            return self.show_workspace(open_with(partial(_nobody_to_ask, path)))
        return self.show_workspace(unlocked(open_with, self._theme, path, self.window))

    def show_workspace(self, workspace: Workspace) -> MainWindow:
        """Show an open workspace in place of the present window."""
        self._speak(str(workspace.settings()["locale"]))
        context = Context(workspace, Tasks(), self._theme)
        window = MainWindow(context, self._settings)
        context.setParent(window)
        context.tasks.setParent(window)
        context.commands.connect_to("open_workspace", self._ask_for_workspace)
        # Not before the slot that asked for it has ended: it belongs to the window that is closed.
        context.reopen_wanted.connect(
            partial(self._reopen, workspace.path), Qt.ConnectionType.QueuedConnection
        )
        self._remember(workspace.path)
        self._replace(window)
        return window

    def _speak(self, locale: str) -> None:
        """Let the window speak the language of the workspace, and run the way it is written."""
        if not self._attended or locale == current_locale():
            return
        set_locale(locale)
        QLocale.setDefault(QLocale(locale))
        direction = Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight
        QGuiApplication.setLayoutDirection(direction)

    def _reopen(self, path: Path, wanted: Reopening) -> None:
        """Close the workspace, do what is to be done with it, open it again."""
        page = self.welcome()

        def done(_nothing: object) -> None:
            self.open(path, wanted.passphrase)

        def failed(error: UserError) -> None:
            self.open(path, wanted.fallback).context.say(error.sentence, "error")

        page.wait_for(wanted.sentence, lambda: wanted.job(path, quiet), done, failed)

    def welcome(self, sentence: str = "") -> Welcome:
        """Show the welcome page, with a sentence about what went wrong."""
        page = Welcome(self._theme, self.recent)
        page.opened.connect(self._try_to_open)
        page.made.connect(self._begin)
        page.complain(sentence)
        self._replace(page)
        return page

    def _begin(self, workspace: Workspace) -> None:
        window = self.show_workspace(workspace)
        window.context.say(
            _("The workspace is ready. Ctrl+N logs an engagement, Ctrl+Shift+I imports what you have.")
        )

    def _try_to_open(self, path: Path) -> None:
        try:
            self.open(path)
        except UserError as error:
            if isinstance(self.window, Welcome):
                self.window.complain(error.sentence)
            elif isinstance(self.window, MainWindow):
                self.window.context.say(error.sentence, "error")

    def _ask_for_workspace(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window, _("Open a workspace"))
        if chosen:
            self._try_to_open(Path(chosen))

    def _replace(self, window: QWidget) -> None:
        previous, self.window = self.window, window
        window.show()
        previous.close()
        previous.deleteLater()

    def _remember(self, path: Path) -> None:
        if not self._attended:
            return
        others = [str(one) for one in self.recent if one != path.resolve()]
        self._settings.setValue("recent", [str(path.resolve()), *others][:RECENT])
