"""The trash: everything that was put there, since when and by whom, what still refers to it; Enter brings it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.trash_table import TrashTable
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.icon_line import IconLine
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.page_head import PageHead
from diplotrack.desktop.views.plain_table import make_plain
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.records.display import Mention
from diplotrack.workspace.trash import Trashed

READ_AFTER = 60
"""Milliseconds that a row stays current before it is read."""
WIDE_MOMENT = "00 Mmm. 0000, 00:00 AM"


class TrashView(QTableView):
    """The rows; Enter asks for what is selected to be brought back (``restored``)."""

    restored = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter brings back; j and k are down and up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restored.emit()
            return
        other = {int(Qt.Key.Key_J): Qt.Key.Key_Down, int(Qt.Key.Key_K): Qt.Key.Key_Up}.get(event.key())
        if other is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event = QKeyEvent(event.type(), other, event.modifiers())
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters move, they do not search."""


class TrashPage(Page):
    """What lies in the trash, and beside it the record that is selected."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_there = False
        self.table = TrashTable(self)
        self.view = TrashView()
        self.words = IconLine(context.theme, "search")
        self.restore_button = QPushButton(_("Restore"))
        self.reading = ReadingPane(context)
        self.empty = EmptyState(context.theme, "trash")
        self._head = PageHead(context.theme, QLabel(_("Trash")), self.restore_button)
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER)
        self._read_later.timeout.connect(self._read_current)
        self._lay_out()
        self._connect()
        self._dress()
        self._load()

    @property
    def row_count(self) -> int:
        """How many records it shows."""
        return self.table.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether the trash has been read."""
        return self._is_there

    def came_to_front(self) -> None:
        """The list takes the keyboard."""
        self.view.setFocus()

    def restore(self) -> None:
        """Take what is selected out of the trash, as one operation."""
        chosen = [self.table.at(index.row()).mention for index in self.view.selectionModel().selectedRows()]
        if not chosen:
            return

        def done(_changed: object) -> None:
            told = ngettext("{count} record is back.", "{count} records are back.", len(chosen))
            self._context.say(told.format(count=format_number(len(chosen))))

        self._context.write(lambda workspace: workspace.trash.restore(chosen), done, owner=self)

    # how it is built

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(_("Filter the trash"))
        self.words.setAccessibleName(_("Words that the list must hold"))
        self.words.setClearButtonEnabled(True)
        self.restore_button.setAccessibleName(_("Restore what is selected"))
        self.restore_button.setToolTip(_("Enter"))
        view = self.view
        view.setModel(self.table)
        make_plain(view, _("Trash"), "rows")
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._top = QVBoxLayout()
        self._top.addWidget(self._head)
        self._top.addWidget(self.words)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(view)
        self._body.addWidget(self.empty)
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(body, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.reading)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._filter)
        self.words.returnPressed.connect(self.view.setFocus)
        self.restore_button.clicked.connect(self.restore)
        self.view.restored.connect(self.restore)
        self.view.doubleClicked.connect(lambda _index: self.restore())
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._read_later.start())
        self.keep_true(self._context, self._load)
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        self._top.setSpacing(space(2.5))
        self._top.setContentsMargins(space(4), space(3.5), space(3), space(1.5))
        metrics = QFontMetrics(theme.font("body"))
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        for column, width in (
            (1, space(32)),
            (2, metrics.horizontalAdvance(WIDE_MOMENT) + space(6)),
            (3, space(38)),
        ):
            header.resizeSection(column, width)
        self.view.verticalHeader().setDefaultSectionSize(metrics.height() + space(4.5))

    # the list

    def _load(self) -> None:
        self._context.read(
            lambda workspace: workspace.trash.all(), self._arrived, owner=self, key=(id(self), "trash")
        )

    def _arrived(self, found: list[Trashed]) -> None:
        row = max(0, self.view.currentIndex().row())
        self.table.show(found)
        self._is_there = True
        self._settle(row)
        self.populated.emit()

    def _filter(self, words: str) -> None:
        self.table.filter(words)
        self._settle(0)

    def _settle(self, row: int) -> None:
        count = self.table.rowCount()
        self._head.show_count(count)
        self.restore_button.setEnabled(count > 0)
        self._body.setCurrentIndex(0 if count else 1)
        self.counted.emit(count)
        if count:
            self.view.selectRow(min(row, count - 1))
            return
        self.reading.clear()
        if self.table.total:
            self.empty.say(_("Nothing in the trash matches"), _("Clear the filter to see all of it."))
        else:
            advice = _("Records that you delete lie here until you want them back; nothing is lost.")
            self.empty.say(_("The trash is empty"), advice)

    def _read_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            mention: Mention = self.table.at(index.row()).mention
            self.reading.show_record(mention.kind, mention.id)
