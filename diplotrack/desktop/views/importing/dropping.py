"""Files dropped on the window, where nothing under them takes files itself: they go to the page for their form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from diplotrack.base.i18n import _
from diplotrack.desktop.bringing import files_in
from diplotrack.exchange.forms import suffixes

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow

PLAIN = ".txt"
"""A text that is dropped is rather a readout than a table."""


class Dropping(QObject):
    """Watches the window itself; what its pages and forms take never comes this far."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let files be dropped."""
        if isinstance(event, QDropEvent) and (files := files_in(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.take(list(files))
            return True
        return super().eventFilter(watched, event)

    def take(self, files: list[Path]) -> None:
        """Open the first of these on the page that takes files of its form."""
        first, window = files[0], self._window
        ending = first.suffix.lower()
        is_text = ending == PLAIN and window.page_name != "importing"
        if is_text or ending not in suffixes():
            from diplotrack.desktop.views.intake.page import IntakePage
            from diplotrack.exchange.texts.opening import SUFFIXES

            if ending in SUFFIXES:
                page = window.show_page("intake")
                if isinstance(page, IntakePage):
                    page.open_paths(files)
                return
        from diplotrack.desktop.views.importing.page import ImportingPage

        shown = window.show_page("importing")
        if isinstance(shown, ImportingPage):
            shown.open(first)
        if len(files) > 1:
            window.context.say(_("One file is taken in at a time; the others were left."), "warning")


def attach(window: MainWindow) -> None:
    """Let files be dropped on the window."""
    Dropping(window)
