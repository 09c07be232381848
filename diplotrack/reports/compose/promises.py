"""Commitments as of a day: parties, status, due date and lateness, read in a few statements whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from diplotrack.base.dates import PartialDate
from diplotrack.records import Commitment, CommitmentParty
from diplotrack.records.enumerations import (
    RUNNING,
    Binding,
    CommitmentNature,
    CommitmentSide,
    CommitmentStatus,
    Direction,
)
from diplotrack.reports.compose.frame import Frame
from diplotrack.store.as_of import by_day, due_dates, overdue_days, statuses
from diplotrack.store.batches import batches


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment as it stood on the day; ``overdue`` in days."""

    id: int
    uid: bytes
    text: str
    direction: Direction | None
    binding: Binding
    made_on: PartialDate | None
    due: PartialDate | None
    status: CommitmentStatus
    overdue: int
    by: tuple[int, ...]
    to: tuple[int, ...]
    owner_id: int | None
    engagement_id: int | None

    @property
    def is_running(self) -> bool:
        """Whether something was still owed."""
        return self.status in RUNNING

    @property
    def urgency(self) -> tuple[int, date, date, int]:
        """Overdue longest first, then what falls due next, then what has no date, oldest first."""
        due = self.due.latest if self.due else date.max
        made = self.made_on.earliest if self.made_on else date.min
        return (-self.overdue, due, made, self.id)


def read_promises(frame: Frame, *conditions: ColumnElement[bool]) -> list[Promise]:
    """The commitments made by the day that may be printed, most urgent first."""
    query = select(
        Commitment.id,
        Commitment.uid,
        Commitment.text,
        Commitment.direction,
        Commitment.binding,
        Commitment.nature,
        Commitment.condition_met_on,
        Commitment.made_on,
        Commitment.made_on_latest,
        Commitment.owner_id,
        Commitment.engagement_id,
        Commitment.marking_scheme,
        Commitment.marking_rank,
        Commitment.marking_text,
        Commitment.tlp,
    ).where(
        Commitment.deleted_at.is_(None),
        Commitment.merged_into.is_(None),
        by_day(Commitment, "made_on", frame.on),
        *conditions,
    )
    rows = frame.admit("commitment", frame.session.execute(query).all())
    ids = [row.id for row in rows]
    state = statuses(frame.session, frame.on, ids)
    due = due_dates(frame.session, frame.on, ids)
    sides = _sides(frame, ids)
    found = []
    for row in rows:
        status = state[row.id]
        waits = row.nature == CommitmentNature.CONDITIONAL and (
            row.condition_met_on is None or row.condition_met_on > frame.on
        )
        late = 0 if waits else overdue_days(due[row.id], status, frame.on)
        by, to = sides.get(row.id, ((), ()))
        made = PartialDate.of(row.made_on, row.made_on_latest)
        found.append(
            Promise(
                row.id,
                row.uid,
                row.text,
                row.direction,
                row.binding,
                made,
                due[row.id],
                status,
                late,
                by,
                to,
                row.owner_id,
                row.engagement_id,
            )
        )
    return sorted(found, key=lambda one: one.urgency)


def with_party(parties: Sequence[int] | frozenset[int]) -> ColumnElement[bool]:
    """That one of the parties made the commitment, or that it was made to one."""
    of = select(CommitmentParty.commitment_id).where(
        CommitmentParty.party_id.in_(parties), CommitmentParty.deleted_at.is_(None)
    )
    return Commitment.id.in_(of)


def _sides(frame: Frame, ids: Sequence[int]) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
    by: dict[int, list[int]] = defaultdict(list)
    to: dict[int, list[int]] = defaultdict(list)
    for some in batches(ids):
        query = (
            select(CommitmentParty.commitment_id, CommitmentParty.party_id, CommitmentParty.side)
            .where(CommitmentParty.commitment_id.in_(some), CommitmentParty.deleted_at.is_(None))
            .order_by(CommitmentParty.id)
        )
        for commitment_id, party_id, side in frame.session.execute(query):
            (by if side == CommitmentSide.BY else to)[commitment_id].append(party_id)
    return {one: (tuple(by[one]), tuple(to[one])) for one in ids}
