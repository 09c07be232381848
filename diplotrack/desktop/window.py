"""The main window: sidebar, bar, notices, pages; it goes where the context is asked to go."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop import features, window_commands
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms import open_form
from diplotrack.desktop.recent import Recent
from diplotrack.desktop.undoing import Undoing
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.notice_bar import NoticeBar
from diplotrack.desktop.views.page import Page, draw_a_turn_later
from diplotrack.desktop.views.pages import PAGES, page_named
from diplotrack.desktop.views.sidebar import Sidebar
from diplotrack.desktop.views.status import Status
from diplotrack.desktop.views.tabs import Tabs
from diplotrack.desktop.views.top_bar import TopBar
from diplotrack.records import KINDS
from diplotrack.store.lists import Condition
from diplotrack.store.unit_of_work import Changed

FIRST_SIZE = QSize(1280, 800)
NARROW = 225
"""In units of the scale: a window narrower than this has no room for a sidebar with words."""


class MainWindow(QMainWindow):
    """One workspace in a window. Closing it writes what is still to be written, then lets go of the files."""

    def __init__(self, context: Context, settings: QSettings | None = None) -> None:
        super().__init__()
        self.context = context
        self._settings = settings or QSettings()
        self._pages: dict[str, Page] = {}
        self.setWindowTitle(_("{workspace} – Diplotrack").format(workspace=context.workspace.path.stem))
        size = self._settings.value("window_size", FIRST_SIZE)
        self.resize(size if isinstance(size, QSize) else FIRST_SIZE)
        self.setMinimumSize(720, 480)
        self.sidebar = Sidebar(context.theme, context.workspace.path.stem)
        self.top = TopBar(context.commands, context.theme)
        self.notices = NoticeBar(context.theme)
        self.stack = QStackedWidget()
        self.tabs = Tabs(context, self.stack, self._settings)
        self.status = Status(context)
        self._lay_out()
        self._connect()
        window_commands.attach(self)
        Undoing(context, self.status.saved, self)
        Recent.of(context)
        features.attach(self)
        self.show_page(PAGES[0].name)
        self._read_surroundings()

    # pages

    @property
    def page(self) -> Page:
        """The page in front, behind the tab of a record where one is open over it."""
        current = self.stack.currentWidget()
        assert isinstance(current, Page)
        return current

    @property
    def record_in_front(self) -> tuple[str, int] | None:
        """The record in the tab in front, or the one chosen on the page; None where there is none."""
        tab = self.tabs.front
        return tab.key if tab is not None else self.page.current_record

    @property
    def kind_in_front(self) -> str:
        """The kind that a new record takes here."""
        tab = self.tabs.front
        return tab.key[0] if tab is not None else page_named(self.page_name).kind or "engagement"

    @property
    def page_name(self) -> str:
        """The name of the page in front."""
        return next(name for name, page in self._pages.items() if page is self.page)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front; it is made on first use."""
        if name not in self._pages:
            self._pages[name] = page_named(name).make(self.context)
            self.stack.addWidget(self._pages[name])
            draw_a_turn_later(self._pages[name])
        page, entry = self._pages[name], page_named(name)
        self.stack.setCurrentWidget(page)
        self.tabs.name_home(str(entry.label), entry.icon)
        self.tabs.go_home()
        self.sidebar.show_page(name)
        self._turned()
        page.came_to_front()
        return page

    def show_list(self, kind: str, conditions: Iterable[Condition] = ()) -> None:
        """Show the list of that kind, filtered so."""
        page = self.show_page(kind)
        if isinstance(page, ListPage):
            page.show_conditions(conditions)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show that record: in the tab in front, where one is open, else beside its list."""
        if not self.tabs.lead(kind, record_id):
            self.show_page(kind).show_record(record_id)

    def _turned(self) -> None:
        """Another tab or page came to the front."""
        self.top.name_new(str(KINDS[self.kind_in_front].__kind__.label).lower())
        self.status.follow(None if self.tabs.front is not None else self.page)

    # how it is built

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.notices):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.status)
        edge = QFrame()
        edge.setProperty("role", "edge")
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(edge)
        row.addWidget(content, 1)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        context = self.context
        self.sidebar.wanted.connect(self.show_page)
        context.page_wanted.connect(self.show_page)
        context.list_wanted.connect(self.show_list)
        context.record_wanted.connect(self.open_record)
        context.tab_wanted.connect(self.tabs.open)
        self.tabs.turned.connect(self._turned)
        context.edit_wanted.connect(lambda kind, record_id: open_form(context, kind, record_id, self))
        context.notice.connect(self.notices.say)
        context.changed.connect(self._changed)
        context.operations.broke.connect(self._broke)
        context.theme.changed.connect(self._fit)

    # what is known of the whole workspace

    def _show_counts(self, found: tuple[dict[str, int], tuple[int, bool]]) -> None:
        """How many records there are; of gaps, how many ask for something, in alarm where one is grave."""
        counts, (asking, is_grave) = found
        alarms = frozenset({"finding"}) if is_grave else frozenset()
        self.sidebar.show_counts({**counts, "finding": asking}, alarms)

    def _read_surroundings(self) -> None:
        read = self.context.read
        read(
            lambda workspace: (workspace.records.counts(), workspace.gaps.asking()),
            self._show_counts,
            owner=self,
            key="counts",
        )
        read(
            lambda workspace: str(workspace.settings()["post"]),
            self.sidebar.show_post,
            owner=self,
            key="post",
        )

    def _changed(self, _changed: Changed) -> None:
        self._read_surroundings()

    # dialogs

    def open_palette(self) -> QDialog:
        """Open the box in which everything is found."""
        from diplotrack.desktop.palette import Palette

        palette = Palette(self.context, self, self.sidebar.view_wanted.emit)
        palette.open_over(self)
        return palette

    def _broke(self, error: BaseException) -> None:
        from diplotrack.desktop.dialogs.fault import FaultDialog

        dialog = FaultDialog(error, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the size of text, the sidebar and the bar keep to their icons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self.context.theme.scale.space(NARROW)
        self.sidebar.show_labels(not narrow)
        self.top.show_labels(not narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the size, write what is still to be written, let go of the files."""
        self._settings.setValue("window_size", self.size())
        self.context.tasks.drain()
        self.context.workspace.close()
        super().closeEvent(event)
