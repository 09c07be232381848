"""One axis of time: statements as boxes above it, deeds below it, as high as they weigh; promises as diamonds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from diplotrack.base.i18n import _, format_date
from diplotrack.consistency.saydo.ledger import COMMITMENT_WEIGHT, Act, Entry
from diplotrack.desktop.objectives.chart import BEARING_LOOKS, STANCE_LOOKS, Look, fill
from diplotrack.desktop.saydo.words import told
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.desktop.theme.graphic import Graphic
from diplotrack.desktop.views.partner.span import Span, around_all, ticks
from diplotrack.workspace.saydo import Account

MADE = Look("quiet", "open")
"""A promise on the day on which it was made: it counts for nothing yet."""
LEAST = 0.5
"""The height of what has no weight, as a share of a box of usual weight."""


class SaydoChart(Graphic):
    """``opened(Entry)`` asks for a record, ``walked(Entry)`` tells which one the keyboard has come to."""

    opened = Signal(object)
    walked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._account: Account | None = None
        self.entries: tuple[Entry, ...] = ()
        self._span = Span(0, 1)
        self._boxes: list[QRectF] = []
        self._highest = (0.0, 0.0)
        """How high the highest pile is above the axis and below it, in boxes of usual weight."""
        self._faint: set[Entry] = set()
        self.chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Words above, deeds below one axis of time"))
        theme.changed.connect(self._dress)

    def show_account(self, account: Account) -> None:
        """Draw its entries that have a day over the window; one without a begin starts with the first of them."""
        self._account = account
        ledger = account.ledger
        self.entries = tuple(one for one in ledger.entries if one.day is not None)
        self._faint = set(ledger.outside)
        days = [one.day.earliest for one in self.entries if one.day is not None]
        window = ledger.window
        first = window.first if window.first > date.min else min(days, default=window.last)
        self._span = around_all(first, window.last)
        self.chosen = -1
        self.setAccessibleDescription(_summary(self.entries))
        self._place()

    @property
    def current(self) -> Entry | None:
        """The entry that the keyboard is on."""
        return self.entries[self.chosen] if 0 <= self.chosen < len(self.entries) else None

    def choose(self, one: Entry) -> None:
        """Put the keyboard's mark on an entry."""
        if one in self.entries:
            self._choose(self.entries.index(one))

    def sizeHint(self) -> QSize:
        """Room for some boxes above and below."""
        return QSize(self._theme.scale.space(100), self._theme.scale.space(46))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, never low."""
        return QSize(self._theme.scale.space(40), self.sizeHint().height())

    # geometry

    @property
    def _foot(self) -> float:
        return QFontMetrics(self._theme.font("small")).height() + self._theme.scale.space(1.5)

    def _x(self, day: float) -> float:
        edge = float(self._theme.scale.space(2))
        along = edge + self._span.place(day) * (self.width() - 2 * edge)
        return self.width() - along if is_mirrored() else along

    def _axis(self) -> float:
        """Where the axis is: words and deeds share the height as their highest piles do, each having some."""
        above, below = (max(3.0, one) for one in self._highest)
        head = self._head()
        return head + (self.height() - self._foot - head) * above / (above + below)

    @property
    def _side(self) -> float:
        return float(self._theme.scale.space(3.5))

    def _head(self) -> float:
        return float(QFontMetrics(self._theme.font("small")).height())

    def _place(self) -> None:
        """Find the box of each entry: those of one stretch of the axis are piled up, away from it."""
        side = self._side
        piles: dict[tuple[int, int], float] = defaultdict(float)
        at: list[tuple[int, int, float]] = []
        for one in self.entries:
            assert one.day is not None
            middle = (one.day.earliest.toordinal() + one.day.latest.toordinal()) / 2
            column = int(self._x(min(max(middle, self._span.first), self._span.last)) // (side + 1))
            row = 0 if one.act is Act.PROMISED else 1 if one.act is Act.SAID else -1
            at.append((column, row, piles[column, row]))
            piles[column, row] += height_of(one)
        self._highest = (_highest(piles, 1), _highest(piles, -1))
        axis = self._axis()
        room = (axis - self._head() - side, self.height() - self._foot - axis - side)
        fits = [free / high for free, high in zip(room, self._highest, strict=True) if high]
        unit = min(side + 1, *fits, side + 1)
        self._boxes = []
        for one, (column, row, height) in zip(self.entries, at, strict=True):
            x, high = column * (side + 1), max(1.0, height_of(one) * unit - 1)
            if row == 0:
                # Several made in one stretch stand one behind the other, each a little aside.
                box = QRectF(x + min(height, 3) * side / 4, axis - side / 2, side, side)
            elif row == 1:
                box = QRectF(x, axis - side / 2 - 2 - height * unit - high, side, high)
            else:
                box = QRectF(x, axis + side / 2 + 2 + height * unit, side, high)
            self._boxes.append(box)
        self.update()

    def _under(self, point: QPointF) -> int:
        near = [place for place, box in enumerate(self._boxes) if box.adjusted(-1, -1, 1, 1).contains(point)]
        return near[-1] if near else -1

    # drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the axis with its years, the boxes, and what the two sides are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, palette = self._theme, self._theme.palette
        axis = self._axis()
        painter.setFont(theme.font("small"))
        self._paint_time(painter)
        painter.setPen(QPen(QColor(palette.muted), 1))
        painter.drawLine(QPointF(0, axis), QPointF(self.width(), axis))
        for place, (one, box) in enumerate(zip(self.entries, self._boxes, strict=True)):
            # What counts in no score stands back; promises made never count and are told by their shape.
            painter.setOpacity(0.45 if one in self._faint and one.act is not Act.PROMISED else 1)
            fill(painter, theme, box, look_of(one), is_diamond=one.kind == "commitment")
            painter.setOpacity(1)
            if place == self.chosen:
                painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 3, 3)
        painter.setPen(QColor(palette.muted))
        space = theme.scale.space
        side = leading_edge()
        words = QRectF(space(1), 0, self.width() - space(2), self._head())
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignTop), _("Said"))
        low = QRectF(space(1), self.height() - self._foot - self._head(), words.width(), self._head())
        painter.drawText(low, int(side | Qt.AlignmentFlag.AlignBottom), _("Done"))
        painter.end()

    def _paint_time(self, painter: QPainter) -> None:
        palette, metrics = self._theme.palette, painter.fontMetrics()
        low = self.height() - self._foot
        label = float(metrics.horizontalAdvance("0000"))
        for day, words in ticks(self._span, self.width(), label):
            x = self._x(day.toordinal())
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, low))
            if words:
                painter.setPen(QColor(palette.muted))
                box = QRectF(x - label, low, 2 * label, self._foot)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # asking

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        place = self._under(event.position())
        if place >= 0:
            self._choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        place = self._under(event.position())
        if place >= 0:
            self.opened.emit(self.entries[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk in the order of time, Home and End to its ends; Enter opens."""
        key = Qt.Key(event.key())
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        last = len(self.entries) - 1
        if by is not None and self.entries and not event.modifiers():
            by = -by if self.isRightToLeft() else by
            start = self.chosen if self.chosen >= 0 else last + 1 if by < 0 else -1
            self._choose(min(last, max(0, start + by)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.entries:
            self._choose(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        self.chosen = place
        one = self.entries[place]
        if self._account is not None:
            self.setAccessibleDescription(told(self._account, one))
        self.walked.emit(one)
        self.update()

    def event(self, event: QEvent) -> bool:
        """What a box is stands in its tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._under(QPointF(event.pos()))
            if place >= 0 and self._account is not None:
                QToolTip.showText(event.globalPos(), told(self._account, self.entries[place]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The mark shows that the keyboard is here; at first it is on the latest."""
        if self.chosen < 0 and self.entries:
            self._choose(len(self.entries) - 1)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It stands back."""
        self.update()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The axis is as wide as there is room."""
        super().resizeEvent(event)
        self._place()

    def _dress(self) -> None:
        self.updateGeometry()
        self._place()


def height_of(one: Entry) -> float:
    """How high it is drawn: by its weight, one being that of "for" among words and of a promise kept among deeds."""
    if one.kind == "commitment":
        return 1.0
    return max(LEAST, one.weight if one.act is Act.SAID else one.weight / COMMITMENT_WEIGHT)


def _highest(piles: dict[tuple[int, int], float], wanted: int) -> float:
    return max((high for (_column, row), high in piles.items() if row == wanted), default=0.0)


def look_of(one: Entry) -> Look:
    """How an entry is drawn: words by their stance, deeds by what they do to the objective."""
    if one.act is Act.SAID:
        return STANCE_LOOKS[one.value]
    if one.act is Act.PROMISED:
        return MADE
    return BEARING_LOOKS[None if one.value is None else one.effect]


def _summary(entries: Sequence[Entry]) -> str:
    """How many of each there are, and since when until when, for a screen reader."""
    if not entries:
        return _("Nothing in this time")
    counts = [(act.label, sum(1 for one in entries if one.act is act)) for act in Act]
    parts = ", ".join(f"{label}: {count}" for label, count in counts if count)
    first, last = _day(entries[0]), _day(entries[-1])
    return _("{counts}; from {first} to {last}").format(
        counts=parts, first=format_date(first), last=format_date(last)
    )


def _day(one: Entry) -> date:
    assert one.day is not None
    return one.day.earliest
