"""A picture of the window once it shows what it is to show, for scripts and documentation."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.window import MainWindow

EVERY, CALM_TURNS, PATIENCE = 40, 3, 30_000
"""Milliseconds between two looks, how many quiet looks in a row are enough, and how long to wait at most."""


class Snapshot(QObject):
    """Draws the window into a file when nothing more is being read, prints what it showed, and quits."""

    def __init__(self, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._calm = 0
        self._waited = 0
        self.code = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(EVERY)

    def _look(self) -> None:
        self._waited += EVERY
        self._calm = self._calm + 1 if self._is_calm() else 0
        if self._calm >= CALM_TURNS or self._waited > PATIENCE:
            self._timer.stop()
            self._draw()

    def _is_calm(self) -> bool:
        window = self._window
        if not isinstance(window, MainWindow):
            return True
        return window.page.is_populated and not window.context.tasks.under_way

    def _draw(self) -> None:
        window = self._window
        shown = isinstance(window, MainWindow)
        answer = {
            "page": window.page_name if isinstance(window, MainWindow) else "welcome",
            "rows": window.page.row_count if isinstance(window, MainWindow) else 0,
            "modules": len(sys.modules),
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(self._path), "PNG"):
            sentence = _("“{path}” cannot be written; choose another file for the picture.")
            print(sentence.format(path=self._path), file=sys.stderr)  # noqa: T201 - the command's standard error
            self.code = 2
        elif shown and self._waited > PATIENCE:
            print(_("The page was not complete after half a minute."), file=sys.stderr)  # noqa: T201 - as above
            self.code = 2
        else:
            print(json.dumps(answer), flush=True)  # noqa: T201 - the command's answer on standard output
        window.close()
        QApplication.quit()
