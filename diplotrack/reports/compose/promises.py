"""Commitments as of a day: parties, status, due date and lateness, read in a few statements whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from diplotrack.base.dates import PartialDate
from diplotrack.records import Commitment, CommitmentParty, Update
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

# Columns of the table rather than attributes of the class: rows of these cost a third.
_TABLE: Any = Commitment.__table__
_PARTIES: Any = CommitmentParty.__table__
_COLUMNS = (
    "id",
    "uid",
    "text",
    "direction",
    "binding",
    "nature",
    "condition_met_on",
    "made_on",
    "made_on_latest",
    "owner_id",
    "engagement_id",
    "communication_id",
    "agreement_id",
    "quote",
    "marking_scheme",
    "marking_rank",
    "marking_text",
    "tlp",
)


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
    communication_id: int | None = None
    agreement_id: int | None = None
    quote: str = ""

    @property
    def is_running(self) -> bool:
        """Whether something was still owed."""
        return self.status in RUNNING

    @property
    def urgency(self) -> tuple[int, bool, date, date, int]:
        """Overdue longest first, then what falls due next, then what has no date, oldest first; what is done last."""
        due = self.due.latest if self.due else date.max
        made = self.made_on.earliest if self.made_on else date.min
        return (-self.overdue, not self.is_running, due, made, self.id)


def read_promises(frame: Frame, *conditions: ColumnElement[bool]) -> list[Promise]:
    """The commitments made by the day that may be printed, most urgent first."""
    query = select(*(_TABLE.c[name] for name in _COLUMNS)).where(
        _TABLE.c.deleted_at.is_(None),
        _TABLE.c.merged_into.is_(None),
        by_day(Commitment, "made_on", frame.on),
        *conditions,
    )
    rows = frame.admit("commitment", frame.session.execute(query).all())
    ids = [row.id for row in rows]
    state = statuses(frame.session, frame.on, ids, kept_back(frame, ids))
    due = due_dates(frame.session, frame.on, ids)
    sides = _sides(frame, ids)
    found = []
    for row in rows:
        one = row.id
        status = state[one]
        waits = row.nature == CommitmentNature.CONDITIONAL and (
            row.condition_met_on is None or row.condition_met_on > frame.on
        )
        late = 0 if waits else overdue_days(due[one], status, frame.on)
        made = PartialDate.of(row.made_on, row.made_on_latest)
        found.append(
            Promise(
                one,
                row.uid,
                row.text,
                row.direction,
                row.binding,
                made,
                due[one],
                status,
                late,
                *sides.get(one, ((), ())),
                row.owner_id,
                row.engagement_id,
                row.communication_id,
                row.agreement_id,
                row.quote,
            )
        )
    return sorted(found, key=lambda one: one.urgency)


def kept_back(frame: Frame, commitments: Collection[int]) -> frozenset[int]:
    """The updates of admitted commitments that may not be printed: nor may what they did to the status."""
    if frame.release.is_open:
        return frozenset()
    columns = (
        Update.id,
        Update.commitment_id,
        Update.marking_scheme,
        Update.marking_rank,
        Update.marking_text,
        Update.tlp,
    )
    found: set[int] = set()
    for some in batches(commitments):
        query = select(*columns).where(
            Update.commitment_id.in_(some), Update.new_status.is_not(None), Update.deleted_at.is_(None)
        )
        rows = frame.session.execute(query).all()
        kept = frame.admit_portions("update", [(row, "commitment", row.commitment_id) for row in rows])
        found.update({row.id for row in rows} - {row.id for row in kept})
    return frozenset(found)


def with_party(parties: Sequence[int] | frozenset[int]) -> ColumnElement[bool]:
    """That one of the parties made the commitment, or that it was made to one."""
    of = select(CommitmentParty.commitment_id).where(
        CommitmentParty.party_id.in_(parties), CommitmentParty.deleted_at.is_(None)
    )
    return Commitment.id.in_(of)


def _sides(frame: Frame, ids: Sequence[int]) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
    by: dict[int, list[int]] = defaultdict(list)
    to: dict[int, list[int]] = defaultdict(list)
    columns = _PARTIES.c
    for some in batches(ids):
        query = (
            select(columns.commitment_id, columns.party_id, columns.side)
            .where(columns.commitment_id.in_(some), columns.deleted_at.is_(None))
            .order_by(columns.id)
        )
        for commitment_id, party_id, side in frame.session.execute(query):
            (by if side == CommitmentSide.BY else to)[commitment_id].append(party_id)
    return {one: (tuple(by.get(one, ())), tuple(to.get(one, ()))) for one in ids}
