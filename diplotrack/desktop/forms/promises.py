"""The promises of an engagement or a text, written down with it: whose they are, what they say, by when."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.follows import FollowLine, FollowsBlock
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import CommitmentParty
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import CommitmentSide
from diplotrack.workspace.editing import Draft, PartRow, blank_row
from diplotrack.workspace.gleaning import LINKS, Gleaned, Whose, around, promised

WHOSE = (Whose.THEIRS, Whose.OURS, Whose.BOTH)


class PromiseLine(FollowLine):
    """A promise: theirs, until somebody says that it was ours, or of both sides together."""

    def __init__(self, block: FollowsBlock, follow: Draft) -> None:
        self.box = Combo(block.context.theme)
        self.box.addItems([str(one.label) for one in WHOSE])
        self.box.setAccessibleName(_("Whose promise"))
        self.box.activated.connect(lambda _index: block.edited.emit())
        super().__init__(block, follow)
        self.tell_whose(set(around(block.draft).ours))

    @property
    def whose(self) -> Whose:
        """Who made it."""
        return WHOSE[self.box.currentIndex()]

    def choose(self, whose: Whose) -> None:
        """Say who made it."""
        self.box.setCurrentIndex(WHOSE.index(whose))

    def tell_whose(self, ours: set[int]) -> None:
        """Where it was begun before: it is ours if one of these parties made it, of both if others made it too."""
        rows = [row.values for row in self.draft.parts.get("commitment_party", [])]
        makers = {row["party_id"] for row in rows if row["side"] == CommitmentSide.BY}
        if makers & ours:
            self.choose(Whose.OURS if makers <= ours else Whose.BOTH)

    def dress(self) -> None:
        """Whose it is stands before what it is."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.block.context.theme.scale.space(0.75))
        label = QLabel(_("Whose"))
        label.setAlignment(leading_edge())
        label.setProperty("role", "small")
        column.addWidget(label)
        column.addWidget(self.box)
        self.grid.add(held, 3)
        super().dress()


class PromisesBlock(FollowsBlock):
    """Promises made there; who made them to whom comes from the parties of the record itself."""

    def __init__(self, context: Context, draft: Draft, *, quiet: bool = False) -> None:
        usual = {"text": 9, "due_on": 4, "binding": 4, "owner_id": 4}
        heading, add = _("Promises made there"), _("Add promise")
        link = LINKS[draft.kind]["commitment"]
        super().__init__(context, draft, "commitment", link, usual, heading, add, quiet=quiet)
        self._we: Mention | None = None
        context.read(lambda workspace: workspace.editing.ourselves(), self._know_us, owner=self)

    def make_line(self, follow: Draft) -> FollowLine:
        """The line of a promise."""
        return PromiseLine(self, follow)

    def take(self, gleaned: Gleaned) -> FollowLine:
        """Write down a promise made of words, and whose it is."""
        line = super().take(gleaned)
        assert isinstance(line, PromiseLine)
        line.choose(gleaned.whose)
        return line

    def complete(self, line: FollowLine) -> None:
        """Who promised it to whom, on which day."""
        assert isinstance(line, PromiseLine)
        here = around(self.draft)
        line.draft.values["made_on"] = here.day
        ours = here.ours or ((self._we.id,) if self._we is not None else ())
        line.draft.parts["commitment_party"] = [
            _party(party, side) for party, side in promised(line.whose, ours, here.theirs)
        ]

    def _know_us(self, we: Mention | None) -> None:
        self._we = we
        for line in self.lines:
            if isinstance(line, PromiseLine) and we is not None:
                line.tell_whose({we.id})


def _party(party: int, side: CommitmentSide) -> PartRow:
    row = blank_row(CommitmentParty)
    row.values |= {"party_id": party, "side": side}
    return row
