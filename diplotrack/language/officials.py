"""Officials whose titles no list holds whole: "Director of the Office of Management and Budget Shalanda Young",
"Björn Seibert, Head of Cabinet", "White House Gender Policy Council Director Jennifer Klein".

The words with which such titles are built are in `resources/reference/officials.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from diplotrack.base.paths import resource
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.personnames import name_at, name_before
from diplotrack.language.places import Place, at, before_or_at, first_within
from diplotrack.language.titles import titles_in

_CAP = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÞĀ-Ž][\w’'&-]*)"
_LINK = r"(?:of|for|to|on|at|in|and|the|&)"
_RUN = re.compile(
    rf"{_CAP}(?:\s+(?:{_LINK}\s+){{0,3}}{_CAP}|\s+\([A-Z&]+\)|\s+(?:de|da|von|van|der|bin|al|el)(?=\s+[A-Z]))*"
)
_TOKEN = re.compile(r"\S+")
_NAME_AFTER = re.compile(
    rf",\s+(?P<name>{_CAP}(?:\s+(?:de|da|von|van|der|bin|al|el|la|[A-Z]\.|{_CAP})){{1,4}})(?=,)"
)
_OF_PARTY = re.compile(r"\s+(?:of|for|to)\s+(?=the\s|[A-Z])")
_SERVED = re.compile(r"\b(?:to|of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){0,2}$")
_OPENING = frozenset(
    """As Read Today Yesterday Joining Readout Statement Joint Remarks Meeting Call The A An On In At With During After
    Following Earlier Participants Attendees Presenters Between Among Leading Approves
    Amends Meets Calls Hosts Welcomes Both Our Their His Her This That These Then Also And But From By""".split()
)
_EVENTS = frozenset(
    "Meeting Call Dialogue Summit Visit Statement Session Travel Calls Meetings Discussion Briefing".split()
)
_NOT_WITHOUT = frozenset(
    "of the and for Attorney Director Secretary Consul Governor Surgeon Solicitor".split()
)
"""Words after which "General" and the like belong to the office."""


@cache
def table() -> dict[str, Any]:
    """The table of words, as read from its file."""
    return tomllib.loads(resource("reference", "officials.toml").read_text(encoding="utf-8"))


@cache
def words_for(name: str) -> re.Pattern[str]:
    """One of the table's named patterns, compiled."""
    return re.compile(table()["pattern"][name])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table()[name])


def officials_in(text: str, places: Sequence[Place]) -> list[PersonMention]:
    """Everybody named with a title in one paragraph, in order: those of :func:`people_in`, and those with open titles.

    Where both find somebody, the longer title holds. `places` are the parties named in the paragraph.
    """
    opened = list(_open_titles(text, places))
    listed: list[PersonMention] = []
    for one in people_in(text, places):
        if not one.name or _has_title_word(one.name):
            continue
        beside = [other for other in opened if _overlap(one, other)]
        same = next((other for other in beside if _akin(one, other)), None)
        if same is not None:
            opened.remove(same)
            listed.append(_joined(one, same))
        elif not beside:
            listed.append(one)
        elif one.words.startswith(one.title.split()[0]):
            opened = [other for other in opened if other not in beside]
            listed.append(one)
    everybody = (
        replace(
            one,
            name=bare_name(one.name or ""),
            title=_without_party(bare_title(one.title), one.party_words),
        )
        for one in (*listed, *opened)
    )
    return sorted(everybody, key=lambda one: one.start)


def _joined(listed: PersonMention, opened: PersonMention) -> PersonMention:
    """One mention of two of the same person: the longer title, and the party that either has."""
    if len(opened.title) <= len(listed.title):
        return listed
    return replace(
        opened,
        party=opened.party or listed.party,
        party_words=opened.party_words or (listed.party_words if listed.party else ""),
        standing=listed.standing or opened.standing,
        start=min(opened.start, listed.start),
        end=max(opened.end, listed.end),
    )


def _overlap(one: PersonMention, other: PersonMention) -> bool:
    return one.start < other.end and other.start < one.end


def _akin(one: PersonMention, other: PersonMention) -> bool:
    """Whether two mentions name the same person, one perhaps with a word too many."""
    mine, theirs = (one.name or "").split(), (other.name or "").split()
    return bool(mine and theirs) and mine[-1].strip(".") == theirs[-1].strip(".")


def _open_titles(text: str, places: Sequence[Place]) -> Iterator[PersonMention]:
    for run in _RUN.finditer(text):
        tokens = [
            (found[0], run.start() + found.start(), run.start() + found.end())
            for found in _TOKEN.finditer(run[0])
        ]
        yield from _in_run(text, tokens, places)


def _in_run(
    text: str, tokens: list[tuple[str, int, int]], places: Sequence[Place]
) -> Iterator[PersonMention]:
    """The people of one run of capitalised words: titles before names, "and" between them; or a title after a name."""
    first = 0
    while first < len(tokens):
        while first < len(tokens) and (tokens[first][0] in _OPENING or tokens[first][0].islower()):
            first += 1
        head = next((i for i in range(first, len(tokens)) if _bare(tokens[i][0]) in _set("heads")), None)
        if head is None:
            return
        for place in range(first, head):
            known = _is_party(places, tokens[place - 1][1]) or not any(
                _is_word(w) for w, _a, _b in tokens[first:place]
            )
            if tokens[place][0] == "and" and place > first and known:
                first = place + 1  # "of Japan and |Prime Minister …"
            if tokens[place][0] in ("of", "by", "to", "in") and tokens[place - 1][0] in _EVENTS:
                first = place + 1  # "Trilateral Meeting of |Prime Minister …"
        begin = _name_begins(tokens, head)
        title_end = tokens[(_title_ends(tokens, head) if begin is None else begin) - 1][2]
        named = name_at(text, title_end) if begin is not None else None
        if named is not None:
            yield _mention(text, tokens[first][1], title_end, named.name, tokens[first][1], named.end, places)
            first = next((i for i, one in enumerate(tokens) if one[1] >= named.end), len(tokens))
            continue
        apposed = _NAME_AFTER.match(text, title_end) if begin is None else None
        if apposed and not _has_title_word(apposed["name"]) and not _is_party(places, apposed.start("name")):
            title_start = tokens[first][1]
            yield _mention(
                text, title_start, title_end, apposed["name"], title_start, apposed.end("name"), places
            )
            return
        before = name_before(text, tokens[first][1])
        if before is not None and not _has_title_word(before.name):
            end = _apposed_end(text, title_end)
            yield _mention(text, tokens[first][1], end, before.name, before.start, end, places)
        return


def _title_ends(tokens: list[tuple[str, int, int]], head: int) -> int:
    """The word at which a title after its name ends: "Policy Director |and Julie Poole, …", the next person."""
    for place in range(head + 1, len(tokens)):
        if tokens[place][0] == "and" and not any(_is_word(word) for word, _a, _b in tokens[place:]):
            return place
    return len(tokens)


def _is_party(places: Sequence[Place], offset: int) -> bool:
    place = before_or_at(places, offset)
    return place is not None and offset < place.end


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s").strip("().,")


def _name_begins(tokens: list[tuple[str, int, int]], head: int) -> int | None:
    """Which word begins the name after a title whose noun is `head`; None where no name follows in the run."""
    index = head + 1
    while index < len(tokens) and (_is_word(tokens[index][0]) or tokens[index][0].startswith("(")):
        index += 1
    if index >= len(tokens):
        return None
    if not tokens[index][0].islower() and tokens[index][0] != "&":
        return index
    # "Director of the Office of Management and Budget |Shalanda Young and …": to the last word that is no name.
    last, since = index - 1, 0
    for place in range(index, len(tokens)):
        word = tokens[place][0]
        if word.islower() and since >= 2:
            break
        if index < place <= last and not word.islower():
            continue
        if _is_word(word) or word.startswith("(") or (word.isupper() and len(word) > 1 and "." not in word):
            last, since = place, 0
        elif word.islower() or word == "&":
            if word != "and" and word != "&":
                last, since = place + 1, 0  # what stands after "of" or "on" is no name
        else:
            since += 1
    following = last + 1
    name = [word for word, _start, _end in tokens[following : following + since]]
    if since > 3 and not any(word.islower() or len(word) == 2 for word in name):
        following += since - 2  # so many words are no name: the first still say what the office is over
    return following if following < len(tokens) and not tokens[following][0].islower() else None


def _is_word(word: str) -> bool:
    bare = _bare(word)
    return bare in _set("words") or bare in _set("heads") or bare.removesuffix("s") in _set("heads")


def _apposed_end(text: str, end: int) -> int:
    """Where a title after a name ends: at the next comma, or with the item of a list that it fills."""
    line = text.find("\n", end)
    rest = text[end : line if line >= 0 else len(text)]
    stop = re.search(r",|;|\.(?:\s|$)|\s(?:and|on|to|who|met|spoke|will)\b", rest)
    return end + (stop.start() if stop else len(rest.rstrip()))


def _mention(
    text: str, title_start: int, title_end: int, name: str, start: int, end: int, places: Sequence[Place]
) -> PersonMention:
    title = " ".join(text[title_start:title_end].strip(" ,").split())
    place = first_within(places, title_start - 1, max(title_end, end) + 1)
    if place is None and (of := _OF_PARTY.match(text, end)):
        place = at(places, text, of.end())
        end = place.end if place else end
    # The office itself, and none that it serves: "Assistant to the |President".
    held = [
        one for one in titles_in(title) if not one.office.style and not _SERVED.search(title[: one.start])
    ]
    office = held[0].office if held else None
    return PersonMention(
        title, name, office.label if office else title, office.level if office else "senior_official",
        held[0].standing if held else "", place.key if place else None,
        text[place.start : place.end] if place else "", text[start:end], start, end,
    )  # fmt: skip


def bare_title(title: str) -> str:
    """ "Secretary of State Cardinal": the rank is none of the office."""
    words = title.split()
    while (
        len(words) > 1 and words[-1] in _set("ranks") and any(_bare(w) in _set("heads") for w in words[:-1])
    ):
        if words[-2] in (
            "of",
            "the",
            "and",
            "for",
            "Attorney",
            "Director",
            "Secretary",
            "Consul",
            "Governor",
            "Surgeon",
            "Solicitor",
        ):
            break
        words.pop()
    return " ".join(words)


def _without_party(title: str, party: str) -> str:
    """ "Ukraine’s President" and "President of the Republic of Indonesia": the party is told beside the title."""
    if not party:
        return title
    words = re.escape(party)
    left = re.sub(
        rf"^{words}(?:[’']s?)?\s+|\s+of\s+(?:the\s+)?(?:(?:Republic|Kingdom|State) of\s+)?(?:the\s+)?{words}$",
        "",
        title,
    )
    return left or title


def bare_name(name: str) -> str:
    """ "Admiral Flávio Rocha" and "Brian Deese (Chair)" without what is no name."""
    pieces = re.sub(r"\s*\([^)]*\)$", "", name).split()
    while len(pieces) > 1 and pieces[0] in _set("ranks"):
        pieces.pop(0)
    return " ".join(pieces)


def _has_title_word(name: str) -> bool:
    """Whether what looks like a name is part of a title: "National Security"."""
    words = name.split()
    return (
        any(_is_word(w) for w in words[-2:])
        or any(_bare(w) in _set("heads") for w in words[1:])
        or len(words) > 6
    )
