"""The objective tree: how each objective stands and why, and what was said and done on it over time."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.objectives.chart import (
    BEARING_LOOKS,
    BEARING_NAMES,
    STANCE_LOOKS,
    STANCE_NAMES,
    Chart,
    Quarter,
)
from diplotrack.desktop.objectives.legend import Legend
from diplotrack.desktop.objectives.told import told
from diplotrack.desktop.objectives.tree import TONES, TreeView
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.list_page import READ_AFTER, SIDE_BY_SIDE
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.page_head import PageHead
from diplotrack.desktop.views.reading_pane import Sheet
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.objective_signs import Portrait
from diplotrack.workspace.objective_tree import Branch

OF_INTEREST = frozenset(
    {"objective", "objective_link", "statement", "deed", "position", "commitment", "update", "finding"}
)


class TreePage(Page):
    """The tree, and beside it the objective that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._branches: list[Branch] | None = None
        self._sought: int | None = None
        self._today = date.min
        self.portrait: Portrait | None = None
        self._asked: date | None = None
        self.tree = TreeView(context.theme)
        self.chart = Chart(context.theme)
        self.sheet = Sheet(context)
        self.sheet.setAccessibleName(_("The objective"))
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER)
        self._lay_out()
        self._connect()
        self._dress()
        self._load()

    @property
    def row_count(self) -> int:
        """How many objectives there are."""
        return len(self._branches or ())

    @property
    def is_populated(self) -> bool:
        """Whether the tree was read."""
        return self._branches is not None

    def came_to_front(self) -> None:
        """The tree takes the keyboard."""
        self.tree.setFocus()
        if self._branches is not None:
            self._load()

    def show_record(self, record_id: int) -> None:
        """Choose that objective."""
        if not self.tree.choose(record_id):
            self._sought = record_id

    # reading

    def _load(self) -> None:
        self._context.read(
            lambda workspace: (workspace.objectives.all(), workspace.objectives.today()),
            lambda found: self._set(*found),
            owner=self,
            key=(id(self), "tree"),
        )

    def _set(self, branches: list[Branch], today: date) -> None:
        first = self._branches is None
        self._branches, self._today = branches, today
        self.tree.show_branches(branches)
        if self._sought is not None and self.tree.choose(self._sought):
            self._sought = None
        self._head.show_count(len(branches))
        self._body.setCurrentIndex(0 if branches else 1)
        if not branches:
            self._empty.say(
                _("No objectives yet"),
                _("State what you want in the long run; words, promises and deeds are then held against it."),
                _("New objective"),
                lambda: self._context.edit_record("objective"),
            )
        self._read_current()
        self.counted.emit(len(branches))
        if first:
            self.populated.emit()

    def _read_current(self) -> None:
        branch = self.tree.branch
        if branch is None:
            return
        self._context.read(
            lambda workspace: workspace.objectives.portrait(branch.id),
            lambda found: self._show(branch, found),
            owner=self,
            key=(id(self), "portrait"),
        )

    def _show(self, branch: Branch, portrait: Portrait) -> None:
        self.portrait, self._asked = portrait, None
        self.chart.show_events(portrait.events, self._today)
        has_events = bool(self.chart.quarters)
        for widget in (self._charts, self._legend, self._as_table, self._chart_label):
            widget.setVisible(has_events)
        if self._as_table.isChecked():
            self._fill_table()
        self._title.setText(f"{branch.code}  {branch.title}")
        self._tell_health(branch)
        self._compose()

    def _tell_health(self, branch: Branch) -> None:
        theme, health = self._context.theme, branch.health
        tint, space = theme.tint(TONES[health.course.value]), theme.scale.space
        self._word.setText(str(health.course.label))
        self._word.setStyleSheet(
            f"background:{tint.ground}; color:{tint.ink}; border-radius:{space(2.5)}px;"
            f" padding:{space(0.5)}px {space(2.5)}px; font-size:{theme.scale.type('small')}px"
        )
        reasons = "  ·  ".join(health.reasons)
        self._why.setText(_("Why: {reasons}").format(reasons=reasons) if reasons else "")

    def _compose(self) -> None:
        if self.portrait is None:
            return
        theme = self._context.theme
        quarter = next((one for one in self.chart.quarters if one.first == self._asked), None)
        self.sheet.document().setDefaultFont(theme.font())
        self.sheet.setHtml(told(self.portrait, quarter, Hand(theme.palette, theme.scale)))

    def _grow(self) -> None:
        """The page is as high as its words: the whole side scrolls, not its lower part."""
        high = self.sheet.document().size().height() + self._context.theme.scale.space(10)
        self.sheet.setFixedHeight(round(high))

    @cached_property
    def table(self) -> QTableWidget:
        """The chart's numbers, made when they are first asked for."""
        made = QTableWidget()
        made.setAccessibleName(_("Statements and deeds by quarter"))
        made.verticalHeader().hide()
        made.setShowGrid(False)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        made.cellActivated.connect(lambda row, _column: self._ask(self.chart.quarters[row].first))
        self._charts.addWidget(made)
        return made

    def _fill_table(self) -> None:
        heads = [_("Quarter")]
        heads += [_("Said: {what}").format(what=STANCE_NAMES[one]) for one in STANCE_LOOKS]
        heads += [_("Done: {what}").format(what=BEARING_NAMES[one]) for one in BEARING_LOOKS]
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setRowCount(len(self.chart.quarters))
        for row, quarter in enumerate(self.chart.quarters):
            for column, words in enumerate(_numbers(quarter)):
                item = QTableWidgetItem(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heads[column]}: {words or 0}")
                self.table.setItem(row, column, item)

    # what is done

    def _ask(self, quarter: date) -> None:
        self._asked = quarter
        self._compose()
        self._area.ensureVisible(0, self.sheet.y() + self._context.theme.scale.space(30))

    def _move(self, objective_id: int, parent_id: int | None) -> None:
        def done(_changed: object) -> None:
            self._sought = objective_id
            self._context.say(_("Moved within the tree. Ctrl+Z puts it back."))
            self._load()

        self._context.write(
            lambda workspace: workspace.objectives.move(objective_id, parent_id), done, owner=self
        )

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)

    def _turn_chart(self) -> None:
        if self._as_table.isChecked():
            self._fill_table()
        self._charts.setCurrentWidget(self.table if self._as_table.isChecked() else self.chart)

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and OF_INTEREST & changed.touched.keys():
            self._load()

    # how it is built

    def _lay_out(self) -> None:
        theme = self._context.theme
        switch = ArrangementSwitch(self._context, "tree")
        self._head = PageHead(theme, QLabel(_("Objectives")), switch)
        # From the outside in: what is filled before it has its place is dressed anew at every step of the way.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._body = QStackedWidget(self)
        column.addWidget(self._body, 1)
        self._splitter = QSplitter()
        self._body.addWidget(self._splitter)
        left = _pane(self._splitter)
        self._area = QScrollArea(self._splitter)
        right = _pane(self._area)
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        self._left.addWidget(self.tree)
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._word = QLabel()
        self._word.setAccessibleName(_("How it stands"))
        self._why = QLabel()
        self._why.setProperty("role", "muted")
        self._why.setWordWrap(True)
        self._standing = QHBoxLayout()
        self._standing.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        self._standing.addWidget(self._why, 1)
        self._chart_label = QLabel(_("Statements and deeds by quarter"))
        self._chart_label.setProperty("role", "section")
        self._as_table = QToolButton()
        self._as_table.setText(_("As a table"))
        self._as_table.setAccessibleName(_("The chart as a table"))
        self._as_table.setCheckable(True)
        chart_head = QHBoxLayout()
        chart_head.addWidget(self._chart_label, 1)
        chart_head.addWidget(self._as_table)
        self._charts = QStackedWidget(right)
        self._charts.addWidget(self.chart)
        self._legend = Legend(theme)
        self._above = QVBoxLayout()
        self._above.addWidget(self._title)
        self._above.addLayout(self._standing)
        self._above.addLayout(chart_head)
        self._above.addWidget(self._charts)
        self._above.addWidget(self._legend)
        self._right.addLayout(self._above)
        self._right.addWidget(self.sheet)
        self._right.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(right)
        self.sheet.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._area)
        self._empty = EmptyState(theme, "objective")
        self._body.addWidget(self._empty)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(lambda *_where: self._read_later.start())
        self._read_later.timeout.connect(self._read_current)
        self.tree.moved.connect(self._move)
        self.tree.opened.connect(lambda one: self._context.open_in_tab("objective", one))
        self.chart.asked.connect(self._ask)
        self._as_table.clicked.connect(lambda _on: self._turn_chart())
        self.sheet.followed.connect(self._follow)
        self.sheet.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._head.setContentsMargins(space(4), space(3), space(3), space(2))
        self._left.setContentsMargins(space(2), 0, 0, 0)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._above.setContentsMargins(space(6), space(2), space(6), 0)
        self._above.setSpacing(space(2))
        self._standing.setSpacing(space(2.5))
        self._charts.setFixedHeight(space(48))
        for label in (self._title, self._why, self._chart_label):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        branch = self.tree.branch
        if branch is not None:
            self._tell_health(branch)
        self.sheet.fit()
        self._compose()
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The objective stands beside the tree where there is room, else below it."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= self._context.theme.scale.space(SIDE_BY_SIDE)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes([440, 560] if wide else [380, 620])


def _numbers(quarter: Quarter) -> list[str]:
    said = [format_number(quarter.said[one]) if quarter.said[one] else "" for one in STANCE_LOOKS]
    done = [format_number(quarter.done[one]) if quarter.done[one] else "" for one in BEARING_LOOKS]
    return [quarter.name, *said, *done]


def _pane(parent: QWidget) -> QWidget:
    pane = QWidget(parent)
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return pane
