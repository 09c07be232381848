"""Records as lines of two rows, in a list as high as its lines; Enter, a click or Ctrl+Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from diplotrack.desktop.theme import Theme, Tone
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.tones import tone_of
from diplotrack.desktop.views.row_delegate import is_right_to_left
from diplotrack.records import KINDS
from diplotrack.workspace.partner import Entry

ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
CHIP_SHARE = 0.4
"""The share of a line that its last word may take."""


class Entries(QAbstractListModel):
    """Entries as they stand in a tuple; nothing is made for a line before it is drawn."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Hold those in place of the ones before."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry itself, its words, and how they are read aloud."""
        if not 0 <= index.row() < len(self.entries):
            return None
        one = self.entries[index.row()]
        if role == ENTRY:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return one.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (one.title, one.end, one.detail) if part)
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: its icon, title over detail, and the word at its end as a soft chip; compact ones in one row."""

    def __init__(self, theme: Theme, view: QListView, *, compact: bool = False) -> None:
        super().__init__(view)
        self._compact = compact
        self._theme = theme
        self._view = view

    @property
    def height(self) -> int:
        """The height of a line in pixels."""
        theme = self._theme
        rows = QFontMetrics(theme.font("body", QFont.Weight.DemiBold)).height()
        if self._compact:
            return rows + theme.scale.space(2.5)
        return rows + QFontMetrics(theme.font("small")).height() + theme.scale.space(3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are of one height."""
        return QSize(self._theme.scale.space(30), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(palette.focus), 2) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if chosen else palette.hover))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), space(1.5), space(1.5))
        inner = rect.adjusted(space(2), 0, -space(2), 0)
        side, mirrored = space(0 if self._compact else 4.5), is_mirrored()
        left = inner.right() - side if mirrored else inner.left()
        icon = KINDS[entry.kind].__kind__.icon
        if side:
            paint_icon(painter, QRectF(left, rect.center().y() - side / 2, side, side), icon, palette.muted)
        shift = side + space(2.5) if side else 0
        words = inner.adjusted(0, 0, -shift, 0) if mirrored else inner.adjusted(shift, 0, 0, 0)
        taken = self._chip(painter, words, entry)
        room = words.adjusted(taken, 0, 0, 0) if mirrored else words.adjusted(0, 0, -taken, 0)
        strong, small = theme.font("body", QFont.Weight.DemiBold), theme.font("small")
        top, low = QFontMetrics(strong).height(), QFontMetrics(small).height()
        start = rect.center().y() - (top + low if entry.detail else top) / 2
        first = QRectF(room.left(), start, room.width(), top)
        second = QRectF(room.left(), start + top, room.width(), low)
        write(painter, first, entry.title, strong, palette.text)
        detail = palette.tones["bad"].ink if entry.is_late and not chosen else palette.muted
        write(painter, second, entry.detail, small, detail)
        painter.restore()

    def _chip(self, painter: QPainter, rect: QRectF, entry: Entry) -> float:
        """Draw the word at the end and return the width that it takes."""
        if not entry.end:
            return 0
        theme, space = self._theme, self._theme.scale.space
        tone: Tone = "bad" if entry.is_late else tone_of(entry.state) or "plain"
        tint, font = theme.tint(tone), theme.font("small", QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        words = metrics.elidedText(
            entry.end, Qt.TextElideMode.ElideRight, round(rect.width() * CHIP_SHARE) - space(4)
        )
        width, height = metrics.horizontalAdvance(words) + space(4), metrics.height() + space(1)
        left = rect.left() if is_mirrored() else rect.right() - width
        chip = QRectF(left, rect.center().y() - height / 2, width, height)
        paint_chip(painter, chip, words, font, tint)
        return width + space(3)


def write(painter: QPainter, rect: QRectF, words: str, font: QFont, colour: str) -> None:
    """Write one line from the leading edge of the window, cut where there is no more room."""
    backwards = is_right_to_left(words)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
    )
    shown = elided(QFontMetrics(font), words, int(rect.width()))
    flags = leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), shown)


class EntryList(QListView):
    """``opened(Entry)`` asks to go to a record, ``opened_apart(Entry)`` to open it in a tab of its own."""

    opened = Signal(object)
    opened_apart = Signal(object)

    def __init__(self, theme: Theme, name: str, *, scrolls: bool = False, compact: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._compact = compact
        self._scrolls = scrolls
        self.entries = Entries(self)
        self.setModel(self.entries)
        self._delegate = EntryDelegate(theme, self, compact=compact)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "entries")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.fit)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show those."""
        self.entries.show(entries)
        self.fit()

    def fit(self) -> None:
        """Be as high as the lines."""
        if not self._scrolls:
            self.setFixedHeight(self._delegate.height * len(self.entries.entries) + 2)
        self.scheduleDelayedItemsLayout()

    @property
    def current(self) -> Entry | None:
        """The entry that the keyboard is on."""
        found = self.currentIndex().data(ENTRY)
        return found if isinstance(found, Entry) else None

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is for the line here, not for the page around it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _apart(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; j and k are down and up."""
        entry = self.current
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            (self.opened_apart if _apart(event) else self.opened).emit(entry)
            return
        other = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}.get(Qt.Key(event.key()))
        if other is not None and not self._compact and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event = QKeyEvent(event.type(), other, event.modifiers())
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters move and do not search, but in a compact list they find a name."""
        if self._compact:
            super().keyboardSearch(search)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is always on some line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.entries.entries:
            self.setCurrentIndex(self.entries.index(0))

    def _clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            apart = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            (self.opened_apart if apart else self.opened).emit(entry)


def _apart(event: QKeyEvent) -> bool:
    held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
