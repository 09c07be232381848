"""The page of a kind: its list, and beside it the reading pane.

Its parts: ``list_head`` (title, groups, columns), ``filter_bar``, ``record_view`` (the rows), ``list_actions`` (what is
done with them), ``list_memory`` (how it was left), ``reading_pane``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.models.rows import columns_of, usual_columns
from diplotrack.desktop.views.columns_popup import ColumnsPopup
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.filter_bar import FilterBar
from diplotrack.desktop.views.list_actions import ListActions
from diplotrack.desktop.views.list_head import ListHead
from diplotrack.desktop.views.list_memory import ListMemory
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.views.record_view import RecordView
from diplotrack.records import KINDS
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace.views import View

SIDE_BY_SIDE = 176
"""From so many units of the scale on, the reading pane stands beside the list, else below it."""
READ_AFTER = 60
"""Milliseconds that a row stays current before it is read: holding an arrow key down reads nothing on the way."""
STAND_AFTER = 20
"""Milliseconds after which the reading pane is made: the list is drawn first, and keys are taken in between."""


class ListPage(Page):
    """Records of one kind: filter, sort, group, choose columns, read the one that is selected."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self._context = context
        self.kind = kind
        self._kind = KINDS[kind]
        self._about = self._kind.__kind__
        self._settings = QSettings()
        self._keep = -1
        self._sought = -1
        self.shown_view: View | None = None
        self.memory = ListMemory(self._settings, kind)
        self.table = RecordTable(context, kind, self)
        self.view = RecordView(self.table, context.theme, self._about.title, self._settings)
        self.view.setAccessibleName(str(self._about.plural))
        self.head = ListHead(context, kind)
        self.filters = FilterBar(context, kind)
        self.actions_of_rows = ListActions(context, self)
        self._empty = EmptyState(context.theme, self._about.icon)
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER)
        self._read_later.timeout.connect(self._read_current)
        self._lay_out()
        self._connect()
        self.table.set_columns(self.memory.columns)
        self._dress()
        self._load()
        QTimer.singleShot(STAND_AFTER, self, self._stand_pane)

    @cached_property
    def reading(self) -> ReadingPane:
        """The pane beside the list, made once it is asked for."""
        pane = ReadingPane(self._context, self._beside)
        self._beside_column.addWidget(pane)
        pane.show()
        return pane

    def _stand_pane(self) -> None:
        self.reading.show()

    # what the window asks

    @property
    def row_count(self) -> int:
        """How many records it lists."""
        return self.table.record_count

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
        self.leave_view()
        self.filters.set_conditions(conditions)

    def show_record(self, record_id: int) -> None:
        """Make that record current, and read it even where the filters leave it out."""
        self._keep = record_id
        if self.view.go_to(record_id):
            return
        # It may stand further down than what has been read of the list so far.
        self._sought = record_id
        self.reading.show_record(self._about.name, record_id)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def trash_selected(self) -> None:
        """Move the selected records to the trash."""
        self.actions_of_rows.trash()

    # views

    def present_view(self, name: str) -> View:
        """The list as it is shown now, under that name."""
        return View(name, self.present_query, self.shown_columns)

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.table.columns)

    def show_view(self, view: View) -> None:
        """List what the view lists, as it lists it; what is changed of it is not remembered for the kind."""
        self.shown_view = view
        self.memory.put(view.columns, view.query.sort, view.query.group)
        self._take_memory(view.name)
        self.filters.set_conditions(view.query.conditions, view.query.words)

    def leave_view(self) -> None:
        """Show the list of the kind as it was left, where a view is shown."""
        if self.shown_view is None:
            return
        self.shown_view = None
        self.memory.recall()
        self._take_memory("")
        self.filters.clear()

    def _take_memory(self, name: str) -> None:
        self.head.show_name(name)
        self.head.show_group(self.memory.group)
        self.table.set_columns(self.memory.columns)

    # how it is built

    def _lay_out(self) -> None:
        # From the outside in: what is filled before it has its place is dressed anew at every step of the way.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        left = QWidget(self.splitter)
        body = QWidget(left)
        self._top = QVBoxLayout()
        self._body = QStackedLayout(body)
        # In a low window the list gives way, not the chips of its filter.
        body.setMinimumHeight(1)
        self.view.setMinimumHeight(1)
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(body, 1)
        self._top.addWidget(self.head)
        self._top.addWidget(self.filters)
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        # Its place is kept from the beginning: the columns are fitted once, not again when it comes.
        self._beside = QWidget(self.splitter)
        self._beside.setProperty("role", "pane")
        self._beside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._beside_column = QVBoxLayout(self._beside)
        self._beside_column.setContentsMargins(0, 0, 0, 0)
        for place in range(self.splitter.count()):
            self.splitter.setStretchFactor(place, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.filters.filtered.connect(self._load)
        self.filters.left.connect(self.view.setFocus)
        self.head.columns_wanted.connect(self.choose_columns)
        self.head.group_chosen.connect(self.group_by)
        self.head.folding.connect(lambda folded: self.table.fold_all(folded=folded))
        self.head.show_group(self.memory.group)
        self.view.picked.connect(self._picked)
        self.view.opened.connect(lambda record_id: self._context.open_in_tab(self._about.name, record_id))
        self.view.sorted_by.connect(self._sort)
        self.view.menu_wanted.connect(self.actions_of_rows.offer)
        self.view.columns.reordered.connect(self.show_columns)
        self.table.populated.connect(self._settle)
        self.table.counted.connect(self._counted)
        self.splitter.splitterMoved.connect(lambda *_where: self._keep_split())
        self._context.theme.changed.connect(self._dress)
        self._context.theme.changed.connect(self.split)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._top.setSpacing(space(2.5))
        self._top.setContentsMargins(space(4), space(3.5), space(3), space(1.5))

    # the list

    @property
    def present_query(self) -> ListQuery:
        """What is listed now, and how."""
        words = self.filters.words.text().strip()
        return ListQuery(self.kind, self.filters.conditions, self.memory.sort, words, group=self.memory.group)

    def _load(self) -> None:
        if self.view.current_id >= 0:
            self._keep = self.view.current_id
        self.table.load(self.present_query)

    def _sort(self, sort: str) -> None:
        self.memory.keep_sort(sort)
        self._load()

    def group_by(self, group: str) -> None:
        """Put the rows in groups: a column, a date as ``name:month`` or ``name:year``; "" for none."""
        self.memory.keep_group(group)
        self.head.show_group(group)
        self._load()

    def _settle(self) -> None:
        self.view.fit()
        self.view.show_order(self.table.query.sort)
        has_rows = self.table.rowCount() > 0
        self._body.setCurrentIndex(0 if has_rows else 1)
        if not has_rows:
            self._say_why_empty()
            if "reading" in vars(self):  # one that is still to be made shows nothing
                self.reading.clear()
        elif not (self._keep >= 0 and self.view.go_to(self._keep)) and self._sought < 0:
            self._go_to_first()
        self.populated.emit()

    def _go_to_first(self) -> None:
        """The first record; in a list of groups it stands under the first head."""
        rows = self.table.rowCount()
        is_head = rows > 1 and self.table.head_at(0) is not None and self.table.head_at(1) is None
        self.view.go_to_row(1 if is_head else 0)
        self.view.scrollToTop()

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
        self.head.show_count(count)
        self.counted.emit(count)
        was_empty = self._body.currentIndex() == 1
        if (count == 0) != was_empty:
            self._settle()
        elif self._sought >= 0:
            self.view.go_to(self._sought)
        elif not self.view.currentIndex().isValid() and count:
            self._go_to_first()

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

    def choose_columns(self) -> ColumnsPopup:
        """Open the list of columns."""
        known = columns_of(self._kind)
        popup = ColumnsPopup(
            self._context.theme, list(known.values()), self.shown_columns, self._about.title, self
        )
        popup.chosen.connect(self.show_columns)
        popup.widened.connect(self._widen)
        popup.reset.connect(self._usual_columns)
        popup.show_below(self.head.columns)
        return popup

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Show these columns, in this order, and remember it."""
        self.memory.keep_columns(names)
        self.table.set_columns(names)
        self.view.show_order(self.table.query.sort)

    def _widen(self, name: str, steps: int) -> None:
        self.view.columns.resize(name, steps)
        self.view.fit()

    def _usual_columns(self) -> None:
        self.view.columns.forget_widths()
        self.show_columns(usual_columns(self._kind))

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
