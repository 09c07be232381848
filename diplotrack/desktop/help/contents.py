"""How the list of help pages and of places found is drawn: a heading, and below it two lines of what stands there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.desktop.theme import Theme

EXCERPT = Qt.ItemDataRole.UserRole + 8
LINES = 2
"""Of an excerpt."""
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

Index = QModelIndex | QPersistentModelIndex


class ContentsDelegate(QStyledItemDelegate):
    """Draws one line of the contents, or one place found."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is as high as it must be, an excerpt at most two lines."""
        space = self._theme.scale.space
        width = self._list.viewport().width()
        high = self._heading_height(index, width - 2 * space(2.5))
        if index.data(EXCERPT):
            high += LINES * QFontMetrics(self._theme.font("small")).lineSpacing() + space(0.5)
        return QSize(width, high + space(2.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if chosen else palette.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), space(1.5), space(1.5))
        inner = rect.adjusted(space(2.5), space(1.25), -space(2.5), -space(1.25))
        is_known = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        painter.setFont(self._font(index))
        painter.setPen(QColor(palette.accent if chosen else palette.text if is_known else palette.muted))
        painter.drawText(inner, WRAPPED, str(index.data()))
        if index.data(EXCERPT):
            top = self._heading_height(index, inner.width()) + space(0.5)
            painter.setFont(theme.font("small"))
            painter.setPen(QColor(palette.muted))
            painter.setClipRect(inner)
            painter.drawText(inner.adjusted(0, top, 0, 0), WRAPPED, str(index.data(EXCERPT)))
        painter.restore()

    def _font(self, index: Index) -> QFont:
        return self._theme.font("body", QFont.Weight.DemiBold if index.data(EXCERPT) else QFont.Weight.Normal)

    def _heading_height(self, index: Index, width: int) -> int:
        metrics = QFontMetrics(self._font(index))
        return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, str(index.data())).height()
