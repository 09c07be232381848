"""How a name is offered while one types: the name, and below it, standing back, what tells it from its namesakes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.desktop.theme import Theme

NAME, HINT, MENTION = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3))


class OfferDelegate(QStyledItemDelegate):
    """The name, and below it its hint. The first line is shown as the one that Enter takes, until another is chosen."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A comfortable line, or two."""
        return QSize(0, self._theme.scale.space(12 if index.data(HINT) else 8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the name and its hint."""
        palette, space = self._theme.palette, self._theme.scale.space
        rect: QRect = option.rect
        painter.save()
        if index.row() == max(0, self._view.currentIndex().row()):
            painter.fillRect(rect, QColor(palette.selected))
        inner = rect.adjusted(space(2), space(1), -space(2), -space(1))
        name, hint = str(index.data(NAME) or ""), str(index.data(HINT) or "")
        upper = inner.adjusted(0, 0, 0, -inner.height() // 2) if hint else inner
        self._write(painter, upper, name, self._theme.font(), palette.text)
        if hint:
            lower = inner.adjusted(0, inner.height() // 2, 0, 0)
            self._write(painter, lower, hint, self._theme.font("small"), palette.muted)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, rect: QRect, words: str, font: QFont, colour: str) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(flags), shown)
