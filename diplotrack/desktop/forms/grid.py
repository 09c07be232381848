"""Inputs beside one another in twelve even columns; below one another where the form is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
        self._lines: list[QHBoxLayout] = []
        self._is_roomy = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.scale.space(3))

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
        for line in self._lines:
            while line.count():
                line.takeAt(0)
            self._column.removeItem(line)
            line.deleteLater()
        self._lines.clear()
        for widget, columns in self._placed:
            self._place(widget, columns)

    def _place(self, widget: QWidget, wanted: int) -> None:
        columns = wanted if self._is_roomy else (COLUMNS if wanted > 4 else COLUMNS // 2)
        line = self._lines[-1] if self._lines else None
        used = sum(line.stretch(place) for place in range(line.count() - 1)) if line is not None else COLUMNS
        if line is None or used + columns > COLUMNS:
            line, used = QHBoxLayout(), 0
            line.setSpacing(self._theme.scale.space(3))
            line.addStretch(COLUMNS)
            self._lines.append(line)
            self._column.addLayout(line)
        # The last item of a line is the room that is left in it.
        line.insertWidget(line.count() - 1, widget, columns, Qt.AlignmentFlag.AlignTop)
        left = COLUMNS - used - columns
        line.setStretch(line.count() - 1, left)
