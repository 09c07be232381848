"""The choices of a document: its own first, then those that every document has, folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import FlagInput, Input
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.reports.asked import TicksInput, ask_input, chosen, show
from diplotrack.records.display import Mention
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.printing import COMMON, Ask, Order, Report, order

HALF = {"day": 6, "choice": 6, "scale": 6, "flag": 6, "number": 6}
"""Columns of twelve that a type of field takes here, where the others take the whole width."""


class Incomplete(Exception):
    """Something that the document must be told is missing, or is in the middle of being typed."""

    def __init__(self, ask: Ask, *, is_typing: bool = False) -> None:
        super().__init__(ask.name)
        self.ask = ask
        self.is_typing = is_typing


class ChoicesPane(QWidget):
    """``changed(bool)`` follows each change by hand, with whether it was typed (and goes on, as a rule)."""

    changed = Signal(bool)

    def __init__(self, context: Context, scheme: str) -> None:
        super().__init__()
        self._context, self._scheme = context, scheme
        self.report: Report | None = None
        self.inputs: dict[str, Input] = {}
        self._captions: dict[tuple[str, int], str] = {}
        self._grid: Grid | None = None
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._advice = QLabel(), QLabel()
        self._title.setProperty("role", "lead")
        self._advice.setProperty("role", "muted")
        for label in (self._title, self._advice):
            label.setWordWrap(True)
            label.setAlignment(leading_edge())
        self.unfold = QPushButton(_("Copy, marking, paper"))
        self.unfold.setCheckable(True)
        self.unfold.setAutoDefault(False)
        self.unfold.setProperty("role", "link")
        self.unfold.setAccessibleName(_("Copy, marking, paper"))
        self.unfold.toggled.connect(self._fold)
        self._common = Grid(context.theme)
        self._common_inputs: dict[str, Input] = {}
        for ask in COMMON:
            self._common_inputs[ask.name] = self._make(ask, self._common)
        self._common.hide()
        self._column = QVBoxLayout(self)
        self._acts = [
            self._link(name, words)
            for name, words in (
                ("keep_report", _("Keep under a name…")),
                ("batch_report", _("One for each…")),
            )
        ]
        for widget in (self._title, self._advice, self.unfold, self._common, *self._acts):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.dress()

    def show_order(self, report: Report, wanted: Order, mentions: Mapping[str, Sequence[Mention]]) -> None:
        """Show the choices of that document as the order has them."""
        self._title.setText(str(report.label))
        self._advice.setText(str(report.advice))
        for those in mentions.values():
            self._captions.update({(one.kind, one.id): one.caption for one in those})
        if report is not self.report:
            self._set_up(report)
        for ask in report.asks:
            show(self.inputs[ask.name], ask, wanted.choices.get(ask.name), mentions.get(ask.name, ()))
        for ask in COMMON:
            show(self.inputs[ask.name], ask, getattr(wanted, ask.name), mentions.get(ask.name, ()))
        self.inputs["copy"].setVisible(report.internal is None)
        if any(wanted.as_json().get(ask.name) for ask in COMMON):
            self.unfold.setChecked(True)

    def order(self, without: str = "") -> Order:
        """What is chosen, passing over the ask of the name ``without``.

        Raises Incomplete, and UserError (told at its input too) for what cannot be read.
        """
        assert self.report is not None  # a document is shown from the beginning
        given: dict[str, Any] = {}
        for ask in (*self.report.asks, *COMMON):
            one = self.inputs[ask.name]
            if ask.name == without:
                continue
            if self._is_typing(one):
                raise Incomplete(ask, is_typing=True)
            try:
                value = chosen(one, ask)
            except UserError as error:
                one.complain(error.sentence)
                raise
            if value is None and ask.field.required:
                raise Incomplete(ask)
            if value is not None and not (ask.name == "copy" and self.report.internal):
                given[ask.name] = value
        return order(self.report.name, **given)

    def dress(self) -> None:
        """Take the sizes in force."""
        theme = self._context.theme
        self._column.setContentsMargins(theme.scale.space(4), theme.scale.space(3), theme.scale.space(4), 0)
        self._column.setSpacing(theme.scale.space(3))
        side = theme.scale.space(4)
        self.unfold.setIconSize(QSize(side, side))
        for button, icon in zip(self._acts, ("view", "tree"), strict=True):
            button.setIcon(theme.icon(icon, theme.palette.accent))
            button.setIconSize(QSize(side, side))
        self._fold(self.unfold.isChecked())

    # how it is built

    def _link(self, name: str, words: str) -> QPushButton:
        """Does what the command of that name does."""
        action = self._context.commands.action(name)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return push_button(words, action.trigger, "link", f"{action.text()} ({keys})")

    def _set_up(self, report: Report) -> None:
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
        self.report = report
        self._grid = Grid(self._context.theme)
        self.inputs = {ask.name: self._make(ask, self._grid) for ask in report.asks}
        self.inputs.update(self._common_inputs)
        self._column.insertWidget(2, self._grid)
        self._grid.setVisible(bool(report.asks))

    def _make(self, ask: Ask, grid: Grid) -> Input:
        one = ask_input(self._context, ask, self._scheme, self._caption_of)
        by_hand = isinstance(one.focusProxy(), QLineEdit) and not isinstance(one, ReferenceInput)
        one.edited.connect(lambda: self.changed.emit(by_hand))
        if isinstance(one, FlagInput):
            one.label.hide()  # nothing stands beside it with which it would have to line up
        if isinstance(one, ReferenceInput):
            one.line.editingFinished.connect(lambda: self.changed.emit(False))
        grid.add(one, 12 if isinstance(one, TicksInput) else HALF.get(ask.field.type, 12))
        return one

    def _caption_of(self, kind: str, record_id: int) -> str:
        return self._captions.get((kind, record_id), "")

    @staticmethod
    def _is_typing(one: Input) -> bool:
        """Whether a name is being typed: half of it names nobody yet."""
        return isinstance(one, ReferenceInput) and one.line.hasFocus() and isinstance(one.value(), Newcomer)

    def _fold(self, on: bool) -> None:
        self._common.setVisible(on)
        theme = self._context.theme
        self.unfold.setIcon(theme.icon("up" if on else "down", theme.palette.accent))
