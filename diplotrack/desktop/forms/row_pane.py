"""One row of a part, open below the chip that stands for it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import read_into
from diplotrack.desktop.forms.rows import RowHost, RowLine
from diplotrack.desktop.forms.sections import Sections
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import KINDS
from diplotrack.workspace.editing import Draft, Fault, PartRow
from diplotrack.workspace.suggesting.introduced import Sort

SORTS: tuple[tuple[Sort, Any], ...] = (
    ("person", N_("A person")),
    ("party", N_("A partner")),
    ("count", N_("Unnamed people")),
)


class RowPane(RowHost):
    """One row of a part, open below its chip. ``dropped(PartRow)`` asks to take it out, ``turned(str)`` what it is."""

    dropped = Signal(object)
    turned = Signal(str)

    def __init__(self, context: Context, draft: Draft, part: str, spans: dict[str, int], name: str) -> None:
        super().__init__(context, draft)
        self.part = KINDS[part]
        self.usual, self.spans = tuple(spans), spans
        self.line: RowLine | None = None
        self._is = QLabel(_("New:"))
        self._is.setProperty("role", "small")
        self._is.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.sorts = Sections(context.theme, _("What the new name is"))
        for _sort, label in SORTS:
            self.sorts.add(str(label))
        self.sorts.turned.connect(lambda place: self.turned.emit(SORTS[place][0]))
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._is)
        head.addWidget(self.sorts, 1)
        self.column.addWidget(self._head)
        self.setAccessibleName(name)
        self.hide()

    def open(self, row: PartRow, sort: Sort | None) -> None:
        """Show that row; ``sort`` is what a newcomer is taken for."""
        self.close_line()
        self.line = RowLine(self, row)
        self.column.addWidget(self.line)
        self._head.setVisible(sort is not None)
        if sort is not None:
            self.sorts.blockSignals(True)
            self.sorts.turn_to([one for one, _label in SORTS].index(sort))
            self.sorts.blockSignals(False)
        self.show()

    def close_line(self) -> None:
        """Put what is written into the row and show none."""
        if self.line is not None:
            self.gather()
            self.column.removeWidget(self.line)
            self.line.hide()
            self.line.deleteLater()
            self.line = None
        self.hide()

    def gather(self) -> list[Fault]:
        """Put what is written into the row; faults name the field alone."""
        return read_into(self.line.row.values, self.line.inputs, ()) if self.line is not None else []

    def drop(self, line: RowLine) -> None:
        """Take the row out."""
        self.dropped.emit(line.row)
