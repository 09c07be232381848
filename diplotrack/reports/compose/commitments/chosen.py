"""The commitments that were chosen, as of the day."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from diplotrack.records import Commitment
from diplotrack.reports.compose.commitments.choice import CommitmentChoice
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.promises import Promise, read_promises, with_party
from diplotrack.reports.compose.serving import serves
from diplotrack.store.as_of import with_bodies


def chosen_promises(frame: Frame, choice: CommitmentChoice) -> list[Promise]:
    """The chosen commitments that may be printed, the most urgent first."""
    conditions: list[ColumnElement[bool]] = []
    if choice.partner_id is not None:
        conditions.append(with_party(with_bodies(frame.session, choice.partner_id)))
    if choice.owner_ids is not None:
        conditions.append(Commitment.owner_id.in_(choice.owner_ids))
    if choice.objective_id is not None:
        conditions.append(serves(Commitment, choice.objective_id))
    if choice.direction is not None:
        conditions.append(Commitment.direction == choice.direction)
    return [
        one
        for one in read_promises(frame, *conditions)
        if (not choice.status or one.status in choice.status) and (one.overdue or not choice.is_overdue)
    ]
