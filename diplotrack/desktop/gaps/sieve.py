"""The line of filters above the gaps."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diplotrack.base.i18n import N_, _, format_date, format_number
from diplotrack.consistency.finding import Severity
from diplotrack.consistency.report import CLOSED, NEW, REOPENED
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.name_filter import NameFilter
from diplotrack.records.enumerations import FindingState
from diplotrack.workspace.gaps import ASKING, ORDERS, Choices, GapSieve

ANYBODY, MINE, NOBODY = "any", "me", "nobody"
LOOKED = "looked"
BECAME = {
    NEW: N_("New since last check ({count})"),
    REOPENED: N_("Back since last check ({count})"),
    CLOSED: N_("Closed since last check ({count})"),
}


class SieveLine(QWidget):
    """State, severity, rule, partner, whose, what is new, and the order. ``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, context: Context, last_look: datetime | None) -> None:
        super().__init__()
        self._theme = context.theme
        self._last_look = last_look
        self._me = ""
        self.states = self._combo(_("State"))
        for words, states in (
            (_("To be dealt with"), ASKING),
            *((str(one.label), (one,)) for one in FindingState),
            (_("All"), None),
        ):
            self.states.addItem(words, states)
        self.severity = self._combo(_("Severity"))
        self.severity.addItem(_("Any severity"), "")
        for level in reversed(Severity):
            self.severity.addItem(str(level.label), level.value)
        self.rule = self._combo(_("Rule"))
        self.rule.addItem(_("Any rule"), "")
        self.whose = self._combo(_("Assigned to"))
        for words, value in (
            (_("Anyone’s"), ANYBODY),
            (_("Assigned to me"), MINE),
            (_("Nobody’s yet"), NOBODY),
        ):
            self.whose.addItem(words, value)
        self.partner = NameFilter(context, "party", _("Partner"), 28)
        self.partner.narrowed.connect(self.changed)
        self.became = self._combo(_("Since when"))
        self.became.addItem(_("Whenever found"), "")
        if last_look is not None:
            words = _("New since my last look ({day})").format(day=format_date(last_look.date()))
            self.became.addItem(words, LOOKED)
        self.order = self._combo(_("Order"))
        for name, label in ORDERS:
            self.order.addItem(str(label), name)
        self._flow = FlowLayout(self)
        for widget in (
            self.states,
            self.severity,
            self.rule,
            self.partner,
            self.whose,
            self.became,
            self.order,
        ):
            self._flow.addWidget(widget)
        self._dress()
        self._theme.changed.connect(self._dress)

    def sieve(self) -> GapSieve:
        """What is chosen."""
        whose = self.whose.currentData()
        assignee = {ANYBODY: None, MINE: self._me, NOBODY: ""}.get(whose, whose)
        became = self.became.currentData()
        return GapSieve(
            states=self.states.currentData(),
            severity=self.severity.currentData(),
            rule=self.rule.currentData(),
            party=self.partner.held.id if self.partner.held is not None else None,
            assignee=assignee,
            since=self._last_look if became == LOOKED else None,
            became="" if became == LOOKED else became,
            order=self.order.currentData(),
        )

    def offer(self, choices: Choices) -> None:
        """Offer the rules that found something, and those who were given gaps; what is chosen stays chosen."""
        self._me = choices.me
        self._refill(self.rule, 1, [(f"{code} {title}", code) for code, title in choices.rules])
        self._refill(self.whose, 3, [(name, name) for name in choices.assignees if name != choices.me])
        counted = [
            (str(BECAME[name]).format(count=format_number(n)), name) for name, n in choices.became if n
        ]
        self._refill(self.became, 1 if self._last_look is None else 2, counted)
        self.became.setVisible(self.became.count() > 1)

    def show_all(self) -> None:
        """Let everything through, whatever its state."""
        for combo in (self.severity, self.rule, self.whose, self.became):
            combo.setCurrentIndex(0)
        self.states.setCurrentIndex(self.states.count() - 1)
        self.partner.blockSignals(True)
        self.partner.hold(None)
        self.partner.blockSignals(False)

    @staticmethod
    def _refill(combo: Combo, keep: int, items: list[tuple[str, str]]) -> None:
        chosen = combo.currentData()
        while combo.count() > keep:
            combo.removeItem(keep)
        for words, value in items:
            combo.addItem(words, value)
        place = combo.findData(chosen)
        combo.setCurrentIndex(max(0, place))

    def _combo(self, name: str) -> Combo:
        combo = Combo(self._theme)
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.activated.connect(lambda _place: self.changed.emit())
        return combo

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._flow.setSpacing(space(2))
        for combo, wide in (
            (self.states, 38),
            (self.severity, 30),
            (self.rule, 36),
            (self.whose, 34),
            (self.became, 56),
            (self.order, 33),
        ):
            combo.setFixedWidth(space(wide))
