"""What every window has beyond its pages. Each feature connects its own commands and listens for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow

FEATURES: tuple[Callable[[MainWindow], None], ...] = ()
"""One function a feature, called once when a window is made; what is dear to import is imported when it is used."""


def attach(window: MainWindow) -> None:
    """Attach every feature to the window."""
    for feature in FEATURES:
        feature(window)
