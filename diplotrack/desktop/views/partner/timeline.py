"""What was said, promised and done on three lanes over time; the keyboard walks from mark to mark."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip

from diplotrack.base import clock
from diplotrack.base.i18n import N_, Label, _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.desktop.theme.graphic import Graphic
from diplotrack.desktop.views.partner.marks import told, tone_of_mark
from diplotrack.desktop.views.partner.span import Span, around_all, ticks, until
from diplotrack.workspace.partner import Mark

LANES: dict[str, Label] = {"said": N_("Said"), "promised": N_("Promised"), "done": N_("Done")}
ZOOM = 1.4


class Timeline(Graphic):
    """``opened(Mark)`` asks to go to a record; ``walked(Mark)`` tells which mark the keyboard has come to."""

    opened = Signal(object)
    walked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: tuple[Mark, ...] = ()
        self._days: list[float] = []
        self._head = 0.0
        self._span = until(clock.today(), 5)
        self._at: dict[int, QPointF] = {}
        """Where each mark in sight stands, by its place among the marks."""
        self._more: list[tuple[QPointF, int]] = []
        self._current = -1
        self._hovered = -1
        self._dragged: float | None = None
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline of what was said, promised and done"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._measure()

    # what it shows

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show those, in the order of time; where the same record is among them the keyboard stays on it."""
        before = self.current
        self._marks = marks
        self._days = [_day(one) for one in marks]
        same = [place for place, one in enumerate(marks) if before and _key(one) == _key(before)]
        self._current = same[0] if same else -1
        self._place()

    @property
    def current(self) -> Mark | None:
        """The mark that the keyboard is on."""
        return self._marks[self._current] if 0 <= self._current < len(self._marks) else None

    @property
    def span(self) -> Span:
        """The stretch of time in sight."""
        return self._span

    def show_years(self, years: float) -> None:
        """Show the last so many years; 0 shows all."""
        if years:
            self._span = until(clock.today(), years)
        elif self._marks:
            last = max(self._marks[-1].day.latest, clock.today())
            self._span = around_all(self._marks[0].day.earliest, last)
        self._place()

    def zoom(self, steps: int) -> None:
        """Closer (above 0) or further, around the mark in focus, else around the middle."""
        current = self.current
        middle = (self._span.first + self._span.last) / 2
        around = _day(current) if current is not None else middle
        self._span = self._span.zoomed(ZOOM**-steps, around)
        self._place()

    def sizeHint(self) -> QSize:
        """Three lanes and a line of years."""
        return QSize(self._theme.scale.space(100), round(3 * self._lane + self._foot))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, never low."""
        return QSize(self._theme.scale.space(40), self.sizeHint().height())

    # geometry

    @property
    def _dot(self) -> float:
        return float(self._theme.scale.space(2))

    @property
    def _lane(self) -> float:
        return float(self._theme.scale.space(15))

    @property
    def _foot(self) -> float:
        return float(QFontMetrics(self._theme.font("small")).height() + self._theme.scale.space(2))

    def _measure(self) -> None:
        """Find the width that the names of the lanes take."""
        metrics = QFontMetrics(self._theme.font("small", QFont.Weight.DemiBold))
        widest = max(metrics.horizontalAdvance(str(label)) for label in LANES.values())
        self._head = float(widest + self._theme.scale.space(4))

    def _x(self, day: float) -> float:
        room = self.width() - self._head
        along = self._span.place(day) * room
        return room - along if is_mirrored() else self._head + along

    def _place(self) -> None:
        """Find where each mark in sight stands: those of one place and lane are stacked, what finds no room counted."""
        self._at.clear()
        self._more.clear()
        step = self._dot + 2
        most = max(2, int((self._lane - self._dot) // step))
        piles: dict[tuple[int, int], list[int]] = defaultdict(list)
        lanes = {lane: number for number, lane in enumerate(LANES)}
        span = self._span
        for place, day in enumerate(self._days):
            if span.first < day < span.last:
                piles[lanes[self._marks[place].lane], int(self._x(day) // step)].append(place)
        for (lane, column), pile in piles.items():
            floor = (lane + 1) * self._lane - self._dot
            # Where not all find room, the topmost places are for their number.
            top = most - 1 if len(pile) <= most else max(0, most - 3)
            for height, place in enumerate(pile):
                y = floor - min(height, top) * step
                self._at[place] = QPointF((column + 0.5) * step, y)
            if len(pile) > most:
                self._more.append((QPointF((column + 0.5) * step, floor - (most - 1.4) * step), len(pile)))
        self.update()

    def _under(self, point: QPointF) -> int:
        """The mark nearest to the point, -1 where none is near."""
        near = [
            ((at - point).manhattanLength(), place)
            for place, at in self._at.items()
            if (at - point).manhattanLength() < self._dot * 1.6
        ]
        return min(near)[1] if near else -1

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lanes, years, today, and the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        for place, at in self._at.items():
            self._paint_mark(painter, at, self._marks[place], raised=place == self._hovered)
        theme = self._theme
        painter.setFont(theme.font("small", QFont.Weight.DemiBold))
        for box, words in self._counts(painter.fontMetrics()):
            painter.fillRect(box, QColor(theme.palette.raised))
            painter.setPen(QColor(theme.palette.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus() and self._current in self._at:
            at, reach = self._at[self._current], self._dot
            self._paint_mark(painter, at, self._marks[self._current], raised=True)
            painter.setPen(QPen(QColor(theme.palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, reach, reach)
        painter.end()

    def _counts(self, metrics: QFontMetrics) -> list[tuple[QRectF, str]]:
        """How many marks there are where not all find room; numbers that would run into one another are added up."""
        groups: list[tuple[QPointF, QPointF, int]] = []
        for at, count in sorted(self._more, key=lambda one: (one[0].y(), one[0].x())):
            room = metrics.horizontalAdvance("0000") + 4
            if groups and groups[-1][1].y() == at.y() and at.x() - groups[-1][1].x() < room:
                first, _last, before = groups[-1]
                groups[-1] = (first, at, before + count)
            else:
                groups.append((at, at, count))
        found = []
        for first, last, count in groups:
            words = format_number(count)
            width = max(metrics.horizontalAdvance(words) + 4.0, last.x() - first.x() + self._dot + 2)
            middle, height = (first.x() + last.x()) / 2, metrics.height()
            found.append((QRectF(middle - width / 2, first.y() - height / 2, width, height), words))
        return found

    def _paint_ground(self, painter: QPainter) -> None:
        palette, theme = self._theme.palette, self._theme
        mirrored = is_mirrored()
        left, room = (0.0 if mirrored else self._head), self.width() - self._head
        small, strong = theme.font("small"), theme.font("small", QFont.Weight.DemiBold)
        foot = 3 * self._lane
        for place, label in enumerate(LANES.values()):
            top = place * self._lane
            painter.setFont(strong)
            painter.setPen(QColor(palette.muted))
            head = QRectF(room if mirrored else 0, top, self._head - theme.scale.space(2), self._lane)
            painter.drawText(head, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), str(label))
            painter.fillRect(QRectF(left, top + self._lane - 1, room, 1), QColor(palette.line))
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.save()
        painter.setClipRect(QRectF(left, 0, room, self.height()))
        for day, year in ticks(self._span, room, metrics.horizontalAdvance("0000")):
            x = self._x(day.toordinal())
            painter.setPen(QColor(palette.muted))
            painter.fillRect(QRectF(x, 0, 1, foot if year else 0), QColor(palette.line))
            painter.fillRect(QRectF(x, foot - 4, 1, 8), QColor(palette.edge))
            width = metrics.horizontalAdvance(year) + 4
            under = QRectF(x - width / 2, foot + theme.scale.space(1), width, metrics.height())
            if left <= under.left() and under.right() <= left + room:
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, year)
        painter.fillRect(QRectF(self._x(clock.today().toordinal()), 0, 2, foot), QColor(palette.accent))
        painter.restore()

    def _paint_mark(self, painter: QPainter, at: QPointF, mark: Mark, *, raised: bool) -> None:
        """Texts are squares, deeds diamonds, all else discs; a promise is hollow while it is open."""
        palette = self._theme.palette
        half = self._dot / 2 + (1 if raised else 0)
        colour = QColor(palette.tones[tone_of_mark(mark)].ink if mark.lane == "promised" else palette.accent)
        painter.setPen(QPen(colour, 1.5))
        hollow = mark.lane == "promised" and tone_of_mark(mark) in ("plain", "accent", "warn")
        painter.setBrush(QColor(palette.raised) if hollow else colour)
        if mark.kind == "communication":
            painter.drawRect(QRectF(at.x() - half + 0.5, at.y() - half + 0.5, 2 * half - 1, 2 * half - 1))
        elif mark.kind == "deed":
            points = [
                QPointF(at.x(), at.y() - half - 1),
                QPointF(at.x() + half + 1, at.y()),
                QPointF(at.x(), at.y() + half + 1),
                QPointF(at.x() - half - 1, at.y()),
            ]
            painter.drawPolygon(QPolygonF(points))
        else:
            painter.drawEllipse(at, half - 0.5, half - 0.5)

    # keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End go to the ends, + and − zoom, Enter opens."""
        key = Qt.Key(event.key())
        ahead = -1 if is_mirrored() else 1
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._step(ahead if key == Qt.Key.Key_Right else -ahead)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_lane(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._marks:
            self._walk(0 if key == Qt.Key.Key_Home else len(self._marks) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next mark of the lane, or to the one that is last in sight where the keyboard is on none."""
        if self._current < 0:
            seen = sorted(self._at) or list(range(len(self._marks)))
            if seen:
                self._walk(seen[-1])
            return
        lane = self._marks[self._current].lane
        places = range(self._current + by, len(self._marks) if by > 0 else -1, by)
        found = next((one for one in places if self._marks[one].lane == lane), None)
        if found is not None:
            self._walk(found)

    def _change_lane(self, by: int) -> None:
        current = self.current
        if current is None:
            self._step(1)
            return
        lanes = list(LANES)
        here = lanes.index(current.lane)
        for lane in lanes[here + 1 :] if by > 0 else reversed(lanes[:here]):
            there = [place for place, one in enumerate(self._marks) if one.lane == lane]
            if there:
                self._walk(min(there, key=lambda place: abs(_day(self._marks[place]) - _day(current))))
                return

    def _walk(self, place: int) -> None:
        self._current = place
        self._span = self._span.holding(_day(self._marks[place]))
        self._place()
        words = told(self._marks[place])
        self.setAccessibleDescription(words)
        self.walked.emit(self._marks[place])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is always on some mark."""
        super().focusInEvent(event)
        if self._current < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._step(1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Dragging moves through time."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged, self._moved = event.position().x(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand, or light up the mark under it."""
        if self._dragged is not None:
            by = self._dragged - event.position().x()
            if self._moved or abs(by) > QApplication.startDragDistance():
                room = max(1.0, self.width() - self._head)
                self._span = self._span.moved((-by if is_mirrored() else by) / room)
                self._dragged, self._moved = event.position().x(), True
                self._place()
            return
        under = self._under(event.position())
        if under != self._hovered:
            self._hovered = under
            shape = Qt.CursorShape.PointingHandCursor if under >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark opens its record."""
        moved, self._dragged = self._moved, None
        under = self._under(event.position())
        if not moved and under >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._walk(under)
            self.opened.emit(self._marks[under])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms; without, the page scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        room = max(1.0, self.width() - self._head)
        along = event.position().x() if is_mirrored() else event.position().x() - self._head
        share = 1 - along / room if is_mirrored() else along / room
        around = self._span.first + share * self._span.days
        self._span = self._span.zoomed(ZOOM ** (-event.angleDelta().y() / 120), around)
        self._place()
        event.accept()

    def event(self, event: object) -> bool:
        """What a mark stands for is told where the mouse rests."""
        if isinstance(event, QHelpEvent):
            under = self._under(QPointF(event.pos()))
            if under >= 0:
                QToolTip.showText(event.globalPos(), told(self._marks[under]), self)
                return True
        return super().event(event)  # type: ignore[arg-type]  # Qt gives events only

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same time on another width."""
        super().resizeEvent(event)
        self._place()

    def _dress(self) -> None:
        self._measure()
        self.updateGeometry()
        self._place()


def _day(mark: Mark) -> float:
    return (mark.day.earliest.toordinal() + mark.day.latest.toordinal()) / 2


def _key(mark: Mark) -> tuple[str, int]:
    return mark.kind, mark.id
