"""A form that prints: its inputs, where the file goes, a button, and what became of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, ngettext
from diplotrack.base.progress import Progress
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.prints.order import FOLDER, folder
from diplotrack.desktop.prints.saving import show_file
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import Printed

Printing = Callable[[Workspace, Progress], Printed]


class PrintCard(QFrame):
    """``inputs`` holds the inputs by name; :meth:`job` makes the work from what they hold."""

    def __init__(self, context: Context, heading: str, advice: str, action: str) -> None:
        super().__init__()
        self.context = context
        self.inputs: dict[str, Input] = {}
        self.printed: Printed | None = None
        self.work = LongWork(context, self)
        self.setProperty("role", "card")
        space = context.theme.scale.space
        title, words = QLabel(heading), QLabel(advice)
        title.setProperty("role", "lead")
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        for label in (title, words):
            label.setAlignment(leading_edge())
        self.grid = Grid(context.theme)
        self.go = push_button(action, self.start, "primary")
        self.work.ended.connect(lambda: self.go.setEnabled(True))
        self._where = QLabel()
        self._where.setProperty("role", "small")
        self._where.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._choose = push_button(_("Change folder…"), self._choose_folder, "flat")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._where, 1)
        self._foot.addWidget(self._choose)
        self._foot.addWidget(self.go)
        self.leave: QPushButton | None = None
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.hide()
        self._open = push_button(_("Open"), self._show, "flat")
        self._reveal = push_button(_("Show folder"), self._show_folder, "flat")
        after = QHBoxLayout()
        after.addWidget(self._told, 1)
        for button in (self._open, self._reveal):
            button.hide()
            after.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        for widget in (title, words, self.grid):
            column.addWidget(widget)
        column.addLayout(self._foot)
        column.addWidget(ProgressStrip(context, self.work))
        column.addLayout(after)
        self._name_folder()

    def put(self, name: str, one: Input, columns: int) -> None:
        """Set an input into the card."""
        self.inputs[name] = one
        self.grid.add(one, columns)

    def offer_leaving(self, act: Callable[[], object]) -> None:
        """Set a button that leaves beside the one that prints: where the card stands in a dialog."""
        self.leave = push_button(_("Cancel"), act, "flat")
        self._foot.insertWidget(self._foot.indexOf(self.go), self.leave)
        self.setTabOrder(self._choose, self.leave)
        self.setTabOrder(self.leave, self.go)

    @abstractmethod
    def job(self, values: dict[str, Any], where: Path) -> Printing:
        """The work that prints, and tells how far it is. Raises UserError where something is missing."""
        raise NotImplementedError  # at run time too: the metaclass of Qt bars that of abc

    def start(self) -> None:
        """Print what is asked for."""
        values: dict[str, Any] = {}
        for name, one in self.inputs.items():
            try:
                values[name] = one.value()
            except UserError as error:
                one.complain(error.sentence)
                one.setFocus()
                return
        try:
            job = self.job(values, folder())
        except UserError as error:
            self._tell(error.sentence, bad=True)
            return
        self.go.setEnabled(False)
        self._tell(_("Writing…"))
        self.work.start(job, self._done, failed=self._refused, writes=False)

    def _done(self, printed: Printed) -> None:
        self.printed = printed
        pages = ngettext("{count} page", "{count} pages", printed.pages).format(count=printed.pages)
        parts = [printed.path.name, pages] if printed.pages else [printed.path.name]
        lines = ["  ·  ".join([*parts, printed.marking] if printed.marking else parts), *printed.sentences()]
        self._tell("\n".join(lines))
        self._open.show()
        self._reveal.show()
        if self.leave is not None:
            self.leave.setText(_("Close"))
            self.leave.setAccessibleName(_("Close"))
        self.context.say(_("Written: {path}").format(path=printed.path))

    def _refused(self, error: UserError) -> None:
        self._tell(error.sentence, bad=True)

    def _tell(self, words: str, *, bad: bool = False) -> None:
        self._told.setProperty("role", "bad" if bad else "muted")
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self._told.setText(words)
        self._told.show()
        for button in (self._open, self._reveal):
            button.hide()

    def _show(self) -> None:
        if self.printed is not None:
            show_file(self.printed.path)

    def _show_folder(self) -> None:
        if self.printed is not None:
            show_file(self.printed.path.parent)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to write"), str(folder()))
        if chosen:
            QSettings().setValue(FOLDER, chosen)
            self._name_folder()

    def _name_folder(self) -> None:
        self._where.setText(_("Goes to {folder}").format(folder=folder()))
