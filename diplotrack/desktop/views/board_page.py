"""The board: commitments as cards in columns by status, owner or direction; a card moved is a commitment changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.board.column import BoardColumn
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.name_filter import NameFilter
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.page_head import PageHead
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.board import GROUPINGS, Card, Column, Grouping, Sieve

KEPT = "board/grouping"
PAUSE = 250
"""Milliseconds of rest in typing before the board is sieved."""
OF_INTEREST = frozenset({"commitment", "commitment_party", "update", "finding", "objective_link", "person"})


class BoardPage(Page):
    """Columns side by side."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings = QSettings()
        self._is_populated = False
        self.columns: list[BoardColumn] = []
        self._following: int | None = None
        self._waiting: Card | None = None
        self._to_first = False
        self._lay_out()
        self._connect()
        self._dress()
        self._load()

    @property
    def row_count(self) -> int:
        """How many cards there are."""
        return sum(column.column.count for column in self.columns)

    @property
    def is_populated(self) -> bool:
        """Whether its columns stand."""
        return self._is_populated

    @property
    def grouping(self) -> Grouping:
        """What the columns are made by."""
        found: Grouping = self._groupings.currentData()
        return found

    def came_to_front(self) -> None:
        """The first column with cards takes the keyboard."""
        self._to_first = True
        if self._is_populated:
            self._focus_first()
            self._load()

    def show_grouping(self, grouping: Grouping) -> None:
        """Make the columns by status, owner or direction."""
        self._groupings.setCurrentIndex([one for one, _label in GROUPINGS].index(grouping))
        self._settings.setValue(KEPT, grouping)
        self._load()

    def sieve(self) -> Sieve:
        """What is let through."""
        party, objective = self.partner.held, self.objective.held
        return Sieve(party.id if party else None, objective.id if objective else None, self.words.text())

    # reading

    def _load(self) -> None:
        grouping, sieve = self.grouping, self.sieve()
        self._context.read(
            lambda workspace: workspace.board.columns(grouping, sieve),
            lambda columns: self._set(grouping, sieve, columns),
            owner=self,
            key=(id(self), "columns"),
        )

    def _set(self, grouping: Grouping, sieve: Sieve, columns: list[Column]) -> None:
        same = [column.column.key for column in self.columns] == [column.key for column in columns]
        if not same or any(one.cards.grouping != grouping for one in self.columns):
            self._build(columns)
        for shown, column in zip(self.columns, columns, strict=True):
            shown.column = column
            shown.show_count(column.count)
            shown.cards.load(grouping, sieve)
        if self._to_first and self._following is None:
            self._focus_first()
        total = sum(column.count for column in columns)
        self._head.show_count(total)
        self._body.setCurrentIndex(0 if total else 1)
        if not total:
            self._say_empty(sieve)
        self.counted.emit(total)
        if not self._is_populated:
            self._is_populated = True
            self.populated.emit()

    def _say_empty(self, sieve: Sieve) -> None:
        if sieve == Sieve():
            self._empty.say(
                _("No commitments yet"),
                _("Promises made and received stand here as cards; move a card when something has happened."),
                _("New commitment"),
                lambda: self._context.edit_record("commitment"),
            )
        else:
            self._empty.say(
                _("Nothing here"), _("No commitment passes the filters."), _("Show all"), self._show_all
            )

    def _show_all(self) -> None:
        self.words.clear()
        self.partner.hold(None)
        self.objective.hold(None)
        self._load()

    def _build(self, columns: list[Column]) -> None:
        # The keyboard must not be lost with the column that had it.
        self._to_first = self._to_first or self._focused() is not None
        for old in self.columns:
            self._lanes.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.columns = []
        for column in columns:
            made = BoardColumn(self._context, column)
            made.list.walked.connect(lambda by, made=made: self._walk(made, by))
            made.list.carried.connect(lambda by, made=made: self._carry(made, by))
            made.list.opened.connect(self._open)
            made.list.dropped.connect(lambda card_id, made=made: self._dropped(made, card_id))
            made.cards.listed.connect(lambda made=made: self._listed(made))
            made.answered.connect(lambda words, made=made: self._evidence(made, words))
            made.declined.connect(self._declined)
            self._lanes.insertWidget(len(self.columns), made)
            self.columns.append(made)

    def _listed(self, column: BoardColumn) -> None:
        """Go after the card that was moved; else keep a place in each column."""
        if self._following is not None and (row := column.cards.row_of(self._following)) >= 0:
            self._following = None
            self._stand(column, row)
        elif not column.list.currentIndex().isValid() and column.cards.rowCount():
            column.list.setCurrentIndex(column.cards.index(0))

    # walking and carrying

    def _focused(self) -> BoardColumn | None:
        return next((one for one in self.columns if one.list.hasFocus() or one.evidence.hasFocus()), None)

    def _focus_first(self) -> None:
        column = next((one for one in self.columns if one.column.count), None)
        (column.list if column is not None else self._groupings).setFocus()
        self._to_first = False

    def _stand(self, column: BoardColumn, row: int) -> None:
        index = column.cards.index(row)
        column.list.setCurrentIndex(index)
        column.list.scrollTo(index)
        column.list.setFocus()
        self._area.ensureWidgetVisible(column, self._context.theme.scale.space(4), 0)

    def _neighbour(self, column: BoardColumn, by: int) -> BoardColumn | None:
        place = self.columns.index(column) + by
        return self.columns[place] if 0 <= place < len(self.columns) else None

    def _walk(self, column: BoardColumn, by: int) -> None:
        row = max(0, column.list.currentIndex().row())
        other = self._neighbour(column, by)
        while other is not None and not other.cards.rowCount():
            other = self._neighbour(other, by)
        if other is not None:
            self._stand(other, min(row, other.cards.rowCount() - 1))

    def _carry(self, column: BoardColumn, by: int) -> None:
        row, other = column.list.currentIndex().row(), self._neighbour(column, by)
        card = column.cards.card(row) if row >= 0 else None
        if card is not None and other is not None:
            self._move(card, other)

    def _dropped(self, column: BoardColumn, card_id: int) -> None:
        card = next(
            (one.cards.card(row) for one in self.columns if (row := one.cards.row_of(card_id)) >= 0), None
        )
        if card is not None:
            self._move(card, column)

    def _move(self, card: Card, to: BoardColumn) -> None:
        if self.grouping == "direction":
            sentence = _("Whose commitment it is follows from its parties; change them in its form (Ctrl+E).")
            self._context.say(sentence, "warning")
        elif self.grouping == "owner":
            person = to.column.key
            assert not isinstance(person, str)
            self._write(card, lambda workspace: workspace.board.set_owner(card.id, person), to.column.label)
        elif to.column.key == CommitmentStatus.FULFILLED.value:
            self._waiting = card
            self._area.ensureWidgetVisible(to, self._context.theme.scale.space(4), 0)
            to.ask()
        else:
            self._set_status(card, to, "")

    def _evidence(self, column: BoardColumn, words: str) -> None:
        card, self._waiting = self._waiting, None
        if card is not None:
            self._set_status(card, column, words)

    def _declined(self) -> None:
        card, self._waiting = self._waiting, None
        for column in self.columns:
            if card is not None and (row := column.cards.row_of(card.id)) >= 0:
                self._stand(column, row)

    def _set_status(self, card: Card, to: BoardColumn, words: str) -> None:
        status = next(one for one in CommitmentStatus if one.value == to.column.key)
        self._write(
            card, lambda workspace: workspace.board.set_status(card.id, status, words), to.column.label
        )

    def _write(self, card: Card, act: Any, label: str) -> None:
        def done(_changed: object) -> None:
            self._following = card.id
            self._context.say(_("Moved to “{column}”. Ctrl+Z takes it back.").format(column=label))
            self._load()

        self._context.write(act, done, owner=self)

    def _open(self, card: object) -> None:
        if isinstance(card, Card):
            self._context.open_in_tab("commitment", card.id)

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and OF_INTEREST & changed.touched.keys():
            self._load()

    # how it is built

    def _lay_out(self) -> None:
        theme = self._context.theme
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        switch = ArrangementSwitch(self._context, "board")
        self._head = PageHead(theme, QLabel(_("Commitments")), switch)
        self._groupings = Combo(theme)
        self._groupings.setAccessibleName(_("Columns"))
        for name, label in GROUPINGS:
            self._groupings.addItem(str(label), name)
        kept = str(self._settings.value(KEPT, "status"))
        names = [name for name, _label in GROUPINGS]
        self._groupings.setCurrentIndex(names.index(kept) if kept in names else 0)
        self.words = Line()
        self.words.setPlaceholderText(_("Filter by words"))
        self.words.setAccessibleName(_("Filter by words"))
        self.words.setClearButtonEnabled(True)
        self.partner = NameFilter(self._context, "party", _("Partner"))
        self.objective = NameFilter(self._context, "objective", _("Objective"))
        tools = QWidget()
        self._tools = FlowLayout(tools)
        for widget in (self._groupings, self.partner, self.objective, self.words):
            self._tools.addWidget(widget)
        lanes = QWidget()
        lanes.setProperty("role", "pane")
        lanes.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lanes = QHBoxLayout(lanes)
        self._lanes.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(lanes)
        self._empty = EmptyState(theme, "commitment")
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self._area)
        self._body.addWidget(self._empty)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(tools)
        self._column.addWidget(body, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self._groupings.activated.connect(lambda _place: self.show_grouping(self.grouping))
        self.words.textChanged.connect(lambda _words: self._pause.start())
        self._pause.timeout.connect(self._load)
        self.partner.narrowed.connect(self._load)
        self.objective.narrowed.connect(self._load)
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(4), space(3), space(3), space(2))
        self._column.setSpacing(space(2))
        self._tools.setSpacing(space(2))
        self._lanes.setContentsMargins(0, 0, 0, 0)
        self._lanes.setSpacing(space(2))
        self._groupings.setFixedWidth(space(46))
        self.words.setFixedWidth(space(46))
