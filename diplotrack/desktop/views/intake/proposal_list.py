"""The list of proposals; the one in front is opened by its card."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.card import ProposalCard
from diplotrack.desktop.views.intake.lines import ProposalDelegate
from diplotrack.desktop.views.intake.listing import Index, ProposalModel
from diplotrack.workspace.intake import Proposal


class ProposalList(QListView):
    """The list. ``turned(Proposal or None)`` follows when another comes to the front, ``opened(ProposalCard)`` when it
    was opened, anew after each answer."""

    turned = Signal(object)
    opened = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.proposals = ProposalModel(self)
        self.card: ProposalCard | None = None
        self._is_dropped = False
        self._has_quotes = True
        self._card_row = QPersistentModelIndex()
        self.setModel(self.proposals)
        self.setItemDelegate(ProposalDelegate(context.theme, self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("What would be recorded"))
        self.setAccessibleDescription(
            _("Enter accepts, Delete refuses, E says it otherwise, a number chooses another reading.")
        )
        context.theme.changed.connect(self._dress)

    def show_proposals(self, answering: Answering | None) -> None:
        """List the proposals of that reading; none for None."""
        self._put_card_away()
        self.proposals.show(answering)

    def show_quotes(self, *, shown: bool) -> None:
        """Whether the card repeats the words that it comes from."""
        if shown != self._has_quotes:
            self._has_quotes = shown
            self.open_card()

    @property
    def front(self) -> Proposal | None:
        """The proposal in front."""
        return self.proposals.at(self.currentIndex().row())

    def card_at(self, index: Index) -> ProposalCard | None:
        """The card that stands below that line; None for all but the one in front."""
        is_there = self.card is not None and self._card_row.isValid() and self._card_row.row() == index.row()
        return self.card if is_there else None

    def go_to(self, row: int) -> None:
        """Bring that row to the front and into view."""
        index = self.proposals.index(row)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.turned.emit(None)

    def keyboardSearch(self, search: str) -> None:
        """Letters answer, they do not search."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The card goes where the keyboard goes."""
        super().currentChanged(current, previous)
        self.open_card()
        self.turned.emit(self.front)

    def open_card(self) -> None:
        """Make the card of the proposal in front, as it was answered now."""
        had_keyboard = self._put_card_away()
        one, answering = self.front, self.proposals.answering
        if one is not None and answering is not None:
            self.card = ProposalCard(
                self._context, answering, one, self.viewport(), has_quote=self._has_quotes
            )
            self._card_row = QPersistentModelIndex(self.currentIndex())
            self.card.resized.connect(self._lay_out_again)
            self.card.left.connect(self._leave_card)
            self.setIndexWidget(self.currentIndex(), self.card)
            self.opened.emit(self.card)
        if had_keyboard:
            self.setFocus()
        self._lay_out_again()

    def settle(self) -> None:
        """What is written in the card and can be read is taken."""
        if self.card is not None:
            self.card.leave()

    def _put_card_away(self) -> bool:
        """Close the card, if one is open; returns whether it had the keyboard."""
        card, self.card = self.card, None
        if card is None:
            return False
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and card.isAncestorOf(focused)
        if not self._is_dropped:
            card.leave()
        card.blockSignals(True)
        if had_keyboard:
            self.setFocus()
        card.hide()
        if self._card_row.isValid():
            self.setIndexWidget(self._card_row, None)  # type: ignore[arg-type] # Qt takes none, its stubs do not
        return had_keyboard

    def _leave_card(self) -> None:
        """Back to the list; what was begun in an input and not taken is dropped."""
        self._is_dropped = True
        self.open_card()
        self._is_dropped = False
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _lay_out_again(self) -> None:
        self.doItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _dress(self) -> None:
        self.open_card()
