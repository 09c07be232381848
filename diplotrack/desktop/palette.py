"""Ctrl+K: records, people, pages, commands and phrases in one box, as you type."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from diplotrack.base.i18n import _, format_date
from diplotrack.desktop.context import Context
from diplotrack.desktop.phrases import entry_about, examples, heard, party_asked, phrased
from diplotrack.desktop.recent import Recent
from diplotrack.desktop.seek.entry import DETAIL, ICON, KEYS, Entry, EntryDelegate
from diplotrack.desktop.seek.nearness import fits, nearness
from diplotrack.desktop.seek.offered import offered, recent_entries, record_entry, view_entries
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import KINDS
from diplotrack.store.search import CLOSE_MARK, OPEN_MARK, Hit
from diplotrack.workspace import Workspace
from diplotrack.workspace.reading import Key, Standing
from diplotrack.workspace.views import View

PAUSE = 90
"""Milliseconds of rest in typing before the ledger is searched."""
HITS, LOCAL, NAMES = 12, 8, 4
LOOK_AMONG = 40
"""How many partners and people are looked at for the likeliest: relevance alone puts a rare long name first."""

Found = tuple[list[Hit], list[Hit], list[Hit]]


class Palette(QDialog):
    """A box that finds. Enter does what is chosen, Ctrl+Enter opens a record in a tab; Escape goes back."""

    def __init__(
        self, context: Context, parent: QWidget, show_view: Callable[[int], object] = lambda _view: None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._context = context
        self._show_view = show_view
        self._entries: list[Entry] = []
        self._hits: list[Entry] = []
        self._recent: list[Entry] = []
        self._views: list[Entry] = []
        self._offered = offered(context)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Search or run a command"))
        self.line = QLineEdit()
        self.line.setProperty("role", "seek")
        self.line.setPlaceholderText(examples())
        self.line.setAccessibleName(_("What to find or do"))
        self.line.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._typed)
        self._show()
        self._read_around()

    def _lay_out(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        self.list.setModel(self._model)
        self.list.setItemDelegate(EntryDelegate(theme, self.list))
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
        inner.setContentsMargins(space(2), space(1), space(2), space(2))
        inner.setSpacing(space(1))
        rule = QFrame()
        rule.setProperty("role", "rule")
        hint = QLabel(_("Enter opens   ·   Ctrl+Enter opens in a tab   ·   Esc goes back"))
        hint.setProperty("role", "small")
        hint.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        hint.setContentsMargins(space(2.5), 0, space(2.5), 0)
        for widget in (self.line, rule, self.list, hint):
            inner.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def open_over(self, window: QWidget) -> None:
        """Open in the upper middle of the window."""
        space = self._context.theme.scale.space
        self.resize(min(space(160), window.width() - space(8)), min(space(115), window.height() - space(20)))
        corner = window.mapToGlobal(window.rect().topLeft())
        self._end_with_a_row()
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + space(14))
        self.show()
        self.line.setFocus()

    def _end_with_a_row(self) -> None:
        """As high as whole rows are, so that the last one is not cut."""
        self.ensurePolished()
        layout, row = self.layout(), self.list.sizeHintForRow(0)
        assert layout is not None
        layout.activate()
        if row > 0:
            self.resize(self.width(), self.height() - self.list.viewport().height() % row)

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
                held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                self._run_index(self.list.currentIndex(), in_tab=bool(held))
                return True
        return super().eventFilter(watched, event)

    # what the ledger says

    def _read_around(self) -> None:
        keys = list(Recent.of(self._context).keys)

        def look(workspace: Workspace) -> tuple[dict[Key, Standing], list[View]]:
            return workspace.reading.standings(keys), workspace.views.all()

        def arrived(found: tuple[dict[Key, Standing], list[View]]) -> None:
            self._recent = recent_entries(self._context, keys, found[0])
            self._views = view_entries(found[1], self._show_view)
            self._show()

        self._context.read(look, arrived, owner=self)

    def _typed(self) -> None:
        self._hits = [] if not self.line.text().strip() else self._hits
        self._show()
        self._pause.start()

    def _search(self) -> None:
        words = self.line.text().strip()
        if not words:
            return
        asked = party_asked(words)

        def look(workspace: Workspace) -> Found:
            parties = workspace.search(asked or words, kind="party", limit=LOOK_AMONG)
            if asked:
                return parties, [], []
            people = workspace.search(words, kind="person", limit=LOOK_AMONG)
            return parties, people, workspace.search(words, limit=HITS)

        self._context.read(look, self._found, owner=self, key=(id(self), "palette"))

    def _found(self, found: Found) -> None:
        query = self.line.text().strip()
        said = heard(query)
        asked = party_asked(query)
        parties = _likeliest(asked or query, found[0])
        if asked and said is not None:
            self._hits = [
                entry_about(self._context, said[0], _unmarked(hit.title), str(hit.id)) for hit in parties
            ]
        else:
            named = [hit for hit in parties if fits(query, _unmarked(hit.title))]
            people = [hit for hit in _likeliest(query, found[1]) if fits(query, _unmarked(hit.title))]
            others = [hit for hit in found[2] if hit not in named and hit not in people]
            likely = sorted([*named, *people, *others], key=lambda hit: nearness(query, _unmarked(hit.title)))
            self._hits = [self._entry_of(hit) for hit in likely]
            brief = heard(_("brief") + " x")
            if named and brief is not None:
                entry = entry_about(self._context, brief[0], _unmarked(named[0].title), str(named[0].id))
                self._hits.insert(likely.index(named[0]) + 1, entry)
        self._show()

    def _entry_of(self, hit: Hit) -> Entry:
        label = str(KINDS[hit.kind].__kind__.label)
        detail = "  ·  ".join(one for one in (label, format_date(hit.dated)) if one)
        return record_entry(self._context, (hit.kind, hit.id), _unmarked(hit.title), detail)

    # what is shown

    def _show(self) -> None:
        query = self.line.text().strip()
        self._entries = self._ranked(query) if query else [*self._recent, *self._views, *self._offered]
        self._model.clear()
        for entry in self._entries:
            item = QStandardItem(entry.title)
            item.setEditable(False)
            item.setData(entry.detail, DETAIL)
            item.setData(entry.icon, ICON)
            item.setData(entry.keys, KEYS)
            told = ", ".join(one for one in (entry.title, entry.detail, entry.keys) if one)
            item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._choose(0)

    def _ranked(self, query: str) -> list[Entry]:
        """What is meant exactly, then what begins so, then what has the words; a phrase stands before all."""
        phrases = phrased(self._context, query)
        said = {entry.title for entry in phrases}
        near = [(nearness(query, one.title), one) for one in [*self._views, *self._offered]]
        local = [(far, one) for far, one in near if far < 3 and one.title not in said]
        local = sorted(local, key=lambda pair: pair[0])[:LOCAL]
        first = [entry for far, entry in local if far < 2]
        rest = [entry for far, entry in local if far == 2]
        hits = self._hits
        if not party_asked(query):
            exact = [entry for entry in first if nearness(query, entry.title) == 0]
            begun = [entry for entry in first if entry not in exact]
            # A record with that very name is meant sooner than a command that only begins so.
            place = sum(1 for entry in hits if nearness(query, entry.title) == 0)
            place += 1 if place and len(hits) > place else 0  # the brief on it stands beside it
            return [*exact, *phrases, *hits[:place], *begun, *hits[place:], *rest]
        return [*hits, *phrases, *first, *rest]

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _run_index(self, index: QModelIndex, *, in_tab: bool = False) -> None:
        if 0 <= index.row() < len(self._entries):
            entry = self._entries[index.row()]
            run = entry.run
            if in_tab and entry.record is not None:
                run = partial(self._context.open_in_tab, *entry.record)
            self.close()
            run()


def _unmarked(words: str) -> str:
    return words.replace(OPEN_MARK, "").replace(CLOSE_MARK, "")


def _likeliest(query: str, hits: list[Hit]) -> list[Hit]:
    """Of those of one kind: the nearest name first, of two as near the shorter."""
    return sorted(hits, key=lambda hit: (nearness(query, _unmarked(hit.title)), len(_unmarked(hit.title))))[
        :NAMES
    ]
