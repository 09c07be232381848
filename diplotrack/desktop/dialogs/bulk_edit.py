"""Editing many records together: which field, which value, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_number
from diplotrack.base.markings import Marking, schemes
from diplotrack.base.progress import Progress
from diplotrack.desktop.button import default_button, foot
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.inputs import ChoiceInput, Input
from diplotrack.desktop.forms.making import make_input
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import KINDS, Field, Marked
from diplotrack.workspace import Workspace
from diplotrack.workspace.bulk import Bulk, Edited
from diplotrack.workspace.editing import Newcomer

ADD, TAKE_OUT, MARKING = "+objective", "-objective", "marking"
Edit = Callable[[Workspace, Progress], Edited]


class BulkEditDialog(QDialog):
    """Asks for a field and a value for the records of one kind; ``edited(str)`` carries what came of it."""

    edited = Signal(str)

    def __init__(self, context: Context, kind: str, ids: Sequence[int], scheme: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._kind = KINDS[kind]
        self._ids = list(ids)
        self._scheme = scheme if scheme in schemes() else "neutral"
        self._fields = Bulk.fields(kind)
        self.work = LongWork(context, self)
        about = self._kind.__kind__
        plural = str(about.plural if len(ids) > 1 else about.label).lower()
        self.setWindowTitle(_("Edit {count} {records}").format(count=format_number(len(ids)), records=plural))
        space = context.theme.scale.space
        self.field = Combo(context.theme)
        self.field.setAccessibleName(_("Field"))
        for name, label in self._choices():
            self.field.addItem(label, name)
        self._room = QVBoxLayout()
        self.input: Input | None = None
        self._complaint = QLabel()
        self._complaint.setProperty("role", "bad")
        self._complaint.setWordWrap(True)
        self._complaint.setAlignment(leading_edge())
        self._complaint.hide()
        told = QLabel(_("Where one of them cannot be changed so, none is. Ctrl+Z undoes all of it at once."))
        told.setProperty("role", "muted")
        told.setAlignment(leading_edge())
        self.go = default_button(self.windowTitle(), self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(5), space(5), space(5))
        column.setSpacing(space(3))
        column.addWidget(told)
        column.addWidget(self.field)
        column.addLayout(self._room)
        column.addWidget(self._complaint)
        column.addWidget(ProgressStrip(context, self.work))
        column.addLayout(foot(self.reject, self.go))
        self.setMinimumWidth(space(140))
        self.field.currentIndexChanged.connect(lambda _place: self._ask())
        self.work.ended.connect(lambda: self.go.setEnabled(True))
        self._ask()

    def start(self) -> None:
        """Edit the records on the writer's thread."""
        assert self.input is not None
        try:
            value = self.input.value()
        except UserError as error:
            self._complain(error.sentence)
            return
        if isinstance(value, Newcomer):
            self._complain(_("Choose a name from the list."))
            return
        name = str(self.field.currentData())
        if value is None and name in (ADD, TAKE_OUT, MARKING):
            self._complain(_("Say which one."))
            return
        self._complain("")
        self.go.setEnabled(False)
        self.work.start(
            self._edit(name, value), self._done, failed=lambda error: self._complain(error.sentence)
        )

    def reject(self) -> None:
        """Leaving stops what is under way; nothing of it is then written."""
        self.work.cancel()
        super().reject()

    def _edit(self, name: str, value: Any) -> Edit:
        kind, ids = self._kind.__kind__.name, self._ids
        if name in (ADD, TAKE_OUT):
            return lambda workspace, progress: workspace.bulk.link(
                kind, ids, value, take_out=name == TAKE_OUT, progress=progress
            )
        if name == MARKING:
            level = next(one for one in schemes()[self._scheme].levels if one.rank == value)
            return lambda workspace, progress: workspace.bulk.mark(kind, ids, Marking.of(level), progress)
        return lambda workspace, progress: workspace.bulk.edit(kind, ids, name, value, progress)

    def _done(self, edited: Edited) -> None:
        self.edited.emit(edited.sentence())
        self.accept()

    def _choices(self) -> list[tuple[str, str]]:
        found = [(name, str(field.label)) for name, field in self._fields.items()]
        if self._kind.__kind__.linkable:
            found += [(ADD, _("Objectives: add one")), (TAKE_OUT, _("Objectives: take one out"))]
        if issubclass(self._kind, Marked):
            found.append((MARKING, _("Marking")))
        return found

    def _ask(self) -> None:
        while self._room.count():
            old = self._room.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.deleteLater()
        name = str(self.field.currentData())
        self.input = self._input(name)
        self._room.addWidget(self.input)
        self._complain("")

    def _input(self, name: str) -> Input:
        theme = self._context.theme
        if name in (ADD, TAKE_OUT):
            field = Field(N_("Objective"), "reference", refers="objective")
            return ReferenceInput(field, self._context, lambda _kind, _id: "")
        if name == MARKING:
            steps = tuple((level.rank, N_(level.text)) for level in schemes()[self._scheme].levels)
            return ChoiceInput(Field(N_("Marking"), "scale", scale=steps), theme)
        field = self._fields[name]
        made = make_input(self._context, self._kind, name, field, lambda _kind, _id: "")
        if isinstance(made, ChoiceInput):
            made.box.setCurrentIndex(0)
        return made

    def _complain(self, sentence: str) -> None:
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))
