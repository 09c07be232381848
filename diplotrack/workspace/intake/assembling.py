"""What was accepted of a reading, as a draft."""

from __future__ import annotations

from sqlalchemy.orm import Session

from diplotrack.records import EngagementParty
from diplotrack.records.enumerations import Side
from diplotrack.workspace.editing.draft import Draft, blank_row
from diplotrack.workspace.editing.load import blank, name_all
from diplotrack.workspace.intake.proposal import About, Answers, Reading


def assemble(session: Session, reading: Reading, answers: Answers) -> Draft:
    """The record that the text tells of, with what was accepted and nothing else."""
    draft = blank("engagement")
    for one in reading.of(About.PARTY):
        if one.key in answers.accepted:
            row = blank_row(EngagementParty)
            row.values |= {"party_id": answers.chosen.get(one.key, one.value), "side": Side.THEIRS}
            draft.parts["engagement_party"].append(row)
    name_all(session, draft)
    return draft
