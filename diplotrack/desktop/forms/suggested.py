"""Title, format, levels and city of an engagement: suggested from who met and when, until somebody says otherwise."""

from __future__ import annotations

import copy
from typing import Any

from PySide6.QtCore import QTimer

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block, FieldsBlock
from diplotrack.desktop.forms.inputs import ChoiceInput, Input, LineInput
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.records.choice import Choice
from diplotrack.workspace.editing import Draft, Fault
from diplotrack.workspace.editing.draft import default_of
from diplotrack.workspace.suggesting.proposing import Proposal

FIELDS = {"title": 9, "format": 3, "status": 3, "level_theirs": 3, "level_ours": 3, "city": 3}
SUGGESTED = ("title", "format", "status", "level_theirs", "level_ours", "city")
REST = 80
"""Milliseconds after a change before suggestions are looked up."""


class SuggestedBlock(FieldsBlock):
    """A field that nobody wrote in holds the suggestion, set back in tone; writing in it takes it from there.

    Only what is new is suggested: of an engagement that is in the ledger nothing changes by itself.
    """

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__(context, draft, FIELDS)
        self.proposal = Proposal({})
        self._when: WhenBlock | None = None
        self._room: RoomBlock | None = None
        self._left = {name for name in SUGGESTED if draft.is_new and self._is_untouched(name)}
        """The fields left to the suggestion."""
        # What was begun before holds the suggestions of then; they may change with what is written now.
        self._is_taken_up = draft.is_new and bool(draft.seen is None or draft.differences())
        for name in SUGGESTED:
            self.inputs[name].edited.connect(lambda name=name: self._written(name))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look)

    def meet(self, other: Block) -> None:
        """The day and those who met are what suggestions come from."""
        if isinstance(other, WhenBlock):
            self._when = other
            other.read.connect(self.look_soon)
        elif isinstance(other, RoomBlock):
            self._room = other
            other.changed.connect(self.look_soon)
        self.look_soon()

    def look_soon(self) -> None:
        """Suggest anew when the typing rests."""
        if self.draft.is_new:
            self._rest.start()

    def gather(self) -> list[Fault]:
        """The fields; those that nobody wrote in as they are suggested."""
        faults = super().gather()
        for name in self._left:
            self.draft.values[name] = self._suggested(name)
        return faults

    def _is_untouched(self, name: str) -> bool:
        value = self.draft.values.get(name)
        return value in (None, "") or value == default_of(self.draft.record, name)

    def _suggested(self, name: str) -> Any:
        default = default_of(self.draft.record, name)
        return self.proposal.values.get(name, "" if name in ("title", "city") else default)

    def _written(self, name: str) -> None:
        """Somebody wrote there; an emptied line is left to the suggestion again."""
        one = self.inputs[name]
        if self.draft.is_new and isinstance(one, LineInput) and not one.line.text():
            self._left.add(name)
        else:
            self._left.discard(name)
        self._dress(name)
        if name == "format":
            self.look_soon()

    def _look(self) -> None:
        """Look up what is suggested, from a copy of what is written."""
        if self._when is not None:
            self._when.gather()
        if self._room is not None:
            self._room.gather_rows()
        draft = Draft("engagement", None, dict(self.draft.values))
        draft.parts = copy.deepcopy(self.draft.parts)
        if "format" not in self._left:
            chosen = self.inputs["format"].value()
            heard = chosen.value if isinstance(chosen, Choice) else ""
        else:
            heard = self._when.format if self._when is not None else ""
        self.context.read(
            lambda workspace: workspace.suggesting.propose(draft, heard),
            self._take,
            owner=self,
            key=(id(self), "proposal"),
        )

    def _take(self, proposal: Proposal) -> None:
        self.proposal = proposal
        if self._is_taken_up:
            self._is_taken_up = False
            same = {name for name, value in proposal.values.items() if self.draft.values.get(name) == value}
            self._left |= same
            for name in same & {"title", "city"}:
                self.inputs[name].show_value("")
        for name in SUGGESTED:
            self._dress(name)

    def _dress(self, name: str) -> None:
        """Show the suggestion, set back, where the field is left to it."""
        one, is_left = self.inputs[name], name in self._left
        value = self._suggested(name)
        if isinstance(one, LineInput):
            one.line.setPlaceholderText(str(value) if is_left else "")
        elif isinstance(one, ChoiceInput) and is_left:
            one.show_value(value)
        _soften(one, on=is_left and bool(self.proposal.values.get(name)))


def _soften(one: Input, *, on: bool) -> None:
    widget = one.focusProxy()
    if widget is None or bool(widget.property("soft")) == on:
        return
    widget.setProperty("soft", on)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    advice = _("Suggested; write here to say otherwise.") if on else str(one.field.help)
    widget.setAccessibleDescription(advice)
    widget.setToolTip(advice)
