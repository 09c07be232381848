"""The table of the rows that cannot be taken: bad cells stand out, and each is mended where it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, leading_edge

Index = QModelIndex | QPersistentModelIndex


class CellEditor(QStyledItemDelegate):
    """A line over the cell, with the cell's own words in it."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line as high as the cell."""
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The style draws cells on a ground of its own: a bad one gets its ground and its words here."""
        ground, ink = index.data(Qt.ItemDataRole.BackgroundRole), index.data(Qt.ItemDataRole.ForegroundRole)
        if ground is None:
            super().paint(painter, option, index)
            return
        space, rect = self._theme.scale.space, QRectF(option.rect)
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, QColor(self._theme.palette.line))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(self._theme.palette.focus), 2) if is_here else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(space(1), 2, -space(1), -3), space(1), space(1))
        painter.setPen(ink.color())
        painter.setFont(self._theme.font())
        inner = rect.adjusted(space(3.75), 0, -space(3), 0)
        words = elided(painter.fontMetrics(), str(index.data() or ""), int(inner.width()))
        painter.drawText(inner, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), words or "—")
        painter.restore()


class RowsView(QTableView):
    """F2, Enter or typing writes in the cell, Esc lets it read as it did (``put_back``)."""

    put_back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key decides."""
        is_editing = self.state() is QAbstractItemView.State.EditingState
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_editing or not plain:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.put_back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
