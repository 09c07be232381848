"""Parties named in running text: one pass over its words through a tree of all names, the longest one winning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from diplotrack.base.dates import PartialDate
from diplotrack.language.names_fold import name_key
from diplotrack.language.names_reference import names_not_in_text

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook, Reading

_WORD = re.compile(r"[^\W_]+|[&+]")
_SIGNS = {"&": "and", "+": "plus"}
_LETTERS_OF_A_CODE = 6
_ISO_LETTERS = 3

# Words around a name that make it part of something else. Each is swallowed whole.
_OTHER_THINGS = (
    "New Mexico|New Jersey|New England|New Britain|New York|Gulf of Mexico|South China Sea|"
    "East China Sea|Sea of Japan|Indian Ocean|Gulf of Guinea|American Indian|American Indians|"
    "Indian Country|Indian Affairs|Indian Health|Indian Tribe|Indian Tribes|Indian Education|"
    "Congo Basin|Native American|Native Americans|African American|African Americans|Asian American|"
    "Asian Americans|Latin American|Latin Americans|Central American|Central Americans|South American|"
    "South Americans|North American|North Americans|Inter-American|Pan-American|Mexican American|"
    "Mexican Americans|Cuban American|Cuban Americans|National Security Council|"
    "American Rescue Plan|American Families Plan|American Jobs Plan|"
    "Jersey City|Atlanta, Georgia|State of Georgia|English Channel|Persian Gulf|Spanish Steps|"
    "German Shepherd|French Quarter|Great American|All-American|Columbia University|Turkish Airlines"
).split("|")
# Countries that are also first names or family names.
_GIVEN_NAMES = frozenset(
    {"Chad", "Jordan", "Georgia", "Israel", "Kenya", "Jersey", "Cuba", "Holland", "England"}
)
# Near these words the name is that of an American state, county or people.
_ELSEWHERE = {
    "Georgia": re.compile(
        r"Alabama|Florida|Louisiana|Carolina|Tennessee|Mississippi|Arizona|Atlanta|Governor|Savannah"
    ),
    "Grenada": re.compile(r"Count(?:y|ies)|Copiah|Hinds"),
    "Jersey": re.compile(r"Count(?:y|ies)|Macoupin"),
    "Indians": re.compile(r"Bands?\b|Tribes?\b|Mission|Confederated"),
}
_NEAR = 45
_BEFORE_A_COUNTRY = frozenset(
    "In To From With Of For And The Between At On By Support Visit Invade Help Via Inside Across Against "
    "Kingdom Republic State Joint Toward Towards After Before Since While As".split()
)
_AFTER_A_COUNTRY = frozenset(
    "President Prime King Queen Foreign Minister Ambassador Defense Defence Finance Crown Vice National Deputy "
    "And In On At Is Was Has Have Relations Summit Meeting Strategic Security Partnership Trade Embassy The "
    "Government Army Parliament Border Joint Task Desk Will".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at ``text[start:end]`` (code points), which reads ``words``.

    ``demonym`` is true for "French" or "Germans". ``party`` is None where the words mean several (``candidates``).
    """

    start: int
    end: int
    party: str | None
    words: str
    demonym: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class _Ending:
    """A name that ends at a node of the tree: how it is written and whom it may mean."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    readings: list[Reading] = field(default_factory=list)
    demonym_of: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    endings: list[_Ending] = field(default_factory=list)


@lru_cache(maxsize=100_000)
def _word_key(word: str) -> str:
    return _SIGNS.get(word) or name_key(word) or word.lower()


class MentionFinder:
    """Finds the names of one book in texts."""

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._root = _Node()
        quiet = names_not_in_text()
        for reading in book.readings:
            if reading.language in ("", "en") and reading.text not in quiet:
                self._add(reading.text, reading=reading)
        people: dict[str, list[str]] = {}
        for party in book.parties.values():
            for demonym in party.demonyms:
                people.setdefault(demonym, []).append(party.key)
                if demonym[-1] in "ainriko":
                    people.setdefault(f"{demonym}s", []).append(party.key)
        for demonym, parties in people.items():
            self._add(demonym, demonym_of=tuple(sorted(parties)))
        for phrase in _OTHER_THINGS:
            self._add(phrase)

    def _add(self, text: str, reading: Reading | None = None, demonym_of: tuple[str, ...] = ()) -> None:
        found = list(_WORD.finditer(text))
        words = tuple(match[0] for match in found)
        if not words:
            return
        gaps = tuple(text[a.end() : b.start()].strip() for a, b in pairwise(found))
        node = self._root
        for word in words:
            node = node.following.setdefault(_word_key(word), _Node())
        for ending in node.endings:
            if ending.words == words and not ending.demonym_of and not demonym_of and reading:
                ending.readings.append(reading)
                return
        node.endings.append(_Ending(words, gaps, [reading] if reading else [], demonym_of))

    def find(self, text: str, span: PartialDate | None) -> list[Mention]:
        """The mentions in order of place; they do not overlap."""
        words = list(_WORD.finditer(text))
        mentions = []
        index = 0
        while index < len(words):
            length, ending = self._longest(text, words, index)
            if ending is None:
                index += 1
                continue
            mention = self._mention(text, words[index : index + length], ending, span)
            if mention and not _is_something_else(text, words, index, length, mention):
                mentions.append(mention)
            index += length
        return mentions

    def _longest(self, text: str, words: list[re.Match[str]], first: int) -> tuple[int, _Ending | None]:
        """How many words the longest name that starts here takes, and the name."""
        start = words[first][0]
        if not (start[0].isupper() or start[0].isdigit() or not start.isascii()):
            return 0, None
        node = self._root
        best: tuple[int, _Ending | None] = (0, None)
        for index in range(first, len(words)):
            following = node.following.get(_word_key(words[index][0]))
            if following is None:
                break
            node = following
            taken = words[first : index + 1]
            written = next((e for e in node.endings if _is_written_so(text, taken, e)), None)
            if written:
                best = (index + 1 - first, written)
        return best

    def _mention(
        self, text: str, taken: list[re.Match[str]], ending: _Ending, span: PartialDate | None
    ) -> Mention | None:
        start, end = taken[0].start(), taken[-1].end()
        if len(taken) > 1 and ending.gaps[-1] == "." and text[end : end + 1] == ".":
            end += 1
        if ending.demonym_of:
            peoples = tuple(key for key in ending.demonym_of if self._is_likely_party(key, span))
            if not peoples:
                return None
            party, several = (peoples[0], ()) if len(peoples) == 1 else (None, peoples)
            return Mention(start, end, party, text[start:end], True, several)
        readings = [reading for reading in ending.readings if self._is_likely(reading, span)]
        if not readings:
            return None
        found = self._book.choose(readings, span)
        return Mention(start, end, found.party, text[start:end], False, found.candidates)

    def _is_likely(self, reading: Reading, span: PartialDate | None) -> bool:
        """A name out of its period is still taken for a country or one of the better known former states."""
        return reading.in_period(span) or self._is_likely_party(reading.party, span)

    def _is_likely_party(self, key: str, span: PartialDate | None) -> bool:
        party = self._book.parties.get(key)
        if party is None:
            return False
        lives = party.exists_on(span) if span else party.ends is None
        return lives or party.kind != "former" or len(key) == _ISO_LETTERS


def _is_written_so(text: str, taken: list[re.Match[str]], ending: _Ending) -> bool:
    """Whether capitals and the marks between the words allow the name."""
    for match, word in zip(taken, ending.words, strict=True):
        written = match[0]
        if word.isupper() and len(word) <= _LETTERS_OF_A_CODE:
            if written != word:
                return False
        elif word[0].isupper() and not written[0].isupper():
            return False
    for before, after, gap in zip(taken, taken[1:], ending.gaps, strict=False):
        between = text[before.end() : after.start()]
        marks = between.strip().strip("\\")
        if marks == gap or (not gap and not marks):
            continue
        if marks in ("-", "–", "-\\") and gap in ("", "-", "–"):
            continue
        if marks in ("'", "’", "ʼ") and gap in ("'", "’", "ʼ"):
            continue
        if before[0] in ("St", "Saint") and {marks, gap} <= {".", ""}:
            continue
        return False
    return True


def _is_something_else(
    text: str, words: list[re.Match[str]], first: int, length: int, mention: Mention
) -> bool:
    """Whether "Chad", "Jordan" or "Georgia" here is a person or an American state, as far as its neighbours tell."""
    elsewhere = _ELSEWHERE.get(mention.words)
    if elsewhere and elsewhere.search(text, max(0, mention.start - _NEAR), mention.end + _NEAR):
        return True
    if mention.words not in _GIVEN_NAMES or (first and words[first - 1][0] in ("of", "in")):
        return False
    after = words[first + length] if first + length < len(words) else None
    if after is not None and text[mention.end : after.start()] == " " and after[0][0].isupper():
        return after[0] not in _AFTER_A_COUNTRY and not after[0].isupper()
    before = words[first - 1] if first else None
    if before is None or text[before.end() : mention.start] != " " or not before[0][0].isupper():
        return False
    return before[0] not in _BEFORE_A_COUNTRY
