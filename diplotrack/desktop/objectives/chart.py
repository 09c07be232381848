"""Statements and deeds by quarter: words above the line by stance, deeds below it by bearing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from diplotrack.base.i18n import N_, Label, _, format_number
from diplotrack.desktop.theme import Theme, Tone
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records.enumerations import BEARINGS, STANCES
from diplotrack.workspace.objective_signs import Event

MOST = 24
"""Quarters that are shown: six years."""
UNKNOWN_STANCE, UNKNOWN_BEARING = N_("Stance not said"), N_("Bearing not said")


@dataclass(frozen=True, slots=True)
class Look:
    """How a part of a bar is filled: solid, a soft ground with an outline, or hatched, so that colour is not all."""

    tone: Tone
    fill: str


def fill(painter: QPainter, theme: Theme, box: QRectF, look: Look, *, is_diamond: bool = False) -> None:
    """Draw a box, or the diamond in it, in a look."""
    tint = theme.tint(look.tone)
    ink = QColor(tint.ink)
    corners = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
    if is_diamond:
        middle = box.center()
        corners = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    painter.setPen(QPen(ink, 1))
    painter.setBrush(QColor(tint.ground) if look.fill != "open" else Qt.BrushStyle.NoBrush)
    if look.fill == "solid":
        painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(corners))
    if look.fill == "hatched":
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(QPolygonF(corners))


STANCE_LOOKS: dict[int | None, Look] = {
    2: Look("good", "solid"),
    1: Look("good", "soft"),
    0: Look("quiet", "soft"),
    None: Look("quiet", "open"),
    -1: Look("bad", "hatched"),
    -2: Look("bad", "solid"),
}
BEARING_LOOKS: dict[int | None, Look] = {
    1: Look("accent", "solid"),
    0: Look("quiet", "soft"),
    None: Look("quiet", "open"),
    -1: Look("bad", "hatched"),
}
STANCE_NAMES: dict[int | None, Label] = {**dict(STANCES), None: UNKNOWN_STANCE}
BEARING_NAMES: dict[int | None, Label] = {**dict(BEARINGS), None: UNKNOWN_BEARING}


@dataclass(frozen=True, slots=True)
class Quarter:
    """The counts of three months: statements by stance, deeds by bearing."""

    first: date
    said: Counter[int | None]
    done: Counter[int | None]

    @property
    def name(self) -> str:
        """As "Q2 2026"."""
        return _("Q{quarter} {year}").format(quarter=(self.first.month - 1) // 3 + 1, year=self.first.year)

    def told(self) -> str:
        """All its numbers in words."""
        parts = [f"{STANCE_NAMES[one]}: {self.said[one]}" for one in STANCE_LOOKS if self.said[one]]
        deeds = [f"{BEARING_NAMES[one]}: {self.done[one]}" for one in BEARING_LOOKS if self.done[one]]
        said = _("said – {what}").format(what=", ".join(parts) or _("nothing"))
        done = _("done – {what}").format(what=", ".join(deeds) or _("nothing"))
        return f"{self.name}: {said}; {done}"


def quarters(events: Sequence[Event], today: date) -> list[Quarter]:
    """The quarters from the first event until now, the latest ``MOST`` of them; empty ones keep their place."""
    if not events:
        return []
    found: dict[date, Quarter] = {}
    day, end = events[0].quarter, max(today, events[-1].day.earliest)
    while day <= end:
        found[day] = Quarter(day, Counter(), Counter())
        day = _next(day)
    for one in events:
        quarter = found[one.quarter]
        (quarter.said if one.said else quarter.done)[one.value] += 1
    return list(found.values())[-MOST:]


def _next(day: date) -> date:
    return (day + timedelta(days=100)).replace(day=1)


class Chart(QWidget):
    """The bars. A click, or Enter on the chosen quarter, asks for its records."""

    asked = Signal(object)
    """The first day (date) of a quarter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.quarters: list[Quarter] = []
        self.chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Statements and deeds by quarter"))
        theme.changed.connect(self.updateGeometry)

    def show_events(self, events: Sequence[Event], today: date) -> None:
        """Draw these."""
        self.quarters = quarters(events, today)
        self.chosen = -1
        self.setAccessibleDescription(". ".join(one.told() for one in self.quarters if one.said or one.done))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.scale.space(100), self._theme.scale.space(50))

    def minimumSizeHint(self) -> QSize:
        """Not lower than one can read."""
        return QSize(self._theme.scale.space(40), self._theme.scale.space(42))

    # geometry

    def _plot(self) -> QRectF:
        space, low = self._theme.scale.space, QFontMetrics(self._theme.font("small")).height()
        return QRectF(self.rect()).adjusted(space(1), space(1), -space(1), -2 * low - space(3))

    def _slot(self, place: int) -> QRectF:
        plot, count = self._plot(), max(1, len(self.quarters))
        wide = min(plot.width() / count, self._theme.scale.space(22))
        if QApplication.isRightToLeft():
            return QRectF(plot.right() - (place + 1) * wide, plot.top(), wide, plot.height())
        return QRectF(plot.left() + place * wide, plot.top(), wide, plot.height())

    def _unit(self) -> tuple[float, float]:
        """The height of one record, and where the line is."""
        plot = self._plot()
        above = max([1, *(one.said.total() for one in self.quarters)])
        below = max([1, *(one.done.total() for one in self.quarters)])
        # The numbers stand over the bars and under them.
        number = QFontMetrics(self._theme.font("small")).height() + 1
        room = plot.height() - 2 * number
        unit = min(room / (above + below), self._theme.scale.space(6))
        return unit, plot.top() + number + room * above / (above + below)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, the line and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, palette = self._theme, self._theme.palette
        painter.setFont(theme.font("small"))
        plot, (unit, line) = self._plot(), self._unit()
        for place, quarter in enumerate(self.quarters):
            slot = self._slot(place)
            if place == self.chosen:
                painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.edge), 1.5))
                painter.setBrush(QColor(palette.hover))
                painter.drawRoundedRect(slot.adjusted(1, 0, -1, 0), 3, 3)
            bar = min(slot.width() * 0.62, theme.scale.space(9))
            left = slot.center().x() - bar / 2
            top = line
            for stance, look in STANCE_LOOKS.items():
                top = self._part(painter, left, top, bar, -unit * quarter.said[stance], look)
            low = line
            for bearing, look in BEARING_LOOKS.items():
                low = self._part(painter, left, low, bar, unit * quarter.done[bearing], look)
        painter.setPen(QPen(QColor(palette.muted), 1))
        painter.drawLine(QPointF(plot.left(), line), QPointF(plot.right(), line))
        self._words(painter, plot, line, unit)
        painter.end()

    def _part(
        self, painter: QPainter, left: float, start: float, bar: float, high: float, look: Look
    ) -> float:
        """A part of a bar from ``start``, upward where ``high`` is negative; returns where it ends."""
        if not high:
            return start
        box = QRectF(left, min(start, start + high), bar, abs(high)).adjusted(0, 0.5, 0, -0.5)
        fill(painter, self._theme, box, look)
        return start + high

    def _words(self, painter: QPainter, plot: QRectF, line: float, unit: float) -> None:
        palette, metrics = self._theme.palette, QFontMetrics(self._theme.font("small"))
        painter.setPen(QColor(palette.muted))
        shown_year, room_until = 0, -1.0
        for place, quarter in enumerate(self.quarters):
            slot = self._slot(place)
            number = _("Q{quarter}").format(quarter=(quarter.first.month - 1) // 3 + 1)
            if metrics.horizontalAdvance(number) > slot.width():
                number = str((quarter.first.month - 1) // 3 + 1)
            foot = QRectF(slot.left(), plot.bottom() + 2, slot.width(), metrics.height())
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, number)
            if quarter.first.year != shown_year and (
                slot.left() >= room_until or QApplication.isRightToLeft()
            ):
                shown_year, year = quarter.first.year, str(quarter.first.year)
                wide = max(metrics.horizontalAdvance(year) + 4, slot.width())
                begin = slot.right() - wide if QApplication.isRightToLeft() else slot.left()
                room_until = begin + wide
                low = QRectF(begin, foot.bottom(), wide, metrics.height())
                side = leading_edge() if wide > slot.width() else Qt.AlignmentFlag.AlignHCenter
                painter.drawText(low, int(side | Qt.AlignmentFlag.AlignVCenter), year)
        if unit < metrics.height() * 0.9:
            return
        for place, quarter in enumerate(self.quarters):
            slot = self._slot(place)
            total, deeds = quarter.said.total(), quarter.done.total()
            if total > 1 and line - unit * total - metrics.height() >= plot.top():
                above = QRectF(
                    slot.left(), line - unit * total - metrics.height(), slot.width(), metrics.height()
                )
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, format_number(total))
            if deeds > 1 and line + unit * deeds + metrics.height() <= plot.bottom():
                under = QRectF(slot.left(), line + unit * deeds, slot.width(), metrics.height())
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, format_number(deeds))

    # asking

    def _at(self, where: QPointF) -> int:
        return next((place for place in range(len(self.quarters)) if self._slot(place).contains(where)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the records of a quarter."""
        place = self._at(event.position())
        if place >= 0:
            self._choose(place)
            self.asked.emit(self.quarters[place].first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose a quarter, Enter asks for its records."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is not None and self.quarters and not event.modifiers():
            by = -by if self.isRightToLeft() else by
            start = self.chosen if self.chosen >= 0 else len(self.quarters) if by < 0 else -1
            self._choose(min(len(self.quarters) - 1, max(0, start + by)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.chosen >= 0:
            self.asked.emit(self.quarters[self.chosen].first)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        self.chosen = place
        self.setAccessibleDescription(self.quarters[place].told())
        self.update()

    def event(self, event: QEvent) -> bool:
        """A quarter's numbers stand in its tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place >= 0:
                QToolTip.showText(event.globalPos(), self.quarters[place].told(), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The chosen quarter shows that the keyboard is here; at first it is the latest."""
        if self.chosen < 0 and self.quarters:
            self._choose(len(self.quarters) - 1)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It stands back."""
        self.update()
        super().focusOutEvent(event)
