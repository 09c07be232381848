"""A month: each day with as many lines as its cell has room for, and how many more there are."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from diplotrack.base.i18n import _, current_locale, format_number
from diplotrack.desktop.calendar.grid import DayDelegate, DayGrid, DayTable, Index, Placed
from diplotrack.desktop.calendar.ink import draw_focus, draw_more
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge


class MonthDelegate(DayDelegate):
    """Draws a day of a month."""

    def __init__(self, table: DayTable, theme: Theme, view: DayGrid) -> None:
        super().__init__(table, theme, view)
        self.measure()
        theme.changed.connect(self.measure)

    def measure(self) -> None:
        """Take fonts, and the height of the line with the day's number, from the theme."""
        self._fonts = {
            False: self.theme.font("body"),
            True: self.theme.font("body", QFont.Weight.DemiBold),
        }
        self._metrics = {is_bold: QFontMetrics(font) for is_bold, font in self._fonts.items()}
        self.head = self._metrics[False].height() + self.theme.scale.space(1.5)

    def place(self, day: date, rect: QRectF) -> list[Placed]:
        """One below the other; the last line tells how many more there are."""
        space, high = self.theme.scale.space, self.ink.line_height
        lines = self.table.lanes.get(day, [])
        room = int((rect.height() - self.head - space(1)) // (high + 1))
        if room < 1:
            # Large text in a low window: the number of entries stands beside that of the day.
            wide = rect.width() / 2 - space(2)
            left = rect.left() + space(2) if is_mirrored() else rect.right() - space(2) - wide
            return [(QRectF(left, rect.top() + space(0.75), wide, high), None)] if any(lines) else []
        shown = lines if len(lines) <= room else lines[: room - 1]
        found: list[Placed] = []
        for number, entry in enumerate(shown):
            if entry is not None:
                top = rect.top() + self.head + number * (high + 1)
                found.append((self._across(day, entry, rect, top, high), entry))
        if len(shown) < len(lines):
            top = rect.top() + self.head + len(shown) * (high + 1)
            found.append((QRectF(rect.left() + space(2), top, rect.width() - space(4), high), None))
        return found

    def _across(self, day: date, entry: object, rect: QRectF, top: float, high: int) -> QRectF:
        """The whole bar of an entry through its week, of which each day draws its own part."""
        from diplotrack.workspace.calendar_entries import Entry

        assert isinstance(entry, Entry)
        edge = self.theme.scale.space(1)
        start = self.table.first + timedelta(days=(day - self.table.first).days // 7 * 7)
        before = (day - max(entry.first, start)).days
        after = (min(entry.last, start + timedelta(days=6)) - day).days
        width = rect.width()
        if is_mirrored():
            before, after = after, before
        return QRectF(rect.left() - before * width + edge, top, (before + 1 + after) * width - 2 * edge, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        rect, day, table = QRectF(option.rect), self.table.day_at(index), self.table
        palette, space = self.theme.palette, self.theme.scale.space
        inside = not table.month or day.month == table.month
        painter.save()
        painter.setClipRect(rect)
        free = day.weekday() in table.shown.custom.weekend
        ground = palette.window if not inside else palette.hover if free else palette.surface
        painter.fillRect(rect, QColor(palette.selected if day == self.view.over else ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(palette.line))
        side = rect.left() if is_mirrored() else rect.right() - 1
        painter.fillRect(QRectF(side, rect.top(), 1, rect.height()), QColor(palette.line))
        self._number(painter, rect.adjusted(space(2), space(0.75), -space(2), 0), day, inside=inside)
        boxes = self.place(day, rect)
        for box, entry in boxes:
            if entry is None:
                there = len([one for one in table.lanes[day] if one is not None])
                hidden = there - sum(1 for _box, one in boxes if one is not None)
                draw_more(painter, box, _("+{count}").format(count=format_number(hidden)), self.theme)
            else:
                self.ink.draw(painter, box, entry, lit=entry is self.view.hovered)
        if day == self.view.day:
            draw_focus(painter, rect, self.theme, focused=self.view.hasFocus())
        painter.restore()

    def _number(self, painter: QPainter, rect: QRectF, day: date, *, inside: bool) -> None:
        palette, is_today = self.theme.palette, day == self.table.shown.custom.today
        font, metrics = self._fonts[is_today], self._metrics[is_today]
        high = self.head - self.theme.scale.space(1)
        words = _first_of_month(day) if day.day == 1 else str(day.day)
        painter.setFont(font)
        line = QRectF(rect.left(), rect.top(), rect.width(), high)
        if is_today:
            wide = max(high, metrics.horizontalAdvance(words) + self.theme.scale.space(2))
            left = line.right() - wide if is_mirrored() else line.left() - self.theme.scale.space(0.5)
            pill = QRectF(left, line.top(), wide, high)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(pill, high / 2, high / 2)
            painter.setPen(QColor(palette.on_accent))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
            return
        painter.setPen(QColor(palette.text if inside else palette.muted))
        painter.drawText(line, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), words)


def _first_of_month(day: date) -> str:
    from datetime import datetime

    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=current_locale()))  # noqa: DTZ001


def month_grid(theme: Theme) -> DayGrid:
    """The view of a month."""
    view = DayGrid(theme)
    view.delegate = MonthDelegate(view.table, theme, view)
    view.setItemDelegate(view.delegate)
    view.setAccessibleName(_("Month"))
    return view
