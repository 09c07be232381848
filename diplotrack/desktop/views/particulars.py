"""Until when something was put off, and why it was put off or called off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import LineInput
from diplotrack.desktop.forms.when import WhenInput
from diplotrack.records import Field


class Particulars(QWidget):
    """Two lines that Enter puts down: ``done(Moment | None, str)``."""

    done = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.until = WhenInput(context)
        self.until.label.setText(_("To when"))
        self.until.line.setAccessibleName(_("To when"))
        self.until.line.setPlaceholderText(_("next Tuesday 15:00"))
        self.reason = LineInput(Field(N_("Reason")), context.theme)
        self.put_down = QPushButton(_("Put down"))
        self.put_down.setProperty("role", "primary")
        self.put_down.setAutoDefault(False)
        self.put_down.clicked.connect(self._put_down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(context.theme.scale.space(2))
        for one in (self.until, self.reason):
            row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.put_down, 0, Qt.AlignmentFlag.AlignBottom)
        for line in (self.until.line, self.reason.line):
            line.returnPressed.connect(self._put_down)

    @property
    def asks_until(self) -> bool:
        """Whether it asks to when something was put off."""
        return not self.until.isHidden()

    def ask(self, *, until: bool) -> None:
        """Ask until when and why, or why alone; the keyboard goes there."""
        self.until.setVisible(until)
        (self.until if until else self.reason).setFocus()

    def _put_down(self) -> None:
        until = None
        if self.asks_until:
            try:
                until = self.until.value()
            except UserError as error:
                self.until.complain(error.sentence)
                self.until.setFocus()
                return
        self.done.emit(until, str(self.reason.value()))
