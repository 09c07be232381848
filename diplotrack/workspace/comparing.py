"""Two texts side by side: which paragraphs speak of the same, and by which words they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from diplotrack.language.alignment import content, word_diff
from diplotrack.store.search_index import UNSPACED

ALIKE = 0.34
"""The likeness (0–1) from which two paragraphs are held to speak of the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of each text that speak of the same; "" where only the other text has it.

    ``difference`` tells word for word how the second departs from the first: ("same" | "changed" | "removed" |
    "added", words of the first, words of the second) in order; empty where one is alone.
    """

    first: str
    second: str
    difference: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, word for word."""
        return bool(self.difference) and all(kind == "same" for kind, _old, _new in self.difference)


def compare(first: Sequence[str], second: Sequence[str]) -> list[Row]:
    """Each paragraph beside the one of the other text most like it; what is alone stands in its own place.

    The order is that of the first text. A paragraph has at most one partner, the likeliest pairs first.
    """
    told_of = [[_told_of(one) for one in text] for text in (first, second)]
    likeness = sorted(
        (
            (1.0 if first[place] == second[beside] else _likeness(one, other), place, beside)
            for place, one in enumerate(told_of[0])
            for beside, other in enumerate(told_of[1])
        ),
        key=lambda one: (-one[0], abs(one[1] - one[2])),
    )
    partner: dict[int, int] = {}
    for like, place, beside in likeness:
        if like >= ALIKE and place not in partner and beside not in partner.values():
            partner[place] = beside
    rows: list[Row] = []
    told: set[int] = set(partner.values())
    after = 0
    for place, words in enumerate(first):
        if place not in partner:
            rows.append(Row(words, ""))
            continue
        beside = partner[place]
        rows += [Row("", second[one]) for one in range(after, beside) if one not in told]
        told |= set(range(after, beside))
        after = max(after, beside + 1)
        rows.append(Row(words, second[beside], tuple(word_diff(words, second[beside]))))
    return rows + [Row("", second[one]) for one in range(len(second)) if one not in told]


def _told_of(words: str) -> frozenset[str]:
    """What tells of what a paragraph speaks: the stems of its words, of scripts without spaces each two characters."""
    runs = UNSPACED.findall(words)
    return content(words) | {one + other for one, other in pairwise(runs)}


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two paragraphs share of what they speak of, 0–1."""
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0
