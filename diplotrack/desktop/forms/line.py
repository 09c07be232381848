"""A line to write in that does not cut words off in silence while nobody writes in it."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QStylePainter, QToolTip

INSET = 2
"""Pixels that Qt leaves between the frame's content and the first letter of a line."""


def runs_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction is of a script written from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return next((one for one in strong if one in ("L", "R", "AL")), "L") != "L"


class Line(QLineEdit):
    """Words too long for it end in an ellipsis until it is entered; they stand whole in its tip."""

    @property
    def shown(self) -> str:
        """What of the words there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._place().width())

    @property
    def _is_cut(self) -> bool:
        return bool(self.text()) and self.shown != self.text()

    def event(self, event: QEvent) -> bool:
        """Words that are cut stand whole in the tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._is_cut:
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt draws what is being written; we draw what is only read and too long."""
        if self.hasFocus() or not self._is_cut:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, self._option())
        painter.setPen(self.palette().text().color())
        # The words run as their own script does, whichever way the window runs.
        mirrored = runs_right_to_left(self.text())
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._place(), int(side), self.shown)
        painter.end()

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _place(self) -> QRect:
        content = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, self._option(), self)
        return content.adjusted(INSET, 0, -INSET, 0)
