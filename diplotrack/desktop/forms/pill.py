"""The button that stands for one name in a line of names."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from diplotrack.desktop.theme.direction import elided


class Pill(QPushButton):
    """Words with no room end in an ellipsis; the ``ending`` (a cross, say) is always in sight."""

    def __init__(self, words: str, ending: str = "") -> None:
        super().__init__(f"{words}{ending}".replace("&", "&&"))
        self._words = words
        self._ending = ending
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its ends and a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 2 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style draws it, with the words that there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        short = self.sizeHint().width() - self.width()
        if short > 0:
            metrics = self.fontMetrics()
            room = metrics.horizontalAdvance(self._words) - short
            option.text = (elided(metrics, self._words, room) + self._ending).replace("&", "&&")
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
