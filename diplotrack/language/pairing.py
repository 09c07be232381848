"""What a joint text leaves to its order: parties named in a row, and names that stand apart from their parties.

"The President of A and the President of B met", signed by two names; "U.S.-B Joint Statement" by "We, President X and
Prime Minister Y": where there are as many of the one as of the other, they stand in the same order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from diplotrack.language.clauses import sentences
from diplotrack.language.names_fold import fold
from diplotrack.language.officials import words_for
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.personnames import name_at
from diplotrack.language.places import Place, series
from diplotrack.language.readouts import Readout

_BESIDE = re.compile(r"\s+and\s+(?:the\s+)?")
_JUNIOR = re.compile(r",? [JS]r\.(?= )")
_BEGINNING = 400
"""Letters of a paragraph in which those who speak are named."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body, or the title: its words on one line, where they begin, who and what it names."""

    words: str
    start: int
    in_title: bool
    people: tuple[PersonMention, ...]
    places: tuple[Place, ...]

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of the body that says something, and no heading, place or day."""
        return not self.in_title and len(self.words) >= 60


def parties_together(lines: Sequence[Line], readout: Readout, us: str) -> Iterator[str]:
    """Keys of foreign parties that the first sentence names in a row: "We, the leaders of A, B, and C, met".

    Where a joint text names nobody so, the party that is most often named beside us.
    """
    first = first_line(lines)
    if first is None:
        return
    start, end = opening(first.words)
    found: dict[str, None] = {}
    for row in words_for("together").finditer(first.words, start, end):
        listed, last = series(first.places, first.words, row.end())
        members = re.match(r"\s+(?:member|countries|nations)\b", first.words[last:])
        if (len(listed) > 1 or members) and not words_for("aim").search(first.words[start : row.start()]):
            found |= dict.fromkeys(key for key, _words in listed if key and key != us)
    if readout.kind == "joint_communique":
        reached = 0
        for place in first.places:
            if place.start < reached:
                continue  # within a row that was read
            listed, reached = series(first.places, first.words, place.start)
            keys = [key for key, _words in listed if key]
            if place.start < end and len(keys) > 2 and us in keys:
                found |= dict.fromkeys(key for key in keys if key != us)
        if not found and not readout.parties:
            found |= dict.fromkeys(_most_beside(lines, us))
    yield from found


def first_line(lines: Sequence[Line]) -> Line | None:
    """The first paragraph of prose, else the first line of the body."""
    body = [line for line in lines if not line.in_title]
    return next((line for line in body if line.is_prose), body[0] if body else None)


def opening(words: str) -> tuple[int, int]:
    """Where the first sentence stands; the number of a paragraph is none."""
    spans = (span for span in sentences(words) if re.search(r"[^\W\d]", words[slice(*span)]))
    return next(spans, (0, 0))


def _most_beside(lines: Sequence[Line], us: str) -> list[str]:
    """Who is most often named in one breath with us: "the United States and the European Union"."""
    beside: Counter[str] = Counter()
    for line in lines:
        for one, other in pairwise(line.places):
            if (one.key == us) != (other.key == us) and _BESIDE.fullmatch(line.words, one.end, other.start):
                beside[other.key if one.key == us else one.key] += 1
    return [key for key, _times in beside.most_common(1)]


def paired(lines: Sequence[Line], readout: Readout, us: str) -> list[PersonMention]:
    """People whose parties follow from the order in which both are named; empty where they are not as many."""
    first = first_line(lines)
    if first is None or not readout.joint:
        return []
    title = next((line for line in lines if line.in_title), None)
    lone = [one for line in (title, first) if line for one in _alone(line)]
    names = [
        one for index, one in enumerate(lone) if not any(same_person(one, other) for other in lone[:index])
    ]
    signed = signatures(lines)
    offices = [one for one in people_in(first.words, first.places) if not one.name and one.party]
    offices = [one for one in offices if one.end < _BEGINNING]
    for row in (signed, names):
        if len(offices) == len(row) > 1:
            return [replace(office, name=one.name) for office, one in zip(offices, row, strict=True)]
    for keys in (_row_of_leaders(first), _row_of_title(title)):
        if len(keys) == len(names) > 1 and us in keys:
            return [replace(one, party=key) for key, one in zip(keys, names, strict=True)]
    return []


def _alone(line: Line) -> list[PersonMention]:
    return [
        one for one in line.people if one.party is None and one.start < _BEGINNING and one.level == "head"
    ]


def _row_of_leaders(first: Line) -> list[str]:
    found = words_for("together").search(first.words[:_BEGINNING])
    listed, _ = series(first.places, first.words, found.end()) if found else ([], 0)
    return [key for key, _words in listed if key]


def _row_of_title(title: Line | None) -> list[str]:
    return list(dict.fromkeys(place.key for place in title.places)) if title else []


def signatures(lines: Sequence[Line]) -> list[PersonMention]:
    """Names on lines of their own at the end of the text, above a day."""
    tail = [line for line in lines[-6:] if not line.in_title and len(line.words) < 160]
    days = (i for i, line in enumerate(tail) if words_for("end_date").match(line.words.strip()))
    dated = next(days, None)
    found: list[PersonMention] = []
    for line in tail[:dated] if dated is not None else ():
        begin = 0
        names = []
        while named := name_at(f" {line.words}", begin + bool(begin)):
            stop = _JUNIOR.search(line.words, named.start - 1, named.end - 1)
            end = stop.end() if stop else named.end - 1
            name = " ".join(line.words[named.start - 1 : end].split())
            names.append(PersonMention("", name, "", "", "", None, "", name, named.start - 1, end))
            begin = end
        whole = not line.words[begin:].strip(" .,")
        found = [*found, *names] if whole else []
    return found


def same_person(one: PersonMention, other: PersonMention) -> bool:
    """Whether two mentions name the same person: the one name within the other, from its beginning or to its end."""
    mine, theirs = _plain(one.name or ""), _plain(other.name or "")
    if not mine or not theirs:
        return False
    short, long = sorted((mine, theirs), key=len)
    if len(short) == 1:
        return short[0] in long
    if short == long[: len(short)]:
        return True
    if short[-1] != long[-1]:
        return False
    return short[0] in long or (one.office == other.office and short[0][0] == long[0][0])


@lru_cache(maxsize=4096)
def _plain(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in ("jr", "sr", "al", "bin", "de", "von", "van")]
