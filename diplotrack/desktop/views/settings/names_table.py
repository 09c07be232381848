"""A small table of codes and the words that stand for them, edited in place."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.desktop.theme import Theme

SHOWN = 5
Index = QModelIndex | QPersistentModelIndex


class NamesTable(QFrame):
    """The last row is empty: writing in it adds one. A row without a code, or Del on a row, takes it away."""

    wanted = Signal(str)
    """The whole table as JSON."""

    def __init__(self, theme: Theme, name: str, heads: tuple[str, str], example: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.table = _Table(0, 2)
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setItemDelegate(_Hinting(theme, example, self.table))
        self.table.verticalHeader().hide()
        self.table.setProperty("role", "table")
        self.table.setShowGrid(False)
        self.table.setAccessibleName(name)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(0, theme.scale.space(32))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.table)
        self._theme = theme
        self._kept: dict[str, str] = {}
        self.setFocusProxy(self.table)
        self.table.itemChanged.connect(lambda _item: self._changed())
        self.table.dropped.connect(self._drop)

    def show_names(self, names: dict[str, str]) -> None:
        """One row for each, by code, and an empty one."""
        self._kept = dict(names)
        self.table.blockSignals(True)
        self.table.setRowCount(len(names) + 1)
        for row, (code, words) in enumerate([*sorted(names.items()), ("", "")]):
            self.table.setItem(row, 0, QTableWidgetItem(code))
            self.table.setItem(row, 1, QTableWidgetItem(words))
        self.table.blockSignals(False)
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.verticalHeader().setDefaultSectionSize(max(high, self._theme.scale.space(8)))
        rows = min(SHOWN, len(names) + 2)
        self.table.setFixedHeight(
            rows * self.table.verticalHeader().defaultSectionSize() + self._theme.scale.space(10)
        )

    def _read(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in range(self.table.rowCount()):
            code, words = (_words(self.table, row, column) for column in (0, 1))
            if code and words:
                found[code] = words
        return found

    def _changed(self) -> None:
        names = self._read()
        if names != self._kept:
            self.wanted.emit(json.dumps(names, ensure_ascii=False) if names else "")

    def _drop(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < self.table.rowCount() - 1:
            self.table.removeRow(row)
            self._changed()


class _Hinting(QStyledItemDelegate):
    """Shows in the empty row what one may write there, as the lines of forms do."""

    def __init__(self, theme: Theme, example: tuple[str, str], parent: QTableWidget) -> None:
        super().__init__(parent)
        self._theme, self._example, self._table = theme, example, parent

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The example, in muted ink, where nothing is written."""
        super().initStyleOption(option, index)
        is_last = index.row() == self._table.rowCount() - 1
        if is_last and not _words(self._table, index.row(), 0) and not _words(self._table, index.row(), 1):
            option.text = self._example[index.column()]
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
            palette = option.palette
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                palette.setColor(role, QColor(self._theme.palette.muted))


class _Table(QTableWidget):
    dropped = Signal()

    def event(self, event: QEvent) -> bool:
        """Del means a row of this table, not a record of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes the row away."""
        if event.key() == Qt.Key.Key_Delete and self.state() != QAbstractItemView.State.EditingState:
            self.dropped.emit()
            return
        super().keyPressEvent(event)


def _words(table: QWidget, row: int, column: int) -> str:
    assert isinstance(table, QTableWidget)
    item = table.item(row, column)
    return item.text().strip() if item is not None else ""
