"""A line for people and parties alike, with a chip for each: Enter takes whom the list offers, or adds who is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import Label, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.naming import NameLine
from diplotrack.desktop.forms.pill import Pill
from diplotrack.records import Field
from diplotrack.records.display import Mention
from diplotrack.workspace.suggesting.whom import Offer

LONGEST = 44
"""Letters of an office that a chip shows."""


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows: the name, what is said beside it, and whether the ledger does not know it yet."""

    name: str
    more: str = ""
    is_new: bool = False

    @property
    def words(self) -> str:
        """Name and what is beside it, in a line."""
        return " · ".join(self._parts())

    @property
    def mirrored(self) -> str:
        """The same for a line that runs from right to left: each part keeps its own direction."""
        return " · ".join(f"\u2068{part}\u2069" for part in self._parts())

    def _parts(self) -> list[str]:
        more = self.more if len(self.more) <= LONGEST else f"{self.more[: LONGEST - 1].rstrip()}…"
        return [part for part in (self.name, more, _("new") if self.is_new else "") if part]


class WhomInput(ChipsInput):
    """The line and its chips. The block that holds it keeps the rows; a chip is known by the row's own key.

    Backspace in the empty line drops the last chip, the arrow back goes to the chips; there Enter opens one and Del
    drops it.
    """

    took = Signal(object)
    """The Offer that was taken."""
    introduced = Signal(str)
    """The words of somebody who is new."""
    dropped = Signal(object)
    opened = Signal(object)

    def __init__(self, context: Context, label: Label) -> None:
        advice = _(
            "Names of people and partners; Enter takes each. New: “Anna Kovács (Hungary)”, “3 officials (France)”"
        )
        self._shown: dict[Any, Chip] = {}
        self.chips: dict[Any, QPushButton] = {}
        super().__init__(
            Field(label, "reference", refers="person"), context, _("Names of people and partners")
        )
        self.day: date | None = None
        self.names: NameLine = self._names()
        self.names.look = lambda workspace, words: workspace.suggesting.whom(words, self.day)
        self.names.newcomer = _("Add as new")
        self.names.takes_on_tab = True
        self.names.setAccessibleDescription(advice)
        self.names.setToolTip(advice)
        self.names.entered.connect(self._introduce)

    def _names(self) -> NameLine:
        assert isinstance(self.line, NameLine)
        return self.line

    def value(self) -> list[Any]:
        """The keys of the rows, whom the line still names among them. Raises UserError where that is not clear."""
        words = self.line.text().strip()
        if not words or self.leaves_aside:
            return list(self._shown)
        exact = self.names.offered(words)
        if exact is not None:
            self._take(exact)
        elif self.names.knows and not self.names.offers:
            self._introduce()
        else:
            sentence = _("“{words}” was not chosen from the list; choose it with Enter, or clear it.")
            raise UserError(sentence.format(words=words))
        return list(self._shown)

    def show_chips(self, chips: dict[Any, Chip]) -> None:
        """Show these chips, by the keys of their rows."""
        self._shown = dict(chips)
        self._items = {key: one.words for key, one in chips.items()}
        self._draw()

    def enter_chip(self, key: Any) -> None:
        """Let the keyboard go to a chip; to the line where it is not there."""
        (self.chips.get(key) or self.line).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go between the line and its chips, open and drop them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if (
                watched is self.line
                and event.key() == self._back
                and not self.line.cursorPosition()
                and self.chips
            ):
                list(self.chips.values())[-1].setFocus()
                return True
            key = next((one for one, chip in self.chips.items() if chip is watched), None)
            if key is not None and self._at_chip(key, event.key()):
                return True
        return super().eventFilter(watched, event)

    @property
    def _back(self) -> Qt.Key:
        return Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left

    def _at_chip(self, key: Any, pressed: int) -> bool:
        keys = list(self.chips)
        place = keys.index(key)
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if pressed in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._drop(key)
        elif pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.opened.emit(key)
        elif pressed == self._back:
            self.chips[keys[max(0, place - 1)]].setFocus()
        elif pressed == forward and place + 1 < len(keys):
            self.chips[keys[place + 1]].setFocus()
        elif pressed in (forward, Qt.Key.Key_Escape):
            self.line.setFocus()
        else:
            return False
        return True

    def _take(self, mention: Mention) -> None:
        offer = next((one for one in self.names.offers if one.mention == mention), None)
        self._start_anew()
        self.took.emit(offer if isinstance(offer, Offer) else Offer(mention))

    def _introduce(self) -> None:
        words = self.line.text().strip()
        self._start_anew()
        if words:
            self.introduced.emit(words)

    def _start_anew(self) -> None:
        self.complain("")
        self.names.start_anew()

    def _drop(self, item: Any) -> None:
        self.line.setFocus()
        self.dropped.emit(item)

    def _draw(self) -> None:
        self._flow.empty()
        self.chips = {}
        for key, shown in self._shown.items():
            words = shown.mirrored if self.isRightToLeft() else shown.words
            chip = Pill(words, has_cross=True)
            chip.setProperty("fresh", shown.is_new)
            chip.setAccessibleName(_("{name}: open").format(name=shown.words))
            chip.setToolTip(
                _("{name}: Enter opens it, Del takes it out").format(
                    name=f"{shown.name} {shown.more}".strip()
                )
            )
            # Tab goes from the line to the text; the arrow back in the line goes to the chips.
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            chip.clicked.connect(lambda _on=False, key=key: self.opened.emit(key))
            chip.crossed.connect(lambda key=key: self._drop(key))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            self.chips[key] = chip
        self._chips.setVisible(bool(self._shown))
        self._chips.updateGeometry()
