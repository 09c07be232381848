"""A draft cut into sentences ready for comparing. What a sentence says is read once, however often it is checked."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency.draft.report import Place
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
    """A text under check: its sentences, what each says, the stems of each and how many; where each line ends."""

    text: str
    sentences: tuple[Sentence, ...]
    read: tuple[Aligned, ...]
    stems: tuple[frozenset[str], ...]
    sizes: tuple[int, ...]
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
        ends = tuple(accumulate(len(line) for line in text.splitlines(keepends=True)))
        return cls(text, cut, tuple(read), stems, tuple(map(len, stems)), ends, _where(stems))

    def part(self, numbers: Sequence[int]) -> Draft:
        """The same draft with these of its sentences only, numbered from 0."""
        stems = tuple(self.stems[number] for number in numbers)
        return Draft(
            self.text,
            tuple(self.sentences[number] for number in numbers),
            tuple(self.read[number] for number in numbers),
            stems,
            tuple(map(len, stems)),
            self.ends,
            _where(stems),
        )

    def place(self, start: int, end: int, words: str) -> Place:
        """A stretch of the draft with its line."""
        return Place(start, end, bisect_right(self.ends, start) + 1, words)

    def place_of(self, number: int) -> Place:
        """A sentence by its number."""
        return self.place(*self.sentences[number])

    def mentions(self, stems: frozenset[str], least: float) -> bool:
        """Whether a sentence, or two neighbours together, use that part (0–1) of the stems."""
        found, enough = self.shared(stems), least * len(stems)
        if not found:
            return False
        if max(found.values()) >= enough:
            return True
        return any(
            number + 1 in found
            and found[number] + found[number + 1] >= enough
            and len(stems & (self.stems[number] | self.stems[number + 1])) >= enough
            for number in found
        )

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


def _where(stems: Sequence[frozenset[str]]) -> dict[str, tuple[int, ...]]:
    where: dict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(stems):
        for stem in some:
            where[stem].append(number)
    return {stem: tuple(some) for stem, some in where.items()}
