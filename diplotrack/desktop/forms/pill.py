"""The button that stands for one name in a line of names."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from diplotrack.desktop.theme.direction import elided

CROSS = "  ×"


class Pill(QPushButton):
    """Words with no room end in an ellipsis; behind them a cross may stand, which is always in sight.

    A click on the cross is ``crossed`` and not ``clicked``.
    """

    crossed = Signal()

    def __init__(self, words: str, *, has_cross: bool = False) -> None:
        super().__init__(words.replace("&", "&&"))
        self._words = words
        self._ending = CROSS if has_cross else ""
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words and the cross."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        more = metrics.horizontalAdvance(self._words + self._ending) - metrics.horizontalAdvance(self._words)
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as its ends and a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 2 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style draws it, with the words that there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = (self._words + self._ending).replace("&", "&&")
        short = self.sizeHint().width() - self.width()
        if short > 0:
            metrics = self.fontMetrics()
            room = metrics.horizontalAdvance(self._words) - short
            option.text = (elided(metrics, self._words, room) + self._ending).replace("&", "&&")
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell a click on the cross from one on the words."""
        if self._ending and event.button() == Qt.MouseButton.LeftButton and self._is_at_cross(event):
            self.setDown(False)
            self.crossed.emit()
            return
        super().mouseReleaseEvent(event)

    def _is_at_cross(self, event: QMouseEvent) -> bool:
        """The cross, with what is beside it: as wide as the pill is high."""
        x = event.position().x()
        far = x if self.isRightToLeft() else self.width() - x
        return far <= self.height() and self.rect().contains(event.position().toPoint())
