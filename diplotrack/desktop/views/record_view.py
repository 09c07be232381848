"""The list itself: columns that fit themselves to the room there is, rows by keyboard or mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.views.column_fit import ColumnFit
from diplotrack.desktop.views.list_header import ListHeader
from diplotrack.desktop.views.row_delegate import RowDelegate

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class RecordView(QTableView):
    """Shows a :class:`RecordTable`. Columns without room fold into a second line under the title.

    ``opened(int)`` carries the identifier of a record on which Enter or a double click fell, ``picked(int)`` that of
    the record that became current (−1: none), ``sorted_by(str)`` a new order as ListQuery spells it, and
    ``menu_wanted(QPoint)`` where on the screen the actions of the selected rows are asked for.
    """

    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    picked = Signal(int)
    sorted_by = Signal(str)

    def __init__(
        self, table: RecordTable, theme: Theme, title: str, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._theme = theme
        self._title = title
        self._held = -1
        self._held_at = 0
        self._is_fitted = False
        self.delegate = RowDelegate(table, theme, title)
        self.setModel(table)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self._header = ListHeader(theme, self)
        self.setHorizontalHeader(header)
        self.columns = ColumnFit(table, header, theme, title, settings)
        header.sectionClicked.connect(self._header_clicked)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self._open_row(index.row()))
        table.modelAboutToBeReset.connect(self._hold_place)
        table.modelReset.connect(self.fit)
        table.modelReset.connect(self._find_place)
        theme.changed.connect(self.fit)

    # columns

    def fit(self) -> None:
        """Give every column its width; those without room go under the title, the least telling ones first.

        Out of sight that waits: until it is shown, its room changes at every step of its making.
        """
        self._is_fitted = self.isVisible()
        if not self.table.columns or not self._is_fitted:
            return
        self.delegate.folded = self.columns.fit(self.viewport().width())
        self.delegate.first = self._header.first_shown()
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        self.viewport().update()

    def show_order(self, sort: str) -> None:
        """Put the arrow of the header where that order says."""
        name, down = sort.lstrip("-"), sort.startswith("-")
        names = [column.name for column in self.table.columns]
        name = self._title if name == "sort_key" else name
        self._header.sorted_by = names.index(name) if name in names else -1
        self._header.descending = down
        self._header.viewport().update()

    def _header_clicked(self, place: int) -> None:
        column = self.table.columns[place]
        current = self.table.query.sort
        if not column.sortable:
            return
        self.sorted_by.emit(f"-{column.name}" if current == column.name else column.name)

    # rows

    @property
    def current_id(self) -> int:
        """The identifier of the record in the current row; −1 where there is none."""
        index = self.currentIndex()
        return max(-1, self.table.id_at(index.row())) if index.isValid() else -1

    def selected_ids(self) -> list[int]:
        """The identifiers of the selected records, from top to bottom."""
        # By ranges: one index a row would take a second where a million are selected.
        chosen = self.selectionModel().selection()
        ranges = [(chosen.at(one).top(), chosen.at(one).bottom()) for one in range(chosen.count())]
        found: list[int] = []
        for top, bottom in sorted(set(ranges)):
            found += self.table.ids_between(top, bottom)
        # Only in groups can a record stand twice.
        return list(dict.fromkeys(found)) if self.table.query.group else found

    def go_to(self, record_id: int) -> bool:
        """Make the record current, if the list has it."""
        row = self.table.row_of(record_id)
        if row >= 0:
            self.go_to_row(row)
        return row >= 0

    def go_to_row(self, row: int) -> None:
        """Make that row current and bring it into view."""
        index = self.table.index(row, self._header.first_shown())
        # Not selectRow(): mirrored, it looks for the first column one pixel beyond the edge and selects nothing.
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)
        self.scrollTo(index)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.picked.emit(max(-1, self.table.id_at(current.row())) if current.isValid() else -1)

    def _hold_place(self) -> None:
        """A list that comes anew shows the same record at the same height."""
        index = self.currentIndex()
        self._held = self.current_id
        self._held_at = self.rowViewportPosition(index.row()) if index.isValid() else 0

    def _find_place(self) -> None:
        held, self._held = self._held, -1
        if held < 0 or not self.go_to(held):
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(self.currentIndex().row()) - self._held_at)

    def _open_row(self, row: int) -> None:
        head = self.table.head_at(row)
        if head is None:
            self.opened.emit(self.table.id_at(row))
        else:
            self.table.fold(row, folded=not self.table.is_folded(head))
            self.go_to_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows or j and k move, Enter opens, Home and End go to the ends; on the head of a group left and right fold
        and unfold it, and from a row within left goes to the head."""
        key, plain = event.key(), event.modifiers() in PLAIN
        rows, row = self.table.rowCount(), self.currentIndex().row()
        if not plain or row < 0:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_row(row)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K):
            step = 1 if key == Qt.Key.Key_J else -1
            self.go_to_row(max(0, min(rows - 1, row + step)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_row(0 if key == Qt.Key.Key_Home else rows - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space) and self._fold(key, row):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _fold(self, key: int, row: int) -> bool:
        """Fold or unfold as the key says; whether there was a group to do it to."""
        over = self.table.head_over(row)
        if over < 0:
            return False
        head, outwards = (
            self.table.head_at(row),
            Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left,
        )
        if head is None and key == outwards:
            self.go_to_row(over)
        elif head is not None:
            folded = not self.table.is_folded(head) if key == Qt.Key.Key_Space else key == outwards
            self.table.fold(row, folded=folded)
        return head is not None or key == outwards

    def keyboardSearch(self, search: str) -> None:
        """Typing a letter does not jump about: it would read every row. The filter is one key away."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the row under the pointer show that it can be chosen."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow of a group folds it; the middle button opens the record."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if not index.isValid():
            return
        is_head = self.table.head_at(index.row()) is not None
        if is_head and event.button() == Qt.MouseButton.LeftButton and self._on_arrow(event.position().x()):
            self._open_row(index.row())
        elif not is_head and event.button() == Qt.MouseButton.MiddleButton:
            self.opened.emit(self.table.id_at(index.row()))

    def _on_arrow(self, x: float) -> bool:
        reach = self._theme.scale.space(9)
        return x > self.viewport().width() - reach if self.isRightToLeft() else x < reach

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selected rows, at the pointer or under the current row."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(at)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.delegate.hovered:
            self.delegate.hovered = row
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns, where that waited."""
        super().showEvent(event)
        if not self._is_fitted:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
