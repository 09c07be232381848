"""Inputs beside one another in twelve columns; below one another where the form is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from diplotrack.desktop.theme import Theme

COLUMNS = 12
ROOMY = 132
"""The width, in units of the space scale, from which inputs stand beside one another."""


class Grid(QWidget):
    """Takes widgets with the columns that they want, and sets them in lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placed: list[tuple[QWidget, int]] = []
        self._is_roomy: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.scale.space(3))
        self._grid.setVerticalSpacing(theme.scale.space(3))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def add(self, widget: QWidget, columns: int) -> None:
        """Set the widget after the others."""
        self._placed.append((widget, columns))
        widget.setParent(self)
        if self._is_roomy is None:
            self._is_roomy = True
        self._set()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between lines and a single column as the width allows."""
        super().resizeEvent(event)
        is_roomy = event.size().width() >= self._theme.scale.space(ROOMY)
        if is_roomy != self._is_roomy:
            self._is_roomy = is_roomy
            self._set()

    def _set(self) -> None:
        row = column = 0
        for widget, wanted in self._placed:
            columns = wanted if self._is_roomy else (COLUMNS if wanted > 4 else COLUMNS // 2)
            if column + columns > COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, columns, Qt.AlignmentFlag.AlignTop)
            column += columns
