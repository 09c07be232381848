"""The groups of a list: heads stand among the rows as negative numbers, so that the table stays one array."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from diplotrack.store.groups import Grouped

FIRST_HEAD = -2
"""The number of the first head; −1 says elsewhere that there is none."""


@dataclass(frozen=True, slots=True)
class GroupHead:
    """What stands over a group: its key as the store knows it, its words and how many records it has."""

    key: Any
    caption: str
    count: int


@dataclass(slots=True)
class Groups:
    """The groups of a list as last read, and which of them are folded away."""

    grouped: Grouped = field(default_factory=lambda: Grouped(array("q"), (), ()))
    heads: dict[int, GroupHead] = field(default_factory=dict)
    """By the number under which each stands among the rows."""
    numbers: dict[Any, int] = field(default_factory=dict)
    """The number of a key, the same for as long as the list is shown."""
    folded: frozenset[Any] = frozenset()
    distinct: int = 0
    """How many records there are; one that stands in two groups counts once."""

    def ids_of(self, place: int) -> array[int]:
        """The identifiers in the group at that place."""
        starts = self.grouped.starts
        end = starts[place + 1] if place + 1 < len(starts) else len(self.grouped.ids)
        return self.grouped.ids[starts[place] : end]

    def rows(self) -> array[int]:
        """Heads and identifiers as the list shows them."""
        found = array("q")
        for place, key in enumerate(self.grouped.keys):
            found.append(self.numbers[key])
            if key not in self.folded:
                found.extend(self.ids_of(place))
        return found

    def head_rows(self) -> list[int]:
        """In which rows the heads stand, from top to bottom."""
        found, row = [], 0
        for key in self.grouped.keys:
            found.append(row)
            row += 1 if key in self.folded else 1 + self.heads[self.numbers[key]].count
        return found


def read_groups(found: tuple[Grouped, list[str]], numbers: dict[Any, int], folded: Collection[Any]) -> Groups:
    """What was read as groups; keys known before keep their number. For a reader thread."""
    grouped, captions = found
    known = dict(numbers)
    for key in grouped.keys:
        known.setdefault(key, FIRST_HEAD - len(known))
    heads: dict[int, GroupHead] = {}
    for place, (key, caption) in enumerate(zip(grouped.keys, captions, strict=True)):
        ends = grouped.starts[place + 1] if place + 1 < len(grouped.starts) else len(grouped.ids)
        heads[known[key]] = GroupHead(key, caption, ends - grouped.starts[place])
    distinct: set[int] = set()
    for start in range(0, len(grouped.ids), 20_000):  # other threads have their turn in between
        distinct.update(grouped.ids[start : start + 20_000])
    return Groups(grouped, heads, known, frozenset(folded), len(distinct))


def head_above(head_rows: list[int], row: int) -> int:
    """The row of the head over that row; −1 where there is none."""
    place = bisect_right(head_rows, row) - 1
    return head_rows[place] if place >= 0 else -1
