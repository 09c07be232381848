"""A sentence above the page: what was done, or what is in the way. It goes by itself, or by its cross."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme

CALM_FOR = 6000
"""Milliseconds that a calm sentence stays; one about an error stays until it is taken away."""


class NoticeBar(QFrame):
    """Shows one sentence at a time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "notice")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAccessibleName(_("Notice"))
        self._close = QToolButton()
        self._close.setAccessibleName(_("Close the notice"))
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CALM_FOR)
        self._timer.timeout.connect(self.hide)
        self._dress()
        theme.changed.connect(self._dress)
        self.hide()

    def say(self, sentence: str, tone: str = "calm") -> None:
        """Show the sentence in that tone: ``calm``, ``warning`` or ``error``."""
        self.label.setText(sentence)
        self.setProperty("tone", tone)
        for widget in (self, self.label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.setVisible(bool(sentence))
        if tone == "calm":
            self._timer.start()
        else:
            self._timer.stop()

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._close.setIcon(self._theme.icon("close"))
        self._row.setContentsMargins(space(4), space(1), space(2), space(1))
