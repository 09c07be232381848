"""What the page is about: an objective with or without its parts, a partner, a window of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, Label, _
from diplotrack.consistency.saydo.ledger import Window
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.inputs import DayInput
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.records import Field
from diplotrack.workspace.saydo import PUBLIC, USUAL_DAYS, Aim

EVER, BETWEEN = -1, -2
"""In place of a number of days: all time, and between two days that are typed."""
SPANS: tuple[tuple[Label, int], ...] = (
    (N_("Last 90 days"), 90),
    (N_("Last 12 months"), USUAL_DAYS),
    (N_("Last 2 years"), 730),
    (N_("Last 5 years"), 1826),
    (N_("All time"), EVER),
    (N_("Between two days"), BETWEEN),
)
ALL = -1
"""The partner of whom "all" is the word: identifiers are above 0, and ``PUBLIC`` is 0."""
WIDE, NARROW = 72, 46
"""Widths of the boxes in units of the space scale."""


class Choice(NamedTuple):
    """What is to be shown; ``partner`` as the workspace knows it."""

    objective: int
    partner: int | None
    window: Window
    with_parts: bool


class Choices(QWidget):
    """``chosen()`` follows every change; ``objective_chosen()`` comes first where the partners are others now."""

    chosen = Signal()
    objective_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._today = date.min
        self.objective, self.partner, self.span = Combo(theme), Combo(theme), Combo(theme)
        self.objective.setAccessibleName(_("Objective"))
        self.partner.setAccessibleName(_("Partner"))
        self.span.setAccessibleName(_("Window of time"))
        self.parts = Tick(_("With its parts"), theme)
        self.parts.setChecked(True)
        for label, days in SPANS:
            self.span.addItem(str(label), days)
        self.span.setCurrentIndex(1)
        self.first = DayInput(Field(N_("From"), "day"), theme)
        self.last = DayInput(Field(N_("Until"), "day"), theme)
        self._flow = FlowLayout(self)
        for widget in (self.objective, self.partner, self.span, self.parts, self.first, self.last):
            self._flow.addWidget(widget)
        self.objective.currentIndexChanged.connect(lambda _at: self.objective_chosen.emit())
        self.parts.toggled.connect(lambda _on: self.objective_chosen.emit())
        self.partner.currentIndexChanged.connect(lambda _at: self.chosen.emit())
        self.span.currentIndexChanged.connect(lambda _at: self._turn())
        for day in (self.first, self.last):
            day.line.editingFinished.connect(self._typed)
            day.hide()
        theme.changed.connect(self._dress)
        self._dress()

    def show_aims(self, aims: Sequence[Aim], today: date, preferred: int | None) -> None:
        """Offer these objectives; the chosen one stays, at first the preferred one is."""
        self._today = today
        kept = self.objective.currentData() or preferred
        with QSignalBlocker(self.objective):
            self.objective.clear()
            for one in aims:
                self.objective.addItem(f"{one.code}  {one.title}", one.id)
            self.objective.setCurrentIndex(max(0, self.objective.findData(kept)))

    def show_partners(self, partners: dict[int, str]) -> None:
        """Offer these partners; the chosen one stays where it is among them."""
        kept = self.partner.currentData()
        with QSignalBlocker(self.partner):
            self.partner.clear()
            self.partner.addItem(_("All partners"), ALL)
            self.partner.addItem(_("The public, nobody named"), PUBLIC)
            for party, name in partners.items():
                self.partner.addItem(name, party)
            self.partner.setCurrentIndex(max(0, self.partner.findData(kept)))

    @property
    def choice(self) -> Choice | None:
        """What is chosen; None where there is no objective, or the days typed make no window."""
        objective, window = self.objective.currentData(), self.stretch
        if objective is None or window is None:
            return None
        partner = self.partner.currentData()
        who = None if partner is None or partner == ALL else int(partner)
        return Choice(int(objective), who, window, self.parts.isChecked())

    @property
    def stretch(self) -> Window | None:
        """From which day until which."""
        days = self.span.currentData()
        if days == EVER:
            return Window(date.min, self._today)
        if days != BETWEEN:
            return Window(self._today - timedelta(days=days), self._today)
        first, last = self._day(self.first), self._day(self.last)
        start, end = first.earliest if first else date.min, last.latest if last else self._today
        if end < start:
            self.last.complain(_("This is before the first day."))
            return None
        return Window(start, end)

    def _day(self, one: DayInput) -> PartialDate | None:
        try:
            value = one.value()
        except UserError:
            return None
        return value if isinstance(value, PartialDate) else None

    def _turn(self) -> None:
        is_typed = self.span.currentData() == BETWEEN
        for day in (self.first, self.last):
            day.setVisible(is_typed)
        if is_typed and not self.first.words:
            start = self._today - timedelta(days=USUAL_DAYS)
            self.first.show_value(PartialDate.day(start))
            self.last.show_value(PartialDate.day(self._today))
        self.chosen.emit()

    def _typed(self) -> None:
        self.last.complain("")
        self.chosen.emit()

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._flow.setSpacing(space(2))
        self.objective.setFixedWidth(space(WIDE))
        # On one line with the boxes.
        self.parts.setMinimumHeight(self.span.sizeHint().height())
        for one in (self.partner, self.span):
            one.setFixedWidth(space(NARROW))
        for day in (self.first, self.last):
            day.setFixedWidth(space(NARROW))
