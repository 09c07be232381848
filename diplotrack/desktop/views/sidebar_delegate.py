"""Paints the lines of the sidebar: sections, and pages with their icon, name and count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon

NAME, ICON, COUNT, ALARM, VIEW = (Qt.ItemDataRole.UserRole + place for place in range(5))
"""What an item holds: the name of its page, its icon, its count, whether that is an alarm; VIEW the identifier of a
saved view."""


class SidebarDelegate(QStyledItemDelegate):
    """Draws a section label, or a page as a pill with icon, name and count."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent
        self.labels = True
        self.height = self.roomy
        """Pixels of a page's line."""

    @property
    def roomy(self) -> int:
        """The height of a page's line where there is room enough."""
        return QFontMetrics(self._theme.font("body")).height() + self._theme.scale.space(2.5)

    @property
    def gap(self) -> int:
        """The height between sections where no words stand."""
        return self._theme.scale.space(1)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Sections have air above them."""
        space = self._theme.scale.space
        if not self.labels and not (index.data(NAME) or index.data(VIEW)):
            return QSize(space(8), self.gap)
        if index.data(NAME) or index.data(VIEW):
            return QSize(space(30), self.height)
        return QSize(space(30), QFontMetrics(self._theme.font("body")).height() + space(3.5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(NAME) or index.data(VIEW):
            self._page(painter, rect, state, index)
        else:
            self._section(painter, rect, str(index.data()))
        painter.restore()

    def _section(self, painter: QPainter, rect: QRectF, words: str) -> None:
        space = self._theme.scale.space
        if not self.labels:
            return
        painter.setFont(self._theme.font("small", QFont.Weight.DemiBold))
        painter.setPen(QColor(self._theme.palette.muted))
        inner = rect.adjusted(space(2.5), 0, -space(2.5), -space(1))
        painter.drawText(inner, leading_edge() | Qt.AlignmentFlag.AlignBottom, words)

    def _page(
        self,
        painter: QPainter,
        rect: QRectF,
        state: QStyle.StateFlag,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        space, palette = self._theme.scale.space, self._theme.palette
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        pill = rect.adjusted(1, 1, -1, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if selected else palette.hover))
            painter.drawRoundedRect(pill, space(1.75), space(1.75))
        if selected and self._list.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, space(1.75), space(1.75))
        ink = palette.accent if selected else palette.text
        side = min(space(4.5), rect.height() - space(0.5))
        inner = rect.adjusted(space(2.5), 0, -space(2.5), 0)
        mirrored = is_mirrored()
        icon_left = inner.right() - side if mirrored else inner.left()
        if not self.labels:
            icon_left = rect.center().x() - side / 2
        place = QRectF(icon_left, rect.center().y() - side / 2, side, side)
        paint_icon(painter, place, str(index.data(ICON)), palette.accent if selected else palette.muted)
        if not self.labels:
            return
        words = (
            inner.adjusted(0, 0, -side - space(2.5), 0)
            if mirrored
            else inner.adjusted(side + space(2.5), 0, 0, 0)
        )
        painter.setFont(self._theme.font("body", QFont.Weight.DemiBold if selected else QFont.Weight.Normal))
        painter.setPen(QColor(ink))
        count = str(index.data(COUNT) or "")
        taken = QFontMetrics(self._theme.font("small")).horizontalAdvance(count) + space(2) if count else 0
        shown = elided(painter.fontMetrics(), str(index.data()), int(words.width() - taken))
        painter.drawText(words, leading_edge() | Qt.AlignmentFlag.AlignVCenter, shown)
        if count:
            painter.setFont(self._theme.font("small"))
            quiet = palette.tones["bad"].ink if index.data(ALARM) else palette.muted
            painter.setPen(QColor(palette.accent if selected else quiet))
            painter.drawText(words, leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter, count)
