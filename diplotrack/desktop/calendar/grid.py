"""Weeks of days as a table: one day is chosen, its entries can be opened, and what is planned dragged elsewhere."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QToolTip,
)

from diplotrack.base import clock
from diplotrack.base.i18n import _, current_locale, format_date, ngettext
from diplotrack.desktop.calendar.ink import Ink, whole
from diplotrack.desktop.calendar.lanes import Lanes, lanes
from diplotrack.desktop.theme import Theme
from diplotrack.workspace.calendar import Custom, Span
from diplotrack.workspace.calendar_entries import Entry

Index = QModelIndex | QPersistentModelIndex
Placed = tuple[QRectF, Entry | None]
"""Where an entry is drawn; None stands for the word that tells how many more there are."""
SAID = 12
"""Entries of a day that a screen reader is told; the list beside the grid has them all."""


class DayTable(QAbstractTableModel):
    """The days of one or more weeks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.first = clock.today()
        self.weeks = 0
        self.month = 0
        """The month whose days stand out; 0 where all do."""
        self.shown = Span(self.first, self.first, Custom(0, frozenset({5, 6}), "", self.first), ())
        self.lanes: Lanes = {}

    def show(self, span: Span, month: int) -> None:
        """Show whole weeks."""
        weeks = ((span.last - span.first).days + 1) // 7
        if (weeks, span.first) != (self.weeks, self.first):
            self.beginResetModel()
            self.shown, self.first, self.weeks, self.month, self.lanes = (
                span,
                span.first,
                weeks,
                month,
                lanes(span),
            )
            self.endResetModel()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 6)
            return
        self.shown, self.month, self.lanes = span, month, lanes(span)
        self.dataChanged.emit(self.index(0, 0), self.index(weeks - 1, 6))

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a week."""
        return 0 if parent is not None and parent.isValid() else self.weeks

    def columnCount(self, parent: Index | None = None) -> int:
        """Seven days."""
        return 0 if parent is not None and parent.isValid() else 7

    def day_at(self, index: Index) -> date:
        """The day of a cell."""
        return self.first + timedelta(days=7 * index.row() + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; invalid where it is not shown."""
        place = (day - self.first).days
        return self.index(place // 7, place % 7) if 0 <= place < 7 * self.weeks else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The day's number; for a screen reader, the day and what stands on it."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.day_at(index).day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(self.day_at(index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The days of the week."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        day = self.first + timedelta(days=section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{weekday(day)} {day.day}" if self.weeks == 1 else weekday(day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return weekday(day, "wide")
        return None

    def _said(self, day: date) -> str:
        there = self.shown.on(day)
        parts = [format_date(day, "full")]
        if day == self.shown.custom.today:
            parts.append(_("today"))
        count = len(there)
        parts.append(ngettext("{count} entry", "{count} entries", count).format(count=count))
        return ". ".join([", ".join(parts), *(whole(one) for one in there[:SAID])])


def weekday(day: date, width: Literal["abbreviated", "wide"] = "abbreviated") -> str:
    """The name of a day of the week in the locale."""
    return _weekdays(width, current_locale())[day.weekday()]


@cache
def _weekdays(width: Literal["abbreviated", "wide"], locale: str) -> list[str]:
    from babel.dates import get_day_names

    names = get_day_names(width, locale=locale)
    return [str(names[day]) for day in range(7)]


class DayDelegate(QStyledItemDelegate):
    """How a day is drawn; ``place`` says where its entries are, so that pointer and pen agree."""

    def __init__(self, table: DayTable, theme: Theme, view: DayGrid) -> None:
        super().__init__(view)
        self.table = table
        self.theme = theme
        self.view = view
        self.ink = Ink(theme)
        theme.changed.connect(self.ink.dress)

    @abstractmethod
    def place(self, day: date, rect: QRectF) -> list[Placed]:
        """The boxes of the day's entries within its cell."""
        raise NotImplementedError  # at run time too: the metaclass of Qt bars that of abc


class DayGrid(QTableView):
    """A month or a week. It chooses days; what happens with them its page decides."""

    chosen = Signal(object)
    """The day (date) that was gone to."""
    entered = Signal(object)
    """The day whose entries are wanted."""
    opened = Signal(object)
    """The entry that was asked for."""
    moved = Signal(object, int)
    """A planned engagement, and by how many days it was dragged."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = DayTable(self)
        self.setModel(self.table)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.delegate: DayDelegate
        self.day = clock.today()
        self._marked = self.day
        """The day whose frame is drawn now."""
        self.hovered: Entry | None = None
        self.dragged: Entry | None = None
        self._from: date | None = None
        self._pressed_at = QPoint()
        self.over: date | None = None
        """The day over which something is being dragged."""
        theme.changed.connect(self.viewport().update)

    def show_span(self, span: Span, month: int, day: date) -> None:
        """Show whole weeks with a chosen day."""
        self.table.show(span, month)
        self.show_day(day)

    def show_day(self, day: date) -> None:
        """Choose a day without telling of it."""
        before, self.day = self._marked, day
        self._marked = day
        index = self.table.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
        # Two cells change; a month of them is dear to draw while an arrow key is held.
        for cell in (self.table.index_of(before), index):
            if cell.isValid():
                self.viewport().update(self.visualRect(cell))

    def placed(self, day: date) -> list[Placed]:
        """Where the entries of a day are, in the viewport."""
        return self.delegate.place(day, QRectF(self.visualRect(self.table.index_of(day))))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from day to day; letters and pages are the page's own."""
        mirrored = -1 if self.isRightToLeft() else 1
        week = (self.day.weekday() - self.table.shown.custom.first_weekday) % 7
        steps = {
            Qt.Key.Key_Left: -mirrored,
            Qt.Key.Key_Right: mirrored,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
            Qt.Key.Key_Home: -week,
            Qt.Key.Key_End: 6 - week,
        }
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in steps:
            self.chosen.emit(self.day + timedelta(days=steps[key]))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit(self.day)
        elif key == Qt.Key.Key_Escape and self.dragged is not None:
            self._let_go()
        else:
            event.ignore()

    # the pointer

    def _hit(self, where: QPoint) -> tuple[date | None, Entry | None, bool]:
        """The day under the pointer, the entry there, and whether it is the word for more of them."""
        index = self.indexAt(where)
        if not index.isValid():
            return None, None, False
        day = self.table.day_at(index)
        for rect, entry in self.placed(day):
            if rect.contains(where):
                return day, entry, entry is None
        return day, None, False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day; a planned engagement may be on its way elsewhere."""
        day, entry, more = self._hit(event.position().toPoint())
        if day is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(day)
        if more:
            self.entered.emit(day)
        self._pressed_at = event.position().toPoint()
        self._from = day if entry is not None and entry.state == "planned" else None
        self._entry = entry

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry what was taken, or light up what lies under the pointer."""
        where = event.position().toPoint()
        day, entry, _more = self._hit(where)
        if self._from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (where - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if self.dragged is None and far:
                self.dragged = self._entry
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.over = day
            self.viewport().update()
            return
        if entry is not self.hovered:
            self.hovered = entry
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put what was carried on the day under the pointer."""
        dragged, start, day = self.dragged, self._from, self._hit(event.position().toPoint())[0]
        self._let_go()
        if dragged is not None and start is not None and day is not None and day != start:
            self.moved.emit(dragged, (day - start).days)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies under the pointer."""
        day, entry, _more = self._hit(event.position().toPoint())
        if entry is not None:
            self.opened.emit(entry)
        elif day is not None:
            self.entered.emit(day)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is lit any more."""
        self.hovered = None
        self.viewport().update()
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """What an entry says whole stands in its tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self._hit(event.pos())[1]
            if entry is not None:
                QToolTip.showText(event.globalPos(), whole(entry), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _let_go(self) -> None:
        self.dragged = self._from = self.over = None
        self.unsetCursor()
        self.viewport().update()
