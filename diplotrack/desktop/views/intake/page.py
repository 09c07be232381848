"""The page on which a text is taken in: pasted, let fall or opened, read, answered by single keys, and recorded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.bringing import files_in
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.intake import reading
from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.foot import IntakeFoot
from diplotrack.desktop.views.intake.head import IntakeHead
from diplotrack.desktop.views.intake.keys import act_of
from diplotrack.desktop.views.intake.proposal_list import ProposalList
from diplotrack.desktop.views.intake.recording import Recording
from diplotrack.desktop.views.intake.replies import Replies
from diplotrack.desktop.views.intake.text_view import IntakeText
from diplotrack.desktop.views.intake.tray import Lying, Tray
from diplotrack.desktop.views.page import Page
from diplotrack.store.unit_of_work import Changed

SIDE_BY_SIDE = 205
"""Units of the scale from which text and list stand side by side."""
LOW = 110
"""Units of the scale of height below which, one above the other, they say nothing twice."""
LINES = 11
"""Units of the scale: two lines of the text, which are then in sight at least."""
AFTER_CHANGE = 600
"""Milliseconds after a change of the ledger until the text is read again: a name may mean somebody now."""


class IntakePage(Page):
    """Text and proposals, one key for each answer; what was not recorded stays here until it is closed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_populated = False
        self._is_stale = False
        self._under_way = 0
        self._is_low = False
        self.tray = Tray(context, self)
        self.head = IntakeHead(context.theme)
        self.text = IntakeText(context.theme)
        self.list = ProposalList(context)
        self.foot = IntakeFoot(context)
        self.replies = Replies(context, self.tray, self.list, self)
        self.recording = Recording(context, self.tray, self)
        self.empty = EmptyState(context.theme, "intake")
        self.nothing = EmptyState(context.theme, "intake")
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AFTER_CHANGE)
        self._again.timeout.connect(self._read_again)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Take in a text"))
        self._lay_out()
        self._connect()
        self._show_front()
        self._is_populated = False
        self.tray.fetch(self._show_front)

    @property
    def row_count(self) -> int:
        """How many proposals there are."""
        return self.list.proposals.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether what lies here is shown."""
        return self._is_populated and not self._under_way

    @property
    def answering(self) -> Answering | None:
        """What is answered to the text in front."""
        return self.replies.answering

    def came_to_front(self) -> None:
        """The list takes the keyboard; what the ledger learned meanwhile is read."""
        self._give_keyboard()
        if self._is_stale:
            self._again.start(0)

    # texts come and go

    def take_words(self, words: str) -> None:
        """Take in words that were copied."""
        self._take(reading.of_words(words))

    def open_paths(self, paths: list[Path]) -> None:
        """Take in files."""
        self._take(*map(reading.of_file, paths))

    def open_file(self) -> None:
        """Ask for files and take them in."""
        from diplotrack.exchange.texts.opening import SUFFIXES

        kinds = _("Texts, documents and mail ({endings});;All files (*)")
        kinds = kinds.format(endings=" ".join(f"*{suffix}" for suffix in SUFFIXES))
        names, _kind = QFileDialog.getOpenFileNames(self, _("Take in a text"), "", kinds)
        self.open_paths([Path(name) for name in names])

    def paste(self) -> None:
        """Take in what was copied: files, else words."""
        mime = QApplication.clipboard().mimeData()
        if files := files_in(mime):
            self.open_paths(files)
        else:
            self.take_words(mime.text())

    def close_text(self) -> None:
        """Put the text in front away, with what was answered."""
        if self.tray.front is not None:
            self.tray.close(self.tray.front)
            self._show_front()
            self._context.say(_("The text is closed; Ctrl+Z brings it back with its answers."))

    def _record(self) -> None:
        self.list.settle()
        self.recording.record()

    def _go_on_in_form(self) -> None:
        self.list.settle()
        self.recording.go_on_in_form()

    def _take(self, *jobs: reading.Job) -> None:
        """Read texts, each off the interface thread, and lay them in front as they come."""
        for job in jobs:
            self._begin()
            self._context.read(job, self._came, owner=self, failed=self._refused)

    def _came(self, read: reading.Read) -> None:
        self._under_way -= 1
        self.tray.lay(read)
        self._show_front()
        for note in read.reading.notes:
            self._context.say(note, "warning")

    def _refused(self, error: UserError) -> None:
        self._under_way -= 1
        self._tell_head()
        self._context.say(error.sentence, "error")

    def _begin(self) -> None:
        self._under_way += 1
        self._tell_head()

    # what is shown

    def _show_front(self) -> None:
        """Show the text in front with its proposals; read it first where it was left unread."""
        front = self.tray.front
        if front is not None and front.answering is None:
            self._read(front)
            return
        self._show(front)

    def _show(self, front: Lying | None, key: str = "") -> None:
        """Show that text, with the proposal of that key in front, else the first that is open."""
        answering = front.answering if front is not None else None
        self.list.show_proposals(answering)
        self.text.show_text(answering, front.places if front is not None else {})
        self._body.setCurrentIndex(0 if answering is not None else 1)
        if answering is not None:
            row = self.list.proposals.row_of(key)
            self.list.go_to(row if row >= 0 else max(0, answering.next_open(-1)))
            self._beside.setCurrentIndex(0 if answering.proposals else 1)
            self._tell_sums()
        self._is_populated = True
        self._tell_head()
        if self.isVisible():
            self._give_keyboard()
        self.counted.emit(self.row_count)
        self.populated.emit()

    def _give_keyboard(self) -> None:
        if self.answering is None:
            self.empty.button.setFocus()
        else:
            (self.list if self.row_count else self.text).setFocus()

    def _read(self, one: Lying) -> None:
        """Read it again: it was left here, or the ledger knows more now."""
        self._begin()

        def came(read: reading.Read) -> None:
            self._under_way -= 1
            key = front.key if (front := self.list.front) is not None else ""
            one.take_up(read)
            if one is self.tray.front:
                self._show(one, key)

        job = reading.of_source(one.kept.source, one.kept.path)
        self._context.read(job, came, owner=self, failed=self._refused)

    def _read_again(self) -> None:
        self._is_stale = not self.isVisible()
        front = self.tray.front
        if not self._is_stale and front is not None and front.answering is not None:
            self._read(front)

    def _changed(self, changed: Changed) -> None:
        if not changed.concerns("finding"):
            self._again.start()

    def _turn_to(self, place: int) -> None:
        self.tray.front = self.tray.texts[place]
        self._show_front()

    def _replied(self) -> None:
        self.text.draw()
        self._tell_sums()

    def _tell_head(self) -> None:
        self.head.tell(self.tray, is_reading=self._under_way > 0)

    def _tell_sums(self) -> None:
        if self.answering is not None:
            self.foot.tell(self.answering)
            self.recording.foretell(self.foot.promise)

    # Qt

    def event(self, event: QEvent) -> bool:
        """The keys of the page go before those of the window while it has the keyboard."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self.replies.may(act_of(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where neither list nor text has the keyboard."""
        if not self.replies.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and words may be let fall here."""
        if files_in(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was let fall."""
        event.acceptProposedAction()
        if files := files_in(event.mimeData()):
            self.open_paths(files)
        else:
            self.take_words(event.mimeData().text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one above the other."""
        super().resizeEvent(event)
        space = self._context.theme.scale.space
        upright = self.width() >= space(SIDE_BY_SIDE)
        way = Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical
        is_low = not upright and self.height() < space(LOW)
        if self._splitter.orientation() != way or self._is_low != is_low:
            self._is_low = is_low
            self._splitter.setOrientation(way)
            self.text.setMinimumHeight(space(LINES) if is_low else 0)
            self._share()
            # The words of the proposal in front stand highlighted right above it.
            self.list.show_quotes(shown=not is_low)
            self.foot.counts.setVisible(not is_low)

    # how it is built

    def _lay_out(self) -> None:
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.empty.say(
            _("No text yet"),
            _(
                "Copy a readout, memcon, communiqué or press release and press Ctrl+V here, let a file fall on this"
                " page, or open one. You see what it would record, and nothing is stored before you accept it."
            ),
            _("Open a file…"),
            self.open_file,
        )
        self.nothing.say(
            _("Nothing to record was found"),
            _("The text names no day, party, person or promise that could be read. Ctrl+N logs it by hand."),
        )
        beside = QWidget()
        self._beside = QStackedLayout(beside)
        self._beside.addWidget(self.list)
        self._beside.addWidget(self.nothing)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.text)
        self._splitter.addWidget(beside)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._share()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.foot)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(whole)
        self._body.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.addWidget(self.head)
        page.addWidget(body, 1)
        for one in (column, page):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(0)

    def _share(self) -> None:
        upright = self._splitter.orientation() == Qt.Orientation.Horizontal
        self._splitter.setSizes([500, 500] if upright else [200, 800] if self._is_low else [340, 660])

    def _connect(self) -> None:
        for widget in (self.list, self.text):
            widget.installEventFilter(self.replies)
        self.replies.acts |= {
            "record": self._record,
            "form": self._go_on_in_form,
            "close": self.close_text,
            "paste": self.paste,
        }
        self.replies.replied.connect(self._replied)
        self.replies.brought_back.connect(self._show_front)
        self.recording.ended.connect(self._show_front)
        # What refused it may have been the file of the text: its words are here all the same.
        self.recording.refused.connect(self._again.start)
        self.foot.trusted.connect(self.replies.accept_sure)
        self.foot.recorded.connect(self._record)
        self.foot.continued.connect(self._go_on_in_form)
        self.head.opened.connect(self.open_file)
        self.head.closed.connect(self.close_text)
        self.head.turned.connect(self._turn_to)
        self.list.turned.connect(self.text.bring)
        self.text.chosen.connect(lambda key: self.list.go_to(self.list.proposals.row_of(key)))
        self._context.changed.connect(self._changed)
