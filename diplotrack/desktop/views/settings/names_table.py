"""A small table of codes and the words that stand for them, edited in place."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme

SHOWN = 5


class NamesTable(QFrame):
    """The last row is empty: writing in it adds one. A row without a code, or Del on a row, takes it away."""

    wanted = Signal(str)
    """The whole table as JSON."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.table = _Table(0, 2)
        self.table.setHorizontalHeaderLabels([_("Code"), _("Is written")])
        self.table.verticalHeader().hide()
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
