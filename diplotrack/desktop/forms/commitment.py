"""The section of the commitment form that its workflow asks for: moving the due date says how and why."""

from __future__ import annotations

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import FieldsBlock
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import ChoiceInput, LineInput
from diplotrack.records import DueChange, Field
from diplotrack.records.enumerations import DueAgreement
from diplotrack.workspace.editing import Draft, Fault, blank_row

FIELDS = {"made_on": 4, "due_on": 4, "status": 4}


class TermBlock(FieldsBlock):
    """The dates and the status. A due date that is moved asks whether it was agreed, and why."""

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__(context, draft, FIELDS)
        self._stored = (
            draft.seen.values.get("due_on") if draft.seen is not None and not draft.is_new else None
        )
        self.moved = Grid(context.theme)
        self.how = ChoiceInput(
            Field(N_("How the due date was moved"), "choice", choices=DueAgreement),
            context.theme,
            DueAgreement.AGREED,
        )
        self.how.show_value(DueAgreement.AGREED)
        self.why = LineInput(Field(N_("Why it was moved")), context.theme)
        begun = next((row for row in draft.parts.get("due_change", []) if row.id is None), None)
        if begun is not None:
            self.how.show_value(begun.values["agreed"])
            self.why.show_value(begun.values["reason"])
        self.moved.add(self.how, 4)
        self.moved.add(self.why, 8)
        self.moved.hide()
        self.column.addWidget(self.moved)
        due = self.inputs["due_on"]
        assert isinstance(due, LineInput)
        due.line.textChanged.connect(self._look)
        for one in (self.how, self.why):
            one.edited.connect(self.edited)
        self._look()

    def gather(self) -> list[Fault]:
        """The fields; and where the due date was moved, the change of it."""
        faults = super().gather()
        new = self.draft.values.get("due_on")
        rows = [row for row in self.draft.parts.get("due_change", []) if row.id is not None]
        if isinstance(self._stored, PartialDate) and new != self._stored and not faults:
            row = blank_row(DueChange)
            row.values |= {
                "on": PartialDate.day(clock.today()),
                "old_due_on": self._stored,
                "new_due_on": new,
                "agreed": self.how.value(),
                "reason": self.why.value(),
            }
            rows.append(row)
        self.draft.parts["due_change"] = rows
        return faults

    def _look(self) -> None:
        try:
            new = self.inputs["due_on"].value()
        except UserError:
            return
        self.moved.setVisible(isinstance(self._stored, PartialDate) and new != self._stored)
