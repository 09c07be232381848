"""Which values of a record deserve a tint in lists and in the reading pane; the rest stay plain text."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.theme.palette import Tone
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import (
    RUNNING,
    ActionStatus,
    ClearanceState,
    CommitmentStatus,
    Direction,
    EngagementStatus,
    FindingState,
    ObjectiveStatus,
    Response,
    TakenIntoAccount,
)

TONES: tuple[tuple[Choice, Tone], ...] = (
    (EngagementStatus.PLANNED, "accent"),
    (EngagementStatus.POSTPONED, "warn"),
    (EngagementStatus.CANCELLED, "quiet"),
    (CommitmentStatus.PROPOSED, "quiet"),
    (CommitmentStatus.OPEN, "plain"),
    (CommitmentStatus.IN_PROGRESS, "accent"),
    (CommitmentStatus.FULFILLED, "good"),
    (CommitmentStatus.PARTLY_FULFILLED, "warn"),
    (CommitmentStatus.NOT_FULFILLED, "bad"),
    (CommitmentStatus.SUPERSEDED, "quiet"),
    (CommitmentStatus.WITHDRAWN, "quiet"),
    (Direction.OURS, "accent"),
    (ObjectiveStatus.DRAFT, "quiet"),
    (ObjectiveStatus.ACHIEVED, "good"),
    (ObjectiveStatus.RETIRED, "quiet"),
    (Response.ACCEPTED, "good"),
    (Response.DECLINED, "bad"),
    (Response.AD_REFERENDUM, "warn"),
    (ClearanceState.CLEARED, "good"),
    (ClearanceState.WITH_EDITS, "warn"),
    (ClearanceState.REFUSED, "bad"),
    (TakenIntoAccount.YES, "good"),
    (TakenIntoAccount.PARTLY, "warn"),
    (TakenIntoAccount.NO, "bad"),
    (ActionStatus.DONE, "good"),
    (ActionStatus.DROPPED, "quiet"),
    (FindingState.NEW, "accent"),
    (FindingState.WAIVED, "quiet"),
    (FindingState.RESOLVED, "good"),
    (FindingState.REOPENED, "warn"),
)
"""Pairs and no dictionary: members of two enumerations that share a word are equal as keys."""

_BY_MEMBER = {(type(member), member.value): tone for member, tone in TONES}
SEVERITIES: dict[str, Tone] = {"critical": "bad", "high": "bad", "medium": "warn", "low": "quiet"}
STILL_OWED = {"commitment": RUNNING, "action": (ActionStatus.OPEN,)}


def tone_of(value: Any) -> Tone | None:
    """The tint of a choice; None where it is no news."""
    return _BY_MEMBER.get((type(value), value.value)) if isinstance(value, Choice) else None


def is_overdue(due: PartialDate | date | None, status: Any, today: date) -> bool:
    """Whether something still owed should have been delivered before ``today``; a partial date counts by its end."""
    if due is None or not any(status in statuses for statuses in STILL_OWED.values()):
        return False
    return (due.latest if isinstance(due, PartialDate) else due) < today
