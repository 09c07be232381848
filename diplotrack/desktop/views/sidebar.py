"""The sidebar: the pages in sections with how many records they hold, the saved views, and icons at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.pages import BAR, FOOT, PAGES, page_named
from diplotrack.desktop.views.sidebar_delegate import ALARM, COUNT, ICON, NAME, VIEW, SidebarDelegate
from diplotrack.desktop.views.sidebar_foot import SidebarFoot
from diplotrack.records import KINDS
from diplotrack.workspace.views import View


class PageLines(QListWidget):
    """The lines of the sidebar."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt chooses the first line where none is; to be entered is not to choose a page."""
        before = self.currentIndex().isValid()
        self.blockSignals(True)
        super().focusInEvent(event)
        if not before:
            self.setCurrentRow(-1)
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the lines that changed: Qt would draw every one that stands between the first and the last of them."""
        for changed in event.region():  # type: ignore[attr-defined] # Qt's stubs forget it
            super().paintEvent(QPaintEvent(changed))


class Sidebar(QFrame):
    """Chooses a page: ``wanted(str)`` carries its name, ``view_wanted(int)`` the identifier of a saved view.

    ``view_menu(int, QPoint)`` asks for what can be done with a view, ``view_key(int, str)`` for its renaming
    (``rename``) or removal (``remove``).
    """

    wanted = Signal(str)
    view_wanted = Signal(int)
    view_menu = Signal(int, QPoint)
    view_key = Signal(int, str)

    def __init__(self, theme: Theme, workspace: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "sidebar")
        self._name = QLabel(workspace)
        self._name.setProperty("role", "lead")
        self._post = QLabel()
        self._post.setProperty("role", "small")
        self._post.hide()
        self._labels = True
        self.list = PageLines()
        self.list.setProperty("role", "sidebar")
        self.list.setAccessibleName(_("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.delegate = SidebarDelegate(theme, self.list)
        self.list.setItemDelegate(self.delegate)
        self._items: dict[str, QListWidgetItem] = {}
        self._views: dict[int, QListWidgetItem] = {}
        self._view_of: dict[str, int] = {}
        self._view_lines: list[QListWidgetItem] = []
        self._in_front = PAGES[0].name
        self._fill()
        self.foot = SidebarFoot(theme)
        self.foot.wanted.connect(self.wanted)
        self.list.currentItemChanged.connect(self._chosen)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._name)
        self._layout.addWidget(self._post)
        self._gap = QSpacerItem(0, 0)
        self._layout.addItem(self._gap)
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.foot)
        self._dress()
        theme.changed.connect(self._dress)
        self.list.viewport().installEventFilter(self)
        self.list.installEventFilter(self)

    def _fill(self) -> None:
        section = None
        for entry in PAGES:
            if entry.beside or entry.section in (FOOT, BAR):
                continue
            if entry.section != section:
                section = entry.section
                if str(section):
                    self.list.addItem(_heading(str(section)))
            item = _line(str(entry.label), entry.icon)
            item.setData(NAME, entry.name)
            self.list.addItem(item)
            self._items[entry.name] = item

    # pages

    def show_page(self, name: str) -> None:
        """Mark that page, or the view that it shows, as the one in front, without asking for it again."""
        self._in_front = name = page_named(name).beside or name
        self._mark(self._views.get(self._view_of.get(name, 0)) or self._items.get(name))
        self.foot.show_page(name)

    def _mark(self, item: QListWidgetItem | None) -> None:
        self.list.blockSignals(True)
        if item is not None:
            self.list.setCurrentItem(item)
        else:
            self.list.setCurrentRow(-1)
        self.list.blockSignals(False)

    def step(self, by: int) -> None:
        """Go that many pages up or down."""
        names = [*self._items, *self.foot.buttons]
        current = self.list.currentIndex().data(NAME)
        marked = [name for name, button in self.foot.buttons.items() if button.isChecked()]
        current = current or (marked[0] if marked else "")
        place = names.index(current) if current in names else 0
        self.wanted.emit(names[(place + by) % len(names)])

    def show_counts(self, counts: dict[str, int], alarms: frozenset[str] = frozenset()) -> None:
        """Show how many records each page holds; those in ``alarms`` want attention."""
        for name, item in self._items.items():
            item.setData(ALARM, name in alarms)
            _count(item, counts.get(name, 0))

    def show_post(self, post: str) -> None:
        """Show whose workspace it is."""
        self._post.setText(post)
        self._post.setVisible(self._labels and bool(post))

    def show_labels(self, shown: bool) -> None:
        """Words and counts beside the icons, or the icons only."""
        if shown != self._labels:
            self._labels = shown
            self.foot.make_roomy(shown)
            self._dress()

    # saved views

    def show_views(self, views: Sequence[View]) -> None:
        """List the saved views under the pages."""
        self.list.blockSignals(True)
        counts = {view_id: item.data(COUNT) for view_id, item in self._views.items()}
        marked = self.list.currentIndex().data(VIEW)
        for item in self._view_lines:
            self.list.takeItem(self.list.row(item))
        self._views = {}
        self._view_lines = [_heading(_("Views"))] if views else []
        for view in views:
            item = _line(view.name, KINDS[view.query.kind].__kind__.icon)
            item.setData(VIEW, view.id)
            item.setData(COUNT, counts.get(view.id, ""))
            self._views[view.id] = item
            self._view_lines.append(item)
        for item in self._view_lines:
            self.list.addItem(item)
        self.list.blockSignals(False)
        if marked in self._views:
            self._mark(self._views[marked])
        elif marked:
            # The view that was in front is gone; its list stays, and Qt would mark whatever line came to its place.
            self.show_page(self._in_front)
        self._tighten()

    def show_view_counts(self, counts: dict[int, int]) -> None:
        """Show how many records each view holds."""
        for view_id, item in self._views.items():
            if view_id in counts:
                _count(item, counts[view_id])

    def show_view_of(self, kind: str, view_id: int) -> None:
        """Take note that the page of that kind shows a view; 0: none."""
        self._view_of[kind] = view_id
        current = self.list.currentIndex()
        if current.data(NAME) == kind or current.data(VIEW):
            self.show_page(kind)

    def _chosen(self, current: QListWidgetItem | None, _previous: QListWidgetItem | None) -> None:
        if current is not None and current.data(NAME):
            self.wanted.emit(current.data(NAME))
        elif current is not None and current.data(VIEW):
            self.view_wanted.emit(current.data(VIEW))

    def _offer(self, place: QPoint) -> None:
        view = self.list.indexAt(place).data(VIEW)
        if view:
            self.view_menu.emit(view, self.list.viewport().mapToGlobal(place))

    # looks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Icons without words draw together until all of them are in sight; F2 and Delete act on a view."""
        if event.type() == QEvent.Type.Resize and watched is self.list.viewport():
            self._tighten()
        if watched is self.list and isinstance(event, QKeyEvent):
            view = self.list.currentIndex().data(VIEW)
            meant = {int(Qt.Key.Key_F2): "rename", int(Qt.Key.Key_Delete): "remove"}.get(event.key())
            if meant and view and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                if event.type() == QEvent.Type.KeyPress:
                    self.view_key.emit(view, meant)
                event.accept()  # Delete would otherwise be the window's key for the records of the list
                return True
        return super().eventFilter(watched, event)

    def _tighten(self) -> None:
        """Give the icons the height that there is, but never less than a finger or a pointer hits."""
        most, least = self.delegate.roomy, self._theme.scale.space(3.5)
        if not self._labels and self.list.viewport().height() > 0:
            lines = len(self._items) + len(self._views)
            gaps = (self.list.count() - lines) * self.delegate.gap
            fitting = (self.list.viewport().height() - gaps) // lines
            most = max(least, min(most, fitting))
        if most != self.delegate.height:
            self.delegate.height = most
            self.list.doItemsLayout()

    def _dress(self) -> None:
        space = self._theme.scale.space
        side = space(2 if self._labels else 1)
        self._layout.setContentsMargins(side, space(3.5), side, space(2))
        policy = Qt.ScrollBarPolicy
        self.list.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if self._labels else policy.ScrollBarAlwaysOff
        )
        self._layout.setSpacing(0)
        self._name.setFont(self._theme.font("lead", QFont.Weight.DemiBold))
        for label in (self._name, self._post):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
            label.setContentsMargins(space(2.5), 0, space(2), space(0.5))
        self._gap.changeSize(0, space(2.5))
        longest = max(
            QFontMetrics(self._theme.font("body")).horizontalAdvance(str(one.label)) for one in PAGES
        )
        self.setFixedWidth(longest + space(30) if self._labels else space(12))
        self._tighten()
        self._name.setVisible(self._labels)
        self._post.setVisible(self._labels and bool(self._post.text()))
        self.delegate.labels = self._labels
        self.list.doItemsLayout()


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _line(words: str, icon: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setToolTip(words)
    item.setData(ICON, icon)
    return item


def _count(item: QListWidgetItem, count: int) -> None:
    item.setData(COUNT, format_number(count) if count else "")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {count}" if count else item.text())
