"""The first rows of a sheet as they stand in the file, and over each column what it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme.direction import isolated
from diplotrack.desktop.views.importing.column_heads import BECOMES, TONE
from diplotrack.desktop.views.importing.words import becomes, reasons, tone_of
from diplotrack.exchange.mapping.mapping import Mapping

Index = QModelIndex | QPersistentModelIndex
LONGEST = 400
"""Letters of a cell that are shown; a cell may hold a whole speech."""
_WORDS, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class FirstRows(QAbstractTableModel):
    """Rows with their numbers in the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.mapping: Mapping | None = None
        self._rows: Sequence[tuple[int, tuple[str, ...]]] = ()

    def show_sheet(self, columns: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]) -> None:
        """Show these rows: number and cells of each."""
        self.beginResetModel()
        self.columns, self._rows = tuple(columns), rows
        self.endResetModel()

    def show_mapping(self, mapping: Mapping | None) -> None:
        """Say over each column what it becomes by this mapping."""
        self.mapping = mapping
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def examples(self, column: int, most: int = 3) -> list[str]:
        """The first different values of a column that are not empty."""
        cells = (cells[column] for _number, cells in self._rows if column < len(cells))
        return list(dict.fromkeys(one for one in cells if one.strip()))[:most]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns of the sheet."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _WORDS) -> Any:
        """A cell on one line; its tip has the line breaks."""
        if role not in (_WORDS, _TIP, _ACCESSIBLE):
            return None
        cells = self._rows[index.row()][1]
        words = cells[index.column()][:LONGEST] if index.column() < len(cells) else ""
        if role == _TIP:
            return words if len(words) > 30 or "\n" in words else None
        words = " ".join(words.split())
        return f"{self.columns[index.column()]}: {words}" if role == _ACCESSIBLE else isolated(words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _WORDS) -> Any:
        """The name of a column, what it becomes, and why that is thought; the number of a row."""
        if orientation is Qt.Orientation.Vertical:
            return format_number(self._rows[section][0]) if role == _WORDS else None
        name = self.columns[section]
        if role == _WORDS:
            return name
        uses = self.mapping.of(name) if self.mapping is not None else ()
        if role == BECOMES:
            return becomes(uses)
        if role == TONE:
            return tone_of(uses)
        if role == _TIP:
            return "\n".join((f"{name} → {becomes(uses)}", *reasons(uses)))
        if role == _ACCESSIBLE:
            return _("{column}, becomes: {target}").format(column=name, target=becomes(uses))
        return None
