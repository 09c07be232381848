"""The list of a kind, with its reading pane beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QTableView, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.models.rows import usual_columns
from diplotrack.desktop.views.pages import Page
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.records import KINDS
from diplotrack.store.lists import ListQuery


class ListPage(Page):
    """Records of one kind on the left, the one selected on the right."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self._context = context
        self.table = RecordTable(context, kind, self)
        self.table.set_columns(usual_columns(KINDS[kind]))
        self.view = QTableView()
        self.view.setModel(self.table)
        self.view.setAccessibleName(str(KINDS[kind].__kind__.plural))
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.reading = ReadingPane(context)
        self.words = QLineEdit()
        self.words.setAccessibleName(_("Filter the list"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.addWidget(self.words)
        column.addWidget(self.view)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.view.selectionModel().currentRowChanged.connect(self._selected)
        self.words.textChanged.connect(lambda text: self.table.load(ListQuery(kind, words=text)))
        self.table.populated.connect(self._first)
        self.table.load(ListQuery(kind))

    @property
    def row_count(self) -> int:
        """How many records it lists."""
        return self.table.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether its first rows are there."""
        return self.table.is_populated

    def _first(self) -> None:
        if self.table.rowCount():
            self.view.selectRow(0)
        self.populated.emit()

    def _selected(self, index: QModelIndex) -> None:
        if index.isValid():
            self.reading.show_record(self.table.kind, self.table.id_at(index.row()))
