"""A box to tick, half-ticked where it is not known, and a round one of which one is chosen; both show in each theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QStyle, QStyleOptionButton

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.boxes import paint_box


class Tick(QCheckBox):
    """The box is drawn in the theme's own colours."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words)
        self._theme = theme
        self.setProperty("role", "tick")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as the style draws them, the box as the lines beside it are drawn."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box: QRect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        paint_box(painter, box, self.checkState(), self._theme.palette, focused=self.hasFocus())
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
