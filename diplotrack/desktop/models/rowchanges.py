"""How one list of identifiers becomes another by rows leaving, moving and coming: what keeps selection and scroll."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

ROW_BY_ROW = 400
"""Up to so many rows leave or come one by one; more are a new list."""


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Rows to take out (positions in the old list, last first), the order of what stays, rows to put in (positions in
    the new list, first first). ``wholesale`` says that there are too many for that."""

    ids: array[int]
    removed: tuple[int, ...] = ()
    kept: array[int] | None = None
    inserted: tuple[int, ...] = ()
    wholesale: bool = False


def compare(old: array[int], new: array[int]) -> RowChanges:
    """The changes from ``old`` to ``new``. Linear in their lengths; meant for a reader thread."""
    if old == new:
        return RowChanges(new)
    before, after = frozenset(old), frozenset(new)
    gone, come = before - after, after - before
    if len(gone) > ROW_BY_ROW or len(come) > ROW_BY_ROW:
        return RowChanges(new, wholesale=True)
    removed = tuple(row for row in range(len(old) - 1, -1, -1) if old[row] in gone) if gone else ()
    inserted = tuple(row for row, one in enumerate(new) if one in come) if come else ()
    staying = array("q", (one for one in old if one not in gone)) if gone else old
    order = array("q", (one for one in new if one not in come)) if come else new
    return RowChanges(new, removed, None if staying == order else order, inserted)
