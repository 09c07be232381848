"""The parts of a form: each shows some places of a draft and puts them back into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.making import make_input, span
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.workspace.editing import Draft, Fault, written
from diplotrack.workspace.editing.draft import Place

Line = TypeVar("Line", bound=QWidget)


class Block(QWidget):
    """A heading and what stands under it."""

    edited = Signal()

    def __init__(self, context: Context, draft: Draft, heading: str = "") -> None:
        super().__init__()
        self.context = context
        self.draft = draft
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(context.theme.scale.space(2))
        if heading:
            label = QLabel(heading)
            label.setProperty("role", "lead")
            label.setAlignment(leading_edge())
            self.column.addWidget(label)

    def meet(self, other: Block) -> None:
        """Another block stands on the same form now: listen to it, where the two have to do with one another."""

    def take_out(self, line: Line, lines: list[Line], keyboard: QWidget) -> None:
        """Take one of the block's lines away; the ``keyboard`` goes there."""
        lines.remove(line)
        line.hide()
        line.deleteLater()
        keyboard.setFocus()
        self.edited.emit()

    def gather(self) -> list[Fault]:
        """Put what is written into the draft; returns what could not be read."""
        return []

    def place(self, place: Place) -> Input | None:
        """The input of that place of the draft, if this block has it."""
        return None


def read_into(values: dict[str, object], inputs: dict[str, Input], where: Place) -> list[Fault]:
    """Put what each input holds into ``values``; returns what could not be read."""
    faults = []
    for name, one in inputs.items():
        try:
            values[name] = one.value()
        except UserError as error:
            faults.append(Fault((*where, name), error.sentence))
    return faults


class FieldsBlock(Block):
    """Some fields of the record itself, with the columns of twelve that they take where that is said."""

    def __init__(
        self, context: Context, draft: Draft, names: Iterable[str] | Mapping[str, int], heading: str = ""
    ) -> None:
        super().__init__(context, draft, heading)
        self.inputs: dict[str, Input] = {}
        grid = Grid(context.theme)
        about = written(draft.record)
        for name in names:
            one = make_input(context, draft.record, name, about[name], draft.caption)
            one.show_value(draft.values.get(name))
            one.edited.connect(self.edited)
            one.setObjectName(name)
            self.inputs[name] = one
            wide = names[name] if isinstance(names, Mapping) else 0
            grid.add(one, wide or span(about[name], name, draft.record))
        self.column.addWidget(grid)

    def gather(self) -> list[Fault]:
        """The values of the fields."""
        return read_into(self.draft.values, self.inputs, ())

    def place(self, place: Place) -> Input | None:
        """The input of a field."""
        return self.inputs.get(str(place[0])) if len(place) == 1 else None
