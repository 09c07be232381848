"""The form in which a record is written: a window of its own, like a letter. Ctrl+Enter saves, Esc puts it aside."""

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
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.plans import blocks_of
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.editing import ChangedMeanwhile, Draft, Fault, Unsound
from diplotrack.workspace.editing.merging import resolved

WIDTH, HEIGHT = 236, 178
"""The size in which a form opens, in units of the space scale."""


class RecordForm(QDialog):
    """Writes one draft. Closing it tells ``put_aside`` where something is unsaved, else ``closed``."""

    saved = Signal(str, int)
    put_aside = Signal()
    closed = Signal()

    def __init__(self, context: Context, draft: Draft, scheme: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context = context
        self.draft = draft
        self.is_touched = False
        self._saving = False
        self._clash: ChangedMeanwhile | None = None
        about = draft.record.__kind__
        label = str(about.label).lower()
        heading = _("New {kind}") if draft.is_new else _("Edit {kind}")
        self.setWindowTitle(heading.format(kind=label))
        self.setAccessibleName(self.windowTitle())
        self.blocks: list[Block] = []
        self._coming = blocks_of(context, draft, scheme)
        self._is_whole = False
        self._lay_out()
        self._add_block()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        space = context.theme.scale.space
        room = parent.window().size()
        width, height = max(space(120), room.width()), max(space(100), room.height())
        self.resize(min(space(WIDTH), width), min(space(HEIGHT), height))
        QTimer.singleShot(0, self, self._begin)

    def save(self) -> None:
        """Save what is written; where something is wrong, say so at its place and stay open."""
        if self._saving:
            return
        faults = self.gather()
        if faults:
            self._show_faults(faults)
            return
        draft = self.draft
        self._saving = True
        self._save.setEnabled(False)
        self._context.write(
            lambda workspace: workspace.editing.save(draft), self._done, owner=self, failed=self._refused
        )

    def gather(self) -> list[Fault]:
        """Put everything that is written into the draft; returns what could not be read."""
        self.complete()
        return [fault for block in self.blocks for fault in block.gather()]

    @property
    def has_unsaved(self) -> bool:
        """Whether closing it for good would lose something."""
        return self.is_touched and (bool(self.gather()) or self.draft.is_changed)

    def discard(self) -> None:
        """Close it and forget what was written."""
        self.is_touched = False
        self.close()

    def reject(self) -> None:
        """Esc: put it aside."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """With something unsaved it is only put aside, and comes back as it was."""
        if self.has_unsaved:
            event.ignore()
            self.hide()
            self.put_aside.emit()
            return
        # QDialog's own would ask reject() and, since that comes back here, stay open.
        event.accept()
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
        self.status = QLabel(_("Ctrl+Enter saves; Esc puts it aside."))
        self.status.setProperty("role", "muted")
        self.status.setWordWrap(True)
        self.status.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._keep = self._button(_("Keep what I wrote"), self._keep_mine)
        self._keep.hide()
        self._discard = self._button(_("Discard"), self.discard, "flat")
        self._save = self._button(_("Save"), self.save, "primary")
        line.addWidget(self.status, 1)
        for button in (self._keep, self._discard, self._save):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area, 1)
        layout.addWidget(foot)

    def _button(self, words: str, act: object, role: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        # Enter belongs to the field in which it is pressed.
        button.setAutoDefault(False)
        if role:
            button.setProperty("role", role)
        assert callable(act)
        button.clicked.connect(lambda _checked=False: act())
        return button

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
        block.edited.connect(self._touch)
        self.blocks.append(block)
        self._column.insertWidget(self._column.count() - 1, block)
        QTimer.singleShot(0, self, self._add_next)

    def _add_next(self) -> None:
        if not self._is_whole:
            self._add_block()

    def _begin(self) -> None:
        first = next((child for child in self._body.findChildren(Input) if child.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus()

    def _touch(self) -> None:
        self.is_touched = True
        if not self.windowTitle().endswith("•"):
            self.setWindowTitle(f"{self.windowTitle()} •")

    # after saving

    def _done(self, _changed: Changed) -> None:
        self._saving = False
        self.is_touched = False
        assert self.draft.id is not None
        self.saved.emit(self.draft.kind, self.draft.id)
        self.close()

    def _refused(self, error: UserError) -> None:
        self._saving = False
        self._save.setEnabled(True)
        if isinstance(error, Unsound):
            self._show_faults(error.faults)
            return
        self._clash = error if isinstance(error, ChangedMeanwhile) else None
        self._keep.setVisible(self._clash is not None)
        self._tell(error.sentence)

    def _keep_mine(self) -> None:
        if self._clash is not None:
            self.draft.seen = resolved(self.draft, self._clash.now, ()).seen
            self._keep.hide()
            self.save()

    def _show_faults(self, faults: list[Fault]) -> None:
        """Say at each field what is wrong, and go to the first."""
        first: Input | None = None
        for fault in faults:
            found = next(
                (one for block in self.blocks if (one := block.place(fault.place)) is not None), None
            )
            if found is not None:
                found.complain(fault.sentence)
                first = first or found
        self._tell(faults[0].sentence)
        if first is not None:
            first.setFocus()
            self.area.ensureWidgetVisible(first, 0, self._context.theme.scale.space(12))

    def _tell(self, sentence: str) -> None:
        self.status.setProperty("role", "bad")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self.status.setText(sentence)
