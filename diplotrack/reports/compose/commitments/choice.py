"""Which commitments a report is about, and under what they stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from diplotrack.base.i18n import N_
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import CommitmentStatus, Direction


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
