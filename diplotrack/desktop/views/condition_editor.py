"""The small window in which one filter is set: what it asks depends on the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.models.rows import Column
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.views.conditions import SPANS
from diplotrack.store.lists import Condition, Operator


class ConditionEditor(QFrame):
    """Asks for the conditions on one column. ``chosen(tuple of Condition)`` is sent by Enter or the button; an empty
    tuple takes the filter away."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, column: Column, conditions: Sequence[Condition], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(str(column.label))
        self._theme = theme
        self._column = column
        self._steps: list[tuple[Any, QCheckBox]] = []
        self._first: QLineEdit | None = None
        self._last: QLineEdit | None = None
        self._words: QLineEdit | None = None
        self._layout = QVBoxLayout(self)
        edge = theme.scale.space(3)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(theme.scale.space(1.5))
        heading = QLabel(str(column.label))
        heading.setProperty("role", "section")
        self._layout.addWidget(heading)
        by_operator = {one.operator: one.value for one in conditions}
        self._ask(by_operator)
        self._empty = QCheckBox(_("Not filled in"))
        self._empty.setChecked("empty" in by_operator)
        if column.type not in ("flag", "choice") or (column.field and column.field.choices):
            self._layout.addWidget(self._empty)
        self._complaint = QLabel()
        self._complaint.setProperty("role", "bad")
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self._layout.addWidget(self._complaint)
        self._buttons()

    def show_below(self, anchor: QWidget) -> None:
        """Open under that widget, with the keyboard in the first field."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        if self.isRightToLeft():
            corner.setX(corner.x() + anchor.width() - self.width())
        self.move(corner)
        self.show()
        first: QWidget = self._words or self._first or (self._steps[0][1] if self._steps else self._empty)
        first.setFocus()

    def _ask(self, by_operator: dict[Any, Any]) -> None:
        column, field = self._column, self._column.field
        if field is not None and field.choices is not None:
            self._ask_steps([(one, str(one.label)) for one in field.choices], by_operator)
        elif field is not None and field.type == "scale":
            self._ask_steps([(step, str(label)) for step, label in field.scale], by_operator)
        elif column.type == "flag":
            self._ask_steps([(True, _("Yes")), (False, _("No"))], by_operator)
        elif column.type in ("day", "number", "money"):
            self._ask_span(by_operator)
        else:
            self._words = self._line(_("contains"), by_operator.get("contains", ""))
            self._layout.addWidget(self._words)

    def _ask_steps(self, steps: list[tuple[Any, str]], by_operator: dict[Any, Any]) -> None:
        chosen = [*by_operator.get("any", ()), *([by_operator["is"]] if "is" in by_operator else [])]
        for value, label in steps:
            box = QCheckBox(label)
            box.setChecked(any(value == one for one in chosen))
            self._steps.append((value, box))
            self._layout.addWidget(box)

    def _ask_span(self, by_operator: dict[Any, Any]) -> None:
        self._first = self._line(_("from"), _written(by_operator.get("from")))
        self._last = self._line(_("until"), _written(by_operator.get("until")))
        row = QHBoxLayout()
        row.addWidget(self._first)
        row.addWidget(self._last)
        self._layout.addLayout(row)
        if self._column.type != "day":
            return
        grid = QGridLayout()
        for number, span in enumerate(SPANS):
            button = QPushButton(str(span.label))
            button.setProperty("role", "flat")
            conditions = span.conditions(self._column.name, clock.today())
            button.clicked.connect(lambda _checked=False, found=conditions: self._choose(found))
            grid.addWidget(button, number // 2, number % 2)
        self._layout.addLayout(grid)

    def _line(self, label: str, words: str) -> QLineEdit:
        line = QLineEdit(words)
        line.setPlaceholderText(label)
        line.setAccessibleName(f"{self._column.label}: {label}")
        line.setMinimumWidth(self._theme.scale.space(34))
        return line

    def _buttons(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        clear = QPushButton(_("Clear"))
        clear.setProperty("role", "flat")
        clear.clicked.connect(lambda: self._choose(()))
        done = QPushButton(_("Apply"))
        done.setProperty("role", "primary")
        done.clicked.connect(self._apply)
        row.addWidget(clear)
        row.addWidget(done)
        self._layout.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies; Escape leaves everything as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)

    def _apply(self) -> None:
        try:
            self._choose(self._conditions())
        except UserError as error:
            self._complaint.setText(error.sentence)
            self._complaint.show()
            self.adjustSize()

    def _choose(self, conditions: tuple[Condition, ...]) -> None:
        self.chosen.emit(conditions)
        self.close()

    def _conditions(self) -> tuple[Condition, ...]:
        name = self._column.name
        if self._empty.isChecked():
            return (Condition(name, "empty"),)
        if self._steps:
            values = tuple(value for value, box in self._steps if box.isChecked())
            return (Condition(name, "any", values),) if values else ()
        if self._words is not None:
            words = self._words.text().strip()
            return (Condition(name, "contains", words),) if words else ()
        ends: tuple[tuple[Operator, QLineEdit | None], ...] = (("from", self._first), ("until", self._last))
        return tuple(
            Condition(name, operator, self._value(line.text()))
            for operator, line in ends
            if line is not None and line.text().strip()
        )

    def _value(self, text: str) -> Any:
        if self._column.type == "day":
            return PartialDate.parse(text)
        try:
            return float(text) if "." in text else int(text)
        except ValueError:
            raise UserError(_("“{text}” is no number; write digits only.").format(text=text)) from None


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.iso() if isinstance(value, PartialDate) else str(value)
