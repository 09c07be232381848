"""What is held, kind by kind, each with a tick; a tick on a kind is one on all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from diplotrack.base.i18n import _, format_date, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.boxes import paint_box
from diplotrack.records import KINDS
from diplotrack.reports.compose.holdings import Held, Holding

HELD, HOLDING = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
MOST = 500
"""Lines of one kind that are drawn; a tick on the kind means the others as well."""
Index = QModelIndex | QPersistentModelIndex


class Airy(QStyledItemDelegate):
    """Lines with air between them, and boxes to tick in the colours of the theme, which show in each of them."""

    def __init__(self, theme: Theme, parent: QTreeWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tree = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the lines of other lists."""
        height = QFontMetrics(self._theme.font("strong")).height() + self._theme.scale.space(3)
        return QSize(super().sizeHint(option, index).width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line as the style draws it, its box as the boxes of forms are drawn."""
        super().paint(painter, option, index)
        value = index.data(Qt.ItemDataRole.CheckStateRole)
        if value is None:
            return
        state = Qt.CheckState(value)
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box: QRect = self._tree.style().subElementRect(part, full, self._tree)
        painter.fillRect(box, QColor(self._theme.palette.surface))
        paint_box(painter, box, state, self._theme.palette)


class HoldingsTree(QTreeWidget):
    """``ticked()`` follows each change of what is ticked; ``opened(Held)`` asks to go to a record."""

    ticked = Signal()
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._holdings: tuple[Holding, ...] = ()
        self.setAccessibleName(_("What is held"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("What"), _("Day"), _("Status")])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemDelegate(Airy(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.header()
        head.setProperty("role", "snug")
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
        self.itemChanged.connect(lambda _item, column: self.ticked.emit() if column == 0 else None)
        self.itemDoubleClicked.connect(lambda item, _column: self._open(item))
        theme.changed.connect(self._dress)
        self._dress()

    def show_holdings(self, holdings: Iterable[Holding]) -> None:
        """Show those; nothing is ticked."""
        self._holdings = tuple(holdings)
        self.blockSignals(True)
        self.clear()
        for one in self._holdings:
            self.addTopLevelItem(self._group(one))
        self.blockSignals(False)
        self.expandAll()
        for group in self._groups():
            self.setCurrentItem(group)
            break
        self.ticked.emit()

    @property
    def chosen(self) -> dict[str, list[int]]:
        """The identifiers of what is ticked, by kind."""
        found: dict[str, list[int]] = {}
        for group in self._groups():
            holding = group.data(0, HOLDING)
            if not holding.moves:
                continue
            if group.checkState(0) == Qt.CheckState.Checked:
                ids = [row.id for row in holding.rows]
            else:
                ticked = (one for one in _lines(group) if one.checkState(0) == Qt.CheckState.Checked)
                ids = [held.id for one in ticked if isinstance(held := one.data(0, HELD), Held)]
            if ids:
                found[holding.name] = ids
        return found

    def tick_all(self, on: bool) -> None:
        """Tick everything that can be handed over, or nothing."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        self.blockSignals(True)
        for group in self._groups():
            if group.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                group.setCheckState(0, state)
                for line in _lines(group):
                    if line.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                        line.setCheckState(0, state)
        self.blockSignals(False)
        self.viewport().update()
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._open(item)
            return
        super().keyPressEvent(event)

    def _groups(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.topLevelItemCount()):
            group = self.topLevelItem(place)
            if group is not None:
                yield group

    def _open(self, item: QTreeWidgetItem) -> None:
        held = item.data(0, HELD)
        if isinstance(held, Held):
            self.opened.emit(held)

    def _group(self, one: Holding) -> QTreeWidgetItem:
        late = sum(1 for row in one.rows if row.is_late)
        item = QTreeWidgetItem([str(one.heading), "", ""])
        words = _("{count} overdue").format(count=format_number(late)) if late else ""
        item.setText(0, f"{one.heading}   {format_number(len(one.rows))}")
        item.setText(2, words)
        item.setData(0, HOLDING, one)
        item.setIcon(0, self._theme.icon(KINDS[one.name].__kind__.icon))
        for row in one.rows[:MOST]:
            item.addChild(self._line(row, one.moves))
        if len(one.rows) > MOST:
            rest = _("and {count} more").format(count=format_number(len(one.rows) - MOST))
            item.addChild(QTreeWidgetItem([rest, "", ""]))
        if one.moves:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self._colour(item)
        return item

    def _line(self, row: Held, moves: bool) -> QTreeWidgetItem:
        words = " ".join(row.text.split())
        state = str(row.state.label) if row.state is not None else ""
        day = format_date(row.day)
        item = QTreeWidgetItem([words, day, state])
        item.setData(0, HELD, row)
        item.setToolTip(0, words)
        late = _("overdue") if row.is_late else ""
        told = ", ".join(part for part in (words, day, state, late) if part)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
        if moves:  # an item can be ticked unless it is told otherwise
            item.setCheckState(0, Qt.CheckState.Unchecked)
        else:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self._colour(item)
        return item

    def _colour(self, item: QTreeWidgetItem) -> None:
        palette, held = self._theme.palette, item.data(0, HELD)
        is_line = isinstance(held, Held)
        ink = palette.muted if is_line and not held.is_late else palette.tones["bad"].ink
        brush = QBrush(QColor(ink))
        for column in (1, 2):
            item.setForeground(column, brush)
        if not is_line:
            item.setFont(0, self._theme.font("body", QFont.Weight.DemiBold))

    def _dress(self) -> None:
        space = self._theme.scale.space
        self.setIndentation(space(5))
        self.setIconSize(QSize(space(4.5), space(4.5)))
        self.header().resizeSection(1, space(30))
        self.header().resizeSection(2, space(30))
        self.blockSignals(True)
        for group in self._groups():
            self._colour(group)
            group.setIcon(0, self._theme.icon(KINDS[group.data(0, HOLDING).name].__kind__.icon))
            for line in _lines(group):
                self._colour(line)
        self.blockSignals(False)
        self.scheduleDelayedItemsLayout()


def _lines(group: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(group.childCount()):
        line = group.child(place)
        if line is not None:
            yield line
