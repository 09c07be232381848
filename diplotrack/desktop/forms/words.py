"""The words of a text on a form: taken for promises, statements, actions and asks, marked where they are quoted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from diplotrack.base.i18n import _
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.follows import FollowsBlock
from diplotrack.desktop.forms.links import LinksBlock
from diplotrack.desktop.forms.marking_words import Span, mark_words
from diplotrack.desktop.forms.offering import Offer, Offers
from diplotrack.desktop.forms.selection import SelectionBar
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.utf16 import to_points, to_units
from diplotrack.records.display import Mention
from diplotrack.workspace.editing import Quoted
from diplotrack.workspace.gleaning import GLEANED, Gleaned, Heard, Quotation, Spoken, around
from diplotrack.workspace.words import Undertaken, place_in, sentence_at, taken

if TYPE_CHECKING:
    from diplotrack.desktop.forms.texts import TextsBlock

PAUSE = 600
"""Milliseconds of rest in typing before the text is looked at."""
AT_ONCE = 2
"""Promises that are offered at a time."""


class Words(QObject):
    """Belongs to the texts of a form. What it takes goes to the blocks of the form that it has met."""

    def __init__(self, block: TextsBlock) -> None:
        super().__init__(block)
        self._block, self._context = block, block.context
        self._others: list[Block] = []
        self._follows: dict[str, FollowsBlock] = {}
        self._links: LinksBlock | None = None
        self._stored: tuple[Quotation, ...] = ()
        self._dismissed: frozenset[str] = frozenset()
        self._heard = Heard()
        self.bars: dict[str, SelectionBar] = {}
        for role, editor in block.editors.items():
            bar = SelectionBar(self._context, editor)
            bar.wanted.connect(self.take)
            editor.textChanged.connect(self._typed)
            self.bars[role] = bar
        self.offers = Offers(self._context)
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self.said.setWordWrap(True)
        self.said.setAlignment(leading_edge())
        self.said.hide()
        block.column.addWidget(self.offers)
        block.column.addWidget(self.said)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        self._pause.start()
        block.tabs.turned.connect(lambda _place: self.look())
        self._context.theme.changed.connect(self._mark)
        if (record_id := block.draft.id) is not None:
            kind = block.draft.kind
            self._context.read(
                lambda workspace: workspace.gleaning.quotations(kind, record_id), self._know, owner=self
            )
            self._context.read(
                lambda workspace: workspace.dismissing.dismissed(kind, record_id), self._leave_out, owner=self
            )

    def meet(self, other: Block) -> None:
        """Another block of the form: where words go, or where objectives are linked."""
        self._others.append(other)
        if isinstance(other, FollowsBlock):
            self._follows[other.kind] = other
            other.words_wanted.connect(self.show_words)
            other.edited.connect(self._mark)
        elif isinstance(other, LinksBlock):
            self._links = other
            other.edited.connect(self._pause.start)

    # taking words

    def take(self, kind: str) -> None:
        """Make a record of the chosen words, or of the sentence in which the cursor stands."""
        editor, text = self._block.editor, self._block.editor.toPlainText()
        cursor = editor.textCursor()
        start, end = (to_points(text, one) for one in (cursor.selectionStart(), cursor.selectionEnd()))
        if start == end:
            start, end = sentence_at(text, start)
        self._take(kind, start, end)

    def _take(self, kind: str, start: int, end: int) -> None:
        text, draft = self._block.editor.toPlainText(), self._block.draft
        found = taken(text, start, end, self._block.role, self._block.scheme)
        if found is None:
            self._say(_("Choose some words first, then say what they are."))
            return
        for other in self._others:
            other.gather()  # who took part and when may have been typed a moment ago
        here = around(draft)
        spoken = Spoken(found[0], found[1], here.ours, here.theirs, here.day, here.is_public, here.objectives)
        self._context.read(
            lambda workspace: workspace.gleaning.draft(kind, spoken), partial(self._write, kind), owner=self
        )
        if len(found[0].words) < len(text[start:end].strip()) - 12:
            self._say(_("A quote stays within one paragraph; the words after it were left off."))

    def _write(self, kind: str, gleaned: Gleaned) -> None:
        if kind not in self._follows:
            # The form is still being built; its blocks come one a turn.
            QTimer.singleShot(0, self, lambda: self._write(kind, gleaned))
            return
        self._follows[kind].take(gleaned)
        label = next(str(label) for name, label, _keys in GLEANED if name == kind)
        assert gleaned.draft.quoted is not None
        self._say(
            _("{kind} written down below: “{words}”").format(kind=label, words=gleaned.draft.quoted.words)
        )
        self._mark()
        self._offer()

    def show_words(self, quoted: Quoted) -> None:
        """Bring the words to the front and choose them."""
        editor = self._block.show_section(quoted.role)
        text = editor.toPlainText()
        place = place_in(text, quoted)
        editor.setFocus()
        if place is None:
            self._say(_("These words are no longer in the text."))
            return
        cursor = QTextCursor(editor.document())
        cursor.setPosition(to_units(text, place[0]))
        cursor.setPosition(to_units(text, place[1]), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()

    # looking at the text

    def look(self) -> None:
        """Ask what the text seems to speak of."""
        editor = self._block.editor
        text = editor.toPlainText()
        near = to_points(text, editor.textCursor().position())
        whole = "\n\n".join(editor.toPlainText() for editor in self._block.editors.values())
        linked = self._objectives.held if self._objectives is not None else ()
        self._mark()
        if not whole.strip():
            self._hear(Heard())
            return
        self._context.read(
            lambda workspace: workspace.gleaning.heard(text, linked, whole, near),
            self._hear,
            owner=self,
            key=(id(self), "heard"),
        )

    @property
    def _objectives(self) -> ChipsInput | None:
        return self._links.objectives if self._links is not None else None

    def _hear(self, heard: Heard) -> None:
        self._heard = heard
        self._mark()
        self._offer()

    def _offer(self) -> None:
        offers = []
        if self._objectives is not None:
            for one in self._heard.objectives:
                meaning = _("Link the objective {name}").format(name=one.mention.caption)
                link = partial(self._link, one.mention)
                offers.append(Offer(f"{one.mention.caption}?", meaning, "objective", link))
        for promise in self._unquoted()[:AT_ONCE]:
            words = _("Promise? “{words}”").format(words=promise.words)
            meaning = _("Make it a promise: {words}").format(words=promise.words)
            act = partial(self._take, "commitment", promise.start, promise.end)
            offers.append(Offer(words, meaning, "commitment", act))
        self.offers.show_offers(offers)

    def _link(self, mention: Mention) -> None:
        if self._objectives is not None:
            self._block.draft.name(mention)
            self._objectives.take(mention)
            self._say(_("Linked: {name}").format(name=mention.caption))
            self._block.editor.setFocus()

    def _unquoted(self) -> list[Undertaken]:
        """The promising sentences of the text of which no words are quoted, and none were dismissed."""
        text = self._block.editor.toPlainText()
        spans = self._spans(self._block.role, text)
        return [
            one
            for one in self._heard.promises
            if text[one.start : one.end].split() == one.words.split()
            and " ".join(one.words.split()) not in self._dismissed
            and not any(start < one.end and one.start < end for start, end in spans)
        ]

    def _mark(self) -> None:
        for role, editor in self._block.editors.items():
            text = editor.toPlainText()
            promising: list[Span] = []
            if editor is self._block.editor:
                promising = [(one.start, one.end) for one in self._unquoted()]
            mark_words(editor, self._context.theme, self._spans(role, text), promising)
        for block in self._follows.values():
            for line in block.lines:
                quoted = line.draft.quoted
                if quoted is not None and quoted.role in self._block.editors:
                    gone = place_in(self._block.editors[quoted.role].toPlainText(), quoted) is None
                    line.tell_gone(gone=gone)

    def _spans(self, role: str, text: str) -> list[Span]:
        """Where the words quoted from that text stand in it now."""
        places = (place_in(text, one) for one in self._quotes() if one.role == role)
        return [place for place in places if place is not None]

    def _quotes(self) -> Iterable[Quoted]:
        yield from (one.quoted for one in self._stored)
        for block in self._follows.values():
            yield from (line.draft.quoted for line in block.lines if line.draft.quoted is not None)

    def _know(self, stored: tuple[Quotation, ...]) -> None:
        self._stored = stored
        self._mark()

    def _leave_out(self, dismissed: tuple[str, ...]) -> None:
        self._dismissed = frozenset(dismissed)
        self._mark()
        self._offer()

    def _typed(self) -> None:
        self._pause.start()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
