"""The form in which a record is written: a window of its own, like a letter. Ctrl+Enter saves; closing asks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.asides import put_back
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.keeping import Keeping
from diplotrack.desktop.forms.meeting import Meeting
from diplotrack.desktop.forms.moments import clock_time, told_time
from diplotrack.desktop.forms.plans import blocks_of
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.store.drafts import KeptDraft
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.drafting import OpenDraft
from diplotrack.workspace.editing import ChangedMeanwhile, Draft, Fault, Unsound

WIDTH, HEIGHT = 236, 178
"""The size in which a form opens, in units of the space scale."""

OFFERED = 24
"""Letters of a title that a button has room for."""


class RecordForm(QDialog):
    """Writes one draft; what is typed is kept while it is typed.

    Closing it saves the edit of a record that is there, and leaves anything else as a draft: ``put_aside(sentence)``
    tells what is still missing in it. ``closed`` follows whenever the form is done.
    """

    saved = Signal(str, int)
    put_aside = Signal(str)
    discarded = Signal()
    closed = Signal()

    def __init__(
        self, context: Context, draft: Draft, scheme: str, parent: QWidget, opened: OpenDraft | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context = context
        self._scheme = scheme
        self.draft = draft
        self.is_touched = False
        self._saving = self._closing = self._is_done = False
        self._not_kept = ""
        about = draft.record.__kind__
        label = str(about.label).lower()
        heading = _("New {kind}") if draft.is_new else _("Edit {kind}")
        self.setWindowTitle(heading.format(kind=label))
        self.setAccessibleName(self.windowTitle())
        self.blocks: list[Block] = []
        self.keeping = Keeping(context, draft, self.blocks, self)
        self.keeping.kept.connect(self._kept)
        self.keeping.failed.connect(self._kept_in_vain)
        self._meeting = Meeting(context, self)
        self._coming = blocks_of(context, draft, scheme)
        self._is_whole = False
        self._lay_out()
        if opened is not None:
            self._take_up(opened)
        self._add_block()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        space = context.theme.scale.space
        room = parent.window().size()
        width, height = max(space(120), room.width()), max(space(100), room.height())
        self.resize(min(space(WIDTH), width), min(space(HEIGHT), height))
        QTimer.singleShot(0, self, self._begin)

    def offer(self, kept: KeptDraft) -> None:
        """While nothing is written yet, offer to go on with that draft instead."""
        if self.is_touched:
            return
        title = " ".join(kept.title.split())
        shown = f"{title[:OFFERED]}…" if len(title) > OFFERED else title
        words = _("Go on with “{title}”").format(title=shown) if shown else _("Go on with the last draft")
        self._go_on.setText(words.replace("&", "&&"))
        self._go_on.setAccessibleName(words)
        self._go_on.setToolTip(title)
        self._offered = kept.key
        self._go_on.show()

    @property
    def cannot_be_left(self) -> str:
        """Why what was written would be lost if the form were closed: its draft could not be kept; "" if nothing is."""
        return self._not_kept if self.is_touched and not self.is_saving else ""

    @property
    def is_saving(self) -> bool:
        """Whether what is written is on its way into the ledger, or the form is done."""
        return self._saving or self._is_done

    def save(self) -> None:
        """Save what is written; where something is wrong, say so at its place and stay open."""
        if self.is_saving:
            return
        faults = self.gather()
        if faults:
            self._show_faults(faults)
            return
        self._saving = True
        self._save.setEnabled(False)
        self.keeping.hold(on=True)
        job = self.keeping.saving()
        self._context.write(job, self._done, owner=self, failed=self._refused)

    def gather(self) -> list[Fault]:
        """Put everything that is written into the draft; returns what could not be read."""
        self.complete()
        return [fault for block in self.blocks for fault in block.gather()]

    def discard(self) -> None:
        """Close it and throw away what was written; the page of drafts brings it back."""
        if self.is_saving:
            return
        if self.is_touched:
            self.keeping.now()
        if self.is_touched or self.keeping.key:
            self.keeping.discard()
            self.discarded.emit()
        self._end()

    def leave(self) -> None:
        """Close it at once and ask nothing: what was written stays as a draft. Of a saving under way the end is not
        waited for."""
        if self.is_touched and not self.is_saving:
            self.keeping.now()
        self._end()

    def reject(self) -> None:
        """Esc: close it."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """An edit is saved where it is sound; what is new or unsound stays as a draft."""
        # QDialog's own would ask reject() and, since that comes back here, stay open.
        if not self._is_done and not self._saving:
            self._close()
        event.setAccepted(self._is_done)

    def _close(self) -> None:
        if not self.is_touched or not self.keeping.now():
            self._end()
        elif self.draft.is_new:
            self._put_aside("")
        else:
            self._closing = True
            self.save()

    def _put_aside(self, sentence: str) -> None:
        if self.cannot_be_left:
            self._closing = False
            self.tell(self.cannot_be_left, "bad")
            return
        self.put_aside.emit(sentence)
        self._end()

    def _end(self) -> None:
        self.keeping.hold(on=True)
        self._is_done = True
        self.hide()
        self.closed.emit()

    # how it is built

    def _lay_out(self) -> None:
        space = self._context.theme.scale.space
        self._body = body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(space(7), space(6), space(7), space(8))
        column.setSpacing(space(6))
        column.addStretch(1)
        self._column = column
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        foot = QFrame()
        foot.setProperty("role", "status")
        line = QHBoxLayout(foot)
        line.setContentsMargins(space(7), space(2.5), space(7), space(2.5))
        line.setSpacing(space(2))
        advice = _("Ctrl+Enter saves; Esc keeps it as a draft.")
        self.status = QLabel(advice if self.draft.is_new else _("Ctrl+Enter or Esc saves."))
        self.status.setProperty("role", "muted")
        self.status.setWordWrap(True)
        self.status.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.kept_at = QLabel()
        self.kept_at.setProperty("role", "small")
        self.kept_at.setAccessibleName(_("When the draft was saved"))
        self.kept_at.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._offered = ""
        self._go_on: QPushButton = push_button(_("Go on"), self._take_offer, "flat")
        self._go_on.hide()
        self._compare = push_button(_("Compare…"), self._meeting.compare)
        self._compare.hide()
        self._discard = push_button(_("Discard"), self.discard, "flat")
        self._save = push_button(_("Save"), self.save, "primary")
        line.addWidget(self.status, 1)
        for one in (self.kept_at, self._go_on, self._compare, self._discard, self._save):
            line.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area, 1)
        layout.addWidget(foot)

    def complete(self) -> None:
        """Make what of the form is still to come."""
        while not self._is_whole:
            self._add_block()

    def _add_block(self) -> None:
        """Make the next block. One a turn: a long form stands at once and takes keys while the rest is made."""
        block = next(self._coming, None)
        if block is None:
            self._is_whole = True
            return
        block.edited.connect(lambda block=block: self._touch(block))
        self.blocks.append(block)
        self._column.insertWidget(self._column.count() - 1, block)
        if self.keeping.waiting:
            self.keeping.waiting = put_back(self.blocks, self.keeping.waiting)
            self.keeping.look_again_at(block)
        QTimer.singleShot(0, self, self._add_next)

    def _add_next(self) -> None:
        if not self._is_whole:
            self._add_block()

    def _begin(self) -> None:
        inputs = self._body.findChildren(Input)  # type: ignore[type-abstract]  # sought, not made
        first = next((one for one in inputs if one.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus()

    def _touch(self, block: Block) -> None:
        self.keeping.touch(block)
        self.show_touched()

    def show_touched(self) -> None:
        """From now on there is something in it to save."""
        self.is_touched = True
        self._go_on.hide()
        if not self.windowTitle().endswith("•"):
            self.setWindowTitle(f"{self.windowTitle()} •")

    def show_draft(self, draft: Draft) -> None:
        """Show that draft from now on, with all its blocks made anew."""
        self.keeping.begin_anew(draft)
        for block in self.blocks:
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks.clear()
        self.draft = draft
        self._coming = blocks_of(self._context, draft, self._scheme)
        self._is_whole = False
        self._add_block()
        QTimer.singleShot(0, self, self._begin)

    def _take_up(self, opened: OpenDraft) -> None:
        self.keeping.go_on_with(opened.kept, opened.asides)
        self.show_touched()
        at = told_time(opened.kept.saved_at)
        self.tell(_("This is as you left it, not saved yet: {moment}.").format(moment=at))

    def _take_offer(self) -> None:
        self._end()
        self._context.open_draft(self._offered)

    def _kept(self, kept: KeptDraft) -> None:
        self._not_kept = ""
        self.kept_at.setText(_("Draft saved at {time}").format(time=clock_time(kept.saved_at)))

    def _kept_in_vain(self, sentence: str) -> None:
        self._not_kept = sentence
        self.kept_at.setText("")
        self.tell(sentence, "bad")

    # after saving

    def _done(self, _changed: Changed) -> None:
        self._saving = False
        self.is_touched = False
        self.keeping.forget()
        assert self.draft.id is not None
        if not self._closing:  # who closes an edit goes back to where they were
            self.saved.emit(self.draft.kind, self.draft.id)
        self._end()

    def _refused(self, error: UserError) -> None:
        self._saving = False
        self._save.setEnabled(True)
        self.keeping.hold(on=False)
        if isinstance(error, Unsound):
            self._show_faults(error.faults)
            return
        self._closing = False
        self.tell(error.sentence, "bad")
        if isinstance(error, ChangedMeanwhile):
            self._meeting.meet(error.now, compare=True)

    def show_comparison(self, *, on: bool) -> None:
        """Offer to compare two versions, or no longer."""
        self._compare.setVisible(on)

    def _show_faults(self, faults: list[Fault]) -> None:
        """Say at each field what is wrong, and go to the first; a form that is being closed stays as a draft."""
        if self._closing:
            self._put_aside(faults[0].sentence)
            return
        first: Input | None = None
        for fault in faults:
            found = next(
                (one for block in self.blocks if (one := block.place(fault.place)) is not None), None
            )
            if found is not None:
                found.complain(fault.sentence)
                first = first or found
        self.tell(faults[0].sentence, "bad")
        if first is not None:
            first.setFocus()
            self.area.ensureWidgetVisible(first, 0, self._context.theme.scale.space(12))

    def tell(self, sentence: str, role: str = "muted") -> None:
        """Say that at the foot of the form."""
        self.status.setProperty("role", role)
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self.status.setText(sentence)
