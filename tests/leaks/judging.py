"""Which words may not stand in a document that was ordered on certain terms."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy.orm import Session

from diplotrack.base.markings import Marking
from diplotrack.records import KINDS, Finding
from diplotrack.release import KEPT_COLUMNS, REFERENCE, ReleaseFilter, effective_markings
from diplotrack.reports.document import Copy
from tests.leaks.sowing import Sower

NAMED = {
    "person": {"name", "given_name", "family_name", "native_name", "honorific"},
    "appointment": {"office"},
    "objective": {"code", "title"},
}
"""Columns by which an unmarked record may be named within one that may go out."""

NAMES = {"name", "given_name", "family_name", "native_name"}

NEVER_HANDED = {"finding", "finding_event", "dismissal", "tag", "contact_point", "instruction"}
"""Kinds that are ours alone: nothing of them is in a hand-over copy, whatever their marking."""

NEVER_HANDED_COLUMNS = {
    "person": {"notes", "protocol_notes"},
    "position": {"rationale"},
    "party": {"notes"},
}


class Judge:
    """Knows the marking of every word that was sown."""

    def __init__(self, session: Session, sower: Sower) -> None:
        ids: dict[str, set[int]] = defaultdict(set)
        for kind, record_id, _column in sower.words.values():
            ids[kind].add(record_id)
        self.words = sower.words
        self._sower = sower
        self._markings = {kind: _markings(session, kind, some) for kind, some in ids.items()}
        self._hidden = {word for word, place in sower.words.items() if _is_hidden(session, sower, *place)}

    def barred(self, bound: ReleaseFilter, copy: Copy) -> set[str]:
        """The words that may not be in a document within that bound, for that copy."""
        found = set(self._hidden)
        for word, (kind, record_id, column) in self.words.items():
            may_go = _may_go(kind, column, self._markings[kind][record_id], bound)
            is_kept = copy is Copy.HAND_OVER and _is_ours_alone(self._sower, kind, record_id, column)
            if is_kept or not may_go:
                found.add(word)
        return found


def _markings(session: Session, kind: str, ids: set[int]) -> dict[int, Marking]:
    """A gap goes under the marking of what it is about."""
    if kind != "finding":
        return effective_markings(session, kind, ids)
    found = {}
    for one in ids:
        gap = session.get_one(Finding, one)
        found[one] = effective_markings(session, gap.subject_kind, [gap.subject_id])[gap.subject_id]
    return found


def _may_go(kind: str, column: str, marking: Marking, bound: ReleaseFilter) -> bool:
    if kind in REFERENCE:
        return bound.is_open or column not in KEPT_COLUMNS.get(kind, frozenset())
    if column in NAMED.get(kind, ()) and marking.is_unmarked:
        return True
    return bound.allows(marking)


def _is_hidden(session: Session, sower: Sower, kind: str, record_id: int, column: str) -> bool:
    """Whether it is a name of a protected source."""
    if kind == "person":
        return record_id in sower.protected and column in NAMES
    if kind == "person_name":
        row = session.get(KINDS[kind], record_id)
        return row is not None and row.person_id in sower.protected  # type: ignore[attr-defined]
    return False


def _is_ours_alone(sower: Sower, kind: str, record_id: int, column: str) -> bool:
    if kind == "person" and record_id in sower.staff:
        return True
    return kind in NEVER_HANDED or column in NEVER_HANDED_COLUMNS.get(kind, ())
