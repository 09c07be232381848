"""The list of participants at the head of a record: "John Doe, Ambassador to France", by delegation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diplotrack.language.people import people_in
from diplotrack.language.titles import titles_in
from diplotrack.records.enumerations import ParticipantRole, Side
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import Span


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a list of participants; ``side`` where a heading of the list says it without a party."""

    name: str
    title: str
    party: str
    side: Side | None
    role: ParticipantRole
    span: Span


_ITEM = re.compile(r"^[\s•*·–—-]*(?:\d{1,2}[.)]\s+)?")
_BRACKET = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_COMMA = re.compile(r"\s*(?:,|;|\s[–—-]\s|\t)\s*")
_STYLE = re.compile(
    r"^(?:H\.?\s?E\.?\s+|(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Mme|Mlle|M|Herr|Frau|Sr|Sra|Dott)\.?\s+)+"
)
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[’'‑-][^\W\d_]+)*"
_NAME = re.compile(
    rf"(?:{_WORD}|[A-Z]\.)(?:\s+(?:{_WORD}|[A-Z]\.|de|da|do|dos|van|von|der|den|al|el|bin|la|le|di|del))*\s*(?:[JS]r\.)?"
)
_ROLES = (
    (ParticipantRole.NOTETAKER, re.compile(r"(?i)note-?\s?taker|notes\b|protokoll")),
    (ParticipantRole.INTERPRETER, re.compile(r"(?i)\binterpreter|\binterpr[eè]te|dolmetsch")),
)
_SIDES = (
    (Side.OURS, re.compile(r"(?i)^(?:our side|our delegation|for us|ours)\s*:?$")),
    (Side.THEIRS, re.compile(r"(?i)^(?:their side|the other side|their delegation|theirs)\s*:?$")),
)


def listed_people(ground: Ground) -> Iterator[Listed]:
    """The people of the labelled list of participants, in order."""
    label = ground.head.labels.get("participants")
    if label is None:
        return
    party, side = "", None
    for line in label.lines:
        words = ground.text[line.start : line.end]
        heading = _heading(ground, words)
        if heading is not None:
            party, side, rest = heading
            if not rest:
                continue
            line_start = line.start + len(words) - len(rest)
            words = rest
        else:
            line_start = line.start
        for start, item in _items(words):
            one = _person(ground, item, line_start + start, party, side)
            if one is not None:
                yield one


def _heading(ground: Ground, words: str) -> tuple[str, Side | None, str] | None:
    """The party or side that a line heads ("France", "US side:", "For Japan: …"), and what follows it on the line."""
    head, colon, rest = words.partition(":")
    plain = _ITEM.sub("", head).strip(" *_").removeprefix("For ").removeprefix("for ").removeprefix("the ")
    for side, pattern in _SIDES:
        if pattern.match(plain):
            return "", side, rest.strip()
    if not colon and _COMMA.search(plain):
        return None
    bare = re.sub(r"(?i)^the\s+|\s+(?:side|delegation|participants?|team)$", "", plain)
    found = ground.book.resolve(bare, ground.on)
    if found.party in ground.ids:
        return found.party or "", None, rest.strip()
    places = ground.places_of(bare)
    if (
        len(places) == 1
        and places[0].start == 0
        and places[0].end == len(bare)
        and places[0].key in ground.ids
    ):
        return places[0].key, None, rest.strip()
    return None


_NEXT = re.compile(
    r";|(?<=\)),(?=\s)|,(?=\s+(?:H\.?\s?E\.?|Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Ambassador|Minister|President|Secretary)\b)"
)
"""What parts the people of one line."""


def _items(words: str) -> Iterator[tuple[int, str]]:
    """The people of a line: one, or several between semicolons, after brackets or before their style."""
    start = 0
    for end, following in [
        *((one.start(), one.end()) for one in _NEXT.finditer(words)),
        (len(words), len(words)),
    ]:
        part = words[start:end]
        bare = _ITEM.sub("", part)
        if bare.strip(" ."):
            yield start + len(part) - len(bare), bare.rstrip(" .")
        start = following


def _person(ground: Ground, item: str, start: int, party: str, side: Side | None) -> Listed | None:
    role = next((role for role, pattern in _ROLES if pattern.search(item)), ParticipantRole.MEMBER)
    span = Span(start, start + len(item))
    for bracket in _BRACKET.finditer(item):
        found = ground.book.resolve(bracket[1], ground.on).party
        if found in ground.ids:
            party = found or party  # "Ms. Leila Haddad (Jordan)"
    places = ground.places_of(item)
    titled = [one for one in people_in(item, places) if one.name and not _COMMA.search(one.words)]
    parts = _COMMA.split(_BRACKET.sub(" ", item).strip())
    if titled and not _is_name(parts[0]):
        one = titled[0]
        assert one.name is not None
        rest = [part for part in parts[1:] if part and one.name not in part]
        title = one.title
        if rest and one.title.rstrip(".") in ("Mr", "Mrs", "Ms", "Dr", "Sir"):
            title = ", ".join(rest)
        return Listed(one.name, title, one.party or party, side, role, span)
    name = _STYLE.sub("", parts[0]).strip()
    if not _is_name(name):
        return None
    title = ", ".join(part for part in parts[1:] if part and not any(p.fullmatch(part) for _r, p in _ROLES))
    of = next((one.key for one in places if one.key in ground.ids and one.start > len(parts[0])), "")
    # "Ambassador to France" is of the party that sent him, under whose heading he stands.
    own = party or ("" if re.search(r"(?i)\bambassador to\b", title) else of)
    return Listed(name, title, own, side, role, span)


def _is_name(words: str) -> bool:
    """Whether words are a name and nothing else: two capitalised words or more, and no title among them."""
    bare = _STYLE.sub("", words).strip()
    if not _NAME.fullmatch(bare) or len(bare.split()) < 2 or len(bare) > 70:
        return False
    return next(titles_in(bare), None) is None
