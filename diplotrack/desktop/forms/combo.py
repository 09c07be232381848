"""A list to choose from that looks like the lines beside it, and that the wheel passes over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from diplotrack.desktop.theme import Theme


class Combo(QComboBox):
    """The arrow is our own icon, in the theme's colour; words too long for the box end in an ellipsis."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        if self.isRightToLeft():
            # The style sheet knows left and right only.
            space = theme.scale.space
            self.setStyleSheet(f"padding-left: {space(0.5)}px; padding-right: {space(2)}px")

    @property
    def shown(self) -> str:
        """What of the chosen words there is room for."""
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self._room())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it must not change what it happens to pass over."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Words that are cut stand whole in the tip."""
        is_asked = isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip
        if is_asked and self.shown != self.currentText():
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as the style draws it, with the words there is room for, and the arrow."""
        option = self._option()
        option.currentText = self.shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        side = self._theme.scale.space(4)
        inset = self._theme.scale.space(2)
        left = inset if self.isRightToLeft() else self.width() - side - inset
        over = QPainter(self)
        self._theme.icon("down").paint(over, QRect(left, (self.height() - side) // 2, side, side))
        over.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _room(self) -> int:
        field = QStyle.SubControl.SC_ComboBoxEditField
        rect = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, self._option(), field, self)
        return rect.width() - 2
