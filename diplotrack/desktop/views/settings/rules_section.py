"""The rules: each on or off, each threshold with its default and unit; a change is checked in the background."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import _, format_number
from diplotrack.consistency.draft.thresholds import THRESHOLDS
from diplotrack.consistency.rule import Rule, Threshold
from diplotrack.consistency.rules import RULES
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.settings.section import SectionPane, SettingRow

CHECK_AFTER = 900
"""Milliseconds after the last change before the rules that it concerns are run."""
LARGEST = 9999


class Number(QLineEdit):
    """A whole number; it is taken when the line is left, the arrow keys change it by one."""

    changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QIntValidator(1, LARGEST, self))
        self._kept = 0
        self.editingFinished.connect(lambda: self.take(int(self.text())))

    def show_number(self, number: int) -> None:
        """Show the number that is kept."""
        self._kept = number
        self.setText(str(number))

    def take(self, number: int) -> None:
        """Show a number as if it had been typed."""
        if number != self._kept and 1 <= number <= LARGEST:
            self.show_number(number)
            self.changed.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down change it by one."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.take(self._kept + step)


class RulesSection(SectionPane):
    """Made from the rules themselves."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _("Rules and thresholds"))
        self._context = context
        self._to_check: set[str] = set()
        self.work = LongWork(context, self)
        self.switches: dict[str, Tick] = {}
        self.numbers: dict[str, Number] = {}
        self._resets: dict[str, QToolButton] = {}
        self._defaults = {one.key: one.default for rule in RULES for one in rule.thresholds}
        self._defaults |= {one.key: one.default for one in THRESHOLDS}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(CHECK_AFTER)
        self._later.timeout.connect(self._check)
        self.rows.insertWidget(1, ProgressStrip(context, self.work))
        for rule in RULES:
            self.add(self._rule(rule))
        self.add(SettingRow(context.theme, _("Draft check"), _("Thresholds of the check of a draft text.")))
        for one in THRESHOLDS:
            self.add(self._threshold(one, ""))
        self.load()

    def load(self) -> None:
        """Show what is kept now."""
        self._context.read(
            lambda workspace: (
                dict(workspace.check.settings().thresholds),
                {rule.code for rule in RULES if workspace.check.is_on(rule.code)},
            ),
            self._show,
            owner=self,
            key=(id(self), "rules"),
        )

    def _show(self, kept: tuple[dict[str, int], set[str]]) -> None:
        thresholds, on = kept
        for key, number in self.numbers.items():
            number.show_number(thresholds[key])
            self._resets[key].setVisible(thresholds[key] != self._defaults[key])
        for code, tick in self.switches.items():
            tick.blockSignals(True)
            tick.setChecked(code in on)
            tick.blockSignals(False)

    def _rule(self, rule: Rule) -> QWidget:
        space = self.theme.scale.space
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2.5))
        tick = Tick(f"{rule.code}  {rule.title}".replace("&", "&&"), self.theme)
        tick.setAccessibleName(_("{rule} is on").format(rule=f"{rule.code} {rule.title}"))
        tick.toggled.connect(partial(self._switch, rule.code))
        self.switches[rule.code] = tick
        fires = QLabel(rule.worded(rule.fires))
        fires.setProperty("role", "small")
        fires.setWordWrap(True)
        fires.setAlignment(leading_edge())
        column.addWidget(tick)
        column.addWidget(fires)
        for one in rule.thresholds:
            column.addWidget(self._threshold(one, rule.code))
        return whole

    def _threshold(self, one: Threshold, code: str) -> QWidget:
        space = self.theme.scale.space
        number = Number()
        number.setAccessibleName(str(one.label))
        number.setFixedWidth(space(20))
        number.changed.connect(partial(self._set, one.key, code))
        unit = QLabel(str(one.unit))
        unit.setProperty("role", "muted")
        reset = QToolButton()
        reset.setText(_("Usual: {number}").format(number=format_number(one.default)))
        reset.setAccessibleName(_("Back to the usual {number}").format(number=format_number(one.default)))
        reset.setProperty("role", "section")
        reset.clicked.connect(partial(self._reset, one.key, code))
        self.numbers[one.key], self._resets[one.key] = number, reset
        inputs = QWidget()
        row = QHBoxLayout(inputs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        for part in (number, unit, reset):
            row.addWidget(part)
        row.addStretch(1)
        return SettingRow(self.theme, str(one.label), "", inputs)

    def _switch(self, code: str, on: bool) -> None:
        self._context.write(
            lambda workspace: workspace.check.switch(code, on=on), lambda _n: self._recheck(code), owner=self
        )

    def _set(self, key: str, code: str, value: int) -> None:
        self._resets[key].setVisible(value != self._defaults[key])
        self._context.write(
            lambda workspace: workspace.check.set_threshold(key, value),
            lambda _n: self._recheck(code),
            owner=self,
        )

    def _reset(self, key: str, code: str) -> None:
        def done(_nothing: None) -> None:
            self.load()
            self._recheck(code)

        self._context.write(lambda workspace: workspace.check.set_threshold(key, None), done, owner=self)

    def _recheck(self, code: str) -> None:
        if code and self.switches[code].isChecked():
            self._to_check.add(code)
            self._later.start()

    def _check(self) -> None:
        if self.work.is_running:
            self._later.start()
            return
        codes, self._to_check = sorted(self._to_check), set()
        self.work.start(
            lambda workspace, progress: workspace.check.run(codes, progress=progress), self._checked
        )

    def _checked(self, report: Any) -> None:
        sentence = _("Checked anew: {new} new gaps, {closed} closed.")
        self._context.say(
            sentence.format(new=format_number(len(report.new)), closed=format_number(len(report.closed)))
        )
