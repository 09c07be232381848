"""Words of format, rank and level: what an event's or a visit's name tells about how the parties met.

The table is `resources/reference/formats.toml`. Formats are those of engagements (meeting, call, video call,
démarche, visit, summit, conference session, negotiation round, working meal, reception, signing, mediation,
exercise) and "occasion" for ceremonies, which are no format of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from diplotrack.base.paths import resource
from diplotrack.language.titles import higher


@cache
def table() -> dict[str, Any]:
    """The table of words, as read from its file."""
    return tomllib.loads(resource("reference", "formats.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the table's named patterns, compiled."""
    return re.compile(table()["pattern"][name])


@cache
def choices(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One of the table's lists of words with the pattern that tells each, in the order to try."""
    return tuple((row["word"], re.compile(row["pattern"])) for row in table()["choice"][name])


@cache
def _patterns(part: str, value: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    return tuple((row[value], re.compile(row["pattern"])) for row in table()[part])


def event_format(name: str) -> str:
    """The format of an event by its name: "NATO Summit Meeting" → "summit", "the funeral of …" → "occasion";
    "" when unsure."""
    return next((kind for kind, pattern in _patterns("event", "format") if pattern.search(name)), "")


def rank_of(text: str) -> str:
    """The rank of a visit that a text states (state, official, official working, working, private, …), or
    ""."""
    return next((rank for rank, pattern in _patterns("rank", "rank") if pattern.search(text)), "")


def level_of(text: str) -> str:
    """The highest level that the words of an event or a group of people tell, or ""."""
    level = ""
    for word, pattern in _patterns("level", "level"):
        if pattern.search(text):
            level = higher(level, word)
    return level


def bodies_in(name: str) -> list[tuple[str, int, int]]:
    """Bodies that a name means without naming them ("North Atlantic Council" → NATO): key, start, end."""
    return [
        (key, m.start(), m.end())
        for key, pattern in _patterns("body", "key")
        for m in [pattern.search(name)]
        if m
    ]


@cache
def _spoken() -> re.Pattern[str]:
    words = sorted(_formats_spoken(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@cache
def _formats_spoken() -> dict[str, str]:
    return {words.casefold(): row["format"] for row in table()["spoken"] for words in row["words"]}


def spoken_format(text: str) -> tuple[str, str]:
    """The format that a line in small letters names ("lunch yesterday" → "working_meal") and the line without it."""
    found = _spoken().search(text)
    if found is None:
        return "", text
    return _formats_spoken()[found[0]], " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
