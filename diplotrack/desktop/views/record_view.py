"""The list itself: columns that fit themselves to the room there is, rows by keyboard or mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSettings, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.models.rows import Column
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.tones import TONES
from diplotrack.desktop.views.list_header import ListHeader
from diplotrack.desktop.views.row_delegate import RowDelegate

WIDE_DATE = "00 Mmm. 0000"
WEIGHTS = {"choice": 3, "scale": 3, "number": 3, "flag": 3, "gathered": 4, "reference": 5}
"""Which columns keep room of their own longest; days come first, texts last."""
WITH_NEWS = {type(member) for member, _tone in TONES}


class RecordView(QTableView):
    """Shows a :class:`RecordTable`. Columns without room fold into a second line under the title.

    ``opened(int)`` carries the identifier of a record on which Enter or a double click fell, ``picked(int)`` that of
    the record that became current (−1: none), ``sorted_by(str)`` a new order as ListQuery spells it.
    """

    opened = Signal(int)
    picked = Signal(int)
    sorted_by = Signal(str)

    def __init__(
        self, table: RecordTable, theme: Theme, title: str, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._theme = theme
        self._title = title
        self._settings = settings
        self._fitting = False
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
        header.setMinimumSectionSize(theme.scale.space(10))
        header.sectionResized.connect(self._resized_by_hand)
        header.sectionClicked.connect(self._header_clicked)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(table.id_at(index.row())))
        table.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)

    # columns

    def fit(self) -> None:
        """Give every column its width; those without room go under the title, the least telling ones first."""
        columns = self.table.columns
        if not columns:
            return
        self._fitting = True
        header = self._header
        room = self.viewport().width()
        wanted = [self._wanted_width(column) for column in columns]
        left = room - self._theme.scale.space(70)
        shown: set[int] = set()
        for place in sorted(range(len(columns)), key=lambda one: (self._weight(columns[one]), one)):
            if columns[place].name == self._title:
                shown.add(place)
            elif wanted[place] <= left:
                left -= wanted[place]
                shown.add(place)
            else:
                left = 0  # nothing less telling takes the room that a more telling column lacks
        for place, column in enumerate(columns):
            header.setSectionHidden(place, place not in shown)
            is_title = column.name == self._title
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Stretch if is_title else QHeaderView.ResizeMode.Interactive
            )
            if place in shown and not is_title:
                header.resizeSection(place, wanted[place])
        self.delegate.first = header.first_shown()
        self.delegate.folded = tuple(place for place in range(len(columns)) if place not in shown)
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        self._fitting = False
        self.viewport().update()

    def _wanted_width(self, column: Column) -> int:
        kept = self._settings.value(self._key(column))
        if kept is not None:
            return max(self._theme.scale.space(10), round(float(str(kept)) * self._theme.scale.factor))
        metrics = QFontMetrics(self._theme.font("body"))
        padding = self._theme.scale.space(7)
        arrow = self._theme.scale.space(4)
        small = QFontMetrics(self._theme.font("small", QFont.Weight.DemiBold))
        head = small.horizontalAdvance(str(column.label)) + padding + arrow
        if column.type == "day":
            return max(head, metrics.horizontalAdvance(WIDE_DATE) + padding)
        if column.field is not None and column.field.choices is not None:
            longest = max(small.horizontalAdvance(str(one.label)) for one in column.field.choices)
            return max(head, min(longest, self._theme.scale.space(34)) + padding + self._theme.scale.space(4))
        return max(head, metrics.averageCharWidth() * min(column.width, 22) + padding)

    @staticmethod
    def _weight(column: Column) -> int:
        if column.type == "day":
            return 0
        if column.field is not None and column.field.choices in WITH_NEWS:
            return 1 if column.name == "status" else 2
        return WEIGHTS.get(column.type, 6)

    def _key(self, column: Column) -> str:
        return f"width/{self.table.kind}/{column.name}"

    def _resized_by_hand(self, place: int, _old: int, new: int) -> None:
        column = self.table.columns[place] if place < len(self.table.columns) else None
        if not self._fitting and column is not None and column.name != self._title and new:
            self._settings.setValue(self._key(column), new / self._theme.scale.factor)

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
        return self.table.id_at(index.row()) if index.isValid() else -1

    def selected_ids(self) -> list[int]:
        """The identifiers of the selected records, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.table.id_at(row) for row in rows]

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
        self.picked.emit(self.table.id_at(current.row()) if current.isValid() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows or j and k move, Enter opens, Home and End go to the ends."""
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        rows, row = self.table.rowCount(), self.currentIndex().row()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self.table.id_at(row))
        elif plain and rows and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            step = 1 if key == Qt.Key.Key_J else -1
            self.go_to_row(max(0, min(rows - 1, row + step)))
        elif plain and rows and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_row(0 if key == Qt.Key.Key_Home else rows - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing a letter does not jump about: it would read every row. The filter is one key away."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the row under the pointer show that it can be chosen."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.delegate.hovered:
            self.delegate.hovered = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
