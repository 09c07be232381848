"""Words taken from the page of a record: each becomes a form of a record that quotes them; quoted words are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.marking_words import Span, mark_words
from diplotrack.desktop.forms.selection import DISMISSAL, SelectionBar
from diplotrack.desktop.utf16 import to_points
from diplotrack.workspace.gleaning import LINKS, Quotation, Spoken, pointing_at

if TYPE_CHECKING:
    from diplotrack.desktop.views.reading_pane import ReadingPane
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.editing import Draft, Quoted
    from diplotrack.workspace.reading import Reading

_MARK = re.compile(r"\([^()\n]{1,40}\) ")


class Chosen(NamedTuple):
    """Words chosen on a page: the quote, and the paragraph in which they stand."""

    quoted: Quoted
    paragraph: str


class Taking(QObject):
    """Belongs to a reading pane; it takes words of engagements and communications."""

    def __init__(self, context: Context, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self._quotations: tuple[Quotation, ...] = ()
        self._read_for: tuple[str, int] | None = None
        self.bar = SelectionBar(context, pane.sheet)
        self.bar.may_take = self._may_take
        self.bar.may_dismiss = self._may_take
        self.bar.may_stand = lambda: self._chosen() is not None
        self.bar.wanted.connect(self.take)
        pane.populated.connect(self._look)
        pane.sheet.laid.connect(self._mark)
        context.theme.changed.connect(self._mark)

    def take(self, kind: str) -> None:
        """Open the form of a record of that kind, made of the chosen words."""
        from diplotrack.desktop.forms.desk import Desk

        reading, chosen = self._pane.reading, self._chosen()
        if reading is None or chosen is None:
            self._context.say(_("Choose words of the text first: a promise, a statement, an action, an ask."))
            return
        here, title = (reading.kind, reading.id), reading.title
        if kind == DISMISSAL:
            self._dismiss(*here, chosen.quoted.words)
            return

        def glean(workspace: Workspace) -> Draft:
            around = workspace.gleaning.around(*here)
            spoken = Spoken(
                chosen.quoted,
                chosen.paragraph,
                around.ours,
                around.theirs,
                around.day,
                around.is_public,
                around.objectives,
            )
            draft = workspace.gleaning.draft(kind, spoken).draft
            return pointing_at(draft, here, title)

        def show(draft: Draft) -> None:
            Desk.of(self._context).show_draft(draft, self._pane.window())

        self._context.read(glean, show, owner=self)

    def _dismiss(self, kind: str, record_id: int, words: str) -> None:
        def told(changed: object) -> None:
            # It can be taken back as everything can.
            dismissed = _("Dismissed as no promise: “{words}”")
            before = _("These words were dismissed before.")
            self._context.say(dismissed.format(words=words) if changed is not None else before)

        self._context.write(lambda workspace: workspace.dismissing.dismiss(kind, record_id, words), told)

    def _may_take(self) -> bool:
        reading = self._pane.reading
        return (
            reading is not None
            and reading.kind in LINKS
            and not reading.is_trashed
            and not self._pane.sheet.focused_link
        )

    def _chosen(self) -> Chosen | None:
        """The chosen words in the passage that holds them; what reaches beyond its paragraph is left off."""
        reading, cursor = self._pane.reading, self._pane.sheet.textCursor()
        if reading is None or not cursor.hasSelection():
            return None
        block = self._pane.sheet.document().findBlock(cursor.selectionStart())
        text = _text(block)
        start = to_points(text, cursor.selectionStart() - block.position())
        end = to_points(text, min(cursor.selectionEnd() - block.position(), block.length() - 1))
        shown = text[start:end].strip()
        for quoted, paragraph in _paragraphs(reading):
            mark = _prefix(text, paragraph)
            if mark is None or not shown:
                continue
            places = [(one.start(), one.end()) for one in _pattern(shown).finditer(paragraph)]
            if places:
                first, last = min(places, key=lambda place: abs(place[0] - (start - mark)))
                words = paragraph[first:last]
                return Chosen(replace(quoted, words=words, start=first), paragraph)
        return None

    # marking

    def _look(self) -> None:
        reading = self._pane.reading
        if reading is None or reading.kind not in LINKS:
            self._quotations = ()
            return
        here = (reading.kind, reading.id)
        if here != self._read_for:
            self._quotations = ()
        self._read_for = here
        self._context.read(
            lambda workspace: workspace.gleaning.quotations(*here),
            self._know,
            owner=self,
            key=(id(self), "quotations"),
        )

    def _know(self, quotations: tuple[Quotation, ...]) -> None:
        self._quotations = quotations
        self._mark()

    def _mark(self) -> None:
        reading, sheet = self._pane.reading, self._pane.sheet
        if reading is None or not sheet.is_laid or not self._quotations:
            sheet.setExtraSelections([])
            return
        spans: list[Span] = []
        whole = sheet.toPlainText()
        for one in self._quotations:
            quoted = one.quoted
            paragraph = next(
                (
                    text
                    for place, text in _paragraphs(reading)
                    if (place.role, place.paragraph) == (quoted.role, quoted.paragraph)
                ),
                "",
            )
            spans += _spans(sheet.document().begin(), whole, paragraph, quoted)
        mark_words(sheet, self._context.theme, spans, ())


def _paragraphs(reading: Reading) -> Iterator[tuple[Quoted, str]]:
    """The paragraphs of a record with the place of each, its words still to be said."""
    from diplotrack.workspace.editing import Quoted

    owner = (reading.kind, reading.id)
    for text in reading.texts:
        for number, one in enumerate(text.paragraphs):
            yield Quoted(text.role, "", number, 0, owner), one.text


def _text(block: QTextBlock) -> str:
    return block.text().replace("\u2028", "\n").replace("\xa0", " ")


def _prefix(shown: str, paragraph: str) -> int | None:
    """How many letters stand before a paragraph in its block (its mark); None where the block is another's."""
    mark = _MARK.match(shown)
    for length in (0, mark.end() if mark else 0):
        if shown[length:].split() == paragraph.split():
            return length
    return None


def _pattern(words: str) -> re.Pattern[str]:
    """The words with any white space between them: HTML draws several spaces as one."""
    return re.compile(r"\s+".join(re.escape(one) for one in words.split()))


def _spans(block: QTextBlock, whole: str, paragraph: str, quoted: Quoted) -> list[Span]:
    """Where a quote stands on the page."""
    while paragraph and block.isValid():
        shown = _text(block)
        mark = _prefix(shown, paragraph)
        if mark is not None:
            begin = to_points(whole, block.position())
            places = [(one.start(), one.end()) for one in _pattern(quoted.words).finditer(shown)]
            if not places:
                return []
            first, last = min(places, key=lambda place: abs(place[0] - mark - quoted.start))
            return [(begin + first, begin + last)]
        block = block.next()
    return []
