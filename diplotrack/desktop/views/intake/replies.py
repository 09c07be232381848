"""What somebody replies to the proposals, by keys or by the card; each reply is shown and kept at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.card import ProposalCard, rivals_of
from diplotrack.desktop.views.intake.keys import Act, act_of
from diplotrack.desktop.views.intake.proposal_list import ProposalList
from diplotrack.desktop.views.intake.tray import Tray
from diplotrack.workspace.intake import Proposal


class Replies(QObject):
    """``replied`` follows each reply, ``brought_back`` when a text that was closed came back."""

    replied = Signal()
    brought_back = Signal()

    def __init__(self, context: Context, tray: Tray, listed: ProposalList, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tray, self._list = context, tray, listed
        self.acts: dict[Act, Callable[[], object]] = {
            "accept": self.accept,
            "refuse": self.refuse,
            "edit": self.edit,
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "sure": self.accept_sure,
            "back": self.take_back,
        }
        listed.opened.connect(self._listen)

    @property
    def answering(self) -> Answering | None:
        """What is answered to the text in front; None where there is none, or it is still being read."""
        return self._tray.front.answering if self._tray.front is not None else None

    def accept(self) -> None:
        """Accept the proposal in front and go to the next that is open."""
        self._answer(lambda answering, one: answering.accept(one))

    def refuse(self) -> None:
        """Refuse the proposal in front and go to the next that is open."""
        self._answer(lambda answering, one: answering.refuse(one))

    def choose(self, number: int) -> None:
        """Take another reading of the same words, counted from 1; it can be looked at before one goes on."""
        one = self._list.front
        rivals = rivals_of(one) if one is not None else ()
        if number <= len(rivals):
            rival = rivals[number - 1]
            assert one is not None
            self._take(one, rival.value, rival.shown)

    def edit(self) -> None:
        """Open the input for another value."""
        if self._list.card is not None and not self._list.card.edit():
            self._context.say(_("This can only be accepted or refused."))

    def step(self, by: int) -> None:
        """Go that many proposals on."""
        row = self._list.currentIndex().row() + by
        self._list.go_to(min(self._list.proposals.rowCount() - 1, max(0, row)))

    def accept_sure(self) -> None:
        """Accept all that is sure."""
        if self.answering is None:
            return
        if not self.answering.accept_sure():
            self._context.say(_("None of the open proposals is sure; look at each."))
        self._replied(anew=False)
        self._go_on(-1)

    def take_back(self) -> None:
        """Take back the last answer, or that a text was closed; where no text lies here, the ledger undoes."""
        answering = self.answering
        may = answering is not None and answering.may_take_back
        if (self._tray.was_closed_last or not may) and self._tray.bring_back():
            self.brought_back.emit()
        elif answering is None:
            self._context.run_command("undo")
        elif may:
            key = answering.take_back()
            self._replied(anew=False)
            self._list.go_to(self._list.proposals.row_of(key))
            self._list.open_card()
        else:
            # Whoever takes answers back step by step must not find a record undone after the last of them.
            self._context.say(_("There is no answer left to take back."))

    def may(self, act: Act | int | None) -> bool:
        """Whether that can be done now; else the key is left to the window."""
        if act is None:
            return False
        return act in ("paste", "back") or self.answering is not None

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means here; returns whether it means something."""
        act = act_of(event)
        if not self.may(act):
            return False
        if isinstance(act, int):
            self.choose(act)
        elif act is not None:
            self.acts[act]()
        event.accept()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """List and text hand the keys of the page on before they take them for themselves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event):
            return True
        return super().eventFilter(watched, event)

    def _listen(self, card: ProposalCard) -> None:
        card.accepted.connect(self.accept)
        card.refused.connect(self.refuse)
        card.taken.connect(self._take)
        card.said.connect(self._say)

    def _answer(self, act: Callable[[Answering, Proposal], None]) -> None:
        one, answering = self._list.front, self.answering
        if one is not None and answering is not None:
            row = self._list.currentIndex().row()
            act(answering, one)
            self._replied(anew=False)
            self._go_on(row)

    def _take(self, one: Proposal, value: object, shown: str) -> None:
        if self.answering is not None:
            self.answering.choose(one, value, shown)
            is_in_front = one is self._list.front
            self._replied(anew=is_in_front)
            if is_in_front:
                self._list.setFocus()

    def _say(self, one: Proposal, column: str, value: object) -> None:
        if self.answering is not None and self.answering.further(one).get(column) != value:
            self.answering.say(one, column, value)
            self._replied(anew=False)

    def _replied(self, *, anew: bool = True) -> None:
        """Keep it, and show it; ``anew``: the card too, unless that is where it was said."""
        if self._tray.front is None:
            return
        self._tray.keep(self._tray.front)
        self._list.proposals.tell()
        if anew:
            self._list.open_card()
        self.replied.emit()

    def _go_on(self, row: int) -> None:
        """To the next that is open."""
        following = self.answering.next_open(row) if self.answering is not None else -1
        if following >= 0 and following != self._list.currentIndex().row():
            self._list.go_to(following)
        else:
            self._list.open_card()
