"""The list of columns: which are shown, in which order, how wide. Everything in it can be done by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.models.rows import Column
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.boxes import paint_box
from diplotrack.desktop.theme.direction import leading_edge

NAME = Qt.ItemDataRole.UserRole
MOST_LINES = 14
Index = QModelIndex | QPersistentModelIndex


class Boxed(QStyledItemDelegate):
    """Lines whose box to tick shows in each theme."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._palette = theme.palette
        self._list = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line as the style draws it, its box as the boxes of forms are drawn."""
        super().paint(painter, option, index)
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box: QRect = self._list.style().subElementRect(part, full, self._list)
        paint_box(painter, box, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)), self._palette)


class ColumnsPopup(QFrame):
    """``chosen(object)`` carries the names of the columns to show, in order, after every change; ``widened(str, int)``
    a column and by how many steps; ``reset`` asks for the usual columns and widths."""

    chosen = Signal(object)
    widened = Signal(str, int)
    reset = Signal()

    def __init__(
        self, theme: Theme, columns: Sequence[Column], shown: Sequence[str], title: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Columns"))
        self._theme = theme
        self._title = title
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setItemDelegate(Boxed(theme, self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.installEventFilter(self)
        by_name = {column.name: column for column in columns}
        order = [*shown, *(name for name in by_name if name not in shown)]
        for name in order:
            self.list.addItem(self._item(by_name[name], on=name in shown))
        self.list.setSpacing(theme.scale.space(0.25))
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.model().rowsMoved.connect(lambda *_where: self._tell())
        hint = QLabel(_("Space shows or hides · Ctrl+↑ ↓ moves · Ctrl+← → sizes"))
        hint.setProperty("role", "small")
        hint.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        usual = QPushButton(_("Usual columns"))
        usual.setProperty("role", "flat")
        usual.clicked.connect(self._usual)
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(usual)
        space = theme.scale.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(2), space(2), space(2), space(2))
        layout.setSpacing(space(2))
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        lines = min(MOST_LINES, self.list.count())
        self.list.setFixedHeight(lines * (self.list.sizeHintForRow(0) + space(0.5)) + space(2))
        self.list.setMinimumWidth(space(70))

    def show_below(self, anchor: QWidget) -> None:
        """Open under that widget, its far edge at the widget's, with the keyboard in the list."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        if not self.isRightToLeft():
            corner.setX(corner.x() + anchor.width() - self.width())
        self.move(corner)
        self.show()
        self.list.setFocus()

    @property
    def shown(self) -> tuple[str, ...]:
        """The names that are ticked, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(one.data(NAME) for one in items if one.checkState() is Qt.CheckState.Checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and an arrow moves the column, or makes it wider or narrower."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._pressed(event):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.ControlModifier:
            return False
        wider = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        match event.key():
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.widened.emit(self.list.currentItem().data(NAME), 1 if event.key() == wider else -1)
            case _:
                return False
        return True

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if not 0 <= row + by < self.list.count():
            return
        self.list.blockSignals(True)
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentRow(row + by)
        self.list.blockSignals(False)
        self._tell()

    def _usual(self) -> None:
        self.reset.emit()
        self.close()

    def _tell(self) -> None:
        self.chosen.emit(self.shown)

    def _item(self, column: Column, *, on: bool) -> QListWidgetItem:
        item = QListWidgetItem(str(column.label))
        item.setData(NAME, column.name)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        if column.name != self._title:  # a list without titles would name nothing
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        if column.field is not None:
            item.setToolTip(str(column.field.help))
        return item
