"""The rows of a file that would be refused, and those left out: their cells, and what is wrong with each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.exchange.mapping.mended import Mends
from diplotrack.exchange.tables.rows import Row, RowError, as_text

Index = QModelIndex | QPersistentModelIndex
LONGEST = 400
"""Letters of a cell that are shown."""
_WORDS, _TIP, _EDIT = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.EditRole),
)
_ACCESSIBLE, _INK = int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ForegroundRole)
_GROUND, _FONT = int(Qt.ItemDataRole.BackgroundRole), int(Qt.ItemDataRole.FontRole)


class BadRows(QAbstractTableModel):
    """``mended(row, column, words)`` follows an edit.

    A row that was mended stays where it is until the file is read through again, so that nothing jumps under the hands.
    """

    mended = Signal(int, str, str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns: tuple[str, ...] = ()
        self.numbers: list[int] = []
        self.mends = Mends()
        self._errors: dict[int, list[RowError]] = {}
        self._rows: dict[int, Row] = {}

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[Row], errors: Sequence[RowError], mends: Mends
    ) -> None:
        """List rows with what is wrong with them, and those left out, by number."""
        self.beginResetModel()
        self.columns, self.mends = tuple(columns), mends
        self._errors = {}
        for error in errors:
            self._errors.setdefault(error.row, []).append(error)
        out = {number: row for number, row in self._rows.items() if number in mends.left_out}
        self._rows = out | {row.number: row for row in rows}
        self.numbers = sorted(self._rows)
        self.endResetModel()

    def forget(self) -> None:
        """Another file: nothing is known of it."""
        self._rows = {}
        self.show_rows((), (), (), Mends())

    def judge(self, number: int, errors: Sequence[RowError], mends: Mends) -> None:
        """A row was mended, left out or taken in again: these are its errors now."""
        self.mends = mends
        self._errors[number] = list(errors)
        row = self.place(number)
        self.dataChanged.emit(self.index(row, 0), self.index(row, max(0, len(self.columns) - 1)))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)

    def errors_of(self, number: int) -> list[RowError]:
        """Why a row would be refused; nothing where it was mended or left out."""
        return [] if number in self.mends.left_out else self._errors.get(number, [])

    @property
    def asking(self) -> int:
        """How many rows would be refused as things stand."""
        return sum(bool(self.errors_of(number)) for number in self.numbers)

    def place(self, number: int) -> int:
        """Where a row is listed, by its number in the file; -1 where it is not."""
        found = bisect_left(self.numbers, number)
        return found if found < len(self.numbers) and self.numbers[found] == number else -1

    def row(self, number: int) -> Row:
        """A row as it stands in the file."""
        return self._rows[number]

    def first_bad(self, row: int) -> int:
        """The column of the first bad cell of a row; 0 where the whole row is at fault."""
        for error in self.errors_of(self.numbers[row]):
            if error.column in self.columns:
                return self.columns.index(error.column)
        return 0

    def next_bad(self, row: int) -> int:
        """The next row that would be refused, from the top again after the last; -1 where there is none."""
        order = [*range(row + 1, len(self.numbers)), *range(row + 1)]
        return next(
            (one for one in order if one < len(self.numbers) and self.errors_of(self.numbers[one])), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows are listed."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns of the file."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of rows that come in can be written in."""
        found = super().flags(index)
        is_out = index.isValid() and self.numbers[index.row()] in self.mends.left_out
        return found if is_out else found | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _WORDS) -> Any:
        """A cell as it was mended, else as it stands; what is wrong with it in its tip."""
        number, column = self.numbers[index.row()], self.columns[index.column()]
        if role in (_WORDS, _EDIT, _ACCESSIBLE):
            words = self._cell(number, column)
            if role == _EDIT:
                return words
            words = " ".join(words[:LONGEST].split())
            return self._told(number, column, words) if role == _ACCESSIBLE else words
        why = self._why(number, column)
        if role == _TIP:
            return "\n".join(why) or None
        if role == _GROUND and why:
            return QBrush(QColor(self._theme.tint("bad").ground))
        if role == _INK:
            return self._ink(number, column, bad=bool(why))
        if role == _FONT and number in self.mends.left_out:
            font = QFont(self._theme.font())
            font.setStrikeOut(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """A cell was written in."""
        number, column = self.numbers[index.row()], self.columns[index.column()]
        if role != _EDIT or str(value) == self._cell(number, column):
            return False
        self.mended.emit(number, column, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _WORDS) -> Any:
        """The names of the columns; the numbers of the rows."""
        if role not in (_WORDS, _ACCESSIBLE):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section]
        return format_number(self.numbers[section])

    def _cell(self, number: int, column: str) -> str:
        mended = self.mends.cells.get((number, column))
        if mended is not None:
            return as_text(mended)
        return self._rows[number].text(column)

    def _why(self, number: int, column: str) -> list[str]:
        return [error.message for error in self.errors_of(number) if error.column in (column, "")]

    def _told(self, number: int, column: str, words: str) -> str:
        why = "; ".join(self._why(number, column))
        told = f"{column}: {words}"
        if number in self.mends.left_out:
            return _("{cell}, the row is left out").format(cell=told)
        return _("{cell}, cannot be taken: {why}").format(cell=told, why=why) if why else told

    def _ink(self, number: int, column: str, *, bad: bool) -> QBrush | None:
        theme = self._theme
        if number in self.mends.left_out:
            return QBrush(QColor(theme.palette.muted))
        if bad:
            return QBrush(QColor(theme.tint("bad").ink))
        is_mended = (number, column) in self.mends.cells
        return QBrush(QColor(theme.tint("good").ink)) if is_mended else None
