"""Loading what comes next before it is asked for: a page whose modules are there opens at once."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from diplotrack.desktop.views.pages import PAGES

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow

AFTER, BETWEEN = 2_500, 150
"""Milliseconds after the window was made, for what is shown first comes first, and between two modules."""
MODULES = (
    *dict.fromkeys(entry.module for entry in PAGES),
    "diplotrack.desktop.forms.desk",
    "diplotrack.desktop.forms.plans",
    "diplotrack.desktop.palette",
    "diplotrack.desktop.views.partner.page",
    "diplotrack.desktop.views.settings.preferences_section",
    "diplotrack.desktop.views.settings.appearance_section",
    "diplotrack.reports.render.pdf",
    "pypdfium2",
)
"""What opens the pages, the forms and the box that finds, and sets the first document."""


def attach(window: MainWindow) -> None:
    """Load one module after the other on a reader's thread while the window is used."""
    wanted = [name for name in MODULES if name not in sys.modules]

    def load_next(_loaded: object = None) -> None:
        while wanted and wanted[0] in sys.modules:
            wanted.pop(0)
        if wanted:
            name = wanted.pop(0)
            window.context.read(lambda _workspace: import_module(name), rest, owner=window)
        else:
            window.context.read(_look_up_zones, lambda _zones: None, owner=window)

    def rest(_loaded: object) -> None:
        QTimer.singleShot(BETWEEN, window, load_next)

    if wanted:
        QTimer.singleShot(AFTER, window, load_next)


def _look_up_zones(_workspace: object) -> object:
    """The settings offer the time zones, which lie in six hundred files."""
    from diplotrack.desktop.views.settings.choices import zones

    return zones()
