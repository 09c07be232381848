"""The head of a page: what it shows, how many there are, and at the far end what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge


class PageHead(QWidget):
    """``heading`` is the page's name, ``tools`` are the widgets behind the count."""

    def __init__(self, theme: Theme, heading: QLabel, *tools: QWidget) -> None:
        super().__init__()
        self._theme = theme
        heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(heading)
        self._row.addWidget(self._count, 1)
        for tool in tools:
            self._row.addWidget(tool)
        self._dress()
        theme.changed.connect(self._dress)

    def show_count(self, count: int) -> None:
        """Say how many there are."""
        self._count.setText(format_number(count))
        self._count.setAccessibleName(_("{count} in the list").format(count=format_number(count)))

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._row.setSpacing(space(2.5))
        # A little lower, so that large and small letters stand on one line.
        self._count.setContentsMargins(0, space(0.75), 0, 0)
        self._count.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
