"""Sentences of texts by what they speak of, so that a later one is held only against those that share its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from diplotrack.language.alignment import Aligned, aligned, is_english, similarity
from diplotrack.language.ladder import hints, may_hold, telling_words
from diplotrack.language.sentences import Sentence, sentences

WEIGHED = frozenset({"concern", "call", "support", "undertaking"})
"""The scales of the intensity ladder; what a text requires of others ("should", "must") is none."""

LEAST = 3
"""Different stems that two sentences must share before their likeness means anything."""


@lru_cache(maxsize=10_000)
def weighed(text: str) -> tuple[Aligned, ...]:
    """The sentences of a passage that hold an operative verb on the ladder; none for one that is not in English."""
    if not may_weigh(text) or not is_english(text):
        return ()
    return tuple(one for sentence in sentences(text) if (one := _weighed(sentence.words)) is not None)


@lru_cache(maxsize=50_000)
def _weighed(words: str) -> Aligned | None:
    """The same sentence stands in many texts: that is why one looks whether its verb has changed."""
    if not may_weigh(words):
        return None
    one = aligned(Sentence(0, len(words), words))
    return one if any(rung.scale in WEIGHED for rung in one.rungs) else None


def may_weigh(text: str) -> bool:
    """A quick look: whether a text may hold an operative verb of the ladder at all."""
    return may_hold(text, hints(WEIGHED))


def weighed_words() -> tuple[str, ...]:
    """Whole words of which a text with an operative verb of the ladder holds one: for a search index."""
    return telling_words(WEIGHED)


class Likeness(NamedTuple):
    """A kept sentence that speaks of the same as another, ``degree`` (0–1) apart from the operative verbs."""

    paragraph: int
    degree: float
    sentence: Aligned


class Agreed:
    """Sentences of texts, each kept with the number of its paragraph, by which its text is known."""

    def __init__(self) -> None:
        self._sentences: list[tuple[int, Aligned]] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)

    def add(self, paragraph: int, many: Iterable[Aligned]) -> None:
        """Keep the sentences of a paragraph."""
        for one in many:
            for stem in set(one.stems):
                self._by_stem[stem].append(len(self._sentences))
            self._sentences.append((paragraph, one))

    def alike(self, later: Aligned, least: float) -> list[Likeness]:
        """The sentences kept that are at least so much alike (0–1), in the order in which they were added."""
        shared: dict[int, int] = defaultdict(int)
        for stem in set(later.stems):
            for number in self._by_stem.get(stem, ()):
                shared[number] += 1
        found = []
        for number in sorted(number for number, count in shared.items() if count >= LEAST):
            paragraph, one = self._sentences[number]
            # The longer of two can share no more than the shorter has: a cheap bound before the measure.
            few, many = sorted((len(one.stems), len(later.stems)))
            if 2 * few >= least * (few + many) and (degree := similarity(one, later)) >= least:
                found.append(Likeness(paragraph, degree, one))
        return found
