"""What can be decided about gaps: a line of buttons, and below it what a decision needs to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.desktop.button import foot, push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import DayInput, Input, LineInput
from diplotrack.desktop.forms.naming import NameLine
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.records import Field
from diplotrack.records.display import Mention

USUAL_DAYS = 90
"""For how long a waiver holds where nobody says otherwise."""


class Asking(QWidget):
    """A small form below the buttons: one or two lines, a button that decides, one that goes back."""

    decided = Signal()

    def __init__(
        self, context: Context, lines: Sequence[tuple[LineInput | AssigneeInput, int]], words: str
    ) -> None:
        super().__init__()
        space = context.theme.scale.space
        grid = Grid(context.theme)
        for line, columns in lines:
            grid.add(line, columns)
        self._lines = [line for line, _columns in lines]
        self.go = push_button(words, self.decided.emit, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space(2), 0, 0)
        column.setSpacing(space(2))
        column.addWidget(grid)
        column.addLayout(foot(self.hide, self.go))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)
        last = self._lines[-1]
        (last.entered if isinstance(last, AssigneeInput) else last.line.returnPressed).connect(self.decided)
        self.hide()

    def begin(self) -> None:
        """Show it, the keyboard in its first line."""
        self.show()
        self._lines[0].setFocus()


class AssigneeInput(Input):
    """Somebody by name: people complete while one types, any other name is taken as it is. ``entered``: that is it."""

    entered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(Field(N_("To whom")), context.theme)
        self.line = NameLine(context, "person")
        self.hold(self.line)
        self.line.newcomer = _("As written")
        self.line.chosen.connect(self._take)
        self.line.entered.connect(self.entered)
        self.line.textEdited.connect(lambda _words: self.complain(""))

    def _take(self, mention: Mention) -> None:
        self.line.setText(mention.caption)
        self.entered.emit()

    def value(self) -> str:
        """The name."""
        return self.line.text().strip()

    def show_value(self, value: Any) -> None:
        """Write that name, to be typed over."""
        self.line.setText(str(value or ""))
        self.line.selectAll()


class Decisions(QWidget):
    """Tells what was decided; the page carries it out."""

    acknowledged = Signal()
    assigned = Signal(str)
    waived = Signal(str, object)
    """The reason, and the day (date) until which it holds."""
    reopened = Signal()
    opened = Signal()
    fixed = Signal()
    explained = Signal()
    """The rule's own reasons are wanted, or no longer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self.me = ""
        self.fix = _keyed(_("Mend it"), self.fixed.emit, "primary", _("F"))
        self.open = _keyed(_("Open the record"), self.opened.emit, "", _("Enter"))
        self.acknowledge = _keyed(_("Acknowledge"), self.acknowledged.emit, "", _("K"))
        self.assign = _keyed(_("Assign…"), self.begin_assigning, "", _("A"))
        self.waive = _keyed(_("Waive…"), self.begin_waiving, "", _("W"))
        self.reopen = _keyed(_("Reopen"), self.reopened.emit, "", _("O"))
        self.explain = _keyed(_("Why this rule"), self.explained.emit, "flat", _("R"))
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.setSpacing(theme.scale.space(2))
        for button in (
            self.fix,
            self.open,
            self.acknowledge,
            self.assign,
            self.waive,
            self.reopen,
            self.explain,
        ):
            flow.addWidget(button)
        flow.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(buttons)
        self._column = column

    # The two small forms are made when they are first asked for: the page opens without their cost.

    @cached_property
    def reason(self) -> LineInput:
        """Why a gap may stand."""
        field = Field(N_("Why it may stand"), help=N_("Your answer, should somebody ask."))
        return LineInput(field, self._context.theme)

    @cached_property
    def until(self) -> DayInput:
        """Until when it may."""
        made = DayInput(Field(N_("Until"), "day"), self._context.theme)
        made.show_value(PartialDate.day(clock.today() + timedelta(days=USUAL_DAYS)))
        return made

    @cached_property
    def assignee(self) -> AssigneeInput:
        """To whom it is given."""
        return AssigneeInput(self._context)

    @cached_property
    def waiving(self) -> Asking:
        """Asks why and until when."""
        made = Asking(self._context, [(self.reason, 8), (self.until, 4)], _("Waive"))
        made.decided.connect(self._waive)
        self._column.addWidget(made)
        return made

    @cached_property
    def assigning(self) -> Asking:
        """Asks to whom."""
        made = Asking(self._context, [(self.assignee, 12)], _("Assign"))
        made.decided.connect(self._assign)
        self._column.addWidget(made)
        return made

    def follow(self, chosen: int, *, can_reopen: bool) -> None:
        """Offer what can be done with so many chosen gaps."""
        for button in (self.acknowledge, self.assign, self.waive):
            button.setEnabled(chosen > 0)
        for button in (self.open, self.fix, self.explain):
            button.setEnabled(chosen == 1)
        self.reopen.setVisible(can_reopen)
        self.count.setText(_("{count} chosen").format(count=chosen) if chosen > 1 else "")

    def name_fix(self, words: str) -> None:
        """Say what the first button opens; nothing can be opened where ``words`` are empty."""
        self.fix.setVisible(bool(words))
        self.fix.setText(words)
        self.fix.setAccessibleName(words)

    def begin_assigning(self) -> None:
        """Ask to whom; I am the first guess."""
        if self.assign.isEnabled():
            self.assignee.show_value(self.assignee.value() or self.me)
            self._ask(self.assigning)
            self.assignee.line.selectAll()

    def begin_waiving(self) -> None:
        """Ask why and until when."""
        if self.waive.isEnabled():
            self._ask(self.waiving)

    def settle(self) -> None:
        """A decision was carried out."""
        for name in ("waiving", "assigning"):
            if name in self.__dict__:
                getattr(self, name).hide()
        if "reason" in self.__dict__:
            self.reason.show_value("")

    def _ask(self, asking: Asking) -> None:
        for name in ("waiving", "assigning"):
            if name in self.__dict__:
                getattr(self, name).hide()
        asking.begin()

    def _waive(self) -> None:
        if not self.reason.value():
            self.reason.complain(_("A waiver needs a reason."))
            self.reason.setFocus()
            return
        try:
            until = self.until.value()
        except UserError as error:
            self.until.complain(error.sentence)
            return
        if not isinstance(until, PartialDate):
            self.until.complain(_("A waiver ends on a day; write it, such as “in 3 months”."))
            return
        day: date = until.latest
        self.waived.emit(self.reason.value(), day)

    def _assign(self) -> None:
        if not self.assignee.value():
            self.assignee.complain(_("Say to whom."))
            return
        self.assigned.emit(self.assignee.value())


def _keyed(words: str, act: Callable[[], object], role: str, key: str) -> QPushButton:
    return push_button(words, act, role, f"{words.rstrip('…')} ({key})")
