"""What every page of the window has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from diplotrack.desktop.context import Context


class Page(QWidget):
    """A page of the window. ``populated`` is sent once what it shows first is there, ``counted(int)`` when
    the number of its rows changed."""

    populated = Signal()
    counted = Signal(int)
    _read_anew: Callable[[], object] | None = None
    _is_behind = False

    @property
    def row_count(self) -> int:
        """How many rows it shows."""
        return 0

    @property
    def is_populated(self) -> bool:
        """Whether what it shows first is there."""
        return True

    @property
    def current_record(self) -> tuple[str, int] | None:
        """The record that is chosen on it, as kind and identifier; None where none is."""
        return None

    def came_to_front(self) -> None:
        """It is being shown: put the focus where the keyboard should start."""

    def show_record(self, record_id: int) -> None:
        """Show that record, on a page that shows records."""

    def keep_true(self, context: Context, read: Callable[[], object]) -> None:
        """Call ``read()`` after each change: at once while the page is seen, else when it is seen again."""
        self._read_anew = read
        context.changed.connect(self._fall_behind)

    def _fall_behind(self, _changed: object) -> None:
        self._is_behind = True
        self._catch_up()

    def _catch_up(self) -> None:
        if self._is_behind and self._read_anew is not None and self.isVisible():
            self._is_behind = False
            self._read_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read when the page is seen again."""
        super().showEvent(event)
        self._catch_up()


def draw_a_turn_later(page: QWidget) -> None:
    """To make a page, to lay it out and to draw it at once would keep the keyboard waiting."""
    page.setUpdatesEnabled(False)
    QTimer.singleShot(1, page, lambda: page.setUpdatesEnabled(True))
