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
from diplotrack.records.enumerations import CommitmentSide, Side
from diplotrack.workspace.editing import Draft, PartRow, blank_row


class PromiseLine(FollowLine):
    """A promise: theirs, until somebody says that it was ours."""

    def __init__(self, block: FollowsBlock, follow: Draft) -> None:
        self.whose = Combo(block.context.theme)
        self.whose.addItems([_("They promise"), _("We promise")])
        self.whose.setAccessibleName(_("Whose promise"))
        self.whose.activated.connect(lambda _index: block.edited.emit())
        super().__init__(block, follow)
        ours = {
            row.values["party_id"]
            for row in block.draft.parts.get("engagement_party", [])
            if row.values["side"] == Side.OURS
        }
        self.tell_whose(ours)

    def tell_whose(self, ours: set[int]) -> None:
        """Where it was begun before: it is ours if one of these parties made it."""
        rows = self.draft.parts.get("commitment_party", [])
        if any(row.values["side"] == CommitmentSide.BY and row.values["party_id"] in ours for row in rows):
            self.whose.setCurrentIndex(1)

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
        column.addWidget(self.whose)
        self.grid.add(held, 3)
        super().dress()

    @property
    def is_ours(self) -> bool:
        """Whether we made it."""
        return self.whose.currentIndex() == 1


class PromisesBlock(FollowsBlock):
    """Promises made at the engagement; who made them to whom comes from the engagement's own parties."""

    def __init__(self, context: Context, draft: Draft) -> None:
        usual = {"text": 9, "due_on": 4, "binding": 4, "owner_id": 4}
        heading = _("Promises made there")
        super().__init__(context, draft, "commitment", "engagement_id", usual, heading, _("Add promise"))
        self._we: Mention | None = None
        context.read(lambda workspace: workspace.editing.ourselves(), self._know_us, owner=self)

    def make_line(self, follow: Draft) -> FollowLine:
        """The line of a promise."""
        return PromiseLine(self, follow)

    def complete(self, line: FollowLine) -> None:
        """Who promised it to whom, on which day."""
        assert isinstance(line, PromiseLine)
        line.draft.values["made_on"] = self.draft.values.get("starts_on")
        sides: dict[Side, list[int]] = {Side.OURS: [], Side.THEIRS: [], Side.THIRD: []}
        for row in self.draft.parts.get("engagement_party", []):
            sides[row.values["side"]].append(row.values["party_id"])
        if not sides[Side.OURS] and self._we is not None:
            sides[Side.OURS] = [self._we.id]
        by, to = (Side.OURS, Side.THEIRS) if line.is_ours else (Side.THEIRS, Side.OURS)
        rows = ((CommitmentSide.BY, sides[by]), (CommitmentSide.TO, sides[to]))
        line.draft.parts["commitment_party"] = [
            _party(one, side) for side, parties in rows for one in parties
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
