"""Naming another record: a line that completes while one types, over names in any script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.forms.offers import HINT, MENTION, NAME, OfferDelegate
from diplotrack.records import KINDS, Field
from diplotrack.records.display import Mention
from diplotrack.workspace.editing import Completion, Newcomer

PAUSE = 60
"""Milliseconds of rest in typing before names are looked up."""
WIDTH = 90
"""The least width of the list of names, in units of the space scale."""


class NameLine(Line):
    """A line whose words complete to records of one kind."""

    chosen = Signal(object)
    """A Mention, taken from the list."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self._context = context
        self.kind = kind
        self._offers: list[Completion] = []
        self._model = QStandardItemModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(NAME)
        completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setAccessibleName(_("Names found"))
        self._popup.setProperty("role", "popup")
        completer.setPopup(self._popup)
        # After setPopup, which brings a delegate of its own.
        self._popup.setItemDelegate(OfferDelegate(context.theme, self._popup))
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look_up)
        self.textEdited.connect(lambda _words: self._pause.start())

    @property
    def offers(self) -> list[Completion]:
        """What is offered now, likeliest first."""
        return self._offers

    def put_away(self) -> None:
        """Close the list of names."""
        self._pause.stop()
        self._popup.hide()

    def look_up(self) -> None:
        """Ask for the names that the words may begin."""
        words, kind = self.text(), self.kind
        self._context.read(
            lambda workspace: workspace.editing.completions(kind, words),
            self._offer,
            owner=self,
            key=(id(self), "names"),
        )

    def offered(self, words: str) -> Mention | None:
        """The one record on offer that bears that name; None where none or several do."""
        same = [
            one.mention for one in self._offers if one.mention.caption.casefold() == words.strip().casefold()
        ]
        return same[0] if len(same) == 1 else None

    def _offer(self, offers: list[Completion]) -> None:
        self._offers = offers
        self._model.clear()
        for one in offers:
            item = QStandardItem(f"{one.mention.caption}   {one.hint}" if one.hint else one.mention.caption)
            item.setData(one.mention.caption, NAME)
            item.setData(one.hint, HINT)
            item.setData(one.mention, MENTION)
            self._model.appendRow(item)
        if self.hasFocus() and offers and self.text() and self.offered(self.text()) is None:
            self.completer().complete(
                QRect(0, 0, max(self.width(), self._context.theme.scale.space(WIDTH)), self.height())
            )

    def _take(self, _shown: Any) -> None:
        row = self._popup.currentIndex().row()
        taken = self._offers[row].mention if 0 <= row < len(self._offers) else self.offered(self.text())
        if taken is not None:
            self.chosen.emit(taken)


class ReferenceInput(Input):
    """Another record, by its name."""

    taken = Signal(object)
    """The Mention that it holds now, after somebody chose it."""

    def __init__(self, field: Field, context: Context, caption_of: Callable[[str, int], str]) -> None:
        super().__init__(field, context.theme)
        self._caption_of = caption_of
        self._held: Mention | None = None
        self.line = NameLine(context, field.refers)
        kind = str(KINDS[field.refers].__kind__.label).lower()
        self.line.setPlaceholderText(_("Type the name of a {kind}").format(kind=kind))
        self.hold(self.line)
        self.line.chosen.connect(self._take)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)

    def value(self) -> Any:
        """The identifier; a Newcomer where the words were not taken from the list; None for no words."""
        words = self.line.text().strip()
        if not words:
            return None
        if self._held is not None and self._held.caption == words:
            return self._held.id
        offered = self.line.offered(words)
        return offered.id if offered is not None else Newcomer(self.field.refers, words)

    def show_value(self, value: Any) -> None:
        """Show the name of that record."""
        if isinstance(value, Newcomer):
            self._held = None
            self.line.setText(value.name)
            return
        caption = self._caption_of(self.field.refers, value) if value else ""
        self._held = Mention(self.field.refers, value, caption) if value else None
        self.line.setText(caption)
        self.line.setCursorPosition(0)

    def _take(self, mention: Mention) -> None:
        self._held = mention
        self.line.setText(mention.caption)
        self.complain("")
        self.edited.emit()
        self.taken.emit(mention)

    def _typed(self) -> None:
        self.complain("")
        self.edited.emit()

    def _settle(self) -> None:
        value = self.value()
        if isinstance(value, int) and self._held is None:
            offered = self.line.offered(self.line.text())
            if offered is not None:
                self._take(offered)
        elif isinstance(value, Newcomer) and value.kind == "person" and self.line.offers == []:
            self.tell(_("New: will be added to People."))
