"""The life of a finding: new, open, acknowledged, assigned or waived, resolved by itself, reopened.

Every step is a row (FindingEvent). A finding is new through the day on which it was first seen, so that checking again
the same day changes nothing. What only grows with time is not stored (see ``sayings.DaysSince``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Text, bindparam, select, type_coerce
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.engine import Run
from diplotrack.consistency.finding import Finding
from diplotrack.consistency.reach import together
from diplotrack.consistency.rule import Scope
from diplotrack.consistency.sayings import Said
from diplotrack.records import Finding as Row
from diplotrack.records import FindingEvent
from diplotrack.records.enumerations import FindingState
from diplotrack.records.record import utc_now
from diplotrack.store.batches import batches
from diplotrack.store.ledger_tables import FindingEvidence
from diplotrack.store.unit_of_work import Work

FOUND = N_("Found")
FOUND_AGAIN = N_("Found again")
EXPIRED = N_("The waiver has expired")
NEW_EVIDENCE = N_("The evidence has changed since it was waived")
CAUSE_GONE = N_("The cause is gone")


_COMPARED: tuple[Any, ...] = (
    Row.id,
    Row.fingerprint,
    Row.rule,
    Row.severity,
    Row.severity_rank,
    Row.state,
    Row.subject_kind,
    Row.subject_id,
    Row.digest,
    Row.first_seen,
    Row.assignee,
    Row.reason,
    Row.expires_on,
    Row.party_id,
    # As text: reading tens of thousands of JSON values costs more than finding them did.
    type_coerce(Row.evidence, Text).label("kept"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """That a finding changes its state, and why."""

    state: FindingState
    note: Label


@dataclass(slots=True)
class Plan:
    """What a check has to store: findings seen for the first time, columns that differ, steps taken."""

    births: list[Finding] = field(default_factory=list)
    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    @property
    def more(self) -> int:
        """How many more findings stand after it than before."""
        again = (mark for mark in self.new if mark in self.known)
        came_back: int = sum(self.known[mark].state == FindingState.RESOLVED for mark in again)
        return len(self.births) + came_back - len(self.closed)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return not (self.births or self.values or self.steps)


def compare(read: Session, run: Run, today: date) -> Plan:
    """What this run changes in the stored findings of the rules that ran, within what they looked at.

    That a run is silent about a finding means that its cause is gone where its rule looked at everything, or at every
    subject of the finding that is of a kind whose records the rule holds at fault. Otherwise it means nothing.
    """
    plan = Plan()
    found = {one.fingerprint: one for one in run.findings}
    plan.known = _known(read, run, found)
    for mark, one in found.items():
        row = plan.known.get(mark)
        if row is None:
            plan.births.append(one)
            plan.new.add(mark)
        else:
            _seen_again(plan, row, one, today)
    kinds = {rule.code: rule.subjects for rule in run.rules}
    for row in plan.known.values():
        if row.fingerprint in found or row.state == FindingState.RESOLVED:
            continue
        if _is_looked_at(row, run.scopes[row.rule], kinds[row.rule]):
            plan.steps[row.id] = Step(FindingState.RESOLVED, CAUSE_GONE)
            plan.values[row.id] = {"state": FindingState.RESOLVED, "resolved_on": today}
            plan.closed.add(row.fingerprint)
    return plan


def _known(read: Session, run: Run, marks: Iterable[str]) -> dict[str, Any]:
    """The stored findings on which a run bears, by fingerprint."""
    confined = [code for code, scope in run.scopes.items() if scope is not None]
    rows: list[Any] = []
    if everywhere := [code for code, scope in run.scopes.items() if scope is None]:
        rows += read.execute(_OF_RULES, {"rules": everywhere}).all()
    wanted = together(run.scopes[code] or {} for code in confined)
    for kind, ids in wanted.items():
        for some in batches(ids):
            rows += read.execute(_ABOUT, {"rules": confined, "kind": kind, "ids": some}).all()
    known = {row.fingerprint: row for row in rows}
    for few in batches(mark for mark in marks if mark not in known):
        known |= {row.fingerprint: row for row in read.execute(_MARKED, {"marks": few})}
    return known


_OF_RULES = select(*_COMPARED).where(Row.rule.in_(bindparam("rules", expanding=True)))
_MARKED = select(*_COMPARED).where(Row.fingerprint.in_(bindparam("marks", expanding=True)))
_ABOUT = (
    select(*_COMPARED)
    .join(FindingEvidence, FindingEvidence.finding_id == Row.id)
    .where(
        Row.rule.in_(bindparam("rules", expanding=True)),
        FindingEvidence.kind == bindparam("kind"),
        FindingEvidence.record_id.in_(bindparam("ids", expanding=True)),
        FindingEvidence.is_subject.is_(True),
    )
)


def _is_looked_at(row: Any, scope: Scope | None, kinds: Sequence[str]) -> bool:
    if scope is None:
        return True
    subjects = [(one[0], one[1]) for one in json.loads(row.kept)["subject"] if one[0] in kinds]
    return all(subject in scope.get(kind, ()) for kind, subject in subjects)


def _seen_again(plan: Plan, row: Any, one: Finding, today: date) -> None:
    values = _differences(row, one)
    step = _step(row, one, today)
    if step is not None:
        plan.steps[row.id] = step
        plan.new.add(row.fingerprint)
        values |= {"state": step.state, "resolved_on": None, "expires_on": None}
    elif row.state == FindingState.NEW and row.first_seen is not None and row.first_seen < today:
        values["state"] = FindingState.OPEN
    if values:
        plan.values[row.id] = {**values, "last_seen": today}


def _step(row: Any, one: Finding, today: date) -> Step | None:
    if row.state == FindingState.RESOLVED:
        return Step(FindingState.REOPENED, FOUND_AGAIN)
    if row.state == FindingState.WAIVED:
        if row.expires_on is not None and row.expires_on < today:
            return Step(FindingState.REOPENED, EXPIRED)
        if row.digest != one.digest:
            return Step(FindingState.REOPENED, NEW_EVIDENCE)
    return None


def _columns(one: Finding) -> dict[str, Any]:
    return {
        "severity": one.severity.value,
        "severity_rank": one.severity.rank,
        "digest": one.digest,
        "evidence": one.stored(),
        "party_id": one.party_id,
        "subject_kind": one.subject[0].kind,
        "subject_id": one.subject[0].id,
    }


def _differences(row: Any, one: Finding) -> dict[str, Any]:
    values = _columns(one)
    if row.kept == json.dumps(values["evidence"]):
        del values["evidence"]
    return {
        name: value for name, value in values.items() if name == "evidence" or getattr(row, name) != value
    }


def apply(work: Work, plan: Plan, today: date) -> None:
    """Store a plan inside a unit of work."""
    rows = [
        {
            "fingerprint": one.fingerprint,
            "rule": one.rule,
            "headline": one.title.text(today),
            "first_seen": today,
            "last_seen": today,
            **_columns(one),
        }
        for one in plan.births
    ]
    ids = work.add_all(Row, rows)
    steps = {row_id: Step(FindingState.NEW, FOUND) for row_id in ids} | plan.steps
    for some in batches(plan.values):
        for row in work.session.scalars(select(Row).where(Row.id.in_(some))):
            for name, value in plan.values[row.id].items():
                setattr(row, name, value)
            row.headline = Said.of(row.evidence["title"]).text(today)
    events = [_event(work, row_id, step.state, step.note.message, today) for row_id, step in steps.items()]
    work.add_all(FindingEvent, events)


def _event(work: Work, finding_id: int, state: FindingState, note: str, today: date) -> dict[str, Any]:
    return {
        "finding_id": finding_id,
        "on": today,
        "at": utc_now(),
        "state": state,
        "who": work.who,
        "note": note,
    }


def rows_of(read: Session, ids: Iterable[int]) -> dict[int, Row]:
    """Stored findings by identifier."""
    found: dict[int, Row] = {}
    for some in batches(ids):
        found |= {row.id: row for row in read.scalars(select(Row).where(Row.id.in_(some)))}
    return found


def standing_as(findings: Iterable[Finding], plan: Plan) -> list[Finding]:
    """The findings of a run with the state, assignment and waiver that they have after the plan."""
    result = []
    for one in findings:
        row = plan.known.get(one.fingerprint)
        if row is None:
            result.append(one)
            continue
        values: Mapping[str, Any] = plan.values.get(row.id, {})
        result.append(
            replace(
                one,
                state=values.get("state", row.state),
                first_seen=row.first_seen,
                assignee=row.assignee,
                reason=row.reason,
                expires_on=values.get("expires_on", row.expires_on),
            )
        )
    return result


def decide(work: Work, row: Row, state: FindingState, today: date, *, note: str = "", **values: Any) -> None:
    """Take a person's decision on a finding: its new state, who has it, the reason and until when."""
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    event = _event(work, row.id, state, note, today)
    work.add(FindingEvent(**event))
