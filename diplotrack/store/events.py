"""Dated events behind current values: a changed status becomes an update, a moved due date a change of due date."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.records import Commitment, DueChange, Record, Update, fields
from diplotrack.records.enumerations import CommitmentStatus, DueAgreement


def keep(session: Session) -> None:
    """Let this session write the events that its edits imply."""
    event.listen(session, "before_flush", _before_flush)


def say_whole(session: Session, record: Record, name: str) -> None:
    """Take both ends of a partial date as they were set, even where the later one stayed the same."""
    session.info.setdefault("whole_dates", set()).add((record, name))


def _before_flush(session: Session, _context: Any, _instances: Any) -> None:
    for record in [*session.new, *session.dirty]:
        if isinstance(record, Record):
            _complete_dates(record, session.info.get("whole_dates", frozenset()))
    for record in [*session.new, *session.dirty]:
        if isinstance(record, Commitment):
            _status_event(session, record)
            _due_event(session, record)


def _complete_dates(record: Record, whole: Collection[tuple[Record, str]]) -> None:
    """Where only the day was given, its latest possible day is the same; where it was cleared, both are."""
    for name, field in fields(type(record)).items():
        if field.type == "day" and field.partial:
            earliest, last = getattr(record, name), getattr(record, f"{name}_latest")
            if earliest is None:
                if last is not None:
                    setattr(record, f"{name}_latest", None)
            elif last is None or last < earliest:
                setattr(record, f"{name}_latest", earliest)
            elif inspect(record).attrs[name].history.has_changes():
                untouched = not inspect(record).attrs[f"{name}_latest"].history.has_changes()
                if untouched and inspect(record).persistent and (record, name) not in whole:
                    setattr(record, f"{name}_latest", earliest)


def _said_by_an_update(session: Session, commitment: Commitment) -> bool:
    return any(
        isinstance(row, Update) and row.new_status == commitment.status and row.commitment_id == commitment.id
        for row in session.new
    )


def _status_event(session: Session, commitment: Commitment) -> None:
    change = inspect(commitment).attrs.status.history
    if not change.added or list(change.added) == list(change.deleted or ()):
        return
    born = not inspect(commitment).persistent
    if born and commitment.status == CommitmentStatus.OPEN:
        return
    if born:
        # The row needs its identifier before an event can refer to it: flushed by the caller's own flush below.
        session.info.setdefault("statuses", []).append(commitment)
    elif not _said_by_an_update(session, commitment):
        session.add(
            Update(commitment_id=commitment.id, on=_status_day(commitment), new_status=commitment.status)
        )


def _status_day(commitment: Commitment) -> Any:
    ended = commitment.status in (CommitmentStatus.FULFILLED, CommitmentStatus.PARTLY_FULFILLED)
    if ended and commitment.completed_on:
        return commitment.completed_on_latest or commitment.completed_on
    return clock.today()


def write_pending(session: Session) -> None:
    """Write the first status event of commitments that were born in another status than open."""
    for commitment in session.info.pop("statuses", []):
        day = _status_day(commitment)
        if commitment.status == CommitmentStatus.PROPOSED and commitment.made_on:
            day = commitment.made_on
        session.add(Update(commitment_id=commitment.id, on=day, new_status=commitment.status))
    session.flush()


def _due_event(session: Session, commitment: Commitment) -> None:
    if not inspect(commitment).persistent:
        return
    state = inspect(commitment).attrs
    first, last = state.due_on.history, state.due_on_latest.history
    if not (first.has_changes() or last.has_changes()):
        return
    old = first.deleted[0] if first.deleted else commitment.due_on
    old_latest = last.deleted[0] if last.deleted else commitment.due_on_latest
    if old is None or any(
        isinstance(row, DueChange) and row.commitment_id == commitment.id for row in session.new
    ):
        return
    session.add(
        DueChange(
            commitment_id=commitment.id,
            on=clock.today(),
            old_due_on=old,
            old_due_on_latest=old_latest or old,
            new_due_on=commitment.due_on,
            new_due_on_latest=commitment.due_on_latest,
            agreed=DueAgreement.UNILATERAL,
        )
    )
