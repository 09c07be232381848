"""What every step of taking in a file has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from diplotrack.base.i18n import N_, Label
from diplotrack.desktop.views.importing.steps import Mark

if TYPE_CHECKING:
    from diplotrack.desktop.context import Context


class Step(QWidget):
    """One step of the page. ``settled`` is sent when how it stands has changed (a name was decided, a row mended).

    ``label`` is its name in the line of steps, ``icon`` what stands where it has nothing to show.
    """

    label: Label = N_("Step")
    icon = "open"
    settled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "pane")

    @property
    def keys(self) -> dict[Qt.Key, Callable[[], object]]:
        """Keys that mean something else here than in the rest of the window, while the keyboard is in a list."""
        return {}

    @property
    def mark(self) -> Mark:
        """How it stands."""
        return Mark()

    def take_keyboard(self) -> None:
        """Put the focus where the keyboard should start."""
        self.setFocus()

    def dress(self) -> None:
        """Sizes and colours changed."""
