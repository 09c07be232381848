"""The text that is taken in: set to be read, the words of proposals marked where they stand."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.looks import highlight, mark
from diplotrack.desktop.views.intake.reading import Places
from diplotrack.workspace.intake import Proposal

MEASURE = 68
"""Letters of a line that is easily read; in a wider window the margins grow."""
LEADING, GAP = 122, 60
"""Height of a line in per cent of its type, and of the empty line between two paragraphs."""

WRAPPED = 45
"""Letters from which a line that ends within a paragraph was broken for its length, as mail and web pages do."""
_BROKEN = re.compile(rf"(?<=[^\n]{{{WRAPPED}}})\n(?=[^\W\d_])")

Height = QTextBlockFormat.LineHeightTypes


def flowing(text: str) -> str:
    """The text, its paragraphs without the breaks of a narrower page; each letter stays at its place."""
    return _BROKEN.sub(" ", text)


class IntakeText(QTextBrowser):
    """The words. ``chosen(str)`` carries the key of the proposal on whose words somebody clicked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answering: Answering | None = None
        self._text = ""
        self._places: Places = {}
        self._front: Proposal | None = None
        self.setAccessibleName(_("The text"))
        self.setAccessibleDescription(
            _("What would be recorded is underlined here and listed beside it; Tab goes to the list.")
        )
        self.setOpenLinks(False)
        # Files and words that are let fall are the page's.
        self.viewport().setAcceptDrops(False)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.verticalScrollBar().valueChanged.connect(lambda _place: self.draw())
        self._dress()
        theme.changed.connect(self._dress)

    def show_text(self, answering: Answering | None, places: Places) -> None:
        """Show the text of a reading with its marks; nothing for None."""
        text = flowing(answering.reading.text) if answering is not None else ""
        self._answering, self._places, self._front = answering, places, None
        if text != self._text:
            self._text = text
            self.setPlainText(text)
            self._set_lines()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self.draw()

    def bring(self, one: Proposal | None) -> None:
        """Highlight the words of that proposal and scroll them into view."""
        self._front = one
        places = self._of(one) if one is not None else ()
        if places:
            cursor = self._cursor(*places[0])
            cursor.setPosition(places[0][0])
            self.setTextCursor(cursor)
            self._keep_in_sight(*places[0])
        self.draw()

    def key_at(self, place: int) -> str:
        """The key of the proposal with the fewest words at a place (in units); "" where no words are marked."""
        if self._answering is None:
            return ""
        there = [
            (end - start, key)
            for key, spans in self._places.items()
            for start, end in spans
            if start <= place < end
        ]
        return min(there)[1] if there else ""

    def draw(self) -> None:
        """Mark the words as they were answered: sentences first, what stands within them over them."""
        if self._answering is None:
            self.setExtraSelections([])
            return
        first, last = self._in_sight()
        drawn: list[tuple[int, QTextEdit.ExtraSelection]] = []
        for one in self._answering.proposals:
            there = [(start, end) for start, end in self._of(one) if start <= last and end >= first]
            state = self._answering.state(one)
            if not there or state == "refused" or one is self._front:
                continue
            form = mark(one.about, state, self._theme)
            drawn += [(start - end, self._selection(start, end, form)) for start, end in there]
        drawn.sort(key=lambda sized: sized[0])
        front = self._of(self._front) if self._front is not None else ()
        over = [
            self._selection(start, end, highlight(self._theme, first=not number))
            for number, (start, end) in enumerate(front)
            if start <= last and end >= first
        ]
        self.setExtraSelections([one for _size, one in drawn] + over[::-1])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on marked words chooses their proposal; drawn over, they are selected to be copied."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            key = self._key_under(event)
            if key:
                self.chosen.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Words that can be clicked say so."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor if self._key_under(event) else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines stay as long as they are easily read."""
        self._fit()
        super().resizeEvent(event)
        self.draw()

    def _in_sight(self) -> tuple[int, int]:
        """The first and the last place in view: a mark elsewhere would have the whole text set for nothing."""
        room = self.viewport().rect()
        return (
            self.cursorForPosition(room.topLeft()).position(),
            self.cursorForPosition(room.bottomRight()).position(),
        )

    def _key_under(self, event: QMouseEvent) -> str:
        return self.key_at(self.cursorForPosition(event.position().toPoint()).position())

    def _of(self, one: Proposal) -> tuple[tuple[int, int], ...]:
        return self._places.get(one.key, ())

    def _cursor(self, start: int, end: int) -> QTextCursor:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selection(self, start: int, end: int, form: object) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = self._cursor(start, end), form  # type: ignore[assignment]
        return selection

    def _keep_in_sight(self, start: int, end: int) -> None:
        """Not at the very edge: with what stands around the words."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        first, last = self._cursor(start, start), self._cursor(end, end)
        top, bottom = self.cursorRect(first).top(), self.cursorRect(last).bottom()
        air = min(room // 4, self._theme.scale.space(20))
        if top < air or bottom > room - air:
            bar.setValue(bar.value() + top - room // 3)

    def _set_lines(self) -> None:
        """Give lines air, and draw the empty ones between paragraphs together."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(LEADING, Height.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        form.setLineHeight(LEADING * GAP // 100, Height.ProportionalHeight.value)
        block = self.document().begin()
        while block.isValid():
            if block.length() == 1:
                QTextCursor(block).mergeBlockFormat(form)
            block = block.next()

    def _fit(self) -> None:
        space, metrics = self._theme.scale.space, self.fontMetrics()
        measure = MEASURE * metrics.averageCharWidth() + 2 * space(6)
        side = max(0, (self.width() - measure - space(4)) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    def _dress(self) -> None:
        font = self._theme.font("body")
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(self._theme.scale.space(6))
        self._fit()
        self.draw()
