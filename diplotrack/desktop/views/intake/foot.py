"""The foot of the page: how many proposals were answered, what would be stored, and the buttons that store it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.intake.answering import Answering

NARROW = 170
"""Units of the scale below which only the buttons are shown that have no other place."""


class IntakeFoot(QFrame):
    """``trusted``, ``continued`` and ``recorded`` tell which button was pressed: accept what is sure, go on in the
    form, store it."""

    trusted = Signal()
    recorded = Signal()
    continued = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.setProperty("role", "status")
        self.counts, self.will = QLabel(), QLabel()
        self.counts.setProperty("role", "small")
        self.will.setProperty("role", "strong")
        for label in (self.counts, self.will):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.sure = push_button(_("Accept all that is sure"), self.trusted.emit, "flat", tip="Ctrl+Shift+A")
        self.form = push_button(_("Go on in the form"), self.continued.emit, tip="Ctrl+E")
        self.record = push_button(_("Record"), self.recorded.emit, "primary", "Ctrl+Enter")
        self._words = QVBoxLayout()
        self._words.addWidget(self.will)
        self._words.addWidget(self.counts)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words, 1)
        self._buttons = QHBoxLayout()
        for button in (self.sure, self.form, self.record):
            self._buttons.addWidget(button)
        self._row.addLayout(self._buttons)
        self._dress()
        context.theme.changed.connect(self._dress)

    def tell(self, answering: Answering) -> None:
        """Say how many were answered; without one that was accepted there is nothing to store."""
        counted = (
            (_("{n} accepted"), "accepted"),
            (_("{n} open"), "open"),
            (_("{n} refused"), "refused"),
        )
        parts = []
        for words, state in counted:
            count = answering.count(state)  # type: ignore[arg-type] # the states as they are named above
            if count or state != "refused":
                parts.append(words.format(n=format_number(count)))
        self.counts.setText("  ·  ".join(parts))
        has_some = bool(answering.count("accepted"))
        self.sure.setEnabled(any(map(answering.may_trust, answering.proposals)))
        self.form.setEnabled(has_some)
        self.record.setEnabled(has_some)
        if not has_some:
            self.promise("")

    def promise(self, words: str) -> None:
        """Say what would be stored; "" says that nothing would be."""
        self.will.setText(words or _("Nothing would be stored yet."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is sure is accepted by its key."""
        super().resizeEvent(event)
        self.sure.setVisible(self.width() >= self._theme.scale.space(NARROW))

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._row.setContentsMargins(space(4), space(2.5), space(3), space(2.5))
        self._row.setSpacing(space(3))
        self._words.setSpacing(space(0.5))
        self._buttons.setSpacing(space(2))
        for label in (self.counts, self.will):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
