"""Starting the window."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from diplotrack.base.errors import UserError
from diplotrack.base.paths import APPLICATION
from diplotrack.desktop.context import Context
from diplotrack.desktop.tasks import Tasks
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.window import MainWindow
from diplotrack.workspace import Workspace


def application() -> QApplication:
    """The one application object, made when it is first asked for."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([APPLICATION])
    app.setApplicationName(APPLICATION)
    app.setOrganizationName(APPLICATION)
    app.setApplicationDisplayName("Diplotrack")
    app.setStyle("Fusion")
    return app


def main(workspace: Path | None = None, snapshot: Path | None = None) -> int:
    """Open the window on a workspace and return the exit code; with ``snapshot`` draw it into that file and leave."""
    app = application()
    settings = QSettings()
    theme = Theme(app, settings)
    theme.dress()
    if workspace is None:
        return 2
    try:
        opened = Workspace.open(workspace)
    except UserError as error:
        print(error.sentence, file=sys.stderr)  # noqa: T201
        return 2
    window = MainWindow(Context(opened, Tasks(), theme, app), settings)
    window.show()
    if snapshot is not None:
        QTimer.singleShot(1500, lambda: _draw(window, snapshot))
    return app.exec()


def _draw(window: MainWindow, snapshot: Path) -> None:
    window.grab().save(str(snapshot))
    print(json.dumps({"page": "engagement", "rows": window.page.row_count, "modules": len(sys.modules)}))  # noqa: T201
    window.close()
