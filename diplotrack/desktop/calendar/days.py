"""Days one below the other, each with its entries in full: the agenda, and the list of the day that is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from diplotrack.base.i18n import _, format_date
from diplotrack.desktop.calendar.ink import STATES, hours, whole
from diplotrack.desktop.theme import Theme, Tone
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.row import paint_ground, paint_rule
from diplotrack.records import KINDS
from diplotrack.workspace.calendar_entries import Entry

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
TONES: dict[str, Tone] = {
    "planned": "accent",
    "held": "plain",
    "postponed": "warn",
    "cancelled": "quiet",
    "late": "bad",
    "done": "good",
    "open": "quiet",
}


class DayLines(QAbstractListModel):
    """Days as heads, entries below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[date | str | Entry] = []
        self.today: date | None = None

    def show(
        self, days: Iterable[tuple[date | str, list[Entry]]], today: date, *, heads: bool = True
    ) -> None:
        """List these days, or other heads, each with its entries."""
        self.beginResetModel()
        self.today, self.lines = today, []
        for head, entries in days:
            if heads:
                self.lines.append(head)
            self.lines += entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Heads and entries."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        found = Qt.ItemFlag.ItemIsEnabled
        if isinstance(self.lines[index.row()], Entry):
            found |= Qt.ItemFlag.ItemIsSelectable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a line, or all of it for a screen reader."""
        line = self.lines[index.row()]
        if isinstance(line, Entry):
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return whole(line)
            return line if role == ENTRY else line.title if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.head(line)
        return None

    def head(self, line: date | str) -> str:
        """The words of a head."""
        if isinstance(line, str):
            return line
        shown = format_date(line, "full")
        return _("{day}, today").format(day=shown) if line == self.today else shown


class DayLineDelegate(QStyledItemDelegate):
    """Draws a head, or an entry in two lines with its hours before it and its state after it."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self.measure()
        theme.changed.connect(self.measure)

    def measure(self) -> None:
        """Take the heights of lines from the theme: hundreds of them are asked for at once."""
        space, small = self._theme.scale.space, QFontMetrics(self._theme.font("small")).height()
        body = QFontMetrics(self._theme.font("body")).height()
        self._head_size = QSize(0, small + space(6))
        self._sizes = {False: QSize(0, body + space(3.5)), True: QSize(0, body + small + space(3.5))}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads have air above them; entries have two lines where there is more to say."""
        entry = index.data(ENTRY)
        return self._sizes[_has_more(entry)] if isinstance(entry, Entry) else self._head_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, entry = QRectF(option.rect), index.data(ENTRY)
        if isinstance(entry, Entry):
            self._entry(painter, rect, entry, option.state)
        else:
            model = index.model()
            is_today = isinstance(model, DayLines) and model.lines[index.row()] == model.today
            self._head(painter, rect, str(index.data()), is_today=is_today)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRectF, words: str, *, is_today: bool) -> None:
        space, palette = self._theme.scale.space, self._theme.palette
        painter.setFont(self._theme.font("small", QFont.Weight.DemiBold))
        painter.setPen(QColor(palette.accent if is_today else palette.muted))
        inner = rect.adjusted(space(4), 0, -space(4), -space(1.5))
        painter.drawText(inner, int(leading_edge() | Qt.AlignmentFlag.AlignBottom), words)
        paint_rule(painter, rect, self._theme)

    def _entry(self, painter: QPainter, rect: QRectF, entry: Entry, state: QStyle.StateFlag) -> None:
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        selected = paint_ground(painter, rect, state, theme)
        inner = rect.adjusted(space(4), space(1.5), -space(4), -space(1.5))
        small, body = theme.font("small"), theme.font("body", QFont.Weight.Medium)
        metrics = QFontMetrics(small)
        side = space(4.5)
        mirrored = is_mirrored()
        icon = QRectF(
            inner.right() - side if mirrored else inner.left(), inner.top() + space(0.5), side, side
        )
        paint_icon(
            painter, icon, KINDS[entry.kind].__kind__.icon, palette.accent if selected else palette.muted
        )
        chip = self._chip(painter, inner, entry, metrics)
        lead, far = side + space(2.5), chip + space(2)
        room = inner.adjusted(far, 0, -lead, 0) if mirrored else inner.adjusted(lead, 0, -far, 0)
        font = QFont(body)
        font.setStrikeOut(entry.state == "cancelled")
        high = QFontMetrics(font).height()
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted if entry.state == "cancelled" else palette.text))
        line = QRectF(room.left(), room.top(), room.width(), high)
        painter.drawText(line, flags, elided(QFontMetrics(font), entry.title, int(line.width())))
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        lower = inner.adjusted(0, 0, -lead, 0) if mirrored else inner.adjusted(lead, 0, 0, 0)
        under = QRectF(lower.left(), line.bottom(), lower.width(), metrics.height())
        painter.drawText(under, flags, elided(metrics, _below(entry), int(under.width())))

    def _chip(self, painter: QPainter, rect: QRectF, entry: Entry, metrics: QFontMetrics) -> float:
        """The state on its ground, at the far end; returns its width."""
        words, tint, space = (
            str(STATES[entry.state]),
            self._theme.tint(TONES[entry.state]),
            self._theme.scale.space,
        )
        wide, high = metrics.horizontalAdvance(words) + space(3), metrics.height() + space(0.5)
        left = rect.left() if is_mirrored() else rect.right() - wide
        box = QRectF(left, rect.top(), wide, high)
        paint_chip(painter, box, words, self._theme.font("small"), tint)
        return float(wide)


def _has_more(entry: Entry) -> bool:
    """Whether :func:`_below` has anything to say."""
    return bool(entry.begins or entry.local or entry.detail or entry.days > 1 or entry.span)


def _below(entry: Entry) -> str:
    parts = [hours(entry)]
    if entry.local:
        parts.append(_("{time} there").format(time=entry.local))
    if entry.days > 1 and entry.span is None:
        parts.append(
            _("{first} to {last}").format(
                first=format_date(entry.first, "short"), last=format_date(entry.last, "short")
            )
        )
    if entry.span is not None:
        parts.append(format_date(entry.span, "long"))
    return "  ·  ".join(part for part in (*parts, entry.detail) if part)


class DayList(QListView):
    """Entries by day. Letters and pages belong to the page around it."""

    opened = Signal(object)
    left = Signal()
    """Escape: back to where one came from."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.lines = DayLines(self)
        self.setModel(self.lines)
        self.setItemDelegate(DayLineDelegate(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.doItemsLayout)

    @property
    def entry(self) -> Entry | None:
        """The chosen one."""
        found = self.currentIndex().data(ENTRY)
        return found if isinstance(found, Entry) else None

    def begin(self) -> None:
        """Choose the first entry."""
        for row, line in enumerate(self.lines.lines):
            if isinstance(line, Entry):
                self.setCurrentIndex(self.lines.index(row))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move; Enter opens; Escape leaves."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.entry is not None:
                self.opened.emit(self.entry)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            self.opened.emit(entry)
