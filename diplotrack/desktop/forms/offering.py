"""What is offered below a text while it is written: soft chips, taken by a click or a key, never of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import isolated
from diplotrack.desktop.theme.flow import FlowLayout

LONGEST = 60
"""Letters of an offer that are shown; the whole stands in its tip."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: in short, in full, with an icon, and what is done when it is taken."""

    words: str
    meaning: str
    icon: str
    act: Callable[[], object]


class OfferChip(QPushButton):
    """One offer. Enter takes it, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the chip while it has the keyboard, not to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class Offers(QWidget):
    """The offers of the moment in as many lines as they need; nothing where there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: list[tuple[str, str]] = []
        self.chips: list[OfferChip] = []
        self._flow = FlowLayout(self)
        self._flow.setSpacing(context.theme.scale.space(1.5))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Offered for this text"))
        self.hide()

    def show_offers(self, offers: Iterable[Offer]) -> None:
        """Offer these in place of those before; what is offered already stays, and with it the keyboard."""
        wanted = list(offers)
        shown = [(one.words, one.meaning) for one in wanted]
        if shown == self._shown:
            return
        self._shown = shown
        self._flow.empty()
        self.chips = [self._chip(one) for one in wanted]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self.setVisible(bool(self.chips))
        self.updateGeometry()

    def _chip(self, offer: Offer) -> OfferChip:
        words = offer.words if len(offer.words) <= LONGEST else f"{offer.words[: LONGEST - 1].rstrip()}…"
        chip = OfferChip(isolated(words).replace("&", "&&"))
        chip.setProperty("role", "offer")
        side = self._context.theme.scale.space(4)
        chip.setIcon(self._context.theme.icon(offer.icon))
        chip.setIconSize(QSize(side, side))
        chip.setAccessibleName(offer.meaning)
        chip.setToolTip(offer.meaning)
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda _on=False: offer.act())
        return chip
