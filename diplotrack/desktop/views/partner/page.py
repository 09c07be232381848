"""A partner's page: who it is, how often we meet, what was said, promised and done, and what is open."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.partner.cadence import LevelTable, QuarterChart
from diplotrack.desktop.views.partner.card import SectionCard
from diplotrack.desktop.views.partner.entries import EntryList
from diplotrack.desktop.views.partner.head import PartnerHead
from diplotrack.desktop.views.partner.history import HistoryCard
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.partner import Entry, PartnerView, Section

LEADING = ("ours", "theirs", "together", "members", "off", "gaps", "our_asks", "their_asks", "agreements")
"""The sections of the leading column; the others stand in the other one."""
UNEVEN = 12
"""By so many lines one column may be longer than the other before it is spared."""
TWO_COLUMNS, WIDEST = 200, 330
"""In units of the scale: below the first the columns stand under one another, beyond the second they stop growing."""
TURN = 0.012
"""Seconds after which the making of cards lets the window breathe."""


class PartnerPage(QWidget):
    """Reads the partner on a reader thread and shows it; ``populated`` follows each time that it was set."""

    populated = Signal()

    def __init__(self, context: Context, party_id: int) -> None:
        super().__init__()
        self._context = context
        self.party_id = party_id
        self.view: PartnerView | None = None
        self.cards: dict[str, SectionCard] = {}
        self._coming: deque[tuple[Section, QBoxLayout]] = deque()
        self._focus: tuple[str, int] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._add_cards)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._banner = QLabel()
        self._banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._banner.hide()
        self.head = PartnerHead(context)
        self.head.brief_wanted.connect(lambda: context.brief(self.party_id))
        self.head.log_wanted.connect(self._log)
        self.quarters, self.levels = QuarterChart(context.theme), LevelTable(context)
        self.history = HistoryCard(context)
        self._gone = EmptyState(context.theme, "party")
        self._gone.hide()
        self._lay_out()
        for widget in (self.history, self.history.list):
            widget.opened.connect(self._open)
            widget.opened_apart.connect(self._open_apart)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.head.brief)
        context.changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        self._dress()
        self.read()

    @property
    def is_populated(self) -> bool:
        """Whether the partner is shown, with every card."""
        return self.view is not None and not self._coming

    def read(self) -> None:
        """Read the partner anew."""
        party_id = self.party_id
        self._context.read(
            lambda workspace: workspace.partners.view(party_id),
            self._show,
            owner=self,
            key=(id(self), "partner"),
            failed=self._lost,
        )

    # what it shows

    def _show(self, view: PartnerView) -> None:
        if view == self.view:
            return
        self._focus = self._focus_place()
        self.view = view
        self.head.show_view(view)
        self.quarters.show_quarters(view.cadence.quarters)
        self.quarters.setVisible(any(count for _year, _quarter, count in view.cadence.quarters))
        self.levels.show_cadence(view.cadence)
        self._contact.setVisible(bool(view.cadence.levels))
        self.history.show_marks(view.marks, view.hidden)
        self.history.setVisible(bool(view.marks))
        self._show_banner()
        self._nothing.setVisible(not view.sections and not view.marks)
        self._show_sections(view)

    def _show_sections(self, view: PartnerView) -> None:
        wanted = {one.name: one for one in view.sections}
        for name, card in list(self.cards.items()):
            if wanted.get(name) != card.section:
                card.deleteLater()
                card.hide()
                del self.cards[name]
        for column in (self._first, self._second):
            while column.takeAt(0) is not None:
                pass
        leading = _leading(view.sections)
        self._coming = deque(
            (one, self._first if one.name in leading else self._second) for one in view.sections
        )
        # A column with nothing in it leaves its room to the other.
        self._columns.setStretch(1, 1 if len(leading) < len(wanted) else 0)
        if all(name in self.cards for name in wanted):
            self._add_cards()
        else:
            self._later.start(0)

    def _add_cards(self) -> None:
        """Make the cards to come, some a turn: the head stands at once, and keys are taken meanwhile."""
        until = perf_counter() + TURN
        while self._coming and perf_counter() < until:
            section, column = self._coming.popleft()
            if section.name not in self.cards:
                self.cards[section.name] = self._card(section)
            column.addWidget(self.cards[section.name])
        if self._coming:
            self._later.start(0)
            return
        for column in (self._first, self._second):
            column.addStretch(1)
        self.setFocusProxy(self._first_stop())
        self._return_focus(self._focus)
        self.populated.emit()

    def _card(self, section: Section) -> SectionCard:
        card = SectionCard(self._context, section, self._inner)
        card.opened.connect(self._open)
        card.opened_apart.connect(self._open_apart)
        card.list.selectionModel().currentChanged.connect(lambda *_: self._keep_in_sight())
        card.list.installEventFilter(self)
        return card

    def _show_banner(self) -> None:
        view, theme = self.view, self._context.theme
        if view is None:
            return
        plain = theme.palette.tones["plain"]
        ground, ink = (view.level.colour, "#ffffff") if view.level else (plain.ground, plain.ink)
        self._banner.setText(view.banner)
        self._banner.setVisible(bool(view.banner))
        self._banner.setStyleSheet(
            f"background:{ground}; color:{ink}; font-weight:600; padding:{theme.scale.space(1)}px;"
            f" font-size:{theme.scale.type('small')}px"
        )

    def _lost(self, error: UserError) -> None:
        self._area.hide()
        self._gone.say(error.sentence, _("Another one may stand in the list of partners."))
        self._gone.show()
        self.populated.emit()

    def _first_stop(self) -> QWidget:
        """What takes the keyboard when the page does."""
        lists = [card.list for card in self.cards.values()]
        stops = [self.head.brief, self.history.timeline, *lists, self._area]
        return next(one for one in stops if one.isVisibleTo(self))

    # layout

    def _lay_out(self) -> None:
        self._contact = QFrame()
        self._contact.setProperty("role", "card")
        self._contact_row = QHBoxLayout(self._contact)
        self._contact_row.addWidget(self.levels, 1)
        self._contact_row.addWidget(self.quarters, 1)
        self._nothing = QLabel(
            _("Nothing is on record with this partner yet. Log an engagement, or import what you have.")
        )
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        for column in (self._first, self._second):
            self._columns.addLayout(column, 1)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        for widget in (self.head, self._nothing, self._contact, self.history):
            self._column.addWidget(widget)
        self._column.addLayout(self._columns)
        self._column.addStretch(1)
        self._inner = inner
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(2, 1)
        grid.addWidget(inner, 0, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._gone, 1)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(7), space(6), space(7), space(8))
        self._column.setSpacing(space(4))
        self._inner.setMaximumWidth(space(WIDEST))
        self._contact_row.setContentsMargins(space(5), space(4), space(5), space(3))
        self._contact_row.setSpacing(space(8))
        for box in (self._columns, self._first, self._second):
            box.setSpacing(space(4))
        self._show_banner()
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._context.theme.scale.space(TWO_COLUMNS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._contact_row.setDirection(across if wide else down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    # keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line that the keyboard comes to is scrolled into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, EntryList):
            self._keep_in_sight()
        return super().eventFilter(watched, event)

    def _keep_in_sight(self) -> None:
        focused = self.focusWidget()
        body = self._area.widget()
        here = isinstance(focused, EntryList) and focused.currentIndex().isValid() and focused.hasFocus()
        if here and isinstance(focused, EntryList) and body is not None:
            line = focused.visualRect(focused.currentIndex())
            at = focused.viewport().mapTo(body, line.center())
            self._area.ensureVisible(at.x(), at.y(), 0, line.height() * 2)

    def _focus_place(self) -> tuple[str, int] | None:
        """The card and the line that the keyboard is on."""
        for name, card in self.cards.items():
            if card.list.hasFocus():
                return name, card.list.currentIndex().row()
        return None

    def _return_focus(self, place: tuple[str, int] | None) -> None:
        if place is None or place[0] not in self.cards:
            return
        entries = self.cards[place[0]].list
        row = min(place[1], len(entries.entries.entries) - 1)
        entries.setCurrentIndex(entries.entries.index(row))
        entries.setFocus()

    # going elsewhere

    def _open(self, entry: Entry) -> None:
        if entry.kind == "party":
            self._context.open_in_tab(entry.kind, entry.id)
        else:
            self._context.open_record(entry.kind, entry.id)

    def _open_apart(self, entry: Entry) -> None:
        self._context.open_in_tab(entry.kind, entry.id)

    def _log(self) -> None:
        from diplotrack.desktop.views.partner.log_with import log_with

        if self.view is not None:
            log_with(self._context, self.party_id, self.view.head.name, self)

    # staying true

    def _changed(self, changed: Changed) -> None:
        if changed.change_set_id and self.isVisible():
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read when it is seen again: settings change without an operation."""
        super().showEvent(event)
        if self.view is not None:
            self.read()


def _leading(sections: Sequence[Section]) -> set[str]:
    """The names of the sections in the leading column: those that belong there, unless it grew too long or short."""
    belong = {one.name for one in sections if one.name in LEADING}
    is_split = 0 < len(belong) < len(sections)
    found: set[str] = set()
    lines = [0, 0]
    for one in sections:
        leads = one.name in belong
        if not is_split or abs(lines[0] - lines[1]) > UNEVEN:
            leads = lines[0] <= lines[1]
        lines[0 if leads else 1] += len(one.entries) + 2
        if leads:
            found.add(one.name)
    return found
