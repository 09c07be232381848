"""One meeting of a day as a row: time, with whom, what, format. Each row is a draft of its own and is kept as one."""

from __future__ import annotations

import copy
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import ChoiceInput, LineInput
from diplotrack.desktop.forms.keeping import Keeping
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.records import Engagement, Field, fields
from diplotrack.records.enumerations import Format
from diplotrack.workspace.editing import Draft, Fault
from diplotrack.workspace.editing.portions import portions
from diplotrack.workspace.suggesting.proposing import Proposal

REST = 120
"""Milliseconds after a change before suggestions are looked up."""


class WhatBlock(Block):
    """What was said, in a line that becomes the summary, and the format; the rest as it is suggested."""

    def __init__(self, context: Context, draft: Draft, scheme: str) -> None:
        super().__init__(context, draft)
        self._scheme = scheme
        self.what = LineInput(Field(N_("What"), help=N_("What came out of it.")), context.theme)
        self.format = ChoiceInput(fields(Engagement)["format"], context.theme, Format.MEETING)
        self.format.show_value(Format.MEETING)
        self.proposal = Proposal({})
        self.is_chosen = False
        """Whether somebody chose the format."""
        line = QHBoxLayout()
        line.setSpacing(context.theme.scale.space(3))
        for one, stretch in ((self.what, 5), (self.format, 3)):
            line.addWidget(one, stretch, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.what.edited.connect(self.edited)
        self.format.edited.connect(self._choose)

    def take(self, proposal: Proposal) -> None:
        """Show what is suggested."""
        self.proposal = proposal
        if not self.is_chosen:
            self.format.show_value(proposal.values.get("format", Format.MEETING))

    def gather(self) -> list[Fault]:
        """The summary, the format, and what is suggested for the other fields."""
        words = str(self.what.value())
        self.draft.texts["summary"] = portions(words, self._scheme) if words else []
        self.draft.values |= self.proposal.values
        self.draft.values["format"] = self.format.value()
        return []

    def _choose(self) -> None:
        self.is_chosen = True
        self.edited.emit()


class MeetingRow(QFrame):
    """Three blocks side by side. ``entered`` asks for the next row, ``dropped`` to be taken out."""

    entered = Signal()
    dropped = Signal()
    touched = Signal()

    def __init__(self, context: Context, draft: Draft, scheme: str, day: date | None) -> None:
        super().__init__()
        self._context = context
        self.draft = draft
        self.when, self.room = WhenBlock(context, draft), RoomBlock(context, draft, narrow=True)
        self.what = WhatBlock(context, draft, scheme)
        self.when.phrase.day = day
        self.when.phrase.line.setPlaceholderText(_("9-10:30, 15:00 Tokyo"))
        self.blocks: list[Block] = [self.when, self.room, self.what]
        self.keeping = Keeping(context, draft, self.blocks, self)
        self.is_touched = False
        self._grid = Grid(context.theme, close=True)
        for block, columns in zip(self.blocks, (3, 4, 5), strict=True):
            block.edited.connect(lambda block=block: self._touch(block))
            self._grid.add(block, columns)
        self.when.read.connect(self.look_soon)
        self.room.changed.connect(self.look_soon)
        self.wrong = QLabel()
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._grid.add(self.wrong, 12)
        self.drop = QToolButton()
        self.drop.setIcon(context.theme.icon("close"))
        side = context.theme.scale.space(4)
        self.drop.setIconSize(QSize(side, side))
        self.drop.setAccessibleName(_("Take this meeting out"))
        self.drop.setToolTip(_("Take this meeting out"))
        self.drop.clicked.connect(self.dropped)
        side_of_row = QWidget()
        self._side = QHBoxLayout(side_of_row)
        self._side.addWidget(self.drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._grid, 1)
        row.addWidget(side_of_row, 0, Qt.AlignmentFlag.AlignTop)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look)
        for line in self._lines():
            line.installEventFilter(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not (
            self.when.phrase.words.strip()
            or self.room.people
            or self.room.parties
            or self.room.theirs.words.strip()
            or self.what.what.words.strip()
        )

    def gather(self) -> list[Fault]:
        """Put everything into the draft; returns what could not be read."""
        return [fault for block in self.blocks for fault in block.gather()]

    def complain(self, faults: list[Fault]) -> None:
        """Say what is wrong at its place, or below the row."""
        self.wrong.hide()
        for fault in faults:
            if fault.place == ("title",):
                # There is no title to be seen here: it follows from who met.
                self.room.theirs.complain(_("Say with whom it was."))
                continue
            found = next(
                (one for block in self.blocks if (one := block.place(fault.place)) is not None), None
            )
            if found is not None:
                found.complain(fault.sentence)
            else:
                self.wrong.setText(fault.sentence)
                self.wrong.show()

    def show_labels(self, *, on: bool) -> None:
        """The labels stand over the first row only, as heads over columns."""
        for one in (self.when.phrase, self.room.theirs, self.what.what, self.what.format):
            one.label.setVisible(on)
        self.when.show_label_room(on=on)
        self._side.setContentsMargins(0, self._context.theme.scale.space(5 if on else 0), 0, 0)

    def look_soon(self) -> None:
        """Suggest anew when the typing rests."""
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next row, except where it takes a name."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
        ):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            takes = watched is self.room.theirs.line and self.room.theirs.line.text().strip()
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not takes:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _lines(self) -> list[QWidget]:
        lines: list[QWidget] = [
            self.when.phrase.line,
            self.room.theirs.line,
            self.what.what.line,
            self.what.format.box,
        ]
        assert all(isinstance(one, QLineEdit) for one in lines[:3])
        return lines

    def _touch(self, block: Block) -> None:
        self.is_touched = True
        self.wrong.hide()
        self.keeping.touch(block)
        self.touched.emit()

    def _look(self) -> None:
        self.when.gather()
        self.room.gather_rows()
        draft = Draft("engagement", None, dict(self.draft.values))
        draft.parts = copy.deepcopy(self.draft.parts)
        heard = str(self.what.format.value().value) if self.what.is_chosen else self.when.format
        self._context.read(
            lambda workspace: workspace.suggesting.propose(draft, heard),
            self.what.take,
            owner=self,
            key=(id(self), "proposal"),
        )
