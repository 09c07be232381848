"""On what gaps rest: which of them may be printed, and under which markings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diplotrack.base.markings import Marking
from diplotrack.records import KINDS, Finding
from diplotrack.release import REFERENCE, effective_markings
from diplotrack.reports.compose.frame import Frame

if TYPE_CHECKING:
    from diplotrack.reports.compose.consistency.entries import GapEntry


def admitted(frame: Frame, entries: Sequence[GapEntry]) -> list[GapEntry]:
    """The gaps that may be printed. The document takes the markings of what they rest on."""
    kept = grounds(frame, [one.row for one in entries])
    for markings in kept.values():
        for marking in markings:
            frame.whole.take(marking)
    return [one for one in entries if one.row.id in kept]


def grounds(frame: Frame, rows: Sequence[Finding]) -> dict[int, list[Marking]]:
    """The markings of what each gap rests on that may be printed.

    Every record of it may be printed, and every one that a sentence names be named; the other gaps are counted as left
    out. Read set-based, whatever their number.
    """
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for kind, record_id in (*_shown(row), *_named(row)):
            wanted[kind].add(record_id)
    marks = {kind: effective_markings(frame.session, kind, ids) for kind, ids in wanted.items()}
    kept: dict[int, list[Marking]] = {}
    for row in rows:
        shown = [marks[kind][record_id] for kind, record_id in _shown(row)]
        named = [marks[kind][record_id] for kind, record_id in _named(row)]
        if _allows(frame, shown, named):
            kept[row.id] = [*shown, *(other for other in named if not other.is_unmarked)]
        else:
            frame.leave_out("finding", row.id)
    return kept


def _allows(frame: Frame, shown: Iterable[Marking], named: Iterable[Marking]) -> bool:
    release = frame.release
    return all(release.allows(one) for one in shown) and all(release.allows_mention(one) for one in named)


def _shown(row: Finding) -> Iterator[tuple[str, int]]:
    """The subject of a gap and the records of its evidence."""
    if row.subject_kind:
        yield from _marked([(row.subject_kind, row.subject_id)])
    for part in ("subject", "records"):
        yield from _marked((one[0], one[1]) for one in row.evidence.get(part, ()))


def _named(row: Finding) -> Iterator[tuple[str, int]]:
    yield from _marked((one[0], one[1]) for one in row.evidence.get("named", ()))


def _marked(records: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Those of a kind that can be marked: the world's names and orders carry no marking."""
    return ((kind, number) for kind, number in records if kind in KINDS and kind not in REFERENCE)
