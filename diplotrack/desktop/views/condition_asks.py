"""What the editor of a filter asks, for each type of field: steps to tick, days, numbers, records, words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.base.spans import NAMED, Span, read_span
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.models.rows import Column
from diplotrack.desktop.views.conditions import can_be_overdue, has_below, referred_kind
from diplotrack.records import Field
from diplotrack.store.lists import Condition, Operator
from diplotrack.workspace.editing.typed import read_value, write_value

DAY = Field(N_("Date"), "day", partial=True)
SPANS_IN_A_LINE = 3


class Ask(QWidget):
    """Asks for one condition on a column; ``settled`` says that an answer was given that needs nothing more."""

    settled = Signal()

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__()
        self.context = context
        self.column = column
        self.first: QWidget = self
        """Where the keyboard begins."""
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(context.theme.scale.space(1.5))

    @abstractmethod
    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show what is asked for now."""
        raise NotImplementedError  # at run time too: the metaclass of Qt bars that of abc

    @abstractmethod
    def conditions(self) -> tuple[Condition, ...]:
        """What was answered; () for nothing. Raises UserError where it cannot be read."""
        raise NotImplementedError

    def line(self, label: str) -> QLineEdit:
        """A line to type in, named for those who hear it."""
        line = QLineEdit()
        line.setPlaceholderText(label)
        line.setAccessibleName(f"{self.column.label}: {label}")
        line.setMinimumWidth(self.context.theme.scale.space(34))
        return line


class StepsAsk(Ask):
    """Any of several: members of an enumeration, steps of a scale, yes and no."""

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__(context, column)
        self.boxes: list[tuple[Any, QCheckBox]] = []
        for value, label in self._steps(column.field):
            box = Tick(label.replace("&", "&&"), context.theme)
            self.boxes.append((value, box))
            self.rows.addWidget(box)
        self.first = self.boxes[0][1]

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Tick the steps asked for."""
        chosen = [
            step for one in conditions for step in (one.value if one.operator == "any" else [one.value])
        ]
        for value, box in self.boxes:
            box.setChecked(any(value == one and one is not None for one in chosen))

    def conditions(self) -> tuple[Condition, ...]:
        """Any of those ticked."""
        values = tuple(value for value, box in self.boxes if box.isChecked())
        return (Condition(self.column.name, "any", values),) if values else ()

    @staticmethod
    def _steps(field: Field | None) -> list[tuple[Any, str]]:
        if field is None or field.type == "flag":
            return [(True, _("Yes")), (False, _("No"))]
        if field.choices is not None:
            return [(one, str(one.label)) for one in field.choices]
        return [(step, str(label)) for step, label in field.scale]


class RangeAsk(Ask):
    """From a number, a sum or a day until another."""

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__(context, column)
        self._field = DAY if column.type == "day" else column.field or DAY
        self.start, self.end = self.line(_("from")), self.line(_("until"))
        self.first = self.start
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addWidget(self.end)
        self.rows.addLayout(row)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Write the ends asked for into the lines."""
        by_operator: Mapping[Any, Any] = {one.operator: one.value for one in conditions}
        exact = by_operator.get("is")
        self.start.setText(write_value(self._field, by_operator.get("from", exact)))
        self.end.setText(write_value(self._field, by_operator.get("until", exact)))

    def conditions(self) -> tuple[Condition, ...]:
        """The ends that were written."""
        ends: tuple[tuple[Operator, QLineEdit], ...] = (("from", self.start), ("until", self.end))
        found = [
            Condition(self.column.name, operator, read_value(self._field, line.text()))
            for operator, line in ends
            if line.text().strip()
        ]
        if len(found) == 2 and _earliest(found[0].value) > _latest(found[1].value):
            raise UserError(_("The end lies before the beginning; put the smaller one first."))
        return tuple(found)


class DaysAsk(RangeAsk):
    """Days, or a span counted from today that stays so: "next 30 days", in a button or in words."""

    def __init__(self, context: Context, column: Column, kind: str) -> None:
        super().__init__(context, column)
        self._chosen: Span | str | None = None
        self.start.setPlaceholderText(_("from, or “next 45 days”"))
        grid = QGridLayout()
        grid.setSpacing(context.theme.scale.space(1))
        offers: list[tuple[Span | str, str]] = [(span, str(label)) for span, label in NAMED]
        if can_be_overdue(kind, column.name):
            offers.insert(0, ("overdue", _("overdue")))
        self._buttons: list[tuple[Span | str, QToolButton]] = []
        for number, (span, label) in enumerate(offers):
            button = QToolButton()
            button.setText(label)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on=False, span=span: self._choose(span))
            self._buttons.append((span, button))
            grid.addWidget(button, number // SPANS_IN_A_LINE, number % SPANS_IN_A_LINE)
        self.rows.addLayout(grid)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Mark the span asked for, or write the days."""
        super().show_conditions(conditions)
        for one in conditions:
            if one.operator == "overdue":
                self._mark("overdue")
            elif one.operator == "within":
                self._mark(one.value)
                if all(span != one.value for span, _button in self._buttons):
                    self.start.setText(str(one.value))

    def conditions(self) -> tuple[Condition, ...]:
        """The span in words, the days written, or the span that is marked."""
        name, span = self.column.name, read_span(self.start.text())
        if span is not None and not self.end.text().strip():
            return (Condition(name, "within", span),)
        if self.start.text().strip() or self.end.text().strip():
            return super().conditions()
        if isinstance(self._chosen, Span):
            return (Condition(name, "within", self._chosen),)
        return (Condition(name, "overdue"),) if self._chosen else ()

    def _choose(self, span: Span | str) -> None:
        self._mark(span)
        self.start.clear()
        self.end.clear()
        self.settled.emit()

    def _mark(self, span: Span | str) -> None:
        self._chosen = span
        for one, button in self._buttons:
            button.setChecked(one == span)


class RecordsAsk(Ask):
    """Any of several records, with all below them where they have any, or a part of their name."""

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__(context, column)
        kind = referred_kind(column)
        field = Field(column.label, "reference", refers=kind)
        self.names = ChipsInput(field, context, _("Type a name"))
        self.names.label.hide()  # the heading says it
        self.names.line.installEventFilter(self)
        self.first = self.names.line
        self.rows.addWidget(self.names)
        self.below = Tick(_("and all below"), context.theme)
        self.below.setVisible(has_below(kind))
        self.rows.addWidget(self.below)
        self.words = self.line(_("or a part of the name"))
        self.rows.addWidget(self.words)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show the records, whose names are still to be looked up, or the words asked for."""
        ids: dict[int, str] = {}
        for one in conditions:
            if one.operator == "contains":
                self.words.setText(str(one.value))
            elif one.value is not None:
                found = one.value if isinstance(one.value, (list, tuple)) else [one.value]
                ids |= dict.fromkeys(found, "…")
                self.below.setChecked(one.operator == "below")
        if ids:
            kind = referred_kind(self.column)
            self.context.read(
                lambda workspace: {one: str(workspace.records.mention(kind, one) or "—") for one in ids},
                self.names.show_value,
                owner=self,
            )

    def conditions(self) -> tuple[Condition, ...]:
        """The records taken, else the words."""
        name, ids = self.column.name, tuple(self.names.value())
        if ids:
            return (Condition(name, "below" if self.below.isChecked() else "any", ids),)
        words = self.words.text().strip()
        return (Condition(name, "contains", words),) if words else ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in an empty line is the answer."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and not self.names.line.text().strip():
                self.settled.emit()
                return True
        return super().eventFilter(watched, event)


class WordsAsk(Ask):
    """Words that a text holds; several, with commas between them, are alternatives."""

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__(context, column)
        self.words = self.line(_("contains"))
        self.first = self.words
        self.rows.addWidget(self.words)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Write the words asked for into the line."""
        shown = [one.value for one in conditions if one.value is not None]
        self.words.setText(
            ", ".join(
                str(word) for one in shown for word in (one if isinstance(one, (list, tuple)) else [one])
            )
        )

    def conditions(self) -> tuple[Condition, ...]:
        """The words."""
        words = [word.strip() for word in self.words.text().split(",") if word.strip()]
        if len(words) > 1:
            return (Condition(self.column.name, "contains", tuple(words)),)
        return (Condition(self.column.name, "contains", words[0]),) if words else ()


def make_ask(context: Context, column: Column, kind: str) -> Ask:
    """What fits the column of that kind's list."""
    field = column.field
    if referred_kind(column):
        return RecordsAsk(context, column)
    if column.type == "flag" or (field is not None and (field.choices is not None or field.type == "scale")):
        return StepsAsk(context, column)
    if column.type == "day":
        return DaysAsk(context, column, kind)
    return RangeAsk(context, column) if column.type in ("number", "money") else WordsAsk(context, column)


def _earliest(value: Any) -> Any:
    return getattr(value, "earliest", value)


def _latest(value: Any) -> Any:
    return getattr(value, "latest", value)
