"""What was done: every operation with its time, who, its name and how many records, and taking any one back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.operation_table import WHAT, OperationTable
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.page_head import PageHead
from diplotrack.desktop.views.plain_table import make_plain
from diplotrack.store.unit_of_work import Changed

PAUSE = 200
"""Milliseconds of rest in typing before the list is read."""

WIDEST = {0: "00 Mmmm 0000, 00:00:00 PM", 2: "Mmmmmm Mmmmmmmm", 3: "Records 0", 4: "undone"}
"""By column, what it must have room for."""
LEAST, IN_TURN = 60, (4, 2, 3)
"""What an operation's name needs at least, in units of the scale, and the columns that get what is left, in turn."""


class OperationsPage(Page):
    """Every operation, newest first. What the ledger refuses is said beside the list, with the records it names."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._keep = -1
        self.table = OperationTable(context, self)
        self.view = QTableView()
        self.words = QLineEdit()
        self.undo = QPushButton(_("Undo this"))
        self.refusal = QLabel()
        self._empty = EmptyState(context.theme, "history")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()
        self._dress()
        self._load()

    @property
    def row_count(self) -> int:
        """How many operations have been read."""
        return self.table.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether the latest operations are there."""
        return self.table.is_populated

    def came_to_front(self) -> None:
        """The list takes the keyboard."""
        self.view.setFocus()

    def undo_current(self) -> None:
        """Take back the operation under the cursor."""
        one = self.table.operation(self.view.currentIndex().row())
        if one is None or not one.can_undo:
            return

        def done(_changed: Changed) -> None:
            self._context.say(_("Undone: {name}").format(name=one.name))

        self._refuse("")
        self.undo.setEnabled(False)
        self._context.write(
            lambda workspace: workspace.history.undo_operation(one.id), done, owner=self, failed=self._refused
        )

    # how it is built

    def _lay_out(self) -> None:
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.undo.setAccessibleName(_("Undo the chosen operation"))
        self.words.setPlaceholderText(_("Filter by name or by who"))
        self.words.setAccessibleName(_("Filter what was done"))
        self.words.setClearButtonEnabled(True)
        self.refusal.setProperty("role", "bad")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self._head = PageHead(self._context.theme, QLabel(_("What was done")), self.undo)
        view = self.view
        view.setModel(self.table)
        make_plain(view, _("What was done"), "table")
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        view.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        view.installEventFilter(self)
        self.words.installEventFilter(self)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(view)
        self._body.addWidget(self._empty)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(self.words)
        self._column.addWidget(self.refusal)
        self._column.addWidget(body, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._load)
        self.undo.clicked.connect(self.undo_current)
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._chosen())
        self.table.populated.connect(self._settle)
        self.keep_true(self._context, self._load)
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        self._column.setContentsMargins(space(6), space(4), space(6), space(2))
        self._column.setSpacing(space(2.5))
        metrics = QFontMetrics(theme.font("body"))
        self.view.verticalHeader().setDefaultSectionSize(metrics.height() + space(3.5))
        self._wide = {
            column: metrics.horizontalAdvance(widest) + space(4) for column, widest in WIDEST.items()
        }
        for column, wide in self._wide.items():
            self.view.setColumnWidth(column, wide)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was done keeps its room: where there is little, the columns that matter least stand back."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        space, margins = self._context.theme.scale.space, self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - space(LEAST) - self._wide[0]
        for column in IN_TURN:
            room -= self._wide[column]
            self.view.setColumnHidden(column, room < 0)

    # the list

    def _load(self) -> None:
        chosen = self.table.operation(self.view.currentIndex().row())
        self._keep = chosen.id if chosen is not None else -1
        self.table.load(self.words.text().strip())
        self._context.read(
            lambda workspace: workspace.history.count(), self._show_count, owner=self, key=(id(self), "count")
        )

    def _show_count(self, count: int) -> None:
        self._head.show_count(count)

    def _settle(self) -> None:
        rows = [one.id for one in self.table.rows]
        self._body.setCurrentIndex(0 if rows else 1)
        if self.words.text().strip():
            self._empty.say(
                _("Nothing of that name was done"), _("Esc shows all of it."), _("Show all"), self.words.clear
            )
        else:
            self._empty.say(_("Nothing was done yet"), _("Every change stands here, and can be taken back."))
        if rows:
            self.view.selectRow(rows.index(self._keep) if self._keep in rows else 0)
        self._chosen()
        self.counted.emit(len(rows))
        self.populated.emit()

    def _chosen(self) -> None:
        one = self.table.operation(self.view.currentIndex().row())
        self.undo.setEnabled(one is not None and one.can_undo)
        self.undo.setText(_("Do this again") if one is not None and one.undoes else _("Undo this"))
        self._refuse("")

    def _refused(self, error: UserError) -> None:
        self._refuse(error.sentence)
        self.undo.setEnabled(True)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter undoes in the list; Down leads from the words into it, Esc takes the words away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            key = event.key()
            if watched is self.view and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.undo_current()
                return True
            if key == Qt.Key.Key_Escape:
                self.words.clear()
                self.view.setFocus()
                return True
            if watched is self.words and key == Qt.Key.Key_Down:
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)
