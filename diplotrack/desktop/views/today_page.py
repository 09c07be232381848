"""The day's page: what to look at, in one list by sections, and beside it the record that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QSplitter, QVBoxLayout, QWidget

from diplotrack.base.i18n import _, format_date, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.today import Day, Line, Section, read_day
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.list_page import READ_AFTER, SIDE_BY_SIDE
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.pages import PAGES
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.views.today_delegate import SECTION, THING, TodayDelegate


class DayList(QListView):
    """The lines of the day; j and k move as in every list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """j and k are down and up."""
        other = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}.get(Qt.Key(event.key()))
        if other is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event = QKeyEvent(event.type(), other, event.modifiers())
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters move, they do not search."""


class TodayPage(Page):
    """What is next, overdue, due and amiss."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings = QSettings()
        self._day: Day | None = None
        self._is_stale = False
        self._model = QStandardItemModel(self)
        self.list = DayList()
        self.list.setModel(self._model)
        self.list.setAccessibleName(_("Today"))
        self.list.setItemDelegate(TodayDelegate(context.theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.reading = ReadingPane(context)
        self.empty = EmptyState(context.theme, "today")
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER)
        self._read_later.timeout.connect(self._read_current)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda *_where: self._read_later.start())
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._clicked)
        context.changed.connect(lambda _changed: self._refresh())
        context.drafts_changed.connect(self._refresh)
        context.theme.changed.connect(self._dress)
        self._load(first=True)

    @property
    def row_count(self) -> int:
        """How many lines there are."""
        return sum(len(section.lines) for section in self._day.sections) if self._day else 0

    @property
    def is_populated(self) -> bool:
        """Whether the day was gathered."""
        return self._day is not None

    def came_to_front(self) -> None:
        """The list takes the keyboard."""
        self.list.setFocus()
        if self._is_stale:
            self._load()

    def _refresh(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._load()

    def _lay_out(self) -> None:
        self._heading = QLabel(_("Today"))
        self._heading.setProperty("role", "title")
        self._date = QLabel()
        self._date.setProperty("role", "muted")
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self._head = QVBoxLayout()
        self._head.addWidget(self._heading)
        self._head.addWidget(self._date)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._dress()

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._head.setContentsMargins(space(4), space(3.5), space(4), space(1))
        self._head.setSpacing(space(0.5))
        for label in (self._heading, self._date):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.list.doItemsLayout()

    def _load(self, *, first: bool = False) -> None:
        self._is_stale = False

        def shown(day: Day) -> None:
            self._show(day)
            if first:
                self._load()

        job = partial(read_day, with_gaps=not first)
        self._context.read(job, shown, owner=self, key=(id(self), "day"))

    def _show(self, day: Day) -> None:
        kept = self.list.currentIndex().data(THING)
        self._day = day
        self._date.setText(format_date(day.day, "full"))
        self._model.clear()
        place, first = -1, -1
        for section in day.sections:
            self._model.appendRow(_heading_of(section))
            for line in section.lines:
                self._model.appendRow(_item_of(line))
                row = self._model.rowCount() - 1
                first = row if first < 0 else first
                same = isinstance(kept, Line) and _is_same(kept, line)
                place = row if same and place < 0 else place
        nothing = first < 0
        self.list.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if nothing:
            heading = _("Nothing calls for you today")
            advice = _(
                "Ctrl+N logs an engagement, Ctrl+Shift+T takes in a readout or other text; a file of what you have"
                " comes in by Ctrl+Shift+I."
            )
            self.empty.say(
                heading, advice, _("New engagement"), lambda: self._context.edit_record("engagement")
            )
            self.reading.clear()
        else:
            self.list.setCurrentIndex(self._model.index(max(place, first), 0))
        self.counted.emit(self.row_count)
        self.populated.emit()

    def _read_current(self) -> None:
        line = self.list.currentIndex().data(THING)
        if isinstance(line, Line) and line.id:
            self.reading.show_record(line.kind, line.id)
        elif isinstance(line, Line):
            self.reading.clear()

    def _open(self, index: QModelIndex) -> None:
        line = index.data(THING)
        if isinstance(line, Line) and line.draft:
            self._context.open_draft(line.draft)
        elif isinstance(line, Line):
            self._context.open_record(line.kind, line.id)

    def _clicked(self, index: QModelIndex) -> None:
        section = index.data(SECTION)
        if isinstance(section, Section) and section.more is not None:
            self._context.show_list(*section.more)
        elif isinstance(section, Section) and section.page in {entry.name for entry in PAGES}:
            self._context.show_page(section.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one above the other."""
        super().resizeEvent(event)
        upright = self.width() >= self._context.theme.scale.space(SIDE_BY_SIDE)
        self.splitter.setOrientation(Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical)
        share = float(str(self._settings.value("split", 0.54)))
        room = self.splitter.width() if upright else self.splitter.height()
        self.splitter.setSizes([round(room * share), round(room * (1 - share))])


def _is_same(one: Line, other: Line) -> bool:
    return (one.kind, one.id, one.draft) == (other.kind, other.id, other.draft)


def _heading_of(section: Section) -> QStandardItem:
    item = QStandardItem(str(section.heading))
    item.setData(section, SECTION)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    count = format_number(section.count) if section.count else ""
    said = " ".join(one for one in (str(section.heading), count, section.note) if one)
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    return item


def _item_of(line: Line) -> QStandardItem:
    item = QStandardItem(line.title)
    item.setData(line, THING)
    said = ", ".join(one for one in (line.title, line.detail, line.end) if one)
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(line.title)
    return item
