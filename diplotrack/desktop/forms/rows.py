"""Rows of a part as lines of inputs: participants, agenda items, updates. The last line adds another."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block, read_into
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.making import make_input, span
from diplotrack.records import KINDS, Record
from diplotrack.workspace.editing import Draft, Fault, PartRow, blank_row, written
from diplotrack.workspace.editing.draft import Place, is_blank


class RowHost(Block):
    """A block on which rows of a part stand: ``usual`` are the fields of a line, ``spans`` their columns."""

    part: type[Record]
    usual: tuple[str, ...]
    spans: dict[str, int]

    @abstractmethod
    def drop(self, line: RowLine) -> None:
        """Take a row out."""
        raise NotImplementedError  # at run time too: the metaclass of Qt bars that of abc


class RowLine(QFrame):
    """One row of a part: the usual fields in a line, the others below on demand."""

    def __init__(self, block: RowHost, row: PartRow) -> None:
        super().__init__()
        self.row = row
        self._block = block
        self.inputs: dict[str, Input] = {}
        theme = block.context.theme
        self._line, self._more = Grid(theme, close=True), Grid(theme)
        for name in block.usual:
            self._add(name, self._line)
        self._more.hide()
        label = str(block.part.__kind__.label)
        self._unfold = QToolButton()
        self._unfold.setCheckable(True)
        self._unfold.setIcon(theme.icon("down"))
        self._unfold.setAccessibleName(_("{row}: more fields").format(row=label))
        self._unfold.setToolTip(_("More fields"))
        self._unfold.setVisible(bool(self._others()))
        self._unfold.toggled.connect(self._show_more)
        drop = QToolButton()
        drop.setIcon(theme.icon("close"))
        drop.setAccessibleName(_("{row}: take it out").format(row=label))
        drop.setToolTip(_("Take it out"))
        drop.clicked.connect(lambda: block.drop(self))
        side_of_icon = theme.scale.space(4)
        for button in (self._unfold, drop):
            button.setIconSize(QSize(side_of_icon, side_of_icon))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(0)
        self._buttons.addWidget(self._unfold)
        self._buttons.addWidget(drop)
        side = QVBoxLayout()
        side.addLayout(self._buttons)
        side.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.scale.space(2))
        head.addWidget(self._line, 1)
        head.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.scale.space(1))
        column.addLayout(head)
        column.addWidget(self._more)

    def _others(self) -> list[str]:
        return [name for name in written(self._block.part) if name not in self._block.usual]

    def _show_more(self, on: bool) -> None:
        """Show the other fields; they are made when somebody first asks for them."""
        if on and self._others() and self._others()[0] not in self.inputs:
            for name in self._others():
                self._add(name, self._more)
        self._more.setVisible(on)

    def _add(self, name: str, grid: Grid) -> None:
        block, field = self._block, written(self._block.part)[name]
        one = make_input(block.context, block.part, name, field, block.draft.caption)
        one.show_value(self.row.values.get(name))
        one.edited.connect(block.edited)
        one.setObjectName(name)
        self.inputs[name] = one
        grid.add(one, block.spans.get(name) or span(field, name, block.part))

    def unfold(self) -> None:
        """Show the other fields too."""
        self._unfold.setChecked(True)

    def show_labels(self, *, on: bool) -> None:
        """The labels stand over the first line only, as heads over columns."""
        for name in self._block.usual:
            self.inputs[name].label.setVisible(on)
        theme = self._block.context.theme
        self._buttons.setContentsMargins(0, theme.scale.space(4.5 if on else 0), 0, 0)

    def place(self, name: str) -> Input | None:
        """The input of a field, brought to light."""
        if name in self._others():
            self.unfold()
        return self.inputs.get(name)


class RowsBlock(RowHost):
    """The rows of one part of the record."""

    def __init__(
        self,
        context: Context,
        draft: Draft,
        part: str,
        *,
        usual: Iterable[str] = (),
        spans: dict[str, int] | None = None,
        heading: str = "",
        preset: dict[str, Any] | None = None,
        add_label: str = "",
    ) -> None:
        self.part = KINDS[part]
        about = self.part.__kind__
        super().__init__(context, draft, heading or str(about.plural))
        self.usual = tuple(usual) or tuple(name for name in about.columns if name in written(self.part))
        self.spans = spans or {}
        self._name = part
        self._preset = preset or {}
        self.lines: list[RowLine] = []
        self._body = QVBoxLayout()
        self._body.setSpacing(context.theme.scale.space(2))
        self.add = QPushButton(add_label or _("Add {row}").format(row=str(about.label).lower()))
        self.add.setProperty("role", "flat")
        self.add.setIcon(context.theme.icon("add"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_row)
        self.column.addLayout(self._body)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.column.addLayout(foot)
        for row in draft.parts.get(part, []):
            self._show(row)

    def add_row(self) -> RowLine:
        """Begin another row; the keyboard goes into it."""
        row = blank_row(self.part)
        row.values.update(self._preset)
        line = self._show(row)
        first = line.inputs[self.usual[0]]
        first.setFocus()
        self.edited.emit()
        return line

    def drop(self, line: RowLine) -> None:
        """Take a row out."""
        self.take_out(line, self.lines, self.add)
        self._label()

    def gather(self) -> list[Fault]:
        """The rows that say something."""
        unread: list[tuple[PartRow, Fault]] = []
        for line in self.lines:
            unread += [(line.row, fault) for fault in read_into(line.row.values, line.inputs, ())]
        unreadable = [row for row, _fault in unread]
        rows = [line.row for line in self.lines if line.row in unreadable or not self._is_empty(line.row)]
        rows = _in_stored_order(rows)
        self.draft.parts[self._name] = rows
        numbers = {id(row): number for number, row in enumerate(rows)}
        return [Fault((self._name, numbers[id(row)], *fault.place), fault.sentence) for row, fault in unread]

    def place(self, place: Place) -> Input | None:
        """The input of a row's field."""
        if len(place) != 3 or place[0] != self._name or not isinstance(place[1], int):
            return None
        rows = self.draft.parts[self._name]
        row = rows[place[1]] if place[1] < len(rows) else None
        line = next((one for one in self.lines if one.row is row), None)
        return line.place(str(place[2])) if line is not None else None

    def _is_empty(self, row: PartRow) -> bool:
        preset = {
            name: row.values.get(name) for name in self._preset if row.values.get(name) == self._preset[name]
        }
        return row.id is None and is_blank(self.part, PartRow({**row.values, **dict.fromkeys(preset)}))

    def _show(self, row: PartRow) -> RowLine:
        line = RowLine(self, PartRow(dict(row.values), row.id))
        self.lines.append(line)
        self._body.addWidget(line)
        self._label()
        return line

    def _label(self) -> None:
        for number, line in enumerate(self.lines):
            line.show_labels(on=number == 0)


def _in_stored_order(rows: list[PartRow]) -> list[PartRow]:
    """Stored rows as they are stored, new ones after them: an order that nobody changed is no change."""
    return sorted(rows, key=lambda row: row.id if row.id is not None else 1 << 62)
