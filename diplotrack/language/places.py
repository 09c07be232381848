"""Where a text names a party: one flat, sorted list of spans, whichever book of names found them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Mentioned(Protocol):
    """A party named in a text: `text[start:end]` means the party with this key."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def key(self) -> str | None: ...


class Names(Protocol):
    """What this room asks of a book of names: the parties named in a text, as of a day."""

    def find_in(self, text: str, on: date | None = None) -> Iterable[Mentioned]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a party by name or adjective ("Syria", "Syrian", "NATO"). `organization`: not a country."""

    start: int
    end: int
    key: str
    organization: bool


_LIST_GAP = re.compile(r"(?:,|,?\s+and|\s+&)\s+(?:of\s+)?(?:the\s+)?(?:(?:Republic|Kingdom) of\s+)?(?:the\s+)?")
_CAPITAL_LIST_ITEM = re.compile(r"\s*(?:,|,?\s+and)\s+(?:the\s+)?((?:[A-Z][\w.’'-]+)(?:\s+[A-Z][\w.’'-]+){0,2})(?=,|\.|;|$|\s+and\b)")


def places_in(text: str, names: Names, on: date | None = None) -> list[Place]:
    """The parties named in a text, in order and not overlapping; of two overlapping the longer is kept."""
    found = [
        Place(m.start, m.end, m.key, is_organization(m.key, m)) for m in names.find_in(text, on) if m.key and m.start < m.end
    ]
    found.sort(key=lambda place: (place.start, place.start - place.end))
    kept: list[Place] = []
    for place in found:
        if kept and place.start < kept[-1].end:
            if place.end - place.start > kept[-1].end - kept[-1].start:
                kept[-1] = place
            continue
        kept.append(place)
    return kept


def is_organization(key: str, mention: object = None) -> bool:
    """Whether a party key is an organization's: what the mention's kind says, else by the key (countries have three capitals)."""
    kind = getattr(mention, "kind", None)
    if kind is not None:
        return "country" not in str(kind) and "territory" not in str(kind) and str(kind) != "contested"
    return not re.fullmatch(r"[A-Z]{3}", key) or key in ("OAS", "ICC", "WHO", "WTO", "IMF", "PLO", "AU", "EU", "UN", "GCC", "EAC")


def before(places: Sequence[Place], text: str, at: int) -> Place | None:
    """The place that ends right before an offset, a possessive or hyphen between allowed: "Syrian |President", "Mexico’s |…"."""
    for place in reversed(places):
        if place.end <= at:
            gap = text[place.end : at]
            return place if re.fullmatch(r"(?:[’']s?)?[\s-]*", gap) else None
    return None


def at(places: Sequence[Place], text: str, offset: int) -> Place | None:
    """The place that starts at an offset or after an article: "of |the Netherlands"."""
    for place in places:
        if place.start >= offset:
            gap = text[offset : place.start]
            return place if re.fullmatch(r"\s*(?:the\s+)?(?:(?:Republic|Kingdom|State|Government) of\s+)?(?:the\s+)?", gap) else None
    return None


def series(places: Sequence[Place], text: str, offset: int) -> tuple[list[tuple[str | None, str]], int]:
    """A list of parties from an offset on: "Brazil, Egypt, and the Philippines".

    Returns (key, words) pairs — the key None where an item between known ones is not in the book — and where the list ends.
    """
    items: list[tuple[str | None, str]] = []
    end = offset
    place = at(places, text, offset)
    while place is not None:
        items.append((place.key, text[place.start : place.end]))
        end = place.end
        following = next((p for p in places if p.start >= end), None)
        place = following if following and re.fullmatch(_LIST_GAP, text[end : following.start]) else None
        if place is None and (unknown := _CAPITAL_LIST_ITEM.match(text, end)):
            follower = next((p for p in places if p.start >= unknown.end()), None)
            if follower and re.fullmatch(_LIST_GAP, text[unknown.end() : follower.start]):
                items.append((None, unknown[1]))
                end, place = unknown.end(), follower
    return items, end


def series_before(places: Sequence[Place], text: str, offset: int) -> tuple[list[Place], int]:
    """Adjectives before a title, in order: "Canadian, Mexican, and Venezuelan |Foreign Ministers"; and where they begin."""
    last = before(places, text, offset)
    if last is None:
        return [], offset
    run = [last]
    for place in reversed([p for p in places if p.end <= last.start]):
        if not re.fullmatch(_LIST_GAP, text[place.end : run[0].start]):
            break
        run.insert(0, place)
    return run, run[0].start
