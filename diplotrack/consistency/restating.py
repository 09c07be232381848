"""Texts that say the same again, found among many without comparing each with each.

Two texts are alike by their words in order: twice the words of their longest common sequence over all that they have.
Whatever is alike by so much shares words; so every text is looked up by its rarest ones alone, as many as it takes that
no pair is missed (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006), within one group of texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

Words = tuple[str, ...]

NEARLY = 1e-9
"""By how much a share that is computed may fall short of the one that is meant."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['-][^\W\d_]+)*")

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def words_of(text: str) -> Words:
    """The words and figures of a text in order, case aside."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def figures_of(words: Words) -> tuple[str, ...]:
    """The figures among words, in whatever order: texts whose figures differ promise different things."""
    return tuple(sorted(one.replace(",", "") for one in words if one[0].isdigit()))


def figures_in(text: str) -> tuple[str, ...]:
    """The figures of a text, as of its words: without taking apart the words of a text of plain letters."""
    if not text.isascii():
        return figures_of(words_of(text))
    return tuple(sorted(one.replace(",", "") for one in _FIGURE.findall(text)))


def likeness(first: Words, second: Words) -> float:
    """How far two texts are the same, from 0 to 1."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(first, second)


def alike(texts: Mapping[K, Words], least: float) -> Iterator[tuple[K, K, float]]:
    """Every pair of texts at least so much alike (``least`` above 0), with their likeness; each pair once.

    Texts are to be distinct; empty ones are like nothing.
    """
    spread = Counter(word for words in texts.values() for word in set(words))
    # Of two texts with n and m words, n ≥ m, that are alike by t, at least t · (n + m) / 2 words are common; that is no
    # less than t · m, and, as no more than m can be, no less than t · n / (2 − t).
    common = least / (2 - least)
    known: dict[tuple[str, int], list[K]] = defaultdict(list)
    lengths = sorted((len(words), number, key) for number, (key, words) in enumerate(texts.items()))
    for length, _number, key in lengths:
        words = texts[key]
        marks = list(_marks(words, spread))
        seen: set[K] = set()
        # From the shortest up, so that those looked up are never longer than the one that looks.
        for mark in marks[: _prefix(length, common)]:
            for other in known[mark]:
                if other not in seen and len(texts[other]) >= common * length - NEARLY:
                    seen.add(other)
                    found = likeness(texts[other], words)
                    if found >= least - NEARLY:
                        yield other, key, found
        for mark in marks[: _prefix(length, least)]:
            known[mark].append(key)


def _prefix(length: int, part: float) -> int:
    """How many of the rarest words must be looked at, where at least that part of them is common to two texts."""
    return length - math.ceil(part * length - NEARLY) + 1


def _marks(words: Words, spread: Counter[str]) -> Iterable[tuple[str, int]]:
    """The words, the rarest first, each occurrence apart."""
    counted: Counter[str] = Counter()
    marks = []
    for word in words:
        counted[word] += 1
        marks.append((word, counted[word]))
    return sorted(marks, key=lambda mark: (spread[mark[0]], mark))
