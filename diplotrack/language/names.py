"""Which party a name means on a day: countries, organizations, former states, and a workspace's own names.

A name resolves only when it is the same name, spelling and word order aside. What merely resembles one is offered by
:meth:`NameBook.suggest` and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from diplotrack.base.dates import PartialDate
from diplotrack.language.names_fold import fold, name_key, word_bag
from diplotrack.language.names_reference import (
    On,
    ReferenceParty,
    as_span,
    overlaps,
    reference_parties,
)

if TYPE_CHECKING:
    from diplotrack.language.names_mentions import Mention, MentionFinder

__all__ = ["NameBook", "Resolution", "Suggestion", "fold"]

How = Literal[
    "key",
    "own",
    "exact",
    "alias",
    "former",
    "translated",
    "folded",
    "inverted",
    "qualified",
    "code",
    "unknown",
]

_OWN, _ENGLISH, _OTHER_LANGUAGE = 0, 1, 2
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_YEAR_AT_END = re.compile(r"[\s\-(]+\d{4}\)?$")
_LIKENESS_TO_SUGGEST = 78.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One party that a name may mean, and when. ``usual`` is the reading to prefer among several of one day."""

    text: str
    party: str
    use: str
    rank: int
    language: str = "en"
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    usual: bool = False

    def in_period(self, span: PartialDate | None) -> bool:
        """Whether the name had this meaning then; without a day, whether it has it still."""
        return self.ends is None if span is None else overlaps(span, self.begins, self.ends)

    def days_away(self, span: PartialDate) -> int:
        """How many days lie between the span and the time of this reading."""
        after = (span.earliest - self.ends.latest).days if self.ends else 0
        before = (self.begins.earliest - span.latest).days if self.begins else 0
        return max(after, before, 0)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means.

    ``party`` is the key of the party (FRA, SUN, NATO), None when unknown or ambiguous. ``how`` says by what the name
    was recognised. ``candidates`` names every party that it may mean where there are several; with a ``party`` given
    that one is the usual reading. ``in_period`` is false where the name was not in use on the day asked for.
    ``qualifier`` holds what stood in brackets beside the name ("Greenland" in "Denmark (Greenland)").
    """

    party: str | None
    how: How
    candidates: tuple[str, ...] = ()
    in_period: bool = True
    qualifier: str = ""

    def __bool__(self) -> bool:
        return self.party is not None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that resembles what was written; likeness is 0–100."""

    text: str
    party: str
    likeness: float


UNKNOWN = Resolution(None, "unknown")


class NameBook:
    """The names of all parties, ready to look up. Immutable: :meth:`with_names` gives another book."""

    def __init__(self, parties: Mapping[str, ReferenceParty], readings: Iterable[Reading]) -> None:
        self.parties = parties
        self.readings = tuple(readings)
        self._by_name = _grouped(self.readings, lambda reading: name_key(reading.text))
        self._look_up = lru_cache(maxsize=20_000)(self._resolve)
        self._is_dated = lru_cache(maxsize=20_000)(self._depends_on_the_day)

    @staticmethod
    @cache
    def reference() -> NameBook:
        """The book of the shipped reference data."""
        parties = reference_parties()
        return NameBook(parties, (reading for party in parties.values() for reading in _readings(party)))

    def with_names(
        self, names: Iterable[tuple[str, str, PartialDate | None, PartialDate | None]]
    ) -> NameBook:
        """This book and a workspace's own names: (name, party key, from, until). They go before the shipped ones.

        A key may be one of the workspace's own parties, unknown to the reference data.
        """
        own = [Reading(text, party, "own", _OWN, "", begins, ends) for text, party, begins, ends in names]
        return NameBook(self.parties, [*self.readings, *own])

    def resolve(self, text: str, on: On = None) -> Resolution:
        """The party that the whole text names, on the day (without one: today's meaning)."""
        text, span = text.strip(), as_span(on)
        return self._look_up(text, span if span is not None and self._is_dated(text) else None)

    def resolve_field(self, text: str, on: On = None) -> Resolution:
        """As :meth:`resolve`, for a cell or field that holds a party and nothing else: a name that the book does not
        hold may be that of a country in another official language of the world ("Frankreich", "Niemcy")."""
        found = self.resolve(text, on)
        if found.how != "unknown" or not text.strip():
            return found
        from diplotrack.language.names_worldwide import worldwide

        party = worldwide().get(name_key(text))
        return Resolution(party, "translated") if party in self.parties else found

    def find_in(self, text: str, on: On = None) -> list[Mention]:
        """The parties named in running text, in order, the longest name at each place."""
        return self._finder.find(text, as_span(on))

    def suggest(self, text: str, limit: int = 3) -> list[Suggestion]:
        """Names that resemble the text, most alike first, one a party: for "did you mean …?", never to be taken."""
        from rapidfuzz import fuzz, process

        def most_like(choices: list[str]) -> list[tuple[str, float, int]]:
            key, cutoff = name_key(text), _LIKENESS_TO_SUGGEST
            return process.extract(key, choices, scorer=fuzz.ratio, limit=limit * 4, score_cutoff=cutoff)

        near, all_languages = self._keys
        likest = most_like(near) or most_like(all_languages)
        found: dict[str, Suggestion] = {}
        for key, likeness, _index in likest:
            for reading in self._by_name[key]:
                found.setdefault(reading.party, Suggestion(reading.text, reading.party, likeness))
        return list(found.values())[:limit]

    @cached_property
    def _keys(self) -> tuple[list[str], list[str]]:
        """What a suggestion may come from: English names and the workspace's own first, else every language."""
        near = {key for key, found in self._by_name.items() if any(r.rank != _OTHER_LANGUAGE for r in found)}
        return sorted(near), sorted(self._by_name)

    @cached_property
    def _finder(self) -> MentionFinder:
        from diplotrack.language.names_mentions import MentionFinder

        return MentionFinder(self)

    @cached_property
    def _by_words(self) -> dict[str, list[Reading]]:
        several = (
            reading for reading in self.readings if reading.rank != _OTHER_LANGUAGE and " " in reading.text
        )
        return _grouped(several, lambda reading: word_bag(reading.text))

    @cached_property
    def _codes(self) -> dict[str, str]:
        codes = {party.alpha2: party.key for party in self.parties.values() if party.alpha2}
        return codes | {party.alpha3: party.key for party in self.parties.values() if party.alpha3}

    def _resolve(self, text: str, span: PartialDate | None) -> Resolution:
        key = name_key(text)
        if not key:
            return UNKNOWN
        own = [reading for reading in self._by_name.get(key, ()) if reading.rank == _OWN]
        if own and any(reading.in_period(span) for reading in own):
            return self.choose(own, span, text)
        if text in self.parties:
            return Resolution(text, "key", in_period=self.parties[text].exists_on(span))
        if found := self._by_name.get(key):
            return self.choose(found, span, text)
        if " " in key and (found := self._by_words.get(word_bag(text))):
            return replace(self.choose(found, span, text), how="inverted")
        if text.upper() in self._codes and (len(text) == 3 or text.isupper()):
            return Resolution(self._codes[text.upper()], "code")
        return self._without_qualifier(text, span)

    def _depends_on_the_day(self, text: str) -> bool:
        """Whether a text may mean one thing today and another on another day: most names hold for ever."""
        key, party = name_key(text), self.parties.get(text)
        found = self._by_name.get(key, [])
        if not found and party is None:
            found = self._by_words.get(word_bag(text), []) if " " in key else []
            if not found:
                return True
        ends = [party.begins, party.ends] if party is not None else []
        return any(ends) or any(reading.begins or reading.ends for reading in found)

    def _without_qualifier(self, text: str, span: PartialDate | None) -> Resolution:
        """The name before "(…)" or a year: "Burma (government)", "albania-1946"."""
        bracket = _IN_BRACKETS.search(text)
        if bracket:
            outer, qualifier = _IN_BRACKETS.sub(" ", text, count=1).strip(), bracket[1].strip()
        else:
            outer, qualifier = _YEAR_AT_END.sub("", text), ""
        if not outer or outer == text:
            return UNKNOWN
        found = self._resolve(outer, span)
        return replace(found, how="qualified", qualifier=qualifier) if found.how != "unknown" else UNKNOWN

    def choose(self, readings: Iterable[Reading], span: PartialDate | None, text: str = "") -> Resolution:
        """The reading that holds on the day: in its period before out of it, nearest in time, own before English."""
        readings = list(readings)
        current = [reading for reading in readings if reading.in_period(span)]
        chosen = current or readings
        if not current and span is not None and not any(reading.usual for reading in readings):
            nearest = min(reading.days_away(span) for reading in readings)
            chosen = [reading for reading in readings if reading.days_away(span) == nearest]
        rank = min(reading.rank for reading in chosen)
        chosen = [reading for reading in chosen if reading.rank == rank]
        meant = dict.fromkeys(reading.party for reading in chosen)
        best = next((r for r in chosen if r.text == text), chosen[0])
        if len(meant) == 1:
            return Resolution(best.party, _how(best, text), in_period=bool(current))
        usual = dict.fromkeys(reading.party for reading in chosen if reading.usual)
        party = next(iter(usual)) if len(usual) == 1 else None
        how = _how(next((r for r in chosen if r.party == party and r.text == text), best), text)
        return Resolution(party, how, tuple(sorted(meant)), bool(current))


def _how(reading: Reading, text: str) -> How:
    if reading.rank == _OWN:
        return "own"
    if reading.text != text:
        return "folded"
    if reading.rank == _OTHER_LANGUAGE:
        return "translated"
    if reading.ends is not None:
        return "former"
    return "exact" if reading.use in ("short", "formal") else "alias"


def _readings(party: ReferenceParty) -> Iterable[Reading]:
    """The readings of a party's names: a former state's names end with it unless they say otherwise."""
    state = party.kind != "organization"
    for name in party.names:
        yield Reading(
            name.text,
            party.key,
            name.use,
            _ENGLISH if name.language == "en" or name.use == "abbreviation" else _OTHER_LANGUAGE,
            name.language,
            name.begins or (party.begins if state else None),
            name.ends or (party.ends if state else None),
            name.use == "usual",
        )


def _grouped(readings: Iterable[Reading], key: Callable[[Reading], str]) -> dict[str, list[Reading]]:
    grouped: dict[str, list[Reading]] = {}
    for reading in readings:
        grouped.setdefault(key(reading), []).append(reading)
    grouped.pop("", None)
    return grouped
