"""Paints the cells of a list: titles strong, dates quiet, states as soft chips, each text in its own direction."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from diplotrack.base import clock
from diplotrack.base.i18n import format_number
from diplotrack.desktop.models.grouping import GroupHead
from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.models.rows import Column, Row
from diplotrack.desktop.theme import Theme, Tone
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import is_mirrored
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.palette import Tint
from diplotrack.desktop.theme.tones import is_overdue, tone_of

LEFT, RIGHT, VCENTER = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
FOLDED_APART = "  ·  "


class RowDelegate(QStyledItemDelegate):
    """Draws rows of a :class:`RecordTable`. ``folded`` are the columns without room of their own: they stand under
    the title."""

    def __init__(self, table: RecordTable, theme: Theme, title: str) -> None:
        super().__init__(table)
        self._table = table
        self._theme = theme
        self._title = title
        self.folded: tuple[int, ...] = ()
        self.hovered = -1
        self.first = 0
        self._today: date = clock.today()
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        """Take fonts, sizes and colours from the theme."""
        theme, palette = self._theme, self._theme.palette
        self._body, self._strong = theme.font("body"), theme.font("body", QFont.Weight.DemiBold)
        self._small = theme.font("small")
        self._chip = theme.font("small", QFont.Weight.Medium)
        self._pad, self._lead = theme.scale.space(3), theme.scale.space(4)
        self._colours = {
            name: QColor(getattr(palette, name))
            for name in ("text", "muted", "line", "selected", "hover", "accent", "surface", "focus")
        }
        self._bad = QColor(palette.tones["bad"].ink)

    @property
    def row_height(self) -> int:
        """The height of every row in pixels: two lines where columns are folded, else one."""
        space = self._theme.scale.space
        if self.folded:
            return QFontMetrics(self._strong).height() + QFontMetrics(self._small).height() + space(4.5)
        return QFontMetrics(self._strong).height() + space(4.5)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others; widths belong to the header."""
        return QSize(self._theme.scale.space(20), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        number = index.row()
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, rect, selected, number == self.hovered)
        head = self._table.head_at(number)
        if head is not None:
            self._paint_head(painter, option, head)
            painter.restore()
            return
        row = self._table.record_at(number)
        column = self._table.columns[index.column()]
        lead = self._lead if index.column() == self.first else self._pad
        mirrored = self._mirrored
        inner = rect.adjusted(self._pad if mirrored else lead, 0, -lead if mirrored else -self._pad, -1)
        if row is None:
            self._waiting(painter, inner)
        elif column.name == self._title:
            self._paint_title(painter, inner, row, index.column())
        else:
            self._paint_value(painter, inner, row, column, index.column(), selected=selected)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, selected: bool, hovered: bool) -> None:
        colours = self._colours
        painter.fillRect(rect, colours["selected" if selected else "hover" if hovered else "surface"])
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colours["line"])

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, head: GroupHead) -> None:
        """The head of a group runs across all columns: each cell draws its stretch of it."""
        space = self._theme.scale.space
        cell, widget = QRectF(option.rect), option.widget
        whole = QRectF(
            0,
            cell.top(),
            widget.viewport().width() if isinstance(widget, QAbstractItemView) else 0,
            cell.height(),
        )
        painter.setClipRect(cell)
        side = space(4)
        inner = whole.adjusted(space(3), 0, -space(3), -1)
        mirrored = self._mirrored
        left = inner.right() - side if mirrored else inner.left()
        arrow = ("back" if mirrored else "forward") if self._table.is_folded(head) else "down"
        paint_icon(
            painter, QRectF(left, inner.center().y() - side / 2, side, side), arrow, self._theme.palette.muted
        )
        gap = side + space(1.5)
        words = inner.adjusted(0, 0, -gap, 0) if mirrored else inner.adjusted(gap, 0, 0, 0)
        self._write(painter, words, head.caption, self._strong, self._colours["text"], right=mirrored)
        taken = QFontMetrics(self._strong).horizontalAdvance(head.caption) + space(2.5)
        rest = words.adjusted(0, 0, -taken, 0) if mirrored else words.adjusted(taken, 0, 0, 0)
        if rest.width() > 0:
            count = format_number(head.count)
            self._write(painter, rest, count, self._small, self._colours["muted"], right=mirrored)

    def _waiting(self, painter: QPainter, rect: QRectF) -> None:
        bar = QRectF(rect.left(), rect.center().y() - 3, min(rect.width(), rect.width() * 0.6), 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["line"])
        painter.drawRoundedRect(bar, 3, 3)

    def _paint_title(self, painter: QPainter, rect: QRectF, row: Row, place: int) -> None:
        words = row.texts[place] or "—"
        if not self.folded:
            self._write(painter, rect, words, self._strong, self._colours["text"])
            return
        under = FOLDED_APART.join(row.texts[one] for one in self.folded if row.texts[one])
        if not under:
            self._write(painter, rect, words, self._strong, self._colours["text"])
            return
        top, low = QFontMetrics(self._strong).height(), QFontMetrics(self._small).height()
        gap = self._theme.scale.space(0.5)
        start = rect.center().y() - (top + low + gap) / 2
        upper = QRectF(rect.left(), start, rect.width(), top)
        lower = QRectF(rect.left(), start + top + gap, rect.width(), low)
        self._write(painter, upper, words, self._strong, self._colours["text"])
        right = words.isascii() is False and is_right_to_left(words)
        self._write(painter, lower, under, self._small, self._colours["muted"], right=right)

    def _paint_value(
        self, painter: QPainter, rect: QRectF, row: Row, column: Column, place: int, *, selected: bool
    ) -> None:
        words, value = row.texts[place], row.values[place]
        if column.type == "choice":
            tone = tone_of(value)
            if tone is not None:
                self._paint_chip(painter, rect, words, tone, selected=selected)
                return
            self._write(painter, rect, words, self._body, self._colours["muted"])
        elif column.type == "day":
            status = self._status(row)
            late = column.name == "due_on" and is_overdue(value, status, self._today)
            self._write(painter, rect, words, self._body, self._bad if late else self._colours["muted"])
        else:
            self._write(painter, rect, words, self._body, self._colours["text"])

    def _status(self, row: Row) -> Any:
        place = self._table.place_of("status")
        return row.values[place] if place >= 0 else None

    def _paint_chip(self, painter: QPainter, rect: QRectF, words: str, tone: Tone, *, selected: bool) -> None:
        tint, space = self._theme.tint(tone), self._theme.scale.space
        metrics = QFontMetrics(self._chip)
        inset = space(2)
        width = min(rect.width(), metrics.horizontalAdvance(words) + 2 * inset)
        height = metrics.height() + space(1)
        left = rect.right() - width if self._mirrored else rect.left()
        chip = QRectF(left, rect.center().y() - height / 2, width, height)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(width - 2 * inset) + 1)
        if selected:
            tint = Tint(self._theme.palette.surface, tint.ink)
        paint_chip(painter, chip, shown, self._chip, tint)

    @property
    def _mirrored(self) -> bool:
        return is_mirrored()

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        font: QFont,
        colour: QColor,
        right: bool | None = None,
    ) -> None:
        if not words:
            return
        backwards = is_right_to_left(words)
        to_right = (backwards if right is None else right) or self._mirrored
        painter.setFont(font)
        painter.setPen(colour)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        )
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        side = (RIGHT if to_right else LEFT) | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(rect, int(side | VCENTER | Qt.TextFlag.TextSingleLine), shown)


def is_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in words:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
