"""What every page of the window has."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page of the window. ``populated`` is sent once what it shows first is there, ``counted(int)`` when
    the number of its rows changed."""

    populated = Signal()
    counted = Signal(int)

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


def draw_a_turn_later(page: QWidget) -> None:
    """To make a page, to lay it out and to draw it at once would keep the keyboard waiting."""
    page.setUpdatesEnabled(False)
    QTimer.singleShot(1, page, lambda: page.setUpdatesEnabled(True))
