"""Sentences of communications that promise something, and which of them somebody made a commitment of or dismissed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency.conditions import standing
from diplotrack.language.alignment import content, is_english, share
from diplotrack.language.correspondents import with_own
from diplotrack.language.names_reference import reference_parties
from diplotrack.language.parties import key_of
from diplotrack.language.promises import may_promise, promises
from diplotrack.language.quotes import Anchor, found_again
from diplotrack.records import Commitment, CommunicationParty, Dismissal, Party, PartyName
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

FEWEST = 3
"""Words that carry meaning which a commitment and a sentence must share before their likeness means anything."""

ALIKE = 0.6
"""The part of what a commitment says that a sentence must say, where the commitment quotes no words of the text."""

Names = tuple[tuple[str, str], ...]
"""The own names of a text's correspondents, that are not shipped: (name, party key)."""


class Promised(NamedTuple):
    """A sentence that promises, at ``start`` of its passage. ``parties`` are the keys of who is named as promising."""

    passage: bytes
    start: int
    words: str
    parties: tuple[str, ...]
    is_first_person: bool
    is_joint: bool


def promised_in(passage: bytes, text: str, own: Names) -> list[Promised]:
    """The sentences of a passage that promise; none for one that is not in English."""
    return [Promised(passage, *one) for one in _read(text, own)]


@lru_cache(maxsize=20_000)
def _read(text: str, own: Names) -> tuple[tuple[int, str, tuple[str, ...], bool, bool], ...]:
    if not may_promise(text) or not is_english(text):
        return ()
    return tuple(
        (
            one.sentence.start,
            one.sentence.words,
            one.actor.parties if one.actor is not None else (),
            one.actor is not None and one.actor.is_first_person,
            one.actor is not None and one.actor.is_joint,
        )
        for one in promises(text, book=with_own(own))
    )


class Correspondence(NamedTuple):
    """Who writes and receives a text: names of theirs that are not shipped, and the keys of those that are us."""

    own: Names = ()
    us: frozenset[str] = frozenset()


def correspondences(read: Session, texts: Iterable[int], ours: Collection[int]) -> dict[int, Correspondence]:
    """By communication, who writes and receives it."""
    by_text: dict[int, set[int]] = defaultdict(set)
    for some in batches(texts):
        rows = select(CommunicationParty.communication_id, CommunicationParty.party_id).where(
            CommunicationParty.communication_id.in_(some),
            live(CommunicationParty),
        )
        for text, party in read.execute(rows):
            if party is not None:
                by_text[text].add(party)
    named = _names(read, {party for parties in by_text.values() for party in parties})
    found = {}
    for text, parties in by_text.items():
        known = [named[party] for party in sorted(parties) if party in named]
        us = frozenset(named[party][0] for party in parties if party in named and party in ours)
        found[text] = Correspondence(tuple((name, key) for key, names in known for name in names), us)
    return found


def _names(read: Session, parties: set[int]) -> dict[int, tuple[str, list[str]]]:
    """By party, its key and its names that are not among the shipped ones."""
    found: dict[int, tuple[str, set[str]]] = {}
    for some in batches(parties):
        rows = select(Party.id, Party.code, Party.name, Party.contested_name)
        for party, code, *names in read.execute(rows.where(Party.id.in_(some), live(Party))):
            found[party] = key_of(code, party), {one for one in names if one}
        further = select(PartyName.party_id, PartyName.name).where(
            PartyName.party_id.in_(some), live(PartyName)
        )
        for party, name in read.execute(further):
            if party in found and name:
                found[party][1].add(name)
    return {
        party: (key, sorted(names - _shipped().get(key, frozenset())))
        for party, (key, names) in found.items()
    }


@lru_cache(maxsize=1)
def _shipped() -> dict[str, frozenset[str]]:
    return {
        key: frozenset({party.name, *(name.text for name in party.names)})
        for key, party in reference_parties().items()
    }


class Kept(NamedTuple):
    """What somebody made of words: where they stand (none known: ``uid`` is None), the words, what it says in stems."""

    uid: bytes | None
    anchor: Anchor
    quote: str
    stems: frozenset[str]


class Captured:
    """What was made of texts: commitments linked to them or to the meeting they tell of, and words dismissed."""

    def __init__(self, read: Session, texts: Mapping[int, int | None]) -> None:
        """``texts`` are communications, with the engagement of which each is the readout, if any."""
        self._texts = texts
        self._by_text: dict[int, list[Kept]] = defaultdict(list)
        self._by_meeting: dict[int, list[Kept]] = defaultdict(list)
        self._dismissed: dict[int, list[str]] = defaultdict(list)
        self._read_commitments(read, Commitment.communication_id, texts, self._by_text)
        met = {one for one in texts.values() if one is not None}
        self._read_commitments(read, Commitment.engagement_id, met, self._by_meeting)
        for some in batches(texts):
            rows = select(Dismissal.owner_id, Dismissal.quote).where(
                Dismissal.owner_kind == "communication", Dismissal.owner_id.in_(some), live(Dismissal)
            )
            for text, quote in read.execute(rows):
                self._dismissed[text].append(bare(quote))

    @staticmethod
    def _read_commitments(
        read: Session, column: Any, ids: Iterable[int], into: dict[int, list[Kept]]
    ) -> None:
        made = Commitment
        wanted = (
            made.text,
            made.quote,
            made.passage_uid,
            made.quote_start,
            made.quote_before,
            made.quote_after,
        )
        for some in batches(ids):
            for row in read.execute(
                select(column.label("at"), *wanted).where(column.in_(some), standing(made))
            ):
                anchor = Anchor(row.quote_start or 0, row.quote_before, row.quote_after)
                stems = content(f"{row.text} {row.quote}")
                into[row.at].append(Kept(row.passage_uid, anchor, row.quote, stems))

    def left(self, text: int, passages: Mapping[bytes, str], found: Iterable[Promised]) -> list[Promised]:
        """The promises of a text of which nothing was made. ``passages`` are its paragraphs by uid.

        A commitment captures the sentence in which its words stand. Where they stand nowhere in the text, it captures
        any sentence that says most of what the commitment says.
        """
        met = self._texts.get(text)
        made = [*self._by_text[text], *(self._by_meeting[met] if met is not None else ())]
        places, quoted, told = [], set(self._dismissed[text]), []
        for one in made:
            if one.uid in passages and (place := found_again(passages[one.uid], one.quote, one.anchor)):
                places.append((one.uid, *place))
            elif one.quote and any(bare(one.quote) in bare(words) for words in passages.values()):
                quoted.add(bare(one.quote))
            else:
                told.append(one.stems)
        return [one for one in found if not _is_captured(one, places, quoted - {""}, told)]


def _is_captured(
    one: Promised,
    places: Iterable[tuple[bytes, int, int]],
    quoted: Iterable[str],
    told: Iterable[frozenset[str]],
) -> bool:
    end = one.start + len(one.words)
    if any(uid == one.passage and start < end and one.start < stop for uid, start, stop in places):
        return True
    words = bare(one.words)
    if any(quote in words or words in quote for quote in quoted):
        return True
    stems = content(one.words)
    return any(len(said & stems) >= FEWEST and share(said, stems) >= ALIKE for said in told)


def bare(words: str) -> str:
    """Words on one line, without case and the punctuation at their ends."""
    return " ".join(words.split()).strip(" .,;:!?“”\"'‘’").casefold()


def names_us(one: Promised, us: frozenset[str]) -> bool:
    """Whether a sentence of another party's text says that we promise: by our name, or all sides together."""
    if one.is_first_person:
        return False
    return bool(us & set(one.parties)) if one.parties else one.is_joint
