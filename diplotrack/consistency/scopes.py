"""What a set of changes bears on: for each rule, the subjects to look at again.

These are the subjects that its paths lead to (see ``reach``), and those of stored gaps that show or name a changed
record. Where one subject of a stored gap is to be looked at, the others are too: a rule that reports a pair under
whichever of the two comes first then cannot miss it, and its silence means that the gap is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from diplotrack.consistency.rule import WIDEST, Rule, Scope
from diplotrack.consistency.trail import FARTHEST, Rows, TooFar, Trail, together
from diplotrack.records import BOOKKEEPING, Finding, RelTo
from diplotrack.records.enumerations import FindingState
from diplotrack.store.batches import batches
from diplotrack.store.ledger_tables import FindingEvidence
from diplotrack.store.unit_of_work import Changed

PARTY_SHOWN = frozenset({"name", "contested_name", "code", "deleted_at", "merged_into"})
"""What of a party can show in a gap that merely concerns it."""

_BATCH = "keys"


def scopes(read: Session, rules: Sequence[Rule], changed: Changed) -> dict[str, Scope | None]:
    """By code, the subjects to look at after changes: None means all of them, and a rule without any is absent."""
    trail = Trail(read, changed)
    found: dict[str, Rows | None] = {}
    raised: dict[str, Rows | None] = {}
    for rule in rules:
        found[rule.code] = _walk(trail, rule, rule.paths(), _own(rule, changed))
        raised[rule.code] = _walk(trail, rule, rule.shown_by(changed), {})
    by_code = {rule.code: rule for rule in rules}
    _add_evidence(read, by_code, changed, found)
    _add_standing(read, by_code, found, raised)
    return {code: _frozen(scope) for code, scope in found.items() if scope is None or any(scope.values())}


def _own(rule: Rule, changed: Changed) -> Rows:
    return {name: set(changed.touched[name]) for name in rule.subjects if name in changed.touched}


def _walk(trail: Trail, rule: Rule, paths: Iterable[tuple[str, Any]], start: Rows) -> Rows | None:
    try:
        ends = [trail.along(path, trail.begin[name]) for name, path in paths if name in trail.begin]
    except TooFar:
        return None
    found = together([start, *ends])
    return {name: ids for name, ids in found.items() if name in rule.subjects and ids}


def _frozen(scope: Rows | None) -> Scope | None:
    if scope is None or sum(map(len, scope.values())) > WIDEST:
        return None
    return {name: frozenset(ids) for name, ids in scope.items()}


def _add_evidence(
    read: Session, rules: Mapping[str, Rule], changed: Changed, found: dict[str, Rows | None]
) -> None:
    """Add the subjects of standing gaps that show or name what changed."""
    for name, ids in _shown(read, changed).items():
        for code, _record, kind, subject in _subjects(read, name, ids, only_subjects=False):
            _add(rules, found, code, kind, subject)


def _shown(read: Session, changed: Changed) -> Rows:
    """The changed records that gaps can show, and those whose marking names a party by its changed code."""
    rows = {name: set(ids) for name, ids in changed.touched.items() if name not in BOOKKEEPING}
    parties = changed.columns.get("party", frozenset())
    if not parties & PARTY_SHOWN:
        rows.pop("party", None)
    if "code" in parties:
        for some in batches(changed.touched["party"]):
            owners = select(RelTo.owner_kind, RelTo.owner_id).where(RelTo.party_id.in_(some))
            for kind, owner in read.execute(owners.limit(FARTHEST)):
                rows.setdefault(kind, set()).add(owner)
    return rows


def _add_standing(
    read: Session,
    rules: Mapping[str, Rule],
    found: dict[str, Rows | None],
    raised: Mapping[str, Rows | None],
) -> None:
    """Add what can only be told otherwise now, where a gap stands; and to each subject the others of its gaps."""
    for code, scope in raised.items():
        if scope is None:
            found[code] = None
    wanted = together([scope for scope in (*found.values(), *raised.values()) if scope])
    for name, ids in wanted.items():
        for code, record, kind, subject in _subjects(read, name, ids, only_subjects=True):
            scope = found.get(code)
            is_told_otherwise = record in (raised.get(code) or {}).get(name, ())
            if scope is not None and (is_told_otherwise or record in scope.get(name, ())):
                _add(rules, found, code, name, record)
                _add(rules, found, code, kind, subject)


def _add(
    rules: Mapping[str, Rule], found: dict[str, Rows | None], code: str, kind: str, subject: int
) -> None:
    scope = found.get(code)
    if scope is not None and kind in rules[code].subjects:
        scope.setdefault(kind, set()).add(subject)


def _subjects(
    read: Session, name: str, ids: Iterable[int], *, only_subjects: bool
) -> Iterable[tuple[str, int, str, int]]:
    """Of standing gaps with these records in evidence: rule, record, and each subject by kind and identifier."""
    statement = _statement(only_subjects)
    for some in batches(ids):
        yield from read.execute(statement, {"kind": name, _BATCH: some})


@cache
def _statement(only_subjects: bool) -> Select[str, int, str, int]:
    shown, subject = aliased(FindingEvidence), aliased(FindingEvidence)
    statement = (
        select(Finding.rule, shown.record_id, subject.kind, subject.record_id)
        .select_from(shown)
        .join(Finding, Finding.id == shown.finding_id)
        .join(subject, subject.finding_id == Finding.id)
        .where(
            shown.kind == bindparam("kind"),
            shown.record_id.in_(bindparam(_BATCH, expanding=True)),
            subject.is_subject.is_(True),
            Finding.state != FindingState.RESOLVED,
        )
    )
    return statement.where(shown.is_subject.is_(True)) if only_subjects else statement
