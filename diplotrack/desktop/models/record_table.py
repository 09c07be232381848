"""The table of a list: identifiers in eight bytes each, and the rows in view, fetched by window off the thread.

It never holds an object per record. A refresh moves rows instead of starting anew, so that the selection stays.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
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

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.grouping import GroupHead, Groups, head_above, read_groups
from diplotrack.desktop.models.rowchanges import RowChanges, compare, place_of
from diplotrack.desktop.models.rows import Column, Row, columns_of, read_rows
from diplotrack.records import KINDS, fields
from diplotrack.store.lists import ListQuery
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace

WINDOW = 100
"""Rows fetched at a time."""
WINDOWS_KEPT = 30
WANTED_AT_ONCE = 4
"""Windows fetched after one turn of the interface thread: more are not in sight together."""
FIRST_PAGE = 100
"""Rows shown before the whole list is known."""
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2

_DISPLAY, _TOOLTIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)
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
        self._places: dict[int, int] = {}
        self._groups = Groups()
        self._head_rows: list[int] = []
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
        if query.group != self.query.group:
            self._groups = Groups()
        self.query = query
        self.is_complete = False
        names, groups = self._names, self._groups

        def first(workspace: Workspace) -> tuple[array[int], dict[int, Row], Groups]:
            if query.group:
                found = read_groups(workspace.records.grouped(query), groups.numbers, groups.folded)
                ids = found.rows()
            else:
                found, ids = Groups(), workspace.records.identifiers(query, FIRST_PAGE)
            return ids, read_rows(workspace, self._kind, _records(ids[:FIRST_PAGE]), names), found

        self._context.read(first, self._show_first, owner=self, key=(id(self), "list"))

    def _show_first(self, page: tuple[array[int], dict[int, Row], Groups]) -> None:
        ids, rows, groups = page
        self.beginResetModel()
        self._ids = ids
        self._hold(groups)
        self._forget_rows()
        self._cache.update(rows)
        self.endResetModel()
        if groups.heads or len(ids) < FIRST_PAGE:
            self._complete()
        else:
            self.refresh()
        self.is_populated = True
        self.populated.emit()

    def refresh(self) -> None:
        """Read the list again and let rows leave, move and come."""
        query, old, groups = self.query, array("q", self._ids), self._groups

        def read(workspace: Workspace) -> tuple[RowChanges, Groups]:
            if not query.group:
                return compare(old, workspace.records.identifiers(query)), groups
            found = read_groups(workspace.records.grouped(query), groups.numbers, groups.folded)
            return compare(old, found.rows()), found

        self._context.read(read, lambda found: self._apply(old, *found), owner=self, key=(id(self), "list"))

    def _complete(self) -> None:
        self.is_complete = True
        self.counted.emit(self.record_count)

    def _hold(self, groups: Groups) -> None:
        self._groups = groups
        self._head_rows = groups.head_rows()
        self._places = {}

    def _apply(self, old: array[int], changes: RowChanges, groups: Groups) -> None:
        if len(old) != len(self._ids) or old != self._ids or groups.folded != self._groups.folded:
            self.refresh()
            return
        if changes.grown:
            self.beginInsertRows(QModelIndex(), len(old), len(changes.ids) - 1)
            self._ids = changes.ids
            self.endInsertRows()
        elif changes.wholesale:
            self.beginResetModel()
            self._ids = changes.ids
            self._hold(groups)
            self.endResetModel()
        else:
            self._step_by_step(changes)
        self._hold(groups)
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
            places = {one: place_of(self._ids, one) for one in wanted}
            for index, record_id in held:
                self.changePersistentIndex(index, self.index(places[record_id], index.column()))
            self.layoutChanged.emit()
        for row in changes.inserted:
            self.beginInsertRows(QModelIndex(), row, row)
            self._ids.insert(row, changes.ids[row])
            self.endInsertRows()

    def row_of(self, record_id: int) -> int:
        """The row that shows the record; −1 where none does."""
        known = self._places.get(record_id, -1)
        if 0 <= known < len(self._ids) and self._ids[known] == record_id:
            return known
        row = place_of(self._ids, record_id)
        if row >= 0:
            self._places[record_id] = row
        return row

    def id_at(self, row: int) -> int:
        """The identifier of the record in that row; negative for the head of a group."""
        return self._ids[row]

    def ids_between(self, first: int, last: int) -> list[int]:
        """The identifiers of the records in those rows, both inclusive; heads of groups left out."""
        between = self._ids[first : last + 1].tolist()
        if self._head_rows:
            first_head, last_head = (
                bisect_left(self._head_rows, first),
                bisect_left(self._head_rows, last + 1),
            )
            for row in reversed(self._head_rows[first_head:last_head]):
                del between[row - first]
        return between

    @property
    def record_count(self) -> int:
        """How many records it lists; folded groups count, heads do not."""
        return self._groups.distinct if self.query.group else len(self._ids)

    def record_at(self, row: int) -> Row | None:
        """The row if it is in the cache, else None; it is then asked for."""
        found = self._cache.get(self._ids[row])
        if found is None:
            self._ask_for(row)
        return found

    # groups

    def head_at(self, row: int) -> GroupHead | None:
        """The head of a group, where one stands in that row."""
        return self._groups.heads.get(self._ids[row]) if self._ids[row] < 0 else None

    def head_over(self, row: int) -> int:
        """The row of the head of the group in which that row is; −1 where rows are not grouped."""
        return head_above(self._head_rows, row)

    def is_folded(self, head: GroupHead) -> bool:
        """Whether the rows under it are folded away."""
        return head.key in self._groups.folded

    def fold(self, row: int, *, folded: bool) -> None:
        """Fold the group away whose head stands in that row, or unfold it."""
        head, groups = self.head_at(row), self._groups
        if head is None or self.is_folded(head) == folded or not head.count:
            return
        groups.folded = groups.folded | {head.key} if folded else groups.folded - {head.key}
        if folded:
            self.beginRemoveRows(QModelIndex(), row + 1, row + head.count)
            del self._ids[row + 1 : row + 1 + head.count]
        else:
            self.beginInsertRows(QModelIndex(), row + 1, row + head.count)
            self._ids[row + 1 : row + 1] = groups.ids_of(groups.grouped.keys.index(head.key))
        self._hold(groups)
        self._asked.clear()
        (self.endRemoveRows if folded else self.endInsertRows)()
        self.dataChanged.emit(self.index(row, 0), self.index(row, max(0, len(self._columns) - 1)))

    def fold_all(self, *, folded: bool) -> None:
        """Fold every group away, or unfold all."""
        groups = self._groups
        self.beginResetModel()
        groups.folded = frozenset(groups.grouped.keys) if folded else frozenset()
        self._ids = groups.rows()
        self._hold(groups)
        self._asked.clear()
        self.endResetModel()

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows the list has, heads of groups included."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns it shows."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Words for a cell; the whole Row under ROW_ROLE; the identifier under ID_ROLE."""
        if self._ids[index.row()] < 0:
            return self._head_role(index, role)
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
        if role == _DESCRIPTION and self._head_rows:
            over = self.head_over(index.row())
            head = self.head_at(over) if over >= 0 else None
            return _("in the group {group}").format(group=head.caption) if head is not None else ""
        return None

    def _head_role(self, index: Index, role: int) -> Any:
        head = self.head_at(index.row())
        if head is None or role not in (*_WORDS, _ACCESSIBLE):
            return self._ids[index.row()] if role == ID_ROLE else None
        if role != _ACCESSIBLE:
            return head.caption if index.column() == 0 else ""
        state = _("folded") if self.is_folded(head) else _("unfolded")
        sentence = _("Group {group}, {count}, {state}")
        return sentence.format(group=head.caption, count=format_number(head.count), state=state)

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
        # What came into view last is waited for; what was passed on the way there is not read at all.
        for window in windows[-WANTED_AT_ONCE:]:
            self._fetch(self._ids[window * WINDOW : (window + 1) * WINDOW], window)
        self._asked.difference_update(windows[:-WANTED_AT_ONCE])

    def _fetch(self, ids: array[int], window: int | None = None) -> None:
        names, kind = self._names, self._kind

        def arrived(rows: dict[int, Row]) -> None:
            if window is not None:
                self._asked.discard(window)
            if names == self._names:
                self._take_in(rows, window)

        wanted = _records(ids)
        self._context.read(lambda workspace: read_rows(workspace, kind, wanted, names), arrived, owner=self)

    def _take_in(self, rows: dict[int, Row], window: int | None) -> None:
        for record_id, row in rows.items():
            self._cache[record_id] = row
            self._cache.move_to_end(record_id)
        while len(self._cache) > WINDOW * WINDOWS_KEPT:
            self._cache.popitem(last=False)
        if not self._ids or not self._columns:
            return
        # Where each row stands now would have to be looked for; the view repaints no more than what is in sight.
        first = 0 if window is None else min(window * WINDOW, len(self._ids) - 1)
        last = len(self._ids) - 1 if window is None else min(first + WINDOW, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

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


def _records(ids: array[int]) -> list[int]:
    return [one for one in ids if one >= 0]
