"""Tags of the selected records: those that are on them, new ones by typing, with the known ones offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.button import default_button, foot
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.workspace import Workspace
from diplotrack.workspace.bulk import Edited


class TagDialog(QDialog):
    """A tick for each tag that is there (half where only some records have it), a line for more.

    ``tagged(str)`` carries what came of it.
    """

    tagged = Signal(str)

    def __init__(self, context: Context, kind: str, ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._kind = kind
        self._ids = list(ids)
        self.boxes: dict[str, QCheckBox] = {}
        self._were: dict[str, Qt.CheckState] = {}
        self.work = LongWork(context, self)
        self.setWindowTitle(_("Tags of {count} records").format(count=format_number(len(ids))))
        space = context.theme.scale.space
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Add tags"))
        self.line.setPlaceholderText(_("Add tags, with commas between them"))
        self.line.setMinimumWidth(space(90))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self._nothing = QLabel(_("They have no tags yet."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(leading_edge())
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(self._nothing)
        self._rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        scroll.setMaximumHeight(space(60))
        self.go = default_button(_("Apply"), self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(5), space(5), space(5))
        column.setSpacing(space(3))
        column.addWidget(self.line)
        column.addWidget(scroll)
        column.addWidget(ProgressStrip(context, self.work))
        column.addLayout(foot(self.reject, self.go))
        self.work.ended.connect(lambda: self.go.setEnabled(True))
        self._read()

    def start(self) -> None:
        """Put the tags on the records and take others off, as one operation."""
        add = [word.strip() for word in self.line.text().split(",") if word.strip()]
        remove: list[str] = []
        for name, box in self.boxes.items():
            state = box.checkState()
            if state is self._were[name]:
                continue
            (add if state is Qt.CheckState.Checked else remove).append(name)
        if not add and not remove:
            self.accept()
            return
        kind, ids = self._kind, self._ids
        self.go.setEnabled(False)
        self.work.start(
            lambda workspace, progress: workspace.bulk.tag(kind, ids, add, remove, progress), self._done
        )

    def reject(self) -> None:
        """Leaving stops what is under way; nothing of it is then written."""
        self.work.cancel()
        super().reject()

    def _done(self, edited: Edited) -> None:
        self.tagged.emit(edited.sentence())
        self.accept()

    def _read(self) -> None:
        kind, ids = self._kind, self._ids

        def read(workspace: Workspace) -> tuple[dict[str, int], list[str]]:
            return workspace.bulk.tags(kind, ids), workspace.bulk.known_tags()

        def arrived(found: tuple[dict[str, int], list[str]]) -> None:
            there, known = found
            self._names.setStringList(known)
            self._nothing.setVisible(not there)
            for place, (name, count) in enumerate(there.items()):
                words = name if count == len(ids) else f"{name}  ({format_number(count)})"
                box = Tick(words.replace("&", "&&"), self._context.theme)
                box.setTristate(count < len(ids))
                whole = Qt.CheckState.Checked if count == len(ids) else Qt.CheckState.PartiallyChecked
                box.setCheckState(whole)
                self._were[name] = whole
                self.boxes[name] = box
                self._rows.insertWidget(place, box)

        self._context.read(read, arrived, owner=self)
