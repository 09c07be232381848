"""What was done, as a table that reads on as one scrolls."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from diplotrack.base.i18n import N_, _, format_moment, format_number
from diplotrack.desktop.context import Context
from diplotrack.workspace.operations import Operation

HEADS = (N_("When"), N_("What"), N_("Who"), N_("Records"), N_("State"))
WHAT = 1
PAGE = 200
"""Operations that are read at once."""
Index = QModelIndex | QPersistentModelIndex


class OperationTable(QAbstractTableModel):
    """Operations newest first. ``populated`` is sent after each reading from the top."""

    populated = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._words = ""
        self._ends = True
        self._reading = False
        self.rows: list[Operation] = []
        self.is_populated = False

    def load(self, words: str) -> None:
        """Read from the top those that have the words."""
        self._words = words
        self._reading = True
        self._context.read(
            lambda workspace: workspace.history.page(words, None, PAGE),
            self._set,
            owner=self,
            key=(id(self), "operations"),
        )

    def operation(self, row: int) -> Operation | None:
        """The operation in that row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def _set(self, rows: list[Operation]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._ends = len(rows) < PAGE
        self._reading = False
        self.endResetModel()
        self.is_populated = True
        self.populated.emit()

    def _append(self, rows: list[Operation]) -> None:
        self._ends, self._reading = len(rows) < PAGE, False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many have been read."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """When, what, who, how many, and what became of it."""
        return 0 if parent.isValid() else len(HEADS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older ones."""
        return not parent.isValid() and not self._ends and not self._reading

    def fetchMore(self, parent: Index) -> None:
        """Read on from the oldest that was read."""
        if not self.canFetchMore(parent):
            return
        self._reading = True
        words, before = self._words, self.rows[-1].id
        self._context.read(
            lambda workspace: workspace.history.page(words, before, PAGE),
            self._append,
            owner=self,
            key=(id(self), "operations"),
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return str(HEADS[section])
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """What a cell shows; what is undone stands back."""
        one = self.operation(index.row())
        if one is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _cells(one)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell for cell in _cells(one) if cell)
        if role == Qt.ItemDataRole.ForegroundRole and (one.is_undone or index.column() != WHAT):
            return QColor(self._context.theme.palette.muted)
        return None


def _cells(one: Operation) -> tuple[str, ...]:
    state = _("undone") if one.is_undone else ""
    what = f"{one.name}  ·  {one.about}" if one.about else one.name
    return (local(one.at), what, one.who, format_number(one.records), state)


def local(moment: datetime) -> str:
    """A moment of the ledger (UTC without a zone) in this computer's time."""
    return format_moment(moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None))
