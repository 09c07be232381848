"""The files of a record on its form: dropped, pasted or chosen; opened, marked, taken out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.base.markings import UNMARKED, Marking, schemes
from diplotrack.desktop.bringing import Bringing, Brought
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.follows import Link
from diplotrack.desktop.longwork import ProgressStrip
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.viewing import Viewing
from diplotrack.workspace.attaching import kind_label, size_label
from diplotrack.workspace.editing import AttachedFile, Draft, Fault
from diplotrack.workspace.editing.portions import mark_of


class FileLine(QFrame):
    """One file: its name, which opens it, its kind and size, its mark, and what can be done with it."""

    def __init__(self, block: FilesBlock, file: AttachedFile) -> None:
        super().__init__()
        self.file = file
        self._block = block
        context, space = block.context, block.context.theme.scale.space
        self.name = Link(file.name)
        self.name.setAccessibleName(_("Open {name}").format(name=file.name))
        self.name.setAutoDefault(False)
        self.name.clicked.connect(lambda: Viewing.of(context).open(self.file))
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.mark = self._button("", _("{name}: mark it").format(name=file.name), _("Mark the file"))
        self.mark.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.mark.setMenu(self._marks())
        self.keep = self._button("open", _("{name}: save a copy").format(name=file.name), _("Save a copy…"))
        self.keep.clicked.connect(lambda: Viewing.of(context).save_as(self.file, self.window()))
        self.drop = self._button("close", _("{name}: take it out").format(name=file.name), _("Take it out"))
        self.drop.clicked.connect(lambda: block.drop(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self.name, 1)
        for widget in (self.told, self.mark, self.keep, self.drop):
            row.addWidget(widget)
        self._tell()

    def _button(self, icon: str, name: str, tip: str) -> QToolButton:
        theme = self._block.context.theme
        button = QToolButton()
        if icon:
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(theme.scale.space(4), theme.scale.space(4)))
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button

    def _marks(self) -> QMenu:
        menu = QMenu(self)
        for marking, words in markings(self._block.scheme):
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, marking=marking: self._choose(marking))
        return menu

    def _choose(self, marking: Marking) -> None:
        self.file = replace(self.file, marking=marking)
        self._tell()
        self._block.edited.emit()

    def _tell(self) -> None:
        self.told.setText(f"{kind_label(self.file)}  {size_label(self.file.size)}".strip())
        self.mark.setText(mark_of(self.file.marking).strip() or _("Mark"))


class FilesBlock(Block):
    """The files kept with the record. What is brought is kept at once, and named by the draft until it is saved."""

    def __init__(self, context: Context, draft: Draft, scheme: str) -> None:
        super().__init__(context, draft, _("Attachments"))
        self.scheme = scheme
        self.lines: list[FileLine] = []
        self.bringing = Bringing(context, self)
        self.bringing.brought.connect(self._brought)
        self._body = QVBoxLayout()
        self._body.setSpacing(context.theme.scale.space(1))
        self.add = QPushButton(_("Attach files…"))
        self.add.setProperty("role", "flat")
        side = context.theme.scale.space(4)
        self.add.setIcon(context.theme.icon("attachment"))
        self.add.setIconSize(QSize(side, side))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.choose)
        advice = QLabel(_("or drop them here, or paste them"))
        advice.setProperty("role", "small")
        self.said = QLabel()
        self.said.setProperty("role", "bad")
        self.said.setWordWrap(True)
        self.said.setAlignment(leading_edge())
        self.said.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(advice)
        foot.addStretch(1)
        self.column.addLayout(self._body)
        self.column.addWidget(ProgressStrip(context, self.bringing.work))
        self.column.addWidget(self.said)
        self.column.addLayout(foot)
        self._shortcut = QShortcut(QKeySequence("Ctrl+Shift+A"), self)
        self._shortcut.activated.connect(self.choose)
        self._watched: QWidget | None = None
        self.bringing.watch(self)
        for file in draft.files:
            self._show(file)

    def meet(self, other: Block) -> None:
        """Files dropped on any part of the form are attached; none is written into a text as its path."""
        self.bringing.watch(other)
        for line in other.findChildren(QLineEdit):
            self.bringing.watch(line)
        for box in other.findChildren(QPlainTextEdit):
            self.bringing.watch(box)
            self.bringing.watch(box.viewport())

    def showEvent(self, event: QShowEvent) -> None:
        """What is dropped beside the blocks is meant for the form too."""
        super().showEvent(event)
        if self._watched is not self.window():
            self._watched = self.window()
            self.bringing.watch(self._watched)

    def choose(self) -> None:
        """Ask for files to attach."""
        self.bringing.choose(self.window())

    def drop(self, line: FileLine) -> None:
        """Take a file out."""
        self.take_out(line, self.lines, self.add)

    def gather(self) -> list[Fault]:
        """The files, stored ones first."""
        self.draft.files = [line.file for line in self.lines]
        return []

    def _brought(self, brought: Brought) -> None:
        for file in brought.files:
            self._show(file)
        self.said.setText(" ".join(brought.refused))
        self.said.setVisible(bool(brought.refused))
        if brought.files:
            self.edited.emit()

    def _show(self, file: AttachedFile) -> None:
        line = FileLine(self, file)
        self.lines.append(line)
        self._body.addWidget(line)


def markings(scheme: str) -> list[tuple[Marking, str]]:
    """What a file can be marked with: the levels of the scheme in words, and none of its own."""
    levels = schemes()[scheme if scheme in schemes() else "neutral"].levels
    own = [(Marking.of(level), f"({level.portion}) {level.text}") for level in levels]
    return [(UNMARKED, _("As the record")), *own]
