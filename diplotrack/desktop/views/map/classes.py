"""Figures in a few classes, as many in each as can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diplotrack.base.i18n import _, format_number

MOST = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """``firsts`` holds the least figure of each class, rising; ``last`` the greatest figure of all."""

    firsts: tuple[int, ...] = ()
    last: int = 0

    def of(self, count: int) -> int:
        """The class of a figure, from 0; −1 for none at all."""
        return sum(1 for first in self.firsts if count >= first) - 1

    def labels(self) -> list[str]:
        """Each class in words: "1", "2–5", "6–40"."""
        ends = [first - 1 for first in self.firsts[1:]] + [self.last] * bool(self.firsts)
        return [
            format_number(first)
            if first == end
            else _("{first}–{last}").format(first=format_number(first), last=format_number(end))
            for first, end in zip(self.firsts, ends, strict=True)
        ]


def classes(counts: Iterable[int]) -> Classes:
    """Classes for those figures; figures of 0 belong to none."""
    held = sorted(one for one in counts if one > 0)
    if not held:
        return Classes()
    firsts = {held[0], *(held[len(held) * step // MOST] for step in range(1, MOST))}
    return Classes(tuple(sorted(firsts)), held[-1])
