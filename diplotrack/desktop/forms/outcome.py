"""Over the form of a planned engagement whose day is past: did it take place?"""

from __future__ import annotations

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.views.took_place import TookPlace
from diplotrack.workspace.editing import Draft


class OutcomeBlock(Block):
    """The same question as over its reading; the answer is an operation of its own, which the form then shows."""

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__(context, draft)
        assert draft.id is not None
        self.bar = TookPlace(context)
        self.column.addWidget(self.bar)
        self.bar.follow(draft.kind, draft.id)
