"""Countries named in running text of other languages: "la France", "России", "مع البرازيل", "与日本外相".

The book of names finds English names in text, those of other languages only where they stand alone; this is for texts
that are not in English. Short names only: demonyms and forms of address of other languages are not known.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from diplotrack.language.names_reference import On, reference_parties

SHORTEST = 4
"""Letters of a Latin name below which it is too often another word."""

_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_VOWEL = re.compile("[аеиоуыэюяйь]+$", re.IGNORECASE)


class NamedAbroad(NamedTuple):
    """A party at ``text[start:end]``, by its key."""

    start: int
    end: int
    key: str


def named_abroad(text: str, on: On = None) -> list[NamedAbroad]:
    """The parties that a text names in another language than English, in order and not overlapping."""
    found: list[NamedAbroad] = []
    parties, index, reached = reference_parties(), _index(), 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start < reached:
            continue
        word = beginning[0] or text[start : start + _TOLD_BY]
        for lead in _leads(word):
            candidates = index.get(word[lead : lead + _TOLD_BY].casefold(), ())
            match = next(
                ((one, key) for name, key in candidates if (one := _form(name).match(text, start + lead))),
                None,
            )
            if match is None:
                continue
            one, key = match
            party = parties[key]
            if party.exists_on(on) if on is not None else party.ends is None:
                reached = one.end()
                found.append(NamedAbroad(one.start(), reached, key))
            break
    return found


_TOLD_BY = 2
"""Letters by which a name is looked up before it is compared as a whole."""

_BEGINNING = re.compile(rf"(?={_SPACELESS.pattern}{{2}})|(?<![\w-])[^\W\d_]{{2,}}")
"""Words, and where there are no spaces every letter that another follows."""

_PARTICLES = "وفبلك"


def _leads(word: str) -> tuple[int, ...]:
    """Where in a word a name may begin: Arabic writes "and", "with" and "to" together with it."""
    if word[0] not in _PARTICLES:
        return (0,)
    return (0, 1, 2) if len(word) > 3 and word[1] in _PARTICLES else (0, 1)


@cache
def _index() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names with their keys by their first letters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, key in _names():
        found.setdefault(name[:_TOLD_BY].casefold(), []).append((name, key))
    return {letters: tuple(names) for letters, names in found.items()}


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """(name, key), the longest first; of a name that several have, the country's."""
    found: dict[str, str] = {}
    ranked = sorted(
        reference_parties().values(), key=lambda one: (one.kind != "country", one.ends is not None)
    )
    for party in ranked:
        for name in party.names:
            if name.language == "en" or name.use == "abbreviation":
                continue
            if name.text.isascii() and len(name.text) < SHORTEST:
                continue
            found.setdefault(name.text, party.key)
    return tuple(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def _form(name: str) -> re.Pattern[str]:
    """How a name stands in its language: bare in Chinese, with endings in Russian, with particles in Arabic."""
    plain = r"\s+".join(map(re.escape, name.split())).replace("'", "['’]").replace("’", "['’]")
    if _SPACELESS.search(name):
        return re.compile(plain)
    if _CYRILLIC.search(name) and " " not in name:
        stem = _VOWEL.sub("", name)
        if len(stem) >= SHORTEST - 1:
            return re.compile(rf"{re.escape(stem)}[а-яё]{{0,3}}(?!\w)")
    return re.compile(rf"{plain}(?![\w-])")
