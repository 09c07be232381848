"""A box to tick, half-ticked where it is not known, and a round one of which one is chosen; both show in each theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QStyle, QStyleOptionButton

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


class OneOf(QRadioButton):
    """One of several, drawn in the theme's own colours and as large as the text."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words)
        self._theme = theme
        side = theme.scale.space(4)
        self.setStyleSheet(f"QRadioButton::indicator {{ width: {side}px; height: {side}px; }}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as the style draws them, the ring as the lines beside it are drawn."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box: QRect = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, self)
        palette, is_on = self._theme.palette, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(palette.field))
        painter.setPen(
            QPen(
                QColor(palette.accent if is_on or self.hasFocus() else palette.muted),
                2 if self.hasFocus() else 1,
            )
        )
        ring = box.toRectF().adjusted(1, 1, -1, -1)
        painter.drawEllipse(ring)
        if is_on:
            inset = ring.width() / 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        painter.end()
