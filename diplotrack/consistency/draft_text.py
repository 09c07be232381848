"""A draft cut into sentences ready for comparing. What a sentence says is read once, however often it is checked."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency.draft_report import Place
from diplotrack.language.alignment import Aligned, aligned, content
from diplotrack.language.sentences import Sentence, sentences

REMEMBERED = 60_000
"""Sentences and passages whose reading is kept: what a long draft and the texts that it is held against need."""


@lru_cache(REMEMBERED)
def read_alone(words: str) -> Aligned:
    """A sentence read by itself, at offset 0."""
    return aligned(Sentence(0, len(words), words))


@lru_cache(REMEMBERED)
def stems_of(words: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return content(words)


@lru_cache(REMEMBERED)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of an earlier text, each on one line."""
    return tuple(one.words for one in sentences(text))


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under check: its sentences, what each says, and the stems of each."""

    text: str
    sentences: tuple[Sentence, ...]
    read: tuple[Aligned, ...]
    stems: tuple[frozenset[str], ...]
    ends: tuple[int, ...]
    where: dict[str, tuple[int, ...]]
    """By stem, the numbers of the sentences that use it."""

    @classmethod
    def of(cls, text: str, progress: Progress = quiet) -> Draft:
        """Read a text. ``progress`` may raise Cancelled."""
        cut = tuple(sentences(text))
        read = []
        for number, one in enumerate(cut):
            progress(number, len(cut), "")
            read.append(read_alone(one.words))
        stems = tuple(stems_of(one.words) for one in cut)
        where: dict[str, list[int]] = defaultdict(list)
        for number, some in enumerate(stems):
            for stem in some:
                where[stem].append(number)
        ends = tuple(accumulate(len(line) for line in text.splitlines(keepends=True)))
        return cls(text, cut, tuple(read), stems, ends, {stem: tuple(some) for stem, some in where.items()})

    def place(self, start: int, end: int, words: str) -> Place:
        """A stretch of the draft with its line."""
        return Place(start, end, bisect_right(self.ends, start) + 1, words)

    def place_of(self, number: int) -> Place:
        """A sentence by its number."""
        return self.place(*self.sentences[number])

    def stretches(self) -> list[frozenset[str]]:
        """The stems of each sentence, and of each with its neighbour: what may speak of one commitment."""
        return [*self.stems, *(first | second for first, second in pairwise(self.stems))]

    def shared(self, stems: Collection[str]) -> dict[int, int]:
        """How many of the stems each sentence uses, by its number; sentences that use none are absent."""
        used = (self.where[stem] for stem in stems if stem in self.where)
        return Counter(chain.from_iterable(used))

    def nearest(self, stems: frozenset[str], least: float) -> int | None:
        """The sentence that uses the largest part of the stems, if it is ``least`` (0–1) of them and two at least."""
        found = self.shared(stems)
        best = max(found, key=lambda number: (found[number], -number), default=None)
        enough = max(min(2, len(stems)), least * len(stems))
        return best if best is not None and found[best] >= enough else None
