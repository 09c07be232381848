"""Words held against deeds: an objective and a partner over time, the scores and what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.consistency.saydo.ledger import Entry
from diplotrack.desktop.context import Context
from diplotrack.desktop.objectives.legend import Legend
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.saydo import told
from diplotrack.desktop.saydo.chart import SaydoChart
from diplotrack.desktop.saydo.choices import Choices
from diplotrack.desktop.saydo.scores import KEPT, SHIFTS, Scores, explained
from diplotrack.desktop.saydo.words import row
from diplotrack.desktop.saydo.words import told as in_words
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.page_head import PageHead
from diplotrack.desktop.views.partner.entries import EntryList
from diplotrack.desktop.views.reading_pane import Sheet
from diplotrack.desktop.views.scrolling import scrolling_column
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.compliance import Scorecard
from diplotrack.workspace.partner import Entry as Row
from diplotrack.workspace.saydo import Account, Aim

OF_INTEREST = frozenset(
    {
        *("objective", "objective_link", "statement", "statement_audience", "deed", "commitment"),
        *("commitment_party", "update", "score", "party", "communication"),
    }
)
LISTED = 400
"""Entries that the list holds; the chart has them all."""


class Shown(NamedTuple):
    """What stands on the page."""

    account: Account
    card: Scorecard


class SaydoPage(Page):
    """Choices, scores, the chart, and below it the entries, the reversals or the scorecard."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._aims: list[Aim] | None = None
        self._stale = False
        self.shown: Shown | None = None
        theme = context.theme
        self.choices = Choices(theme)
        self.scores = Scores(theme)
        self.chart = SaydoChart(theme)
        self.list = EntryList(theme, _("What was said, promised and done"))
        self.sheet = Sheet(context)
        self._lay_out()
        self._connect()
        self._dress()
        self._load()

    @property
    def row_count(self) -> int:
        """How many entries are listed."""
        return len(self.list.entries.entries)

    @property
    def is_populated(self) -> bool:
        """Whether the first ledger stands, or it is known that there is none."""
        return self.shown is not None or self._aims == []

    @property
    def current_record(self) -> tuple[str, int] | None:
        """The record of the entry that the keyboard is on."""
        one = self.list.current if self.list.hasFocus() else None
        if one is not None:
            return one.kind, one.id
        return (self.chart.current.kind, self.chart.current.id) if self.chart.current else None

    def came_to_front(self) -> None:
        """The objective is chosen first."""
        self.choices.objective.setFocus()

    def show_record(self, record_id: int) -> None:
        """Show the ledger of that objective."""
        place = self.choices.objective.findData(record_id)
        if place >= 0:
            self.choices.objective.setCurrentIndex(place)

    # reading

    def _load(self) -> None:
        self._stale = False
        first = self._aims is None

        def gather(workspace: Workspace) -> tuple[list[Aim], int | None]:
            return workspace.saydo.aims(), workspace.saydo.widest() if first else None

        self._context.read(gather, lambda found: self._set(*found), owner=self, key=(id(self), "aims"))

    def _set(self, aims: list[Aim], widest: int | None) -> None:
        self._aims = aims
        self._body.setCurrentIndex(0 if aims else 1)
        if not aims:
            self.shown = None
            self._empty.say(
                _("No objectives yet"),
                _("State what you want in the long run; words, promises and deeds are then held against it."),
                _("New objective"),
                lambda: self._context.edit_record("objective"),
            )
            self.populated.emit()
            return
        self.choices.show_aims(aims, self._context.workspace.saydo.today(), widest)
        self._read_partners()

    def _read_partners(self) -> None:
        objective, with_parts = self.choices.objective.currentData(), self.choices.parts.isChecked()
        if objective is None:
            return
        self._context.read(
            lambda workspace: workspace.saydo.partners(objective, with_parts=with_parts),
            self._set_partners,
            owner=self,
            key=(id(self), "partners"),
        )

    def _set_partners(self, partners: dict[int, str]) -> None:
        self.choices.show_partners(partners)
        self._read()

    def _read(self) -> None:
        choice = self.choices.choice
        if choice is None:
            return

        def gather(workspace: Workspace) -> Shown:
            account = workspace.saydo.account(
                choice.objective, choice.partner, choice.window, with_parts=choice.with_parts
            )
            family = workspace.saydo.family(choice.objective) if choice.with_parts else [choice.objective]
            return Shown(account, workspace.compliance.scorecard(choice.window.last, objectives=family))

        self._context.read(gather, self._show, owner=self, key=(id(self), "ledger"))

    # showing

    def _show(self, shown: Shown) -> None:
        first = self.shown is None
        self.shown = shown
        ledger = shown.account.ledger
        self.chart.show_account(shown.account)
        self.scores.show_scores(ledger, shown.card)
        has_entries = bool(ledger.entries)
        for widget in (self.chart, self.legend):
            widget.setVisible(has_entries)
        self._explain(self.scores.chosen)
        self._head.show_count(len(ledger.entries))
        self.counted.emit(self.row_count)
        if first:
            self.populated.emit()

    def _explain(self, name: str) -> None:
        if self.shown is None:
            return
        account, card = self.shown
        found = explained(name, account.ledger, card)
        self._why.setText(found.words)
        inputs = account.ledger.entries if found.inputs is None else found.inputs
        is_page = name in (SHIFTS, KEPT)
        self.sheet.setVisible(is_page)
        self.list.setVisible(not is_page)
        self._below.setText(_("What was said, promised and done") if not is_page else "")
        self._below.setVisible(not is_page)
        self._nothing.setVisible(not is_page and not inputs)
        self._fill(inputs)
        if is_page:
            self._compose(name)

    def _fill(self, inputs: Sequence[Entry]) -> None:
        assert self.shown is not None
        ordered = sorted(inputs, key=lambda one: one.order, reverse=True)
        self.list.show_entries([row(self.shown.account, one) for one in ordered[:LISTED]])
        left = len(ordered) - LISTED
        words = ngettext("and {count} earlier one", "and {count} earlier ones", max(0, left))
        self._rest.setText(words.format(count=format_number(left)))
        self._rest.setVisible(left > 0 and self.list.isVisibleTo(self))

    def _compose(self, name: str) -> None:
        if self.shown is None or name not in (SHIFTS, KEPT):
            return
        theme = self._context.theme
        hand = Hand(theme.palette, theme.scale, self.isRightToLeft())
        self.sheet.document().setDefaultFont(theme.font())
        page = (
            told.reversals(self.shown.account, hand)
            if name == SHIFTS
            else told.compliance(self.shown.card, hand)
        )
        self.sheet.setAccessibleName(_("Reversals") if name == SHIFTS else _("Compliance"))
        self.sheet.setHtml(page)

    def _grow(self) -> None:
        """The sheet is as high as its words: the page scrolls as a whole."""
        high = self.sheet.document().size().height() + self._context.theme.scale.space(10)
        self.sheet.setFixedHeight(round(high))

    def _walked(self, one: Entry) -> None:
        if self.shown is not None:
            self._why.setText(in_words(self.shown.account, one))

    # going elsewhere

    def _open(self, one: Entry | Row) -> None:
        self._context.open_record(one.kind, one.id)

    def _open_apart(self, one: Row) -> None:
        self._context.open_in_tab(one.kind, one.id)

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)

    def _changed(self, changed: Changed) -> None:
        if not OF_INTEREST & changed.touched.keys():
            return
        if self.isVisible():
            self._load()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read when the page comes back."""
        super().showEvent(event)
        if self._stale:
            self._load()

    # how it is built

    def _lay_out(self) -> None:
        theme = self._context.theme
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        switch = ArrangementSwitch(self._context, "saydo")
        self._head = PageHead(theme, QLabel(_("Words and deeds")), switch)
        self._why = QLabel()
        self._why.setProperty("role", "muted")
        self._why.setWordWrap(True)
        self._why.setAccessibleName(_("What it is made of"))
        self.legend = Legend(theme, has_promises=True)
        self._below = QLabel()
        self._below.setProperty("role", "section")
        self._nothing = QLabel(_("Nothing of ours was said, promised or done here in this time."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._rest = QLabel()
        self._rest.setProperty("role", "small")
        self.sheet.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.hide()
        whole = QWidget()
        self._column: QVBoxLayout = scrolling_column(whole)
        for widget in (
            self._head,
            self.choices,
            self.scores,
            self._why,
            self.chart,
            self.legend,
            self._below,
            self._nothing,
            self.list,
            self._rest,
            self.sheet,
        ):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._empty = EmptyState(theme, "objective")
        self._body = QStackedWidget()
        self._body.addWidget(whole)
        self._body.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)

    def _connect(self) -> None:
        self.choices.objective_chosen.connect(self._read_partners)
        self.choices.chosen.connect(self._read)
        self.scores.asked.connect(self._explain)
        self.chart.opened.connect(self._open)
        self.chart.walked.connect(self._walked)
        self.list.opened.connect(self._open)
        self.list.opened_apart.connect(self._open_apart)
        self.sheet.followed.connect(self._follow)
        self.sheet.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(6), space(3), space(6), space(4))
        self._column.setSpacing(space(2.5))
        for label in (self._why, self._below, self._nothing, self._rest):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.sheet.fit()
        self._compose(self.scores.chosen)
