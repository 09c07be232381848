"""A week: above, what has no hour; below, the hours of each day with what is held in them side by side."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.calendar.grid import DayDelegate, DayGrid, DayTable, Index, Placed
from diplotrack.desktop.calendar.ink import draw_focus, draw_more
from diplotrack.desktop.calendar.lanes import Lanes
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.workspace.calendar_entries import Entry

EARLIEST, LATEST = 8, 20
"""The hours that are shown at least."""
UPPER = 0.42
"""The part of the height that what has no hour may take at most."""


class WeekDelegate(DayDelegate):
    """Draws a day of a week."""

    def __init__(self, table: DayTable, theme: Theme, view: DayGrid) -> None:
        super().__init__(table, theme, view)
        self._measured: Lanes | None = None
        self._hours = (EARLIEST, LATEST)
        self._upper: Lanes = {}

    def _measure(self) -> None:
        """Look at the week once, not for each of its days."""
        if self._measured is not self.table.lanes:
            self._measured = self.table.lanes
            self._upper = {day: self._without_hours(day) for day in self.table.lanes}
            self._hours = self._span_of_hours()

    def hours(self) -> tuple[int, int]:
        """The first hour of the week that is shown, and the one at which it ends."""
        self._measure()
        return self._hours

    def _untimed(self, day: date) -> list[Entry | None]:
        self._measure()
        return self._upper.get(day, [])

    def _span_of_hours(self) -> tuple[int, int]:
        timed = [one for one in self.table.shown.entries if one.begins is not None and one.days == 1]
        first = min([EARLIEST, *(one.begins.hour for one in timed if one.begins)])
        last = max([LATEST, *(_end(one) for one in timed)])
        return first, int(-(-last // 1))

    def top(self, rect: QRectF) -> float:
        """Where the hours begin: below the day with the most that has no hour."""
        space, high = self.theme.scale.space, self.ink.line_height
        most = max((len(self._untimed(day)) for day in self.table.lanes), default=0)
        wanted = space(1) + most * (high + 1) + space(2)
        return rect.top() + min(max(wanted, high), rect.height() * UPPER)

    def _without_hours(self, day: date) -> list[Entry | None]:
        lines = [
            one if one is None or one.begins is None or one.days > 1 else None
            for one in self.table.lanes.get(day, [])
        ]
        lines = (
            [one for one in lines if one is not None]
            if not any(one and one.days > 1 for one in lines)
            else lines
        )
        while lines and lines[-1] is None:
            lines.pop()
        return lines

    def place(self, day: date, rect: QRectF) -> list[Placed]:
        """The boxes of what has no hour, then of what has one."""
        space, high = self.theme.scale.space, self.ink.line_height
        edge, begin = space(0.75), self.top(rect)
        lines = self._untimed(day)
        room = max(1, int((begin - rect.top() - space(2)) // (high + 1)))
        shown = lines if len(lines) <= room else lines[: room - 1]
        found: list[Placed] = []
        for number, entry in enumerate(shown):
            box = QRectF(
                rect.left() + edge, rect.top() + space(1) + number * (high + 1), rect.width() - 2 * edge, high
            )
            if entry is not None:
                found.append((box, entry))
        if len(shown) < len(lines):
            top = rect.top() + space(1) + len(shown) * (high + 1)
            found.append((QRectF(rect.left() + space(2), top, rect.width() - space(4), high), None))
        return found + self._timed(day, rect, begin)

    def _timed(self, day: date, rect: QRectF, begin: float) -> list[Placed]:
        first, last = self.hours()
        per_hour = (rect.bottom() - begin) / (last - first)
        there = [one for one in self.table.shown.on(day) if one.begins is not None and one.days == 1]
        edge, found = self.theme.scale.space(0.75), []
        for group in _clashes(there):
            wide = (rect.width() - 2 * edge) / max(1, len(group))
            for number, entry in enumerate(group):
                start, end = _hour(entry.begins), _end(entry)
                place = len(group) - 1 - number if is_mirrored() else number
                found.append(
                    (
                        QRectF(
                            rect.left() + edge + place * wide,
                            begin + (start - first) * per_hour + 1,
                            wide - 1,
                            max((end - start) * per_hour - 2, self.ink.line_height),
                        ),
                        entry,
                    )
                )
        return [*found]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        rect, day, table = QRectF(option.rect), self.table.day_at(index), self.table
        palette = self.theme.palette
        painter.save()
        painter.setClipRect(rect)
        free = day.weekday() in table.shown.custom.weekend
        ground = palette.selected if day == self.view.over else palette.hover if free else palette.surface
        painter.fillRect(rect, QColor(ground))
        self._lines(painter, rect)
        boxes = self.place(day, rect)
        for box, entry in boxes:
            if entry is None:
                hidden = len([one for one in self._untimed(day) if one]) - sum(
                    1 for _box, one in boxes if one is not None and (one.begins is None or one.days > 1)
                )
                draw_more(painter, box, _("+{count}").format(count=format_number(hidden)), self.theme)
            else:
                self.ink.draw(painter, box, entry, lit=entry is self.view.hovered)
        if day == self.view.day:
            draw_focus(painter, rect, self.theme, focused=self.view.hasFocus())
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRectF) -> None:
        palette = self.theme.palette
        begin = self.top(rect)
        first, last = self.hours()
        per_hour = (rect.bottom() - begin) / (last - first)
        side = rect.left() if is_mirrored() else rect.right() - 1
        painter.fillRect(QRectF(side, rect.top(), 1, rect.height()), QColor(palette.line))
        for hour in range(first, last, self.step(per_hour)):
            y = begin + (hour - first) * per_hour
            painter.fillRect(QRectF(rect.left(), y, rect.width(), 1), QColor(palette.line))

    def step(self, per_hour: float) -> int:
        """Every how many hours there is a line and a word."""
        return 1 if per_hour > 1.6 * self.ink.line_height else 2


class HourHeader(QHeaderView):
    """The hours beside a week."""

    def __init__(self, view: DayGrid, delegate: WeekDelegate) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._delegate = delegate
        self._fit()
        delegate.theme.changed.connect(self._fit)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(1)
        self.setAccessibleName(_("Hours"))

    def _fit(self) -> None:
        self.setFixedWidth(
            self._delegate.ink.metrics.horizontalAdvance("00:00") + self._delegate.theme.scale.space(4)
        )

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt names it
        """Draw the hours at their lines."""
        delegate, palette = self._delegate, self._delegate.theme.palette
        painter.fillRect(rect, QColor(palette.surface))
        box = QRectF(rect)
        begin, (first, last) = delegate.top(box), delegate.hours()
        per_hour = (box.bottom() - begin) / (last - first)
        painter.setFont(delegate.ink.font)
        painter.setPen(QColor(palette.muted))
        high, pad = delegate.ink.line_height, delegate.theme.scale.space(2)
        for hour in range(first, last, delegate.step(per_hour)):
            y = begin + (hour - first) * per_hour - (0 if hour == first else high / 2)
            words = QRectF(box.left() + pad, y, box.width() - 2 * pad, high)
            painter.drawText(
                words, int(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter), f"{hour:02}:00"
            )


def _hour(at: time | None) -> float:
    return at.hour + at.minute / 60 if at is not None else 0.0


def _end(entry: Entry) -> float:
    """When it ends, in hours; what has no end is given one hour."""
    start = _hour(entry.begins)
    return min(24.0, max(start + 0.5, _hour(entry.ends) if entry.ends is not None else start + 1))


def _clashes(entries: list[Entry]) -> list[list[Entry]]:
    """Groups of entries that overlap one another, each in the order of its beginning."""
    groups: list[list[Entry]] = []
    until = -1.0
    for entry in sorted(entries, key=lambda one: (_hour(one.begins), one.id)):
        if groups and _hour(entry.begins) < until:
            groups[-1].append(entry)
        else:
            groups.append([entry])
        until = max(until, _end(entry))
    return groups


def week_grid(theme: Theme) -> DayGrid:
    """The view of a week."""
    view = DayGrid(theme)
    view.delegate = delegate = WeekDelegate(view.table, theme, view)
    view.setItemDelegate(delegate)
    view.setVerticalHeader(HourHeader(view, delegate))
    view.verticalHeader().show()
    view.setAccessibleName(_("Week"))
    return view
