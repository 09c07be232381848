"""Which commitments a report is about, and under what they stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from diplotrack.base.i18n import N_
from diplotrack.records import Commitment
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import CommitmentStatus, Direction
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.promises import Promise, read_promises, with_party
from diplotrack.reports.compose.serving import serves
from diplotrack.store.as_of import with_bodies


class GroupBy(Choice):
    """Under what commitments are grouped."""

    PARTNER = "partner", N_("Partner")
    OWNER = "owner", N_("Owner")
    OBJECTIVE = "objective", N_("Objective")
    STATUS = "status", N_("Status")


@dataclass(frozen=True, slots=True)
class CommitmentChoice:
    """Which commitments: all where nothing is chosen. ``status`` and ``is_overdue`` are judged as of the day."""

    partner_id: int | None = None
    owner_ids: frozenset[int] | None = None
    objective_id: int | None = None
    status: frozenset[CommitmentStatus] = frozenset()
    direction: Direction | None = None
    is_overdue: bool = False
    by: GroupBy = GroupBy.PARTNER


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
