"""The proposals in their order, each under what it is about."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.looks import sureness, told
from diplotrack.workspace.intake import Proposal

Index = QModelIndex | QPersistentModelIndex


class ProposalModel(QAbstractListModel):
    """The proposals in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answering: Answering | None = None

    def show(self, answering: Answering | None) -> None:
        """List the proposals of that reading; none for None."""
        self.beginResetModel()
        self.answering = answering
        self.endResetModel()

    def tell(self) -> None:
        """Something was answered."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        if self.answering is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.answering.proposals)

    def at(self, row: int) -> Proposal | None:
        """The proposal of a row; None where there is none."""
        there = self.answering is not None and 0 <= row < len(self.answering.proposals)
        return self.answering.proposals[row] if there and self.answering is not None else None

    def row_of(self, key: str) -> int:
        """The row of a proposal; -1 where it is not listed."""
        proposals = self.answering.proposals if self.answering is not None else ()
        return next((row for row, one in enumerate(proposals) if one.key == key), -1)

    def begins(self, row: int) -> bool:
        """Whether the row is the first about its thing."""
        one, before = self.at(row), self.at(row - 1)
        return one is not None and (before is None or before.about is not one.about)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What would be recorded; for a screen reader and a tip, all that the line shows."""
        roles = Qt.ItemDataRole
        one = self.at(index.row())
        if one is None or self.answering is None:
            return None
        if role == roles.DisplayRole:
            return self.answering.shown(one)
        if role in (roles.AccessibleTextRole, roles.ToolTipRole):
            said = f"{one.about.label}: {self.answering.shown(one)}"
            parts = (said, told(self.answering.state(one)), one.flag, sureness(one))
            return ", ".join(part for part in parts if part)
        return None
