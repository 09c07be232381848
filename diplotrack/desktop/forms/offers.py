"""How a name is offered while one types: the name, and after it, standing back, what tells it from its namesakes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.desktop.theme import Theme

NAME, HINT, MENTION = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3))


class OfferDelegate(QStyledItemDelegate):
    """One line for each name."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A comfortable line."""
        return QSize(0, self._theme.scale.space(8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the name and its hint."""
        palette, space = self._theme.palette, self._theme.scale.space
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.selected))
        inner = rect.adjusted(space(2), 0, -space(2), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        name, hint = str(index.data(NAME) or ""), str(index.data(HINT) or "")
        font = self._theme.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        painter.drawText(inner, flags, metrics.elidedText(name, Qt.TextElideMode.ElideRight, inner.width()))
        taken = metrics.horizontalAdvance(name) + space(3)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        rest = inner.adjusted(0, 0, -taken, 0) if mirrored else inner.adjusted(taken, 0, 0, 0)
        if rest.width() > space(8):
            small = self._theme.font("small")
            painter.setFont(small)
            painter.setPen(QColor(palette.muted))
            shown = QFontMetrics(small).elidedText(hint, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, flags, shown)
        painter.restore()
