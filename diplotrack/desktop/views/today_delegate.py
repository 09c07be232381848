"""Paints the day: quiet section heads, and under them two-line entries with a word at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.base.i18n import format_number
from diplotrack.desktop.models.today import Line, Section
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.row import paint_ground, paint_rule
from diplotrack.desktop.views.row_delegate import is_right_to_left
from diplotrack.records import KINDS

SECTION, THING = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class TodayDelegate(QStyledItemDelegate):
    """Draws a section head or an entry."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads have air above them; entries have two lines."""
        theme, space = self._theme, self._theme.scale.space
        small = QFontMetrics(theme.font("small")).height()
        if isinstance(index.data(SECTION), Section):
            return QSize(space(40), small + space(7 if index.row() else 4))
        return QSize(space(40), QFontMetrics(theme.font("strong")).height() + small + space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line of the list."""
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        section, line = index.data(SECTION), index.data(THING)
        if isinstance(section, Section):
            self._head(painter, rect, section, hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
        elif isinstance(line, Line):
            self._entry(painter, rect, line, option.state)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRectF, section: Section, *, hovered: bool) -> None:
        space, palette = self._theme.scale.space, self._theme.palette
        font = self._theme.font("small", QFont.Weight.DemiBold)
        inner = rect.adjusted(space(4), 0, -space(4), -space(1.5))
        words = str(section.heading)
        backwards = is_right_to_left(words)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        )
        painter.setFont(font)
        painter.setPen(
            QColor(palette.accent if hovered and (section.more or section.page) else palette.muted)
        )
        painter.drawText(inner, int(leading_edge() | Qt.AlignmentFlag.AlignBottom), words)
        if section.count:
            shift = QFontMetrics(font).horizontalAdvance(words) + space(2)
            beside = inner.adjusted(0, 0, -shift, 0) if is_mirrored() else inner.adjusted(shift, 0, 0, 0)
            painter.setFont(self._theme.font("small"))
            painter.drawText(
                beside, int(leading_edge() | Qt.AlignmentFlag.AlignBottom), format_number(section.count)
            )
        if section.note:
            painter.setFont(self._theme.font("small"))
            painter.drawText(inner, int(leading_edge(far=True) | Qt.AlignmentFlag.AlignBottom), section.note)
        paint_rule(painter, rect, self._theme)

    def _entry(self, painter: QPainter, rect: QRectF, line: Line, state: QStyle.StateFlag) -> None:
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        selected = paint_ground(painter, rect, state, theme)
        inner = rect.adjusted(space(4), 0, -space(4), 0)
        side, mirrored = space(4.5), is_mirrored()
        icon_left = inner.right() - side if mirrored else inner.left()
        box = QRectF(icon_left, rect.center().y() - side / 2, side, side)
        icon = KINDS[line.kind].__kind__.icon
        paint_icon(painter, box, icon, palette.accent if selected else palette.muted)
        shift = side + space(3)
        words = inner.adjusted(0, 0, -shift, 0) if mirrored else inner.adjusted(shift, 0, 0, 0)
        small, strong = theme.font("small"), theme.font("body", QFont.Weight.DemiBold)
        end_width = QFontMetrics(small).horizontalAdvance(line.end)
        painter.setFont(small)
        painter.setPen(QColor(palette.tones[line.tone].ink if line.tone else palette.muted))
        painter.drawText(words, int(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter), line.end)
        gap = end_width + space(4)
        room = words.adjusted(gap, 0, 0, 0) if mirrored else words.adjusted(0, 0, -gap, 0)
        top, low = QFontMetrics(strong).height(), QFontMetrics(small).height()
        start = rect.center().y() - (top + (low if line.detail else 0)) / 2
        painter.setFont(strong)
        painter.setPen(QColor(palette.text))
        self._words(painter, QRectF(room.left(), start, room.width(), top), line.title, strong)
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        self._words(painter, QRectF(room.left(), start + top, room.width(), low), line.detail, small)

    @staticmethod
    def _words(painter: QPainter, rect: QRectF, words: str, font: QFont) -> None:
        backwards = is_right_to_left(words)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        )
        shown = elided(QFontMetrics(font), words, int(rect.width()))
        painter.drawText(
            rect, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown
        )
