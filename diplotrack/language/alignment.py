"""Sentences that speak of one subject, and the words by which two of them differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from diplotrack.language.ladder import OUTSIDE, Rung, ladder
from diplotrack.language.sentences import Sentence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BESIDE = re.compile(
    r"\b(?:who|which|whom|that|whose)\s+(?:also\s+|both\s+|\w+ly\s+)?$|\b(?:efforts?|measures?|steps?|actions?|plans?|programs?)\s+$",
    re.IGNORECASE,
)
"""What stands before a verb that is not the sentence's own: "a plan which will", "efforts aimed at"."""

_SHOWN = re.compile(r"\S+")
_COMMON = frozenset(
    "a an the and or but nor of in on at to for from by with within without into onto over under between "
    "among as is are was were be been being am it its they them their theirs we us our ours i me my mine "
    "you your yours he she his her this that these those which who whom whose what where when there here "
    "not no never only also all any each every both one than then so such more most much many very will "
    "shall would should could may might can must do does did has have had having other another same own "
    "about against after before during through up out if unless while because including well further "
    "continue continues continued ".split()
)
_FIGURES = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}
_TEENS = re.compile(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(\w+)$")
_DENIALS = re.compile(
    r"\b(?:not(?! only\b)|never|no longer|cannot|neither|nor|no(?= \w))\b|n[’']t\b", re.IGNORECASE
)


SMALL_WORDS = 0.15
"""The share of small English words below which a text is in another language; English prose has 0.3 and more."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """What a sentence says apart from its operative verbs: its stems, its verbs on the ladder, numbers, denials."""

    sentence: Sentence
    stems: tuple[str, ...]
    rungs: tuple[Rung, ...]
    numbers: tuple[str, ...]
    denials: int


def aligned(sentence: Sentence) -> Aligned:
    """Ready a sentence for comparing."""
    words = sentence.words
    rungs = tuple(one for one in ladder().rungs(words) if not _BESIDE.search(words[: one.start]))
    # What may change must not make two sentences unlike: operative verbs and numbers are compared apart.
    bare = words
    for rung in reversed(rungs):
        bare = f"{bare[: rung.start]} {bare[rung.end :]}"
    tokens = [match[0] for match in _WORD.finditer(bare)]
    numbers = tuple(sorted(value for token in tokens if (value := figure(token))))
    stems = tuple(sorted(stem(one) for one in tokens if not figure(one) and one.lower() not in _COMMON))
    return Aligned(sentence, stems, rungs, numbers, len(_DENIALS.findall(words)))


def content(words: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(filter(None, map(_meaning, set(_WORD.findall(words)))))


@lru_cache(maxsize=100_000)
def _meaning(word: str) -> str:
    """The stem of a word, "" for a small word or a number: most words of a text have been met before."""
    return "" if word.lower() in _COMMON or figure(word) else stem(word)


def is_english(text: str) -> bool:
    """Whether a text looks English: by its share of small English words. Under eight words it is taken to be."""
    # Small words seldom touch punctuation: no need to take words apart from it.
    tokens = text.lower().split()
    return len(tokens) < 8 or len(list(filter(_COMMON.__contains__, tokens))) >= SMALL_WORDS * len(tokens)


def figure(word: str) -> str:
    """The number that a word writes, in figures, or "". "One" is too often no number."""
    text = word.lower()
    if text[0].isdigit():
        return text.replace(",", "")
    if compound := _TEENS.match(text):
        unit = _FIGURES.get(compound[2], "")
        return str(int(_FIGURES[compound[1]]) + int(unit)) if unit else ""
    return "" if text in ("zero", "one") else _FIGURES.get(text, "")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """An English word without its endings, roughly: "announces" and "announced" share one."""
    text = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    for ending, instead in (
        ("ations", "at"), ("ation", "at"), ("ities", "ity"), ("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""),
        ("es", ""), ("s", ""), ("ly", ""),
    ):  # fmt: skip
        if text.endswith(ending) and len(text) - len(ending) >= 3 and not text.endswith("ss"):
            text = text[: -len(ending)] + instead
            break
    text = text.removesuffix("e") if len(text) > 3 else text
    return text[:-1] if len(text) > 3 and text[-1] == text[-2:-1] and text[-1] not in "sl" else text


def similarity(first: Aligned, second: Aligned) -> float:
    """How far two sentences speak of the same, 0–1: twice the stems they share over all that they have."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(first.stems, second.stems)


def share(wanted: frozenset[str], offered: Iterable[str]) -> float:
    """Which part (0–1) of the wanted stems is among those offered."""
    return len(wanted & frozenset(offered)) / len(wanted) if wanted else 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """How a later sentence departs from an earlier one. ``kind``: verb, dropped, noted, hedged, negation, number.

    ``old`` and ``new`` are the words; ``steps`` how many steps up (positive) or down the ladder, 0 where it is none.
    """

    kind: str
    old: str
    new: str
    scale: str = ""
    steps: int = 0


def changes(earlier: Aligned, later: Aligned) -> list[Change]:
    """The operative verbs, denials and numbers in which two sentences on one subject differ."""
    found = []
    for scale in dict.fromkeys(one.scale for one in earlier.rungs if one.scale != OUTSIDE):
        old = [one for one in earlier.rungs if one.scale == scale]
        new = [one for one in later.rungs if one.scale == scale]
        if new:
            found += [
                Change("verb", before.words, after.words, scale, after.step - before.step)
                for before, after in in_one_place(earlier, later, old, new)
                if before.step != after.step
            ]
        elif notes := [one for one in later.rungs if one.scale == OUTSIDE]:
            found.append(Change("noted", old[0].words, notes[0].words, scale))
        elif scale != "undertaking" or any(one.scale != OUTSIDE for one in later.rungs):
            other = next((one.words for one in later.rungs if one.scale != OUTSIDE), "")
            found.append(Change("dropped", old[0].words, other, scale))
    if (hedge := _hedge(later)) and not _hedge(earlier):
        found.append(Change("hedged", "", hedge))
    if earlier.denials % 2 != later.denials % 2:
        found.append(Change("negation", _denial(earlier), _denial(later)))
    if earlier.numbers and later.numbers and earlier.numbers != later.numbers:
        old_numbers, new_numbers = list(earlier.numbers), list(later.numbers)
        for value in earlier.numbers:
            if value in new_numbers:
                new_numbers.remove(value)
                old_numbers.remove(value)
        if old_numbers and new_numbers:
            found.append(Change("number", ", ".join(old_numbers), ", ".join(new_numbers)))
    return found


def in_one_place(
    earlier: Aligned, later: Aligned, old: Sequence[Rung], new: Sequence[Rung]
) -> list[tuple[Rung, Rung]]:
    """The verbs of two sentences that stand in the same place between the words that both have.

    "We welcome it and support them" beside "We support them": what stands for "welcome" is nothing, not "support".
    """
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    if sorted(one.step for one in old) == sorted(one.step for one in new):
        return []  # Clauses that only changed places say the same.
    before = list(_SHOWN.finditer(earlier.sentence.words))
    after = list(_SHOWN.finditer(later.sentence.words))
    matcher = SequenceMatcher(
        None, _folded([one[0] for one in before]), _folded([one[0] for one in after]), False
    )
    same = [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
    pairs, taken = [], set[int]()
    for one in old:
        first, last = _span(before, one)
        # From the word after the last shared one before the verb, up to the first shared one behind it.
        begin = max((there + 1 for here, there in same if here < first), default=0)
        end = min((there for here, there in same if here > last), default=len(after))
        for number, other in enumerate(new):
            start, stop = _span(after, other)
            if number not in taken and start < end and begin <= stop:
                pairs.append((one, other))
                taken.add(number)
                break
    return pairs


def _span(words: Sequence[re.Match[str]], rung: Rung) -> tuple[int, int]:
    """The numbers of the first and last word that a verb covers."""
    covered = [n for n, word in enumerate(words) if word.start() < rung.end and rung.start < word.end()]
    return covered[0], covered[-1]


def _hedge(one: Aligned) -> str:
    """The word that makes an undertaking or a fact a mere possibility or aim, or ""."""
    weak = (rung for rung in one.rungs if rung.scale == "undertaking" and rung.step < ladder().promises_from)
    if first := next(weak, None):
        return first.words
    found = ladder().hedges.search(one.sentence.words)
    return found[0] if found else ""


def _denial(one: Aligned) -> str:
    found = _DENIALS.search(one.sentence.words)
    return found[0] if found else ""


def word_diff(earlier: str, later: str) -> list[tuple[str, str, str]]:
    """The word-wise difference: ("same" | "changed" | "removed" | "added", earlier words, later words) in order."""
    old, new = _SHOWN.findall(earlier), _SHOWN.findall(later)
    names = {"equal": "same", "replace": "changed", "delete": "removed", "insert": "added"}
    matcher = SequenceMatcher(None, _folded(old), _folded(new), autojunk=False)
    return [(names[tag], " ".join(old[a:b]), " ".join(new[c:d])) for tag, a, b, c, d in matcher.get_opcodes()]


def _folded(words: Sequence[str]) -> list[str]:
    return [word.strip('.,;:“”"()').lower() for word in words]
