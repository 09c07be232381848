"""The proposal in front, opened: the words it came from, why, other readings, what else is said of it, the answers."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput, Input, LineInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.forms.offering import LONGEST, OfferChip
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.instead import field_of, further_input, input_instead, shown_as, value_of
from diplotrack.desktop.views.intake.looks import sureness
from diplotrack.records.choice import Choice
from diplotrack.workspace.intake import Proposal, Rival

AROUND = 48
"""Letters that are shown before and after the words."""
WIDTHS = {"capacity": 2}
"""How much wider one input is than another beside it."""
RIVALS, CHOICES = 9, 4
"""Other readings that a number key chooses; where more are but the rest of an enumeration, its list shows them."""


class ProposalCard(QWidget):
    """Stands below the line of the proposal in front. The signals tell what somebody decided there."""

    accepted = Signal()
    refused = Signal()
    taken = Signal(object, object, str)
    """The proposal, a value instead of its own, and how that is shown."""
    said = Signal(object, str, object)
    """The proposal, and what else is said of its party or person: column and value."""
    resized = Signal()
    left = Signal()

    def __init__(
        self,
        context: Context,
        answering: Answering,
        one: Proposal,
        parent: QWidget,
        *,
        has_quote: bool = True,
    ) -> None:
        super().__init__(parent)
        self._context, self._answering, self.proposal = context, answering, one
        self.instead: Input | None = None
        self._is_written = False
        self.further: dict[str, Input] = {}
        self.rivals: list[OfferChip] = []
        self._column = QVBoxLayout(self)
        space = context.theme.scale.space
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1.5))
        self.setAccessibleName(str(one.about.label))
        if one.spans and has_quote:
            self._column.addWidget(self._label(self._quoted(), "muted", is_rich=True))
        self._column.addWidget(self._label(self._reasons(), "small"))
        if one.flag:
            self._column.addWidget(self._label(one.flag, "warn"))
        self._lay_rivals()
        self._lay_further()
        self._place = QVBoxLayout()
        self._column.addLayout(self._place)
        self._lay_answers()

    def edit(self) -> bool:
        """Open the input for another value, with the keyboard in it; returns whether there is one."""
        if self.instead is None:
            one, answering = self.proposal, self._answering
            made = input_instead(self._context, one, answering.value(one), answering.shown(one))
            if made is None:
                return False
            self.instead = made
            made.edited.connect(self._wrote)
            if isinstance(made, ReferenceInput):
                made.taken.connect(lambda _mention: self.settle())
            if isinstance(made, ChoiceInput):
                made.edited.connect(self.settle)
            self._place.addWidget(made)
            made.show()
        self.instead.setFocus()
        if isinstance(self.instead, LineInput | ReferenceInput):
            self.instead.line.selectAll()
        return True

    def settle(self) -> None:
        """Take what was written as the value; a complaint stands below it where it cannot be read."""
        if self.instead is None:
            return
        before = self._answering.value(self.proposal)
        try:
            value = value_of(self.instead, before)
        except UserError as error:
            self.instead.complain(error.sentence)
            return
        shown = shown_as(self.instead, value)
        if value in (None, "") or not shown:
            self.instead.complain(_("Write what is to be recorded, or refuse it."))
            return
        self._is_written = False
        self.taken.emit(self.proposal, value, shown)

    def leave(self) -> None:
        """Another comes to the front: what was written here and can be read is taken."""
        for column, made in self.further.items():
            if isinstance(made, LineInput):
                self._say(column)
        if self._is_written:
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is written or presses the button; Esc goes back to the list; the rest stays here."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _is_with_control(event):
            if isinstance(focused, QPushButton):
                focused.click()
            elif self.instead is not None and self.instead.isAncestorOf(focused):
                self.settle()
            else:
                self.left.emit()
        elif _is_with_control(event):
            event.ignore()
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Letters written here are no answers for the list around it; what grows in it has the line grow."""
        if event.type() == QEvent.Type.LayoutRequest and self.heightForWidth(self.width()) != self.height():
            self.resized.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(not _is_with_control(event))
            return event.isAccepted()
        return super().event(event)

    def _wrote(self) -> None:
        self._is_written = True

    # how it is built

    def _quoted(self) -> str:
        """The words in their surroundings, as HTML; how often the text has them besides."""
        text, span = self._answering.reading.text, self.proposal.spans[0]
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        before = text[max(start, span.start - AROUND) : span.start]
        after = text[span.end : min(len(text) if end < 0 else end, span.end + AROUND)]
        if span.start - AROUND > start:
            before = "…" + before.partition(" ")[2]
        if span.end + AROUND < (len(text) if end < 0 else end):
            after = after.rpartition(" ")[0] + "…"
        style = f"color:{self._context.theme.palette.text}; font-weight:600"
        words = f'<span style="{style}">{html.escape(text[span.start : span.end])}</span>'
        said = f"“{html.escape(before)}{words}{html.escape(after)}”"
        more = sum(one.end <= span.start or one.start >= span.end for one in self.proposal.spans)
        if more:
            again = ngettext("and in {n} more place", "and in {n} more places", more)
            said += f" &nbsp; {html.escape(again.format(n=format_number(more)))}"
        return said

    def _reasons(self) -> str:
        sure = sureness(self.proposal)
        return f"{self.proposal.why}  ·  {sure}" if self.proposal.why else sure

    def _lay_rivals(self) -> None:
        rivals = rivals_of(self.proposal)
        if not rivals:
            return
        flow, holder = _flow(self._context)
        for number, rival in enumerate(rivals, 1):
            words = rival.shown if len(rival.shown) <= LONGEST else f"{rival.shown[: LONGEST - 1].rstrip()}…"
            chip = OfferChip(isolated(f"{number}   {words}").replace("&", "&&"))
            chip.setProperty("role", "offer")
            chip.setAutoDefault(False)
            chip.setAccessibleName(_("Rather {reading}").format(reading=rival.shown))
            chip.setToolTip(_("{reading}: key {number}").format(reading=rival.shown, number=number))
            chip.clicked.connect(partial(self._choose, number - 1))
            flow.addWidget(chip)
            self.rivals.append(chip)
        holder.setAccessibleName(_("Other readings"))
        self._column.addWidget(holder)

    def _choose(self, number: int, _on: bool = False) -> None:
        rival = self.proposal.rivals[number]
        self.taken.emit(self.proposal, rival.value, rival.shown)

    def _lay_further(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._context.theme.scale.space(2))
        for column, value in self._answering.further(self.proposal).items():
            made = further_input(self._context, self.proposal, column, value)
            if made is None:
                continue
            self.further[column] = made
            say = partial(self._say, column)
            if isinstance(made, LineInput):
                made.line.editingFinished.connect(say)
            else:
                made.edited.connect(say)
            row.addWidget(made, WIDTHS.get(column, 1), Qt.AlignmentFlag.AlignTop)
        if self.further:
            self._column.addLayout(row)

    def _say(self, column: str) -> None:
        try:
            value = self.further[column].value()
        except UserError:
            return  # the input complains itself
        self.said.emit(self.proposal, column, value)

    def _lay_answers(self) -> None:
        flow, holder = _flow(self._context)
        state = self._answering.state(self.proposal)
        if state != "accepted":
            flow.addWidget(self._button(_("Accept"), "Enter", self.accepted.emit))
        if state != "refused":
            flow.addWidget(self._button(_("Refuse"), "Del", self.refused.emit))
        if field_of(self.proposal, self._answering.value(self.proposal)) is not None:
            flow.addWidget(self._button(_("Edit"), "E", self.edit))
        self._column.addWidget(holder)

    def _button(self, words: str, keys: str, act: Callable[[], object]) -> QPushButton:
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button = push_button(words, act, tip=native)
        button.setText(isolated(f"{words}   {native}"))
        button.setProperty("role", "answer")
        return button

    def _label(self, words: str, role: str, *, is_rich: bool = False) -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignTop)
        return label


def rivals_of(one: Proposal) -> tuple[Rival, ...]:
    """The other readings that are offered, each by its number."""
    is_rest = isinstance(one.value, Choice) and len(one.rivals) > CHOICES
    return () if is_rest else one.rivals[:RIVALS]


def _flow(context: Context) -> tuple[FlowLayout, QWidget]:
    """A layout that breaks into lines, and the widget that it fills."""
    holder = QWidget()
    flow = FlowLayout(holder)
    flow.setSpacing(context.theme.scale.space(1.5))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return flow, holder


def _is_with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
