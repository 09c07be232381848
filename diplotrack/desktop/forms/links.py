"""What a record is linked to: objectives, tags, its marking, and parties that stand on a side of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, Label, _
from diplotrack.base.markings import TLP, Marking, schemes
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import KINDS, Field
from diplotrack.workspace.editing import Draft, Fault, PartRow, blank_row
from diplotrack.workspace.editing.draft import Place


class LinksBlock(Block):
    """Objectives and tags."""

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__(context, draft)
        grid = Grid(context.theme)
        self.objectives = None
        if draft.record.__kind__.linkable:
            field = Field(N_("Objectives"), "reference", refers="objective")
            self.objectives = ChipsInput(field, context, _("Type a code or title, then Enter"))
            self.objectives.show_value({key: draft.caption("objective", key) for key in draft.objectives})
            self.objectives.edited.connect(self.edited)
            grid.add(self.objectives, 12)
        self.tags = ChipsInput(Field(N_("Tags")), context, _("Type a word, then Enter"))
        self.tags.show_value({tag: tag for tag in draft.tags})
        self.tags.edited.connect(self.edited)
        grid.add(self.tags, 12)
        self.column.addWidget(grid)

    def gather(self) -> list[Fault]:
        """The objectives, each with the bearing that it had, and the tags."""
        try:
            if self.objectives is not None:
                chosen = self.objectives.value()
                self.draft.objectives = {key: self.draft.objectives.get(key) for key in chosen}
            self.draft.tags = self.tags.value()
        except UserError as error:
            return [Fault(("objectives",), error.sentence)]
        return []

    def place(self, place: Place) -> Input | None:
        """The input of the objectives."""
        return self.objectives if place == ("objectives",) else None


class PartiesBlock(Block):
    """The parties that stand on one side of a record, as chips; each is a row of a part."""

    def __init__(
        self,
        context: Context,
        draft: Draft,
        part: str,
        column: str,
        sides: tuple[tuple[Any, Label], ...],
    ) -> None:
        super().__init__(context, draft)
        self._part, self._by = part, column
        self.sides: dict[Any, ChipsInput] = {}
        grid = Grid(context.theme)
        for side, label in sides:
            one = ChipsInput(
                Field(label, "reference", refers="party"), context, _("Type a name or code, then Enter")
            )
            rows = [row for row in draft.parts.get(part, []) if row.values[column] == side]
            one.show_value(
                {row.values["party_id"]: draft.caption("party", row.values["party_id"]) for row in rows}
            )
            one.edited.connect(self.edited)
            self.sides[side] = one
            grid.add(one, 12 // len(sides))
        self.column.addWidget(grid)

    def gather(self) -> list[Fault]:
        """The rows: those that were there keep their notes."""
        faults: list[Fault] = []
        rows = [row for row in self.draft.parts.get(self._part, []) if row.values[self._by] not in self.sides]
        before = [row for row in self.draft.parts.get(self._part, []) if row.values[self._by] in self.sides]
        for side, one in self.sides.items():
            try:
                wanted = one.value()
            except UserError as error:
                faults.append(Fault((self._part, str(side)), error.sentence))
                continue
            for party in wanted:
                old = [
                    row for row in before if (row.values["party_id"], row.values[self._by]) == (party, side)
                ]
                rows += old or [self._row(party, side)]
        rows.sort(key=lambda row: row.id if row.id is not None else 1 << 62)
        if not faults:
            self.draft.parts[self._part] = rows
        return faults

    def place(self, place: Place) -> Input | None:
        """The input of a side."""
        if len(place) == 2 and place[0] == self._part:
            return next((one for side, one in self.sides.items() if str(side) == place[1]), None)
        return None

    def _row(self, party: int, side: Any) -> PartRow:
        row = blank_row(KINDS[self._part])
        row.values |= {"party_id": party, self._by: side}
        return row


class MarkingBlock(Block):
    """The marking of the whole record: level, TLP label, and to whom it may be released."""

    def __init__(self, context: Context, draft: Draft, scheme: str) -> None:
        super().__init__(context, draft)
        self._scheme = draft.marking.scheme or scheme
        levels = schemes()[self._scheme if self._scheme in schemes() else "neutral"].levels
        self._markings: list[Marking] = [Marking(), *(Marking.of(level) for level in levels)]
        self.level, self.tlp = Combo(context.theme), Combo(context.theme)
        own = Marking(draft.marking.scheme, draft.marking.rank, draft.marking.text)
        if own not in self._markings:
            self._markings.append(own)
        for one in self._markings:
            self.level.addItem(one.text or _("Not marked"))
        self.level.setCurrentIndex(self._markings.index(own))
        for label in ("", *TLP):
            self.tlp.addItem(f"TLP:{label}" if label else _("No TLP label"), label)
        self.tlp.setCurrentIndex(("", *TLP).index(draft.marking.tlp) if draft.marking.tlp in TLP else 0)
        self.release = ChipsInput(
            Field(N_("Releasable to"), "reference", refers="party"),
            context,
            _("Type a name or code, then Enter"),
        )
        self.release.show_value({key: draft.caption("party", key) for key in draft.rel_to})
        grid = Grid(context.theme)
        for label, box in ((_("Marking"), self.level), (_("TLP"), self.tlp)):
            box.setAccessibleName(label)
            box.activated.connect(lambda _index: self.edited.emit())
            grid.add(_labelled(context, label, box), 3)
        self.release.edited.connect(self.edited)
        grid.add(self.release, 6)
        self.column.addWidget(grid)

    def gather(self) -> list[Fault]:
        """The marking and the parties."""
        level = self._markings[self.level.currentIndex()]
        self.draft.marking = Marking(level.scheme, level.rank, level.text, str(self.tlp.currentData() or ""))
        try:
            self.draft.rel_to = tuple(sorted(self.release.value()))
        except UserError as error:
            return [Fault(("rel_to",), error.sentence)]
        return []

    def place(self, place: Place) -> Input | None:
        """The input of the parties."""
        return self.release if place == ("rel_to",) else None


def _labelled(context: Context, words: str, box: Combo) -> QWidget:
    held, label = QWidget(), QLabel(words)
    label.setAlignment(leading_edge())
    label.setProperty("role", "small")
    label.setBuddy(box)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(context.theme.scale.space(0.75))
    column.addWidget(label)
    column.addWidget(box)
    return held
