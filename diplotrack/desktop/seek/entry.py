"""One thing that the palette offers, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon

DETAIL, ICON, KEYS = (Qt.ItemDataRole.UserRole + number for number in range(3))


@dataclass(frozen=True, slots=True)
class Entry:
    """``title``, what it is (``detail``), an icon, what Enter does, the keys that do the same.

    ``record`` is the record that it opens, by kind and identifier; Ctrl+Enter opens that in a tab.
    """

    title: str
    detail: str
    icon: str
    run: Callable[[], object]
    keys: str = ""
    record: tuple[str, int] | None = None


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry: icon, title, what it is, and its keys at the far end."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All entries are of one height."""
        space = self._theme.scale.space
        return QSize(space(60), QFontMetrics(self._theme.font("body")).height() + space(4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one entry."""
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        mirrored = is_mirrored()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected))
            painter.drawRoundedRect(rect, space(1.5), space(1.5))
        inner = rect.adjusted(space(2.5), 0, -space(2.5), 0)
        side = space(4.5)
        left = inner.right() - side if mirrored else inner.left()
        if index.data(ICON):
            box = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_icon(painter, box, str(index.data(ICON)), palette.accent if chosen else palette.muted)
        shift = side + space(2.5)
        words = inner.adjusted(0, 0, -shift, 0) if mirrored else inner.adjusted(shift, 0, 0, 0)
        room = self._end(painter, words, index, mirrored=mirrored)
        body = theme.font("body", QFont.Weight.Medium)
        painter.setFont(body)
        painter.setPen(QColor(palette.text))
        shown = elided(QFontMetrics(body), str(index.data()), int(room.width()))
        painter.drawText(room, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def _end(
        self,
        painter: QPainter,
        words: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        *,
        mirrored: bool,
    ) -> QRectF:
        """What it is and its keys at the far end; returns the room that is left for the title."""
        space, palette = self._theme.scale.space, self._theme.palette
        small = self._theme.font("small")
        metrics, keys = QFontMetrics(small), str(index.data(KEYS) or "")
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        for text, is_key in ((keys, True), (str(index.data(DETAIL) or ""), False)):
            if not text:
                continue
            width = metrics.horizontalAdvance(text) + (space(3) if is_key else 0)
            left = words.left() if mirrored else words.right() - width
            place = QRectF(left, words.center().y() - metrics.height() / 2, width, metrics.height())
            if is_key:
                painter.drawRoundedRect(place.adjusted(0, -1, 0, 1), space(1), space(1))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
            taken = width + space(2.5)
            words = words.adjusted(taken, 0, 0, 0) if mirrored else words.adjusted(0, 0, -taken, 0)
        return words
