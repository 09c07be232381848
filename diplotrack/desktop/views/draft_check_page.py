"""The Draft check page: a text, and beside it where it departs from what stands on record, as one types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.consistency.draft.report import DraftReport
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.linting.checking import Answer, Order, counted
from diplotrack.desktop.linting.editor import DraftEditor
from diplotrack.desktop.linting.evidence import evidence
from diplotrack.desktop.linting.foot import RemarkFoot
from diplotrack.desktop.linting.listing import RemarkList, RemarkModel
from diplotrack.desktop.linting.purpose import PurposeLine
from diplotrack.desktop.linting.rows import Remark
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.reading_pane import Sheet
from diplotrack.records.display import Mention
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.kept_text import KeptText, TextKeeping

REST, AT_LATEST = 400, 1000
"""Milliseconds of rest in typing after which the draft is checked and kept, and after which it is kept in any case."""


class DraftCheckPage(Page):
    """A text, for whom it is, the remarks on it, and the evidence for the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_populated = False
        self._is_stale = False
        self._name = ""
        self._today = date.min
        self._order = Order()
        self._keeping = TextKeeping()
        self._key: object = None
        self.model = RemarkModel(self)
        self.list = RemarkList(self.model, context.theme)
        self.editor = DraftEditor(context.theme)
        self.purpose = PurposeLine(context)
        self.sheet = Sheet(context)
        self.sheet.setAccessibleName(_("The remark and what is on record"))
        self.foot = RemarkFoot(context)
        self._empty = EmptyState(context.theme, "draft")
        self._later = self._timer(self._look)
        self._keep_later = self._timer(self._keep)
        # Kept though nobody rests: a program that ends takes a second of typing with it at most.
        self._keep_now = self._timer(self._keep, AT_LATEST)
        self._lay_out()
        self._connect()
        self._dress()
        context.keep(self._keeping.open, self._opened, owner=self)

    @property
    def row_count(self) -> int:
        """How many remarks there are."""
        return self.model.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether the text that was left is there."""
        return self._is_populated

    def came_to_front(self) -> None:
        """The text takes the keyboard."""
        self.editor.setFocus()

    def step(self, by: int) -> None:
        """Go to the next remark, or the one before; from the text, to the one after the cursor."""
        if not self.model.rowCount():
            return
        row = self.list.currentIndex().row()
        if self.editor.hasFocus() and (here := self.editor.remark_at(self.editor.textCursor().position())):
            row = self.model.remarks.index(here)
        self._go_to(min(self.model.rowCount() - 1, max(0, row + by)))
        self.list.setFocus()

    def open_file(self) -> None:
        """Ask for a file and open it."""
        from diplotrack.exchange.texts.opening import SUFFIXES

        endings = " ".join(f"*{one}" for one in SUFFIXES)
        kinds = _("Texts, documents and mail ({endings});;All files (*)").format(endings=endings)
        name, _kind = QFileDialog.getOpenFileName(self, _("Open a draft"), "", kinds)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Put the text of a file in place of what stands there; Ctrl+Z takes that back."""

        def read(_workspace: Workspace) -> str:
            from diplotrack.exchange.texts.draft import read_draft

            return read_draft(path)

        self._context.read(read, lambda text: self._put(text, path.name), owner=self, key=(id(self), "file"))

    def clear(self) -> None:
        """Begin another draft; Ctrl+Z brings the words back."""
        self._put("", "")
        self.editor.setFocus()

    # the check

    def _look(self) -> None:
        """Check what stands there now. A later check makes this one's answer void, and stops it."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        text = self.editor.toPlainText()
        if not any(letter.isalnum() for letter in text):
            self._order.drop()
            self._show_none()
            return
        self._count.setText(_("Checking…"))
        job = self._order.job(text, self.purpose.aim())
        self._context.read(job, self._show, owner=self, key=(id(self), "check"))

    def _show(self, answer: Answer | None) -> None:
        if answer is None:
            return
        report, remarks = answer
        self._today = report.today
        self.model.show(remarks)
        row = self.model.row_of(self._key)
        self._count.setText(counted(report))
        self._body.setCurrentIndex(0 if remarks else 1)
        self.editor.mark(remarks, None)
        if remarks:
            self._go_to(max(0, row), in_text=False)
        else:
            self._say_clean(report)
        self._chosen()
        self.counted.emit(len(remarks))

    def _show_none(self) -> None:
        self.model.show([])
        self.editor.mark([], None)
        self._count.setText("")
        self._body.setCurrentIndex(1)
        self._empty.say(
            _("No draft yet"),
            _(
                "Write or paste a speech, note or set of points beside this, or open a file. It is held against the"
                " lines to take, what was said and promised before, and what is due."
            ),
            _("Open a file…"),
            self.open_file,
        )
        self._chosen()
        self.counted.emit(0)

    def _say_clean(self, report: DraftReport) -> None:
        if not report.is_english:
            self._empty.say(
                _("This does not look English"), _("English is the only language that this check reads.")
            )
            return
        held = _(
            "Held against {lines} lines to take, {texts} texts and {commitments} commitments. That is no clearance."
        )
        counts = {name: format_number(count) for name, count in report.compared.items()}
        self._empty.say(_("Nothing to remark"), held.format(**counts))

    def _go_to(self, row: int, *, in_text: bool = True) -> None:
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.model.index(row))
        remark = self._current()
        if in_text and remark is not None:
            self.editor.go_to(remark)

    def _current(self) -> Remark | None:
        row = self.list.currentIndex().row()
        return self.model.remarks[row] if 0 <= row < self.model.rowCount() else None

    def _chosen(self) -> None:
        """Show the remark that is chosen, here and in the text."""
        remark = self._current()
        self._key = remark.key if remark is not None else self._key
        self.editor.choose(remark)
        self.foot.follow(remark, is_intended=bool(self.purpose.aim().intended))
        self._compose()

    def _compose(self) -> None:
        remark = self._current()
        theme = self._context.theme
        self.sheet.document().setDefaultFont(theme.font())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        hand = Hand(theme.palette, theme.scale, mirrored)
        self.sheet.setHtml(evidence(remark, self._today, hand) if remark is not None else "")

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)

    def _intended(self, objective: Mention) -> None:
        self._key = None
        self.purpose.intend(objective)

    # the text and its keeping

    def _opened(self, kept: KeptText) -> None:
        if not self.editor.toPlainText():
            self.editor.setPlainText(kept.text)
            self.purpose.show_kept(kept)
            self._name_it(kept.name)
        self._is_populated = True
        self._look()
        self.populated.emit()

    def _put(self, text: str, name: str) -> None:
        cursor = self.editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.editor.setTextCursor(cursor)
        self._name_it(name)

    def _name_it(self, name: str) -> None:
        self._name = name
        self._file.setText(name)

    def _typed(self) -> None:
        self._later.start()
        self._keep_later.start()
        if not self._keep_now.isActive():
            self._keep_now.start()

    def _keep(self) -> None:
        self._keep_later.stop()
        self._keep_now.stop()
        if not self._is_populated or self._context.workspace.ledger.is_read_only:
            return
        keeping, kept = self._keeping, self.purpose.kept(self.editor.toPlainText(), self._name)
        self._context.keep(lambda workspace: keeping.keep(workspace, kept), owner=self)

    def _changed(self, changed: Changed) -> None:
        if not changed.concerns("finding"):
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Shown again: check anew what was not checked meanwhile."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        if self._is_stale:
            self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed is kept before anything else happens."""
        self._keep_if_typed()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the window closes, what is typed is kept."""
        if event.type() == QEvent.Type.Close:
            self._keep_if_typed()
        return super().eventFilter(watched, event)

    def _keep_if_typed(self) -> None:
        if self._keep_later.isActive():
            self._keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inputs stand side by side where there is room."""
        super().resizeEvent(event)
        self.purpose.arrange(self.width())

    # how it is built

    def _timer(self, act: Callable[[], None], interval: int = REST) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _lay_out(self) -> None:
        heading = QLabel(_("Draft check"))
        heading.setProperty("role", "title")
        self._file, self._count = QLabel(), QLabel()
        for one in (self._file, self._count):
            one.setProperty("role", "muted")
        self._head = QHBoxLayout()
        self._head.addWidget(heading)
        self._head.addWidget(self._file)
        self._head.addWidget(self._count, 1)
        self._head.addWidget(
            push_button(_("Open a file…"), self.open_file, tip=_("A text, a document or a message"))
        )
        self._head.addWidget(
            push_button(_("New draft"), self.clear, "flat", _("Begin another draft; Ctrl+Z brings this back"))
        )
        beside, reading = QWidget(), _pane()
        below = QVBoxLayout(reading)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.sheet, 1)
        below.addWidget(self.foot)
        self._beside = QSplitter(Qt.Orientation.Vertical)
        for widget in (self.list, reading):
            self._beside.addWidget(widget)
        self._beside.setSizes([220, 440])
        self._body = QStackedLayout(beside)
        self._body.addWidget(self._beside)
        self._body.addWidget(self._empty)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.editor, beside):
            self._splitter.addWidget(widget)
        self._splitter.setSizes([520, 480])
        for splitter in (self._splitter, self._beside):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._tools = QVBoxLayout()
        self._tools.addWidget(self.purpose)
        self._column.addLayout(self._tools)
        self._column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._typed)
        self.editor.dropped.connect(self.open_path)
        self.purpose.changed.connect(self._typed)
        self.list.selectionModel().currentChanged.connect(lambda *_change: self._chosen())
        self.list.clicked.connect(lambda index: self._go_to(index.row()))
        self.list.opened.connect(self.foot.open_record)
        self.foot.intended.connect(self._intended)
        self.list.left.connect(self.editor.setFocus)
        self.sheet.followed.connect(self._follow)
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head.setSpacing(space(2.5))
        self._head.setContentsMargins(space(4), space(3.5), space(3), space(2.5))
        self._tools.setContentsMargins(space(4), 0, space(3), space(2.5))
        self._count.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.editor.document().setDocumentMargin(space(4))
        self.sheet.fit()
        self._compose()


def _pane() -> QWidget:
    pane = QWidget()
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return pane
