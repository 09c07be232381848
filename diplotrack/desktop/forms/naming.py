"""Naming another record: a line that completes while one types, over names in any script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.forms.offers import HINT, MENTION, NAME, OfferDelegate
from diplotrack.records import KINDS, Field
from diplotrack.records.display import Mention
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer


class Offered(Protocol):
    """A record on offer, and what tells it from its namesakes."""

    @property
    def mention(self) -> Mention:
        """The record."""

    @property
    def hint(self) -> str:
        """An office, a date, a code."""


Look = Callable[[Workspace, str], Sequence[Offered]]
"""Finds on a reader thread what words may name."""

PAUSE = 60
"""Milliseconds of rest in typing before names are looked up."""
WIDTH = 90
"""The least width of the list of names, in units of the space scale."""


class NameLine(Line):
    """A line whose words complete to records of one kind, or to what ``look`` finds.

    Enter takes the offer that is marked, at first the uppermost; while the offers are still on their way, it waits.
    """

    chosen = Signal(object)
    """A Mention, taken from the list."""
    entered = Signal()
    """Enter was pressed, or the line left by Tab, where nothing on offer bears the words."""

    def __init__(self, context: Context, kind: str, look: Look | None = None) -> None:
        super().__init__()
        self._context = context
        self.kind = kind
        self.look: Look = look or (lambda workspace, words: workspace.editing.completions(kind, words))
        self.newcomer = ""
        """What the last line of the list offers to do with the words; "" offers nothing beyond the names found."""
        self.takes_on_tab = False
        self._offers: list[Offered] = []
        self._asked: str | None = None
        self._enters = False
        self._model = QStandardItemModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(NAME)
        completer.setMaxVisibleItems(8)
        self._popup = QListView()
        self._popup.setAccessibleName(_("Names found"))
        self._popup.setProperty("role", "popup")
        completer.setPopup(self._popup)
        # After setPopup, which brings a delegate of its own.
        self._popup.setItemDelegate(OfferDelegate(context.theme, self._popup))
        self._popup.clicked.connect(lambda _index: self._take_marked())
        # Not the line's own completer: that would open the list with what was offered before, and write into the line.
        completer.setWidget(self)
        self._completer = completer
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look_up)
        self.textEdited.connect(self._typed)

    @property
    def offers(self) -> list[Offered]:
        """What is offered now, likeliest first."""
        return self._offers

    @property
    def knows(self) -> bool:
        """Whether the offers are those for the words that stand in the line."""
        return self._asked == self.text() and not self._pause.isActive()

    def put_away(self) -> None:
        """Close the list of names."""
        self._pause.stop()
        self._popup.hide()

    def start_anew(self) -> None:
        """Empty the line and forget what was offered."""
        self.put_away()
        self._asked, self._enters, self._offers = None, False, []
        self.clear()

    def look_up(self) -> None:
        """Ask for the names that the words may begin."""
        words, look = self.text(), self.look
        self._pause.stop()
        self._context.read(
            lambda workspace: look(workspace, words),
            lambda offers: self._offer(words, offers),
            owner=self,
            key=(id(self), "names"),
        )

    def offered(self, words: str) -> Mention | None:
        """The one record on offer that bears that name; None where none or several do."""
        same = [
            one.mention for one in self._offers if one.mention.caption.casefold() == words.strip().casefold()
        ]
        return same[0] if len(same) == 1 else None

    def enter(self) -> None:
        """Take what is marked; where the offers are still on their way, as soon as they come."""
        if not self.text().strip() and not self._popup.isVisible():
            return
        if self.knows:
            self._take_marked()
        else:
            self._enters = True
            self.look_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; the arrow down opens the list. The open list hands every key to the line first."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        has_something = bool(self.text().strip()) or self._popup.isVisible()
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and has_something:
            self.enter()
            event.accept()
            return
        if plain and event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.look_up()
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leaving a line that takes on Tab takes what is marked in it."""
        is_tab = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_tab and self.takes_on_tab and cast("QKeyEvent", event).key() == Qt.Key.Key_Tab:
            self.enter()
        return super().event(event)

    def _typed(self, _words: str) -> None:
        self._enters = False
        self._pause.start()

    def _offer(self, words: str, offers: Sequence[Offered]) -> None:
        if words != self.text():
            return
        self._offers, self._asked = list(offers), words
        self._model.clear()
        for one in offers:
            self._add(one.mention.caption, one.hint, one.mention)
        if self.newcomer and words.strip():
            self._add(words.strip(), self.newcomer, None)
        if self._enters:
            self._enters = False
            self._take_marked()
        elif self.hasFocus() and self._model.rowCount() and (not words or self.offered(words) is None):
            width = max(self.width(), self._context.theme.scale.space(WIDTH))
            self._completer.complete(QRect(0, 0, width, self.height()))
            self._popup.setCurrentIndex(self._popup.model().index(0, 0))
            self._popup.scrollToTop()
        else:
            self._popup.hide()

    def _add(self, name: str, hint: str, mention: Mention | None) -> None:
        item = QStandardItem(f"{name}   {hint}" if hint else name)
        item.setData(name, NAME)
        item.setData(hint, HINT)
        item.setData(mention, MENTION)
        self._model.appendRow(item)

    def _take_marked(self) -> None:
        row = self._popup.currentIndex().row()
        exact = self.offered(self.text()) if row < 0 else None
        first = self._offers[0].mention if self._offers and row < 0 else None
        taken = self._offers[row].mention if 0 <= row < len(self._offers) else exact or first
        self.put_away()
        if taken is not None:
            self.chosen.emit(taken)
        else:
            self.entered.emit()


class ReferenceInput(Input):
    """Another record, by its name."""

    taken = Signal(object)
    """The Mention that it holds now, after somebody chose it."""

    def __init__(self, field: Field, context: Context, caption_of: Callable[[str, int], str]) -> None:
        super().__init__(field, context.theme)
        self._caption_of = caption_of
        self._held: Mention | None = None
        self._newcomer: Newcomer | None = None
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
        if self._newcomer is not None and self._newcomer.name == words:
            return self._newcomer
        offered = self.line.offered(words)
        return offered.id if offered is not None else Newcomer(self.field.refers, words)

    def show_value(self, value: Any) -> None:
        """Show the name of that record."""
        self._newcomer = value if isinstance(value, Newcomer) else None
        if isinstance(value, Newcomer):
            self._held = None
            self.line.setText(value.name)
            return
        caption = self._caption_of(self.field.refers, value) if value else ""
        self._held = Mention(self.field.refers, value, caption) if value else None
        self.line.setText(caption)
        self.line.setCursorPosition(0)

    def _take(self, mention: Mention) -> None:
        self._held, self._newcomer = mention, None
        self.line.put_away()
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
