"""A box to tick that shows in both themes; half-ticked where it is not known."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.icons import paint_icon


class Tick(QCheckBox):
    """The box is drawn in the theme's own colours."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as the style draws them, the box as the lines beside it are drawn."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box: QRect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        palette, state = self._theme.palette, self.checkState()
        is_on = state is not Qt.CheckState.Unchecked
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(palette.accent if is_on else palette.field))
        painter.setPen(
            QColor(palette.focus if self.hasFocus() else palette.accent if is_on else palette.muted)
        )
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        if state is Qt.CheckState.Checked:
            paint_icon(painter, box.toRectF(), "done", palette.on_accent)
        elif is_on:
            middle = box.adjusted(
                box.width() // 4, box.height() // 2 - 1, -box.width() // 4, -box.height() // 2 + 1
            )
            painter.fillRect(middle, QColor(palette.on_accent))
        painter.end()
