"""The section of the engagement form that its workflow asks for: who was in the room."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import LineInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.forms.rows import RowLine, RowsBlock
from diplotrack.workspace.editing import Draft, PartRow


class ParticipantsBlock(RowsBlock):
    """Participants; the office held on the day stands in the capacity until another is written."""

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__(
            context,
            draft,
            "participant",
            usual=("person_id", "capacity", "side", "role"),
            spans={"person_id": 3, "capacity": 4, "side": 2, "role": 3},
        )

    def _show(self, row: PartRow) -> RowLine:
        line = super()._show(row)
        person = line.inputs["person_id"]
        assert isinstance(person, ReferenceInput)
        person.taken.connect(lambda mention: self._ask_office(line, mention.id))
        if row.values.get("person_id"):
            # The form is still being built; the answer must find it standing.
            QTimer.singleShot(0, line, lambda: self._ask_office(line, row.values["person_id"]))
        elif row.values.get("party_id"):
            line.unfold()
        return line

    def _ask_office(self, line: RowLine, person: Any) -> None:
        day = self.draft.values.get("starts_on")
        if not isinstance(day, PartialDate) or not isinstance(person, int):
            return
        self.context.read(
            lambda workspace: workspace.editing.offices(day.latest, [person]).get(person, ""),
            lambda office: _suggest(line, office),
            owner=line,
        )


def _suggest(line: RowLine, office: str) -> None:
    capacity = line.inputs["capacity"]
    if isinstance(capacity, LineInput) and office:
        capacity.line.setPlaceholderText(office)
