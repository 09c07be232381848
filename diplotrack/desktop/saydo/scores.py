"""The scores as buttons: each says its number, and, pressed, what it is made of."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from diplotrack.base.i18n import N_, Label, _, format_number, format_signed, ngettext
from diplotrack.consistency.saydo.ledger import Entry, SayDo
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.workspace.compliance import Scorecard
from diplotrack.workspace.printing.saydo_parts import do_in_words, gap_in_words, say_in_words

SAY, DO, GAP, SHIFTS, KEPT = "say", "do", "gap", "shifts", "kept"
LABELS: dict[str, Label] = {
    SAY: N_("Say"),
    DO: N_("Do"),
    GAP: N_("Gap"),
    SHIFTS: N_("Reversals"),
    KEPT: N_("Compliance"),
}


class Told(NamedTuple):
    """What a pressed button says, and the entries that went into it (None: all)."""

    words: str
    inputs: tuple[Entry, ...] | None


class Scores(QWidget):
    """``asked(str)`` names the score whose inputs are wanted; "" shows everything again."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._flow = FlowLayout(self)
        self.buttons: dict[str, QToolButton] = {}
        for name in LABELS:
            button = QToolButton()
            button.setCheckable(True)
            button.clicked.connect(lambda on, one=name: self._pressed(one, on))
            self._flow.addWidget(button)
            self.buttons[name] = button
        self.setAccessibleName(_("Scores"))
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def chosen(self) -> str:
        """The name of the pressed one; "" where none is."""
        return next((name for name, button in self.buttons.items() if button.isChecked()), "")

    def show_scores(self, ledger: SayDo, card: Scorecard) -> None:
        """Show these numbers; what was pressed stays so."""
        most, overall = ledger.most_volatile, card.overall
        numbers = {
            SAY: format_signed(ledger.say.value),
            DO: format_signed(ledger.do.value),
            GAP: format_signed(ledger.gap),
            SHIFTS: format_number(len(most.volatility.reversals)) if most else "–",
            KEPT: _("{percent} %").format(percent=format_number(overall.percent, 0)) if overall else "–",
        }
        for name, number in numbers.items():
            button, label = self.buttons[name], str(LABELS[name])
            button.setText(isolated(f"{label}  {number}"))
            button.setAccessibleName(f"{label} {number if number != '–' else _('no score')}")
            button.setToolTip(_("What it is made of"))

    def _pressed(self, name: str, on: bool) -> None:
        for other, button in self.buttons.items():
            if other != name:
                button.setChecked(False)
        self.asked.emit(name if on else "")

    def _dress(self) -> None:
        self._flow.setSpacing(self._theme.scale.space(1.5))


def explained(name: str, ledger: SayDo, card: Scorecard) -> Told:
    """What a score is made of, in a sentence, and which entries."""
    if name == SAY:
        return Told(_("Say {sum}").format(sum=say_in_words(ledger)), ledger.say.inputs)
    if name == DO:
        return Told(_("Do {sum}").format(sum=do_in_words(ledger)), ledger.do.inputs)
    if name == GAP:
        words = _("Gap {sum}").format(sum=gap_in_words(ledger))
        return Told(words, (*ledger.say.inputs, *ledger.do.inputs))
    if name == SHIFTS:
        words = _("A reversal is a change of sign between statements on one objective to one audience.")
        return Told(words, None)
    if name == KEPT:
        return Told(_compliance(card), None)
    left = len(ledger.outside)
    words = ngettext("{count} of them counts in no score", "{count} of them count in no score", left)
    total = len(ledger.entries)
    entries = ngettext("{count} entry", "{count} entries", total).format(count=format_number(total))
    return Told(f"{entries}; {words.format(count=format_number(left))}" if left else entries, None)


def _compliance(card: Scorecard) -> str:
    if card.overall is None:
        return _("No promise on this objective has been scored.")
    count = card.overall.count
    return ngettext(
        "{score} on average over {count} scored promise, which is {percent} %.",
        "{score} on average over {count} scored promises, which is {percent} %.",
        count,
    ).format(
        score=format_signed(card.overall.value),
        count=format_number(count),
        percent=format_number(card.overall.percent, 1),
    )
