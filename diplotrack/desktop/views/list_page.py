"""The page of a kind: its list, and beside it the reading pane."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.models.rows import columns_of, usual_columns
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.filter_bar import FilterBar
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.views.record_view import RecordView
from diplotrack.records import KINDS
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.store.unit_of_work import Work

SIDE_BY_SIDE = 176
"""From so many units of the scale on, the reading pane stands beside the list, else below it."""
READ_AFTER = 60
"""Milliseconds that a row stays current before it is read: holding an arrow key down reads nothing on the way."""


class ListPage(Page):
    """Records of one kind: filter, sort, choose columns, read the one that is selected."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self._context = context
        self._kind = KINDS[kind]
        self._about = self._kind.__kind__
        self._settings = QSettings()
        self._keep = -1
        self._sought = -1
        self.table = RecordTable(context, kind, self)
        self.view = RecordView(self.table, context.theme, self._about.title, self._settings)
        self.view.setAccessibleName(str(self._about.plural))
        self.filters = FilterBar(context, kind)
        self.reading = ReadingPane(context)
        self._empty = EmptyState(context.theme, self._about.icon)
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER)
        self._read_later.timeout.connect(self._read_current)
        self._lay_out()
        self._connect()
        self.table.set_columns(self._kept_columns())
        self._dress()
        self._load()

    # what the window asks

    @property
    def row_count(self) -> int:
        """How many records it lists."""
        return self.table.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether its first rows are there."""
        return self.table.is_populated

    @property
    def current_record(self) -> tuple[str, int] | None:
        """The record under the cursor."""
        return (self._about.name, self.view.current_id) if self.view.current_id >= 0 else None

    def came_to_front(self) -> None:
        """The list takes the keyboard."""
        self.view.setFocus()

    def show_conditions(self, conditions: Iterable[Condition]) -> None:
        """List only what these conditions let through."""
        self.filters.set_conditions(conditions)

    def show_record(self, record_id: int) -> None:
        """Make that record current, and read it even where the filters leave it out."""
        self._keep = record_id
        if self.view.go_to(record_id):
            return
        # It may stand further down than what has been read of the list so far.
        self._sought = record_id
        self.reading.show_record(self._about.name, record_id)

    def edit_current(self) -> None:
        """Open the form of the current record."""
        if self.view.current_id >= 0:
            self._context.edit_record(self._about.name, self.view.current_id)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def trash_selected(self) -> None:
        """Move the selected records to the trash."""
        ids, kind = self.view.selected_ids(), self._kind
        if not ids:
            return

        def act(work: Work) -> int:
            for record_id in ids:
                work.trash(work.get(kind, record_id))
            return len(ids)

        def done(count: int) -> None:
            sentence = _("Moved to the trash: {count}. Ctrl+Z brings it back.")
            self._context.say(sentence.format(count=format_number(count)))

        row = self.view.currentIndex().row()
        below = row + 1 if row + 1 < self.table.rowCount() else row - 1
        if len(ids) == 1 and below >= 0:
            self.view.go_to_row(below)
        self._context.change("Move to trash", act, done)

    def choose_columns(self) -> None:
        """Open the list of columns."""
        self._columns_menu().exec(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))

    # how it is built

    def _lay_out(self) -> None:
        self._heading = QLabel(str(self._about.plural))
        self._heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._columns = QToolButton()
        self._columns.setAccessibleName(_("Choose columns"))
        self._columns.setToolTip(_("Choose columns"))
        self._columns.clicked.connect(self.choose_columns)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading)
        self._head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._head.addWidget(ArrangementSwitch(self._context, self._about.name))
        self._head.addWidget(self._columns)
        self._top = QVBoxLayout()
        self._top.addLayout(self._head)
        self._top.addWidget(self.filters)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(body, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.reading)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.filters.filtered.connect(self._load)
        self.filters.left.connect(self.view.setFocus)
        self.view.picked.connect(self._picked)
        self.view.opened.connect(lambda record_id: self._context.edit_record(self._about.name, record_id))
        self.view.sorted_by.connect(self._sort)
        self.table.populated.connect(self._settle)
        self.table.counted.connect(self._counted)
        self.splitter.splitterMoved.connect(lambda *_where: self._keep_split())
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._columns.setIcon(self._context.theme.icon("columns"))
        self._columns.setIconSize(QSize(space(4.5), space(4.5)))
        self._head.setSpacing(space(2.5))
        self._top.setSpacing(space(2.5))
        self._top.setContentsMargins(space(4), space(3.5), space(3), space(1.5))
        self._count.setContentsMargins(0, 0, 0, space(0.75))

    # the list

    def _load(self) -> None:
        if self.view.current_id >= 0:
            self._keep = self.view.current_id
        sort = str(self._settings.value(f"sort/{self._about.name}", "")) or self._about.sort
        self.table.load(
            ListQuery(self._about.name, self.filters.conditions, sort, self.filters.words.text().strip())
        )

    def _sort(self, sort: str) -> None:
        self._settings.setValue(f"sort/{self._about.name}", sort)
        self._load()

    def _settle(self) -> None:
        self.view.fit()
        self.view.show_order(self.table.query.sort)
        has_rows = self.table.rowCount() > 0
        self._body.setCurrentIndex(0 if has_rows else 1)
        if not has_rows:
            self._say_why_empty()
            self.reading.clear()
        elif not (self._keep >= 0 and self.view.go_to(self._keep)) and self._sought < 0:
            self.view.go_to_row(0)
        self.populated.emit()

    def _say_why_empty(self) -> None:
        kind, plural = str(self._about.label).lower(), str(self._about.plural).lower()
        if self.filters.is_filtering:
            heading = _("No {plural} match these filters").format(plural=plural)
            self._empty.say(heading, _("Esc takes them away."), _("Clear filters"), self.filters.clear)
            return
        heading = _("No {plural} yet").format(plural=plural)
        advice = f"{self._about.help}\n" + _("Ctrl+N makes the first one.")
        button = _("New {kind}").format(kind=kind)
        self._empty.say(heading, advice, button, lambda: self._context.edit_record(self._about.name))

    def _counted(self, count: int) -> None:
        self._count.setText(format_number(count))
        self._count.setAccessibleName(_("{count} in the list").format(count=format_number(count)))
        self.counted.emit(count)
        was_empty = self._body.currentIndex() == 1
        if (count == 0) != was_empty:
            self._settle()
        elif self._sought >= 0:
            self.view.go_to(self._sought)
        elif self.view.current_id < 0 and count:
            self.view.go_to_row(0)

    def _picked(self, record_id: int) -> None:
        if record_id >= 0:
            self._sought = -1
        self._read_later.start()

    def _read_current(self) -> None:
        record_id = self.view.current_id
        if record_id >= 0:
            self._keep = record_id
            self.reading.show_record(self._about.name, record_id)
        elif self._sought < 0:
            self.reading.clear()

    # columns

    def _kept_columns(self) -> tuple[str, ...]:
        kept = str(self._settings.value(f"columns/{self._about.name}", "")).split()
        known = columns_of(self._kind)
        names = tuple(name for name in kept if name in known)
        return names if self._about.title in names else usual_columns(self._kind)

    def _columns_menu(self) -> QMenu:
        menu = QMenu(self)
        shown = [column.name for column in self.table.columns]
        for name, column in columns_of(self._kind).items():
            action = menu.addAction(str(column.label))
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.setEnabled(name != self._about.title)
            action.toggled.connect(lambda on, name=name: self.show_column(name, on=on))
        menu.addSeparator()
        menu.addAction(_("Usual columns")).triggered.connect(
            lambda: self._show_columns(usual_columns(self._kind))
        )
        return menu

    def show_column(self, name: str, *, on: bool) -> None:
        """Show a column at the end, or take it away."""
        others = tuple(column.name for column in self.table.columns if column.name != name)
        self._show_columns((*others, name) if on else others)

    def _show_columns(self, names: tuple[str, ...]) -> None:
        self._settings.setValue(f"columns/{self._about.name}", " ".join(names))
        self._keep = self.view.current_id
        self.table.set_columns(names)
        self.view.go_to(self._keep)

    def _keep_split(self) -> None:
        sizes = self.splitter.sizes()
        self._settings.setValue("split", sizes[0] / max(1, sum(sizes)))

    def split(self) -> None:
        """Share the room between list and reading pane as it was left: side by side, or one above the other."""
        upright = self.width() >= self._context.theme.scale.space(SIDE_BY_SIDE)
        self.splitter.setOrientation(Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical)
        share = float(str(self._settings.value("split", 0.54)))
        room = self.splitter.width() if upright else self.splitter.height()
        self.splitter.setSizes([round(room * share), round(room * (1 - share))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self.split()
