"""What the next step is with a thing that somebody holds, as far as its record tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from diplotrack.base.i18n import N_, Label
from diplotrack.records.enumerations import Direction, EngagementStatus, ObjectiveStatus, Traffic
from diplotrack.reports.compose.promises import Promise

SOON = timedelta(days=60)
YEAR = timedelta(days=365)


def step_with_promise(one: Promise) -> Label:
    """Ours are delivered, theirs are asked after."""
    if one.direction == Direction.OURS:
        return N_("Deliver, or agree a new date") if one.overdue else N_("Deliver")
    return N_("Remind them") if one.overdue else N_("Follow up")


def step_with(kind: str, one: Any, on: date, ours: frozenset[int]) -> Label | None:
    """The next step with a record; None where it has none of its own."""
    found = _STEPS.get(kind)
    return found(one, on, ours) if found else None


def _engagement(one: Any, on: date, _ours: frozenset[int]) -> Label:
    if one.status == EngagementStatus.POSTPONED:
        return N_("Agree a new date")
    is_past = one.starts_on is not None and (one.starts_on_latest or one.starts_on) < on
    return N_("Record what was said, or that it was not held") if is_past else N_("Prepare the brief")


def _instruction(one: Any, _on: date, _ours: frozenset[int]) -> Label:
    return N_("Deliver") if one.delivered_on is None else N_("Report")


def _communication(one: Any, _on: date, _ours: frozenset[int]) -> Label:
    return N_("Answer") if one.traffic == Traffic.INCOMING else N_("Clear and send")


def _objective(one: Any, on: date, _ours: frozenset[int]) -> Label | None:
    if one.status == ObjectiveStatus.DRAFT:
        return N_("Settle it and put it in force")
    return N_("Renew or retire it") if _ends(one.valid_until, on, SOON) else None


def _position(one: Any, on: date, _ours: frozenset[int]) -> Label | None:
    return N_("Renew or replace it") if _ends(one.valid_until, on, SOON) else None


def _agreement(one: Any, on: date, _ours: frozenset[int]) -> Label | None:
    undecided = one.renewal_decision is None and _ends(one.ends_on, on, YEAR)
    return N_("Decide on its renewal") if undecided else None


def _ask(one: Any, _on: date, ours: frozenset[int]) -> Label:
    return N_("Give our answer") if one.to_id in ours else N_("Ask for the answer")


def _ends(day: date | None, on: date, within: timedelta) -> bool:
    return day is not None and day <= on + within


_STEPS: dict[str, Callable[[Any, date, frozenset[int]], Label | None]] = {
    "engagement": _engagement,
    "instruction": _instruction,
    "communication": _communication,
    "objective": _objective,
    "position": _position,
    "agreement": _agreement,
    "ask": _ask,
    "consultation": lambda _one, _on, _ours: N_("Reply"),
    "finding": lambda _one, _on, _ours: N_("Mend it, or waive it with a reason"),
}
