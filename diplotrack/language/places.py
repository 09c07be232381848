"""Where a text names a party: one flat, sorted list of spans, whichever book of names found them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from diplotrack.language.formats import table

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook


_ABBREVIATION = re.compile(
    r"\b[A-Z]{2,6}\b(?=\s+(?:Chair|President|Secretary|Foreign|Executive|Prime|Leader|Defense|Minister|Commissioner))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a party by name or adjective ("Syria", "Syrian", "NATO").

    `body` is the organization that a body belongs to (UN for the General Assembly), else `key` itself.
    """

    start: int
    end: int
    key: str
    organization: bool
    body: str


_LIST_GAP = re.compile(
    r"(?:\s+\([A-Z.]{2,6}\)|\))?(?:,|,?\s+and|\s+&)\s+(?:of\s+)?(?:the\s+)?(?:(?:Republic|Kingdom) of\s+)?(?:the\s+)?"
)
_ARTICLE = re.compile(r"\s*(?:[Tt]he\s+)?(?:(?:Republic|Kingdom|State|Government) of\s+)?(?:the\s+)?")
_CAPITAL_LIST_ITEM = re.compile(
    r"\s*(?:,|,?\s+and)\s+(?:the\s+)?((?:[A-Z][\w.’'-]+)(?:\s+[A-Z][\w.’'-]+){0,2})(?=,|\.|;|$|\s+and\b)"
)


def places_in(text: str, names: NameBook, on: date | None = None) -> list[Place]:
    """The parties named in a text as of a day, in order and not overlapping; words of several meanings are left out."""
    places: list[Place] = []  # by where they stand, so that none of a long row is held against all others
    for found in _ABBREVIATION.finditer(text):
        # Too short to be looked for in running text, "PLO" before a title can only be the party.
        meant = names.resolve(found[0], on)
        if meant.party and meant.how in ("exact", "alias", "own", "former", "key", "code"):
            places.append(_place(found.start(), found.end(), meant.party, names))
    for mention in names.find_in(text, on):
        if mention.party is None or is_taken(places, mention.start, mention.end):
            continue
        insort(places, _place(mention.start, mention.end, mention.party, names), key=_start)
    return places


def _start(place: Place) -> int:
    return place.start


def _first_from(places: Sequence[Place], offset: int) -> int:
    """Which of the places is the first that begins at an offset or after it."""
    return bisect_left(places, offset, key=_start)


def _ended(places: Sequence[Place], offset: int) -> int:
    """How many of the places end at an offset or before it."""
    return bisect_right(places, offset, key=lambda place: place.end)


def is_taken(places: Sequence[Place], start: int, end: int) -> bool:
    """Whether one of the places overlaps a stretch."""
    last = before_or_at(places, end - 1)
    return last is not None and last.end > start


def first_within(places: Sequence[Place], start: int, end: int) -> Place | None:
    """The first place that begins after one offset and ends before another."""
    for place in islice(places, bisect_right(places, start, key=_start), None):
        if place.end < end:
            return place
        if place.start >= end:
            break
    return None


def _place(start: int, end: int, key: str, names: NameBook) -> Place:
    known = names.parties.get(key)
    organization = known is not None and known.kind == "organization"
    body = known.parent if known and known.parent and key in table()["organs"]["keys"] else key
    return Place(start, end, key, organization, body)


def before(places: Sequence[Place], text: str, at: int) -> Place | None:
    """The place that ends right before an offset, a possessive or hyphen between allowed: "Syrian
    |President", "Mexico’s |…"."""
    count = _ended(places, at)
    if not count:
        return None
    place = places[count - 1]
    return place if re.compile(r"(?:[’']s?)?[\s-]*").fullmatch(text, place.end, at) else None


def at(places: Sequence[Place], text: str, offset: int) -> Place | None:
    """The place that starts at an offset or after an article: "of |the Netherlands"."""
    place = first_from(places, offset)
    return place if place and _ARTICLE.fullmatch(text, offset, place.start) else None


def series(places: Sequence[Place], text: str, offset: int) -> tuple[list[tuple[str | None, str]], int]:
    """A list of parties from an offset on: "Brazil, Egypt, and the Philippines".

    Returns (key, words) pairs — the key None where an item between known ones is not in the book — and where
    the list ends.
    """
    items: list[tuple[str | None, str]] = []
    end = offset
    place = at(places, text, offset)
    while place is not None:
        items.append((place.key, text[place.start : place.end]))
        end = place.end
        following = first_from(places, end)
        if following and following.key == place.key and text[end : following.start] == " (":
            end = following.end  # "the Republic of Korea (ROK)"
            following = first_from(places, end)
        place = following if following and _LIST_GAP.fullmatch(text, end, following.start) else None
        if place is None and (unknown := _CAPITAL_LIST_ITEM.match(text, end)):
            follower = first_from(places, unknown.end())
            if follower and _LIST_GAP.fullmatch(text, unknown.end(), follower.start):
                items.append((None, unknown[1]))
                end, place = unknown.end(), follower
    return items, end


def before_or_at(places: Sequence[Place], offset: int) -> Place | None:
    """The last place that begins at an offset or before it."""
    count = bisect_right(places, offset, key=_start)
    return places[count - 1] if count else None


def first_from(places: Sequence[Place], offset: int) -> Place | None:
    """The first place that begins at an offset or after it."""
    number = _first_from(places, offset)
    return places[number] if number < len(places) else None


def _past_words(text: str, offset: int) -> int:
    """Back over capitalised words between a party and a title: "Chinese |Communist Party Politburo
    Member"."""
    found = re.search(
        r"(?<=\w\s)(?!(?:Foreign|Prime|Vice|Deputy) )(?:[A-Z][\w-]+\s+){1,2}$",
        text[max(0, offset - 40) : offset],
    )
    return max(0, offset - 40) + found.start() if found else offset


def series_before(places: Sequence[Place], text: str, offset: int) -> tuple[list[Place], int]:
    """Adjectives before a title, in order: "Canadian, Mexican, and Venezuelan |Foreign Ministers"; and where
    they begin."""
    last = before(places, text, offset) or before(places, text, _past_words(text, offset))
    if last is None:
        return [], offset
    run = [last]
    for number in range(_ended(places, last.start) - 1, -1, -1):
        if not _LIST_GAP.fullmatch(text, places[number].end, run[-1].start):
            break
        run.append(places[number])
    run.reverse()
    return run, run[0].start
