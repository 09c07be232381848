"""How one list of identifiers becomes another by rows leaving, moving and coming: what keeps selection and scroll."""

from __future__ import annotations

from array import array
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

ROW_BY_ROW = 400
"""Up to so many rows leave or come one by one; more are a new list."""
STRETCH = 16_384
"""Rows compared at a time: between two stretches the other threads have their turn."""


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Rows to take out (positions in the old list, last first), the order of what stays, rows to put in (positions in
    the new list, first first). ``wholesale`` says that there are too many for that."""

    ids: array[int]
    removed: tuple[int, ...] = ()
    kept: array[int] | None = None
    inserted: tuple[int, ...] = ()
    wholesale: bool = False
    grown: bool = False
    """The new list is the old one with more rows after it."""


def compare(old: array[int], new: array[int]) -> RowChanges:
    """The changes from ``old`` to ``new``. Linear in their lengths; meant for a reader thread."""
    same = _same_ahead(old, new)
    if same == len(old):
        more = len(new) - same
        few = tuple(range(same, len(new))) if more <= ROW_BY_ROW else ()
        return RowChanges(new, inserted=few, grown=more > 0)
    tail = _same_behind(old, new, min(len(old), len(new)) - same)
    before, after = old[same : len(old) - tail], new[same : len(new) - tail]
    were, are = _set(before), _set(after)
    gone, come = were - are, are - were
    # A record that stands in two groups is no row of its own: such a list is taken anew.
    twice = len(were) != len(before) or len(are) != len(after)
    if twice or len(gone) > ROW_BY_ROW or len(come) > ROW_BY_ROW:
        return RowChanges(new, wholesale=True)
    removed = (
        tuple(same + row for row in range(len(before) - 1, -1, -1) if before[row] in gone) if gone else ()
    )
    inserted = tuple(same + row for row, one in enumerate(after) if one in come) if come else ()
    staying = array("q", (one for one in before if one not in gone)) if gone else before
    order = array("q", (one for one in after if one not in come)) if come else after
    if staying == order:
        return RowChanges(new, removed, None, inserted)
    return RowChanges(new, removed, old[:same] + order + old[len(old) - tail :], inserted)


def place_of(ids: array[int], wanted: int) -> int:
    """Where an identifier stands first; −1 where it does not. Some milliseconds for a million."""
    sought = array("q", (wanted,)).tobytes()
    width = ids.itemsize
    for start in range(0, len(ids), STRETCH * 8):
        stretch = ids[start : start + STRETCH * 8].tobytes()
        found = stretch.find(sought)
        while found >= 0 and found % width:  # bytes of two neighbours that happen to look like it
            found = stretch.find(sought, found + 1)
        if found >= 0:
            return start + found // width
    return -1


def _same_ahead(old: array[int], new: array[int]) -> int:
    """How many rows at the head are the same."""
    shorter = min(len(old), len(new))
    for start in range(0, shorter, STRETCH):
        end = min(start + STRETCH, shorter)
        if old[start:end] != new[start:end]:
            return next(row for row in range(start, end) if old[row] != new[row])
    return shorter


def _same_behind(old: array[int], new: array[int], most: int) -> int:
    """How many rows at the end are the same, ``most`` at most."""
    for done in range(0, most, STRETCH):
        size = min(STRETCH, most - done)
        mine = old[len(old) - done - size : len(old) - done]
        theirs = new[len(new) - done - size : len(new) - done]
        if mine != theirs:
            return done + next(step for step in range(size) if mine[-1 - step] != theirs[-1 - step])
    return most


def _set(ids: array[int]) -> AbstractSet[int]:
    found: set[int] = set()
    for start in range(0, len(ids), STRETCH):
        found.update(ids[start : start + STRETCH])
    return found
