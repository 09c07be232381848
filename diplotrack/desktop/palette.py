"""Ctrl+K: records, pages and commands in one box, as you type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_date
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.views.pages import PAGES
from diplotrack.records import KINDS, TOP_KINDS
from diplotrack.store.search import CLOSE_MARK, OPEN_MARK, Hit
from diplotrack.workspace import Workspace

PAUSE = 90
"""Milliseconds of rest in typing before the ledger is searched."""
HITS, LOCAL, PARTIES = 12, 6, 4
LOOK_AMONG = 40
"""How many partners are looked at for the likeliest: relevance alone puts a rare long name before the plain one."""
DETAIL, ICON, KEYS = (Qt.ItemDataRole.UserRole + number for number in range(3))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the palette offers."""

    title: str
    detail: str
    icon: str
    run: Callable[[], object]
    keys: str = ""


def folded(words: str) -> str:
    """The words in small letters without accents, as they are compared."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fits(query: str, title: str) -> bool:
    """Whether each word of the query begins a word of the title."""
    there = folded(title).split()
    return all(any(word.startswith(asked) for word in there) for asked in folded(query).split())


def nearness(query: str, title: str) -> int:
    """How near the title is to what was typed: 0 the same, 1 begins with it, 2 has its words, 3 something else."""
    asked, there = " ".join(folded(query).split()), " ".join(folded(title).split())
    if asked == there:
        return 0
    if there.startswith(asked):
        return 1
    return 2 if fits(query, title) else 3


class Palette(QDialog):
    """A box that finds. Enter does what is chosen; Escape goes back."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._context = context
        self._entries: list[Entry] = []
        self._hits: list[Entry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Search or run a command"))
        self.line = QLineEdit()
        self.line.setProperty("role", "seek")
        self.line.setPlaceholderText(_("A name, a word, a command, “brief France” …"))
        self.line.setAccessibleName(_("What to find or do"))
        self.line.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(EntryDelegate(context.theme, self.list))
        self.list.setAccessibleName(_("Found"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._run_index)
        frame = QFrame()
        frame.setProperty("role", "popup")
        inner = QVBoxLayout(frame)
        space = context.theme.scale.space
        inner.setContentsMargins(space(2), space(1), space(2), space(2))
        inner.setSpacing(space(1))
        rule = QFrame()
        rule.setProperty("role", "rule")
        for widget in (self.line, rule, self.list):
            inner.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._typed)
        self._show()

    def open_over(self, window: QWidget) -> None:
        """Open in the upper middle of the window."""
        space = self._context.theme.scale.space
        self.resize(min(space(160), window.width() - space(8)), min(space(115), window.height() - space(20)))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + space(14))
        self.show()
        self.line.setFocus()

    @property
    def titles(self) -> list[str]:
        """What it offers now, from top to bottom."""
        return [entry.title for entry in self._entries]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter work in the list while the keyboard stays in the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(Qt.Key(key), 8)
                self._choose(max(0, min(len(self._entries) - 1, self.list.currentIndex().row() + by)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run_index(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._hits = [] if not self.line.text().strip() else self._hits
        self._show()
        self._pause.start()

    def _search(self) -> None:
        words = self.line.text().strip()
        if not words:
            return
        asked = _words_after(words, _("Brief"))

        def look(workspace: Workspace) -> tuple[list[Hit], list[Hit]]:
            parties = workspace.search(asked or words, kind="party", limit=LOOK_AMONG)
            return parties, [] if asked else workspace.search(words, limit=HITS)

        self._context.read(look, self._found, owner=self, key=(id(self), "palette"))

    def _found(self, found: tuple[list[Hit], list[Hit]]) -> None:
        parties, hits = found
        query = self.line.text().strip()
        asked = _words_after(query, _("Brief"))
        parties = sorted(parties, key=lambda hit: _by_name(asked or query, hit))[:PARTIES]
        if asked:
            self._hits = [self._brief_on(hit) for hit in parties]
        else:
            named = [hit for hit in parties if fits(query, _unmarked(hit.title))]
            others = [hit for hit in hits if hit not in named]
            likely = sorted([*named, *others], key=lambda hit: nearness(query, _unmarked(hit.title)))
            self._hits = [self._entry_of(hit) for hit in likely]
            if named:
                self._hits.insert(likely.index(named[0]) + 1, self._brief_on(named[0]))
        self._show()

    def _brief_on(self, hit: Hit) -> Entry:
        title = _("Brief on {partner}").format(partner=_unmarked(hit.title))
        return Entry(title, _("A briefing paper as PDF"), "brief", lambda: self._context.brief(hit.id))

    def _entry_of(self, hit: Hit) -> Entry:
        about = KINDS[hit.kind].__kind__
        detail = "  ·  ".join(one for one in (str(about.label), format_date(hit.dated)) if one)
        context = self._context
        return Entry(_unmarked(hit.title), detail, about.icon, lambda: context.open_record(hit.kind, hit.id))

    def _local(self) -> list[Entry]:
        context, query = self._context, self.line.text().strip()
        found = []
        for command, action in context.commands.all():
            if command.name != "palette" and action.isEnabled():
                run = lambda name=command.name: context.run_command(name)  # noqa: E731 - bound to this turn
                entry = Entry(
                    action.text(), str(command.section), command.icon, run, action.shortcut().toString()
                )
                found.append(entry)
        for page in PAGES:
            run = lambda name=page.name: context.show_page(name)  # noqa: E731 - as above
            found.append(Entry(str(page.label), _("Page"), page.icon, run))
        for name, kind in TOP_KINDS.items():
            run = lambda name=name: context.edit_record(name)  # noqa: E731 - as above
            title = _("New {kind}").format(kind=str(kind.__kind__.label).lower())
            found.append(Entry(title, _("Command"), "add", run))
        matching = [entry for entry in found if fits(query, entry.title)]
        return matching[:LOCAL] if query else found

    def _show(self) -> None:
        local = self._local()
        first = folded(self.line.text().strip())
        exact = [entry for entry in local if first and folded(entry.title).startswith(first)]
        rest = [entry for entry in local if entry not in exact]
        self._entries = [*exact, *self._hits, *rest]
        self._model.clear()
        for entry in self._entries:
            item = QStandardItem(entry.title)
            item.setEditable(False)
            item.setData(entry.detail, DETAIL)
            item.setData(entry.icon, ICON)
            item.setData(entry.keys, KEYS)
            item.setData(f"{entry.title}, {entry.detail}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._choose(0)

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _run_index(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._entries):
            entry = self._entries[index.row()]
            self.close()
            entry.run()


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry: icon, title, what it is, and its keys at the far end."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All entries are of one height."""
        space = self._theme.scale.space
        return QSize(space(60), QFontMetrics(self._theme.font("body")).height() + space(4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one entry."""
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        mirrored = QApplication.isRightToLeft()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected))
            painter.drawRoundedRect(rect, space(1.5), space(1.5))
        inner = rect.adjusted(space(2.5), 0, -space(2.5), 0)
        side = space(4.5)
        left = inner.right() - side if mirrored else inner.left()
        if index.data(ICON):
            box = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_icon(painter, box, str(index.data(ICON)), palette.accent if chosen else palette.muted)
        shift = side + space(2.5)
        words = inner.adjusted(0, 0, -shift, 0) if mirrored else inner.adjusted(shift, 0, 0, 0)
        small, body = theme.font("small"), theme.font("body", QFont.Weight.Medium)
        end = str(index.data(KEYS) or index.data(DETAIL) or "")
        end_width = QFontMetrics(small).horizontalAdvance(end)
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        painter.drawText(words, int(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter), end)
        room = (
            words.adjusted(end_width + space(3), 0, 0, 0)
            if mirrored
            else words.adjusted(0, 0, -end_width - space(3), 0)
        )
        painter.setFont(body)
        painter.setPen(QColor(palette.text))
        shown = elided(QFontMetrics(body), str(index.data()), int(room.width()))
        painter.drawText(room, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


def _unmarked(words: str) -> str:
    return words.replace(OPEN_MARK, "").replace(CLOSE_MARK, "")


def _by_name(query: str, hit: Hit) -> tuple[int, int]:
    """The order of partners: the nearest name first, of two as near the shorter."""
    title = _unmarked(hit.title)
    return nearness(query, title), len(title)


def _words_after(words: str, verb: str) -> str:
    """What follows the verb; "" where the words do not begin with it."""
    first, _space, rest = words.strip().partition(" ")
    return rest.strip() if folded(first) == folded(verb) else ""
