"""The page of duplicates: pairs that may be one record, side by side, merged or set apart by a key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.duplicates.merge_desk import MergeDesk, plural_of
from diplotrack.desktop.views.duplicates.pair_list import PairDelegate, PairModel
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.duplicates import Pair
from diplotrack.workspace.merging_records import MERGEABLE, Comparison

LATER = 400
"""Milliseconds after an operation before the pairs are looked for again."""
MERGE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DuplicatesPage(Page):
    """A list of pairs, and beside it the desk at which the chosen one is merged."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_populated = False
        self._is_stale = True
        self._given: tuple[str, tuple[int, ...]] | None = None
        self.work = LongWork(context, self)
        self.model = PairModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PairDelegate(context.theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(_("Pairs that may be the same"))
        self.desk = MergeDesk(context)
        self._empty = EmptyState(context.theme, "duplicates")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self.look)
        self._lay_out()
        self._connect()
        self._dress()

    @property
    def kind(self) -> str:
        """The kind of which pairs are looked for."""
        return str(self._kinds.currentData())

    @property
    def row_count(self) -> int:
        """How many pairs it lists."""
        return self.model.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether the first pairs were looked for."""
        return self._is_populated and not self.work.is_running

    def came_to_front(self) -> None:
        """Look for pairs where something changed since; the list takes the keyboard."""
        if self._is_stale:
            self.look()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        (self.list if self.model.rowCount() or not self._is_populated else self._kinds).setFocus()

    def compare(self, kind: str, ids: list[int]) -> None:
        """Lay these records side by side, whether they were found or not."""
        self._kinds.setCurrentIndex(self._kinds.findData(kind))
        self._given = (kind, tuple(ids))
        self._read(kind, list(ids))
        self.look()

    def look(self) -> None:
        """Look for pairs of the chosen kind."""
        if self.work.is_running:
            self._later.start()
            return
        self._is_stale = False
        kind, apart = self.kind, bool(self._which.currentData())
        if apart:
            self._context.read(
                lambda workspace: workspace.duplicates.apart(kind),
                self._set,
                owner=self,
                key=(id(self), "apart"),
            )
            return
        self.work.start(
            lambda workspace, progress: workspace.duplicates.find(kind, progress=progress),
            self._set,
            writes=False,
        )

    # the list

    def _set(self, pairs: list[Pair]) -> None:
        row = max(0, self.list.currentIndex().row())
        self.model.show_pairs(pairs)
        self._count.setText(format_number(len(pairs)))
        if not pairs and self.list.hasFocus():
            self._kinds.setFocus()  # else Qt would look for another widget, as far as in the sidebar
        self._body.setCurrentIndex(0 if pairs else 1)
        self._right.setVisible(bool(pairs) or self._given is not None)
        if pairs and self._given is None:
            self.list.setCurrentIndex(self.model.index(min(row, len(pairs) - 1), 0))
        elif not pairs:
            self._say_why_empty()
            if self._given is None:
                self._show_none()
        self.counted.emit(len(pairs))
        if not self._is_populated:
            self._is_populated = True
            self.populated.emit()

    def _say_why_empty(self) -> None:
        plural = plural_of(self.kind).lower()
        if self._which.currentData():
            self._empty.say(
                _("No {plural} were set apart").format(plural=plural),
                _("Pairs that you say are not the same are listed here, so that you can think again."),
            )
            return
        advice = _("Select two or more in a list and press Ctrl+Alt+M to merge them all the same.")
        self._empty.say(_("No {plural} seem to be there twice").format(plural=plural), advice)

    def _picked(self) -> None:
        pair = self.model.pair(self.list.currentIndex().row())
        if pair is not None:
            self._given = None
            self._read(self.kind, [pair.one.id, pair.other.id])

    def _read(self, kind: str, ids: list[int]) -> None:
        self._context.read(
            lambda workspace: workspace.merging.compare(kind, ids),
            self._show,
            owner=self,
            key=(id(self), "compare"),
        )

    def _show(self, comparison: Comparison) -> None:
        pair = self.model.pair(self.list.currentIndex().row()) if self._given is None else None
        self.desk.show_records(comparison, pair.reasons if pair is not None else ())
        self._right.show()
        self._foot.show()

    def _show_none(self) -> None:
        self.desk.clear()
        self._foot.hide()

    # what is decided

    def merge(self) -> None:
        """Merge the records side by side, as chosen."""
        comparison = self.desk.comparison
        if comparison is None:
            return
        kind, keep, others = comparison.kind, self.desk.keep, self.desk.others
        choices = self.desk.choices()
        name = next(one.caption for one in comparison.records if one.id == keep)

        def done(_changed: Changed) -> None:
            self._given = None
            self._context.say(_("Merged into “{name}”. Ctrl+Z takes it back.").format(name=name))
            self._take_keyboard()

        self._show_none()
        self._context.write(
            lambda workspace: workspace.merging.merge(kind, keep, others, choices), done, owner=self
        )

    def set_apart(self) -> None:
        """Say that the two are not the same, or that they may be after all."""
        comparison = self.desk.comparison
        if comparison is None or len(comparison.records) != 2:
            return
        one, other = (record.id for record in comparison.records)
        kind, apart = comparison.kind, not self._which.currentData()

        def done(_nothing: object) -> None:
            row = self.model.row_of(one, other)
            if row >= 0:
                self.model.removeRow(row)
            self._given = None
            self._count.setText(format_number(self.model.rowCount()))
            if not self.model.rowCount():
                self._set([])
            self._picked()
            self._take_keyboard()

        self._context.write(
            lambda workspace: workspace.duplicates.set_apart(kind, one, other, apart=apart), done, owner=self
        )

    def _preview(self) -> None:
        moving = self.desk.moving()
        self._moves.setText(_("Moves: {what}").format(what=moving) if moving else _("Nothing else moves."))
        two = self.desk.comparison is not None and len(self.desk.comparison.records) == 2
        self.apart_button.setVisible(two)
        apart = bool(self._which.currentData())
        self.apart_button.setText(_("May be the same after all") if apart else _("Not the same"))

    def _changed(self, changed: Changed) -> None:
        self._is_stale = True
        if self.isVisible() and any(changed.concerns(kind) for kind in MERGEABLE):
            self._later.start()

    # keys

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter and Del mean something else here than in the rest of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._means(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter merges, Del sets apart."""
        act = self._means(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _means(self, event: QKeyEvent) -> Any:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in MERGE_KEYS:
            return self.merge
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        return self.set_apart if plain and event.key() == Qt.Key.Key_Delete else None

    # how it is built

    def _lay_out(self) -> None:
        heading = QLabel(_("Duplicates"))
        heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._kinds = Combo(self._context.theme)
        self._kinds.setAccessibleName(_("Kind of record"))
        for kind in MERGEABLE:
            self._kinds.addItem(plural_of(kind), kind)
        self._which = Combo(self._context.theme)
        self._which.setAccessibleName(_("Which pairs"))
        self._which.addItem(_("To be looked at"), False)
        self._which.addItem(_("Set apart"), True)
        self._head = QHBoxLayout()
        self._head.addWidget(heading)
        self._head.addWidget(self._count, 1)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self._kinds, 1)
        self._tools.addWidget(self._which, 1)
        self._tools.addStretch(0)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        left, right = _pane(), _pane()
        self._right = right
        self._left, column = QVBoxLayout(left), QVBoxLayout(right)
        for layout in (self._left, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._left.addLayout(self._head)
        self._left.addLayout(self._tools)
        self._left.addWidget(ProgressStrip(self._context, self.work))
        self._left.addWidget(body, 1)
        column.addWidget(self.desk, 1)
        column.addWidget(self._footer())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for pane in (left, right):
            splitter.addWidget(pane)
        splitter.setSizes([400, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _footer(self) -> QFrame:
        self._foot = QFrame()
        self._foot.setProperty("role", "status")
        self._foot_row = QHBoxLayout(self._foot)
        self._moves = QLabel()
        self._moves.setProperty("role", "muted")
        self._moves.setWordWrap(True)
        self._moves.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._moves.setAccessibleName(_("What moves"))
        self.apart_button = QPushButton(_("Not the same"))
        self.apart_button.setToolTip(_("Not the same (Del)"))
        self.merge_button = QPushButton(_("Merge"))
        self.merge_button.setToolTip(_("Merge (Ctrl+Enter)"))
        self.merge_button.setProperty("role", "primary")
        for button in (self.apart_button, self.merge_button):
            button.setAccessibleName(button.text())
        self._foot_row.addWidget(self._moves, 1)
        self._foot_row.addWidget(self.apart_button)
        self._foot_row.addWidget(self.merge_button)
        self._foot.hide()
        return self._foot

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_where: self._picked())
        self._kinds.activated.connect(lambda _index: self._turn())
        self._which.activated.connect(lambda _index: self._turn())
        self.desk.decided.connect(self._preview)
        self.merge_button.clicked.connect(self.merge)
        self.apart_button.clicked.connect(self.set_apart)
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _turn(self) -> None:
        self._given = None
        self._show_none()
        self.look()

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._head.setSpacing(space(2.5))
        self._head.setContentsMargins(space(4), space(3.5), space(3), space(2.5))
        self._tools.setSpacing(space(2))
        self._tools.setContentsMargins(space(4), 0, space(3), space(2.5))
        self._foot_row.setContentsMargins(space(5), space(2.5), space(5), space(2.5))
        self._foot_row.setSpacing(space(2))
        self._count.setContentsMargins(0, space(0.75), 0, 0)
        self._count.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        for combo in (self._kinds, self._which):
            combo.setMaximumWidth(space(56))
        self.list.doItemsLayout()


def _pane() -> QWidget:
    pane = QWidget()
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return pane
