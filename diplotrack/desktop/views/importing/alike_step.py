"""The step of what looks the same: people and engagements coming in that may be there already.

Nothing is joined unasked.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import N_, _, format_number, ngettext
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.views.duplicates.choice_card import ChoiceCard
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.importing.alike_rows import AlikeDelegate, AlikeRows, answer_words
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.desktop.views.importing.two_panes import scrolling_card, two_panes
from diplotrack.exchange.incoming.trial import Trial
from diplotrack.exchange.likeness.newcomers import Alike
from diplotrack.records import KINDS
from diplotrack.workspace import Workspace


class AlikeView(QListView):
    """s says that the two are the same, a that they are not: ``said(bool)``."""

    said = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key decides."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_S, Qt.Key.Key_A):
            self.said.emit(event.key() == Qt.Key.Key_S)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters decide, they do not search."""


class AlikeStep(Step):
    """``answered(Alike, bool)``: whether the two are the same."""

    label = N_("Looks the same")
    icon = "duplicates"
    answered = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows = AlikeRows(self)
        self.view = AlikeView()
        self._is_known = False
        self._empty = EmptyState(context.theme, self.icon)
        self._lay_out()
        self._connect()
        self.dress()

    @property
    def mark(self) -> Mark:
        """So many pairs nothing was said about."""
        if not self._is_known:
            return Mark()
        return Mark(is_open=True, is_done=True, asking=self.rows.asking)

    def show_trial(self, trial: Trial | None, same: dict[str, int | str]) -> None:
        """List what the trial found alike; what was said stays said."""
        here = self.rows.at(self.view.currentIndex().row())
        self._is_known = trial is not None
        self.rows.show_pairs(trial.result.alike if trial is not None else (), same)
        self._body.setCurrentIndex(0 if self.rows.pairs else 1)
        if trial is not None:
            self._empty.say(
                _("Nothing looks the same"),
                _("No person and no engagement that comes in looks like one that is there."),
            )
        if self.rows.pairs:
            keys = [(one.key, one.choice) for one in self.rows.pairs]
            place = (
                keys.index((here.key, here.choice))
                if here is not None and (here.key, here.choice) in keys
                else 0
            )
            self.view.setCurrentIndex(self.rows.index(place))
        self._tell()
        self._point()

    def forget(self) -> None:
        """Another file."""
        self._is_known = False
        self.rows.forget()

    def take_keyboard(self) -> None:
        """The pairs take the keyboard."""
        self.view.setFocus()

    def say(self, same: bool) -> None:
        """Say of the pair under the cursor whether the two are the same, and go to the next open one."""
        row = self.view.currentIndex().row()
        one = self.rows.at(row)
        if one is None:
            return
        self.rows.say(row, same)
        self.answered.emit(one, same)
        following = self.rows.next_open(row)
        if following >= 0:
            self.view.setCurrentIndex(self.rows.index(following))
        self._tell()
        self._point()
        self.settled.emit()

    def say_all(self) -> None:
        """Say of each open pair at least as likely as the one under the cursor that the two are the same."""
        one = self.rows.at(self.view.currentIndex().row())
        if one is None:
            return
        for row in self._open_from(one.score):
            pair = self.rows.pairs[row]
            self.rows.say(row, True)
            self.answered.emit(pair, True)
        self._tell()
        self._point()
        self.settled.emit()

    def _open_from(self, score: int) -> list[int]:
        """The rows of open pairs of at least that score; of each newcomer the likeliest alone."""
        found: dict[str, int] = {}
        for row, pair in enumerate(self.rows.pairs):
            if pair.score >= score and self.rows.said(pair) is None:
                found.setdefault(pair.key, row)
        return list(found.values())

    def dress(self) -> None:
        """Sizes and colours changed."""
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(5), space(4), space(5), space(4))
        self._column.setSpacing(space(2))
        self._told.setContentsMargins(space(4), 0, space(4), space(2.5))
        self._card.setMinimumWidth(space(80))
        self.view.doItemsLayout()

    def _tell(self) -> None:
        asking = self.rows.asking
        told = ngettext(
            "{count} that comes in looks like one that is there. Unless you say that they are the same, both are kept.",
            "{count} that come in look like some that are there. Unless you say that they are the same, both are kept.",
            asking,
        )
        self._told.setText(
            told.format(count=format_number(asking))
            if asking
            else _("All of them are decided.")
            if self.rows.pairs
            else ""
        )

    def _point(self) -> None:
        """The pair under the cursor, side by side."""
        one = self.rows.at(self.view.currentIndex().row())
        self._card.setVisible(one is not None)
        if one is None:
            return
        self._score.setText(_("{score} of 100").format(score=format_number(one.score)))
        self._why.setText("\n".join(one.reasons))
        said = self.rows.said(one)
        self._answer.setText(answer_words(said))
        self._fill(self.coming, _("Coming in"), one.name, one.told)
        is_there = one.other is not None
        self._fill(self.there, _("In the ledger") if is_there else _("Coming in as well"), one.other_name, "")
        self.open_button.setVisible(is_there)
        becomes = _("It becomes part of the record; what the record says stays.")
        self.same_button.say(_("The same (S)"), becomes if is_there else _("They come in as one."))
        alike = self._open_from(one.score)
        self.all_button.setVisible(len(alike) > 1)
        told = _("The same: all {count} of {score} and more").format(
            count=format_number(len(alike)), score=format_number(one.score)
        )
        self.all_button.setText(isolated(told))
        self.all_button.setAccessibleName(told)
        for card, state in ((self.same_button, True), (self.another_button, False)):
            card.setChecked(said is state)
        if one.other is not None:
            self._describe(one)

    def _describe(self, one: Alike) -> None:
        """What the ledger says of the record, read when somebody looks."""
        other = one.other
        assert other is not None
        columns = [
            name for name in KINDS[other.kind].__kind__.columns if name != KINDS[other.kind].__kind__.title
        ]

        def read(workspace: Workspace) -> str:
            from diplotrack.desktop.models.rows import read_rows

            rows = read_rows(workspace, other.kind, [other.id], columns)
            return "\n".join(text for row in rows.values() for text in row.texts if text)

        def show(words: str) -> None:
            if self.rows.at(self.view.currentIndex().row()) is one:
                self._fill(self.there, _("In the ledger"), one.other_name, words)

        self._context.read(read, show, owner=self, key=(id(self), "other"))

    @staticmethod
    def _fill(pane: tuple[QLabel, QLabel, QLabel], head: str, name: str, told: str) -> None:
        for label, words in zip(pane, (head, name, told), strict=True):
            label.setText(isolated(words))
            label.setVisible(bool(words))

    def _open(self) -> None:
        one = self.rows.at(self.view.currentIndex().row())
        if one is not None and one.other is not None:
            self._context.open_in_tab(one.other.kind, one.other.id)

    def _lay_out(self) -> None:
        theme = self._context.theme
        view = self.view
        view.setModel(self.rows)
        view.setItemDelegate(AlikeDelegate(theme, view))
        view.setAccessibleName(_("What looks the same"))
        view.setProperty("role", "pane")
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._card, self._column = scrolling_card()
        self._score, self._why, self._answer = _label("title"), _label("muted"), _label("section")
        self.coming, self.there = _side(), _side()
        sides = QHBoxLayout()
        sides.setSpacing(theme.scale.space(5))
        for pane in (self.coming, self.there):
            inner = QVBoxLayout()
            inner.setSpacing(theme.scale.space(1))
            for label in pane:
                inner.addWidget(label)
            inner.addStretch(1)
            sides.addLayout(inner, 1)
        self.open_button = push_button(_("Look at the record"), self._open, "flat", _("In a tab of its own"))
        self.same_button = ChoiceCard(
            theme, _("The same (S)"), detail=_("It becomes part of the record; what the record says stays.")
        )
        self.another_button = ChoiceCard(theme, _("Another (A)"), detail=_("Both are kept."))
        self.same_button.clicked.connect(lambda _on: self.say(True))
        self.another_button.clicked.connect(lambda _on: self.say(False))
        for widget in (self._score, self._why):
            self._column.addWidget(widget)
        self._column.addLayout(sides)
        self._column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self._answer)
        for card in (self.same_button, self.another_button):
            self._column.addWidget(card)
        self.all_button = push_button("", self.say_all, "flat")
        self._column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        holder = QWidget()
        self._body = QStackedLayout(holder)
        self._body.addWidget(two_panes(view, self._card, (440, 560)))
        self._body.addWidget(self._empty)
        self._told = _label("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._told)
        column.addWidget(holder, 1)

    def _connect(self) -> None:
        self.view.said.connect(self.say)
        self.view.selectionModel().currentChanged.connect(lambda *_where: self._point())


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(leading_edge())
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def _side() -> tuple[QLabel, QLabel, QLabel]:
    """A head, a name, and what is told of it."""
    return _label("section"), _label("lead"), _label("muted")
