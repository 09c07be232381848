"""The small window in which one filter is set: what it asks depends on the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.models.rows import Column
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.condition_asks import make_ask
from diplotrack.store.lists import Condition


class ConditionEditor(QFrame):
    """Asks for the conditions on one column. ``chosen(tuple of Condition)`` is sent by Enter or the button; an empty
    tuple takes the filter away."""

    chosen = Signal(object)

    def __init__(
        self, context: Context, column: Column, kind: str, conditions: Sequence[Condition], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(str(column.label))
        self._column = column
        space = context.theme.scale.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(3), space(3), space(3), space(3))
        layout.setSpacing(space(1.5))
        heading = QLabel(str(column.label))
        heading.setProperty("role", "section")
        heading.setAlignment(leading_edge())
        layout.addWidget(heading)
        self.ask = make_ask(context, column, kind)
        self.ask.show_conditions([one for one in conditions if one.operator not in ("empty", "filled")])
        self.ask.settled.connect(self._apply)
        layout.addWidget(self.ask)
        operators = {one.operator for one in conditions}
        self.empty = self._tick(_("Not filled in"), on="empty" in operators)
        self.filled = self._tick(_("Filled in, with whatever"), on="filled" in operators)
        self.negated = self._tick(_("All but these"), on=any(one.negated for one in conditions))
        self.empty.toggled.connect(lambda on: self.filled.setChecked(self.filled.isChecked() and not on))
        self.filled.toggled.connect(lambda on: self.empty.setChecked(self.empty.isChecked() and not on))
        ticks = QHBoxLayout()
        ticks.setSpacing(space(4))
        for box in (self.negated, self.empty, self.filled):
            ticks.addWidget(box)
        ticks.addStretch(1)
        layout.addLayout(ticks)
        self.complaint = QLabel()
        self.complaint.setProperty("role", "bad")
        self.complaint.setWordWrap(True)
        self.complaint.setAlignment(leading_edge())
        self.complaint.hide()
        layout.addWidget(self.complaint)
        layout.addLayout(self._buttons())

    def show_below(self, anchor: QWidget) -> None:
        """Open under that widget, with the keyboard in the first field."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        if self.isRightToLeft():
            corner.setX(corner.x() + anchor.width() - self.width())
        room = anchor.window().geometry()
        corner.setX(max(room.left() + 4, min(corner.x(), room.right() - self.width() - 4)))
        self.move(corner)
        self.show()
        self.ask.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies; Escape leaves everything as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)

    def _tick(self, words: str, *, on: bool) -> QCheckBox:
        box = Tick(words, self.ask.context.theme)
        box.setChecked(on)
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for words, role, act in (
            (_("Clear"), "flat", lambda: self._choose(())),
            (_("Apply"), "primary", self._apply),
        ):
            button = QPushButton(words)
            button.setProperty("role", role)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        return row

    def _apply(self) -> None:
        try:
            self._choose(self._conditions())
        except UserError as error:
            self.complaint.setText(error.sentence)
            self.complaint.show()
            self.adjustSize()

    def _choose(self, conditions: tuple[Condition, ...]) -> None:
        self.chosen.emit(conditions)
        self.close()

    def _conditions(self) -> tuple[Condition, ...]:
        name = self._column.name
        if self.empty.isChecked():
            return (Condition(name, "empty"),)
        if self.filled.isChecked():
            return (Condition(name, "filled"),)
        found = self.ask.conditions()
        if not self.negated.isChecked():
            return found
        if len(found) > 1:  # neither before nor after is not the same as not between
            raise UserError(_("“All but these” takes one end only; clear “from” or “until”."))
        return tuple(replace(one, negated=True) for one in found)
