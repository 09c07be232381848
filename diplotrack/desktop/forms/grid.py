"""Inputs beside one another in twelve even columns; below one another where the form is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from diplotrack.desktop.theme import Theme

COLUMNS = 12
ROOMY = 132
"""The width, in units of the space scale, from which inputs stand beside one another."""


class Grid(QWidget):
    """Takes widgets with the columns that they want, and sets them in lines whose edges meet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placed: list[tuple[QWidget, int]] = []
        self._is_roomy = True
        self._line, self._used = 0, 0
        self._cells = QGridLayout(self)
        self._cells.setContentsMargins(0, 0, 0, 0)
        self._cells.setSpacing(theme.scale.space(3))
        for column in range(COLUMNS):
            self._cells.setColumnStretch(column, 1)

    def add(self, widget: QWidget, columns: int) -> None:
        """Set the widget after the others."""
        # The columns are even whatever stands in them.
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
        self._placed.append((widget, columns))
        self._place(widget, columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between lines and a single column as the width allows."""
        super().resizeEvent(event)
        is_roomy = event.size().width() >= self._theme.scale.space(ROOMY)
        if is_roomy != self._is_roomy:
            self._is_roomy = is_roomy
            self._set_anew()

    def _set_anew(self) -> None:
        while self._cells.count():
            self._cells.takeAt(0)
        self._line, self._used = 0, 0
        for widget, columns in self._placed:
            self._place(widget, columns)

    def _place(self, widget: QWidget, wanted: int) -> None:
        columns = wanted if self._is_roomy else (COLUMNS if wanted > 4 else COLUMNS // 2)
        if self._used + columns > COLUMNS:
            self._line, self._used = self._line + 1, 0
        self._cells.addWidget(widget, self._line, self._used, 1, columns, Qt.AlignmentFlag.AlignTop)
        self._used += columns
