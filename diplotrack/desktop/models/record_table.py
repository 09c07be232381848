"""The table of a list: identifiers in eight bytes each, and the rows in view, fetched by window off the thread.

It never holds an object per record. A refresh moves rows instead of starting anew, so that the selection stays.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from diplotrack.desktop.context import Context
from diplotrack.desktop.models.rowchanges import RowChanges, compare
from diplotrack.desktop.models.rows import Column, Row, columns_of, read_rows
from diplotrack.records import KINDS, fields
from diplotrack.store.lists import ListQuery
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace

WINDOW = 100
"""Rows fetched at a time."""
WINDOWS_KEPT = 30
FIRST_PAGE = 100
"""Rows shown before the whole list is known."""
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2

_DISPLAY, _TOOLTIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_WORDS = (_DISPLAY, _TOOLTIP)


class RecordTable(QAbstractTableModel):
    """A list of records of one kind. ``populated`` is sent when its first rows can be painted, ``counted(int)``
    whenever the length of the list is known anew."""

    populated = Signal()
    counted = Signal(int)

    def __init__(self, context: Context, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self._known = columns_of(KINDS[kind])
        self._columns: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._shown: tuple[Column, ...] = ()
        self.query = ListQuery(kind)
        self._ids = array("q")
        self._places: dict[int, int] | None = None
        self._cache: OrderedDict[int, Row] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self.is_populated = False
        self.is_complete = False
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(0)
        self._gather.timeout.connect(self._fetch_wanted)
        context.changed.connect(self._changed)

    # what it shows

    @property
    def kind(self) -> str:
        """The kind of its records."""
        return self._kind

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return self._shown

    def place_of(self, name: str) -> int:
        """Where in a Row the value of that column is; −1 where it is not read."""
        return self._names.index(name) if name in self._names else -1

    def set_columns(self, names: tuple[str, ...]) -> None:
        """Show these columns. ``status`` is read along where there is one: the due date is coloured by it."""
        self.beginResetModel()
        self._columns = names
        self._shown = tuple(self._known[name] for name in names)
        along = ("status",) if "status" in fields(KINDS[self._kind]) else ()
        self._names = tuple(dict.fromkeys((*names, *along)))
        self._forget_rows()
        self.endResetModel()

    def load(self, query: ListQuery) -> None:
        """Show the records of that query: its first page at once, the rest when it is known."""
        self.query = query
        self.is_complete = False
        names = self._names

        def first(workspace: Workspace) -> tuple[array[int], dict[int, Row]]:
            ids = workspace.records.identifiers(query, FIRST_PAGE)
            return ids, read_rows(workspace, self._kind, ids, names)

        self._context.read(first, self._show_first, owner=self, key=(id(self), "list"))

    def _show_first(self, page: tuple[array[int], dict[int, Row]]) -> None:
        ids, rows = page
        self.beginResetModel()
        self._ids, self._places = ids, None
        self._forget_rows()
        self._cache.update(rows)
        self.endResetModel()
        if len(ids) < FIRST_PAGE:
            self._complete()
        else:
            self.refresh()
        if not self.is_populated:
            self.is_populated = True
        self.populated.emit()

    def refresh(self) -> None:
        """Read the list again and let rows leave, move and come."""
        query, old = self.query, array("q", self._ids)
        self._context.read(
            lambda workspace: compare(old, workspace.records.identifiers(query)),
            lambda changes: self._apply(old, changes),
            owner=self,
            key=(id(self), "list"),
        )

    def _complete(self) -> None:
        self.is_complete = True
        self.counted.emit(len(self._ids))

    def _apply(self, old: array[int], changes: RowChanges) -> None:
        if old != self._ids:
            self.refresh()
            return
        grows = changes.ids[: len(old)] == old
        if grows and len(changes.ids) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(changes.ids) - 1)
            self._ids = changes.ids
            self.endInsertRows()
        elif changes.wholesale:
            self.beginResetModel()
            self._ids = changes.ids
            self.endResetModel()
        else:
            self._step_by_step(changes)
        self._places = None
        self._complete()

    def _step_by_step(self, changes: RowChanges) -> None:
        for row in changes.removed:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row]
            self.endRemoveRows()
        if changes.kept is not None:
            self.layoutAboutToBeChanged.emit()
            held = [(index, self._ids[index.row()]) for index in self.persistentIndexList()]
            self._ids = array("q", changes.kept)
            wanted = {record_id for _index, record_id in held}
            places = {one: row for row, one in enumerate(self._ids) if one in wanted} if wanted else {}
            for index, record_id in held:
                self.changePersistentIndex(index, self.index(places[record_id], index.column()))
            self.layoutChanged.emit()
        for row in changes.inserted:
            self.beginInsertRows(QModelIndex(), row, row)
            self._ids.insert(row, changes.ids[row])
            self.endInsertRows()

    def row_of(self, record_id: int) -> int:
        """The row that shows the record; −1 where none does."""
        if self._places is None:
            self._places = {}
        known = self._places.get(record_id, -1)
        if 0 <= known < len(self._ids) and self._ids[known] == record_id:
            return known
        try:
            row = self._ids.index(record_id)
        except ValueError:
            return -1
        self._places[record_id] = row
        return row

    def id_at(self, row: int) -> int:
        """The identifier of the record in that row."""
        return self._ids[row]

    def record_at(self, row: int) -> Row | None:
        """The row if it is in the cache, else None; it is then asked for."""
        found = self._cache.get(self._ids[row])
        if found is None:
            self._ask_for(row)
        return found

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many records the list has."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns it shows."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Words for a cell; the whole Row under ROW_ROLE; the identifier under ID_ROLE."""
        if role == ROW_ROLE:
            return self.record_at(index.row())
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role in _WORDS:
            row = self.record_at(index.row())
            return row.texts[index.column()] if row is not None else ""
        if role == _ACCESSIBLE:
            row = self.record_at(index.row())
            label = self._known[self._columns[index.column()]].label
            return f"{label}: {row.texts[index.column()]}" if row is not None else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The label of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._known[self._columns[section]]
        if role in (_DISPLAY, _ACCESSIBLE):
            return str(column.label)
        if role == _TOOLTIP and column.field is not None:
            return str(column.field.help)
        return None

    # fetching

    def _forget_rows(self) -> None:
        self._cache.clear()
        self._asked.clear()
        self._wanted.clear()

    def _ask_for(self, row: int) -> None:
        window = row // WINDOW
        if window not in self._asked:
            self._asked.add(window)
            self._wanted.append(window)
            self._gather.start()

    def _fetch_wanted(self) -> None:
        windows, self._wanted = self._wanted, []
        for window in windows:
            ids = self._ids[window * WINDOW : (window + 1) * WINDOW]
            self._fetch(ids, window)

    def _fetch(self, ids: array[int], window: int | None = None) -> None:
        names, kind = self._names, self._kind

        def arrived(rows: dict[int, Row]) -> None:
            if window is not None:
                self._asked.discard(window)
            if names == self._names:
                self._take_in(rows)

        self._context.read(lambda workspace: read_rows(workspace, kind, ids, names), arrived, owner=self)

    def _take_in(self, rows: dict[int, Row]) -> None:
        for record_id, row in rows.items():
            self._cache[record_id] = row
            self._cache.move_to_end(record_id)
        while len(self._cache) > WINDOW * WINDOWS_KEPT:
            self._cache.popitem(last=False)
        places = sorted(place for place in map(self.row_of, rows) if place >= 0)
        last = max(0, len(self._columns) - 1)
        start = 0
        for number, place in enumerate(places):
            if number + 1 == len(places) or places[number + 1] != place + 1:
                self.dataChanged.emit(self.index(places[start], 0), self.index(place, last))
                start = number + 1

    def _changed(self, changed: Changed) -> None:
        if not self.is_populated:
            return
        touched = changed.touched.get(self._kind, frozenset())
        shown = array("q", (one for one in touched if one in self._cache))
        if len(shown) > WINDOW or self._mentions(changed):
            stale = array("q", self._cache)
            self._fetch(stale)
        elif shown:
            self._fetch(shown)
        if touched or self._mentions(changed):
            self.refresh()

    def _mentions(self, changed: Changed) -> bool:
        kinds = {column.field.refers for column in self.columns if column.field and column.field.refers}
        return any(changed.concerns(name) for name in kinds if name != self._kind)
