"""The real window on the sample workspace, without a display, made to stand still and drawn."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from diplotrack.desktop import following
from diplotrack.desktop.app import application
from diplotrack.desktop.context import Context
from diplotrack.desktop.session import Session
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.theme import Appearance
from diplotrack.desktop.window import MainWindow
from tests.desk.waiting import wait

SIZE = QSize(1280, 800)
NEVER = 3_600_000
LOOK_EVERY, QUIET_LOOKS, PATIENCE = 60, 4, 60.0
"""Milliseconds between two looks, how many quiet ones in a row are enough, and seconds to wait at most."""


class Stage:
    """One run of the program on a workspace, as ``desktop.app`` starts it. Close it when done."""

    def __init__(
        self,
        workspace: Path,
        *,
        appearance: Appearance = "light",
        text_steps: int = 0,
        mirrored: bool = False,
        size: QSize = SIZE,
    ) -> None:
        app = application()
        # A picture shows the gaps that the workspace holds, not those that come while it is taken.
        following.AFTER_OPENING = following.AFTER_CHANGE = NEVER
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(direction)
        settings = QSettings(str(workspace.parent / "settings.ini"), QSettings.Format.IniFormat)
        settings.clear()
        settings.setValue("window_size", size)
        theme = Theme(app, settings)
        theme.choose(appearance)
        if text_steps:
            theme.resize_text(text_steps)
        self.session = Session(theme, settings, attended=False)
        self.window: MainWindow = self.session.open(workspace)
        self.calm()

    @property
    def context(self) -> Context:
        """The surroundings of the window."""
        return self.window.context

    def calm(self) -> None:
        """Wait until the page is there and nothing more is being read."""
        quiet, until = 0, monotonic() + PATIENCE
        while quiet < QUIET_LOOKS:
            wait(LOOK_EVERY)
            still = self.window.page.is_populated and not self.context.tasks.under_way
            quiet = quiet + 1 if still else 0
            if monotonic() > until:
                raise TimeoutError(f"The page “{self.window.page_name}” was not complete after a minute.")

    def go(self, page: str, title: str = "") -> None:
        """Bring a page to the front and choose the record whose title begins so. Raises KeyError for no page."""
        self.window.show_page(page)
        self.calm()
        if title:
            self.context.open_record(page, self.record(page, title))
            self.calm()

    def record(self, kind: str, title: str) -> int:
        """The identifier of the record whose title begins so. Raises LookupError."""
        hits = self.context.workspace.search(title, kind=kind, limit=1)
        if not hits:
            raise LookupError(f"The sample has no {kind} “{title}”.")
        return hits[0].id

    def picture(self) -> QPixmap:
        """The window as it is now."""
        return self.window.grab()

    def picture_with(self, dialog: QWidget) -> QPixmap:
        """The window, a little darkened, with ``dialog`` over it where it stands."""
        drawn = self.window.grab()
        over = dialog.grab()
        place = dialog.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
        painter = QPainter(drawn)
        painter.setOpacity(0.18)
        painter.fillRect(drawn.rect(), Qt.GlobalColor.black)
        painter.setOpacity(1.0)
        painter.drawPixmap(place, over)
        painter.end()
        return drawn

    def dialog(self) -> QWidget:
        """The dialog that is open over the window. Raises LookupError where there is none."""
        self.calm()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                return widget
        raise LookupError("No dialog is open.")

    def close(self) -> None:
        """End the run: dialogs first, then the window with its files and threads."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        self.window.close()
        self.window.deleteLater()
        wait(LOOK_EVERY)
