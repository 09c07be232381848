"""What a column's name tells of what the column is: by the labels of the fields, and by words in several languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache

from diplotrack.base.i18n import current_locale
from diplotrack.base.paths import resource
from diplotrack.exchange.mapping.targets import Use, mappable, targets

KEY = "key"
"""The target of a column that identifies rows."""

SAME, WITHIN, NEAR, LATER = 1.0, 0.72, 0.6, 0.04
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LIKENESS = 88


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> str:
    """Small letters with single blanks for all that stands between words: "StartDate", "start_date" and "Start date
    (UTC)" begin alike. Accents go from Latin letters, so that "Echéance" is known."""
    parted = _CAMEL.sub(" ", text)
    bare = "".join(c for c in unicodedata.normalize("NFKD", parted) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def header_scores(header: str, kind: str) -> dict[str, float]:
    """How surely a column's name means each target of a kind (or the key), 0 to 1; targets not met are left out."""
    return dict(_header_scores(header, kind, current_locale()))


@lru_cache(maxsize=8_000)
def _header_scores(header: str, kind: str, locale: str) -> dict[str, float]:
    found: dict[str, float] = {}
    vocabulary = _vocabulary(kind, locale)
    for words, likeness in _alike(plain_words(header), locale).items():
        for key, weight in vocabulary.get(words, {}).items():
            found[key] = max(found.get(key, 0.0), likeness * weight)
    return found


@lru_cache(maxsize=8_000)
def _alike(name: str, locale: str) -> dict[str, float]:
    """The words that a name has, resembles or begins, of all that are known for any kind, and how much."""
    known = _known_words(locale)
    parts = name.split()
    runs = {" ".join(parts[i:k]) for i in range(len(parts)) for k in range(i + 1, min(len(parts), i + 6) + 1)}
    near = {words for words in runs if words in known}
    near |= {words for part in parts[:1] for words in known.get(part, ())}
    near |= {words for words in _unspaced(locale) if words in name}
    if 4 < len(name) < 40:
        from rapidfuzz import fuzz, process

        spelt = process.extract(name, known.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=_LIKENESS)
        near |= {words for words, _score, _place in spelt}
    return {words: likeness for words in near if (likeness := _likeness(name, words))}


def kind_words(text: str) -> dict[str, int]:
    """How many words of each kind a text has: the name of a file, of a sheet, or the headers together."""
    name = f" {plain_words(text)} "
    return {
        kind: count
        for kind, words in told()["kinds"].items()
        if (count := sum(f" {plain_words(word)} " in name or _is_within(word, name) for word in words))
    }


def _likeness(name: str, words: str) -> float:
    """Of two texts in plain words: the same, the one within the other, or misspelt."""
    if name == words:
        return SAME
    if not name or not words:
        return 0.0
    if f" {words} " in f" {name} " or _is_within(words, name):
        # "event date" tells more of "signed event date" than "date" does
        return WITHIN + 0.2 * len(words) / len(name)
    if f" {name} " in f" {words} " and len(name) > 3:
        return NEAR * len(name) / len(words)
    if len(name) > 4 and len(words) > 4 and abs(len(name) - len(words)) <= 2:
        from rapidfuzz import fuzz

        likeness = fuzz.ratio(name, words)
        return NEAR + 0.2 if likeness >= _LIKENESS else 0.0
    return 0.0


def _is_within(words: str, name: str) -> bool:
    """Scripts that put no blanks between words: 会议 in 会议日期."""
    return bool(words) and "\u3040" <= words[0] <= "\u9fff" and words in name


@cache
def _known_words(locale: str) -> dict[str, list[str]]:
    """All words of all kinds; under each, the longer ones that it begins or stands in."""
    words = {words for kind in mappable() for words in _vocabulary(kind, locale)}
    found: dict[str, list[str]] = {one: [] for one in words}
    for one in words:
        for part in one.split():
            if part != one:
                found.setdefault(part, []).append(one)
    return found


@cache
def _unspaced(locale: str) -> tuple[str, ...]:
    return tuple(words for words in _known_words(locale) if "\u3040" <= words[0] <= "\u9fff")


@cache
def _vocabulary(kind: str, _locale: str) -> dict[str, dict[str, float]]:
    """Words in plain form → what they may mean for a kind, and how much that is preferred to what else they mean."""
    found: dict[str, dict[str, float]] = {}
    known = {one.key: one for one in targets(kind)}
    for name, notion in told().items():
        if name in ("kinds", "choices"):
            continue
        meant: dict[str, float] = {}
        for place, wanted in enumerate(notion["to"]):
            owner, slash, key = wanted.rpartition("/")
            if (key in known or key == KEY) and (not slash or owner == kind):
                meant.setdefault(key, 1.0 - LATER * place)
        for word in notion["words"] if meant else ():
            here = found.setdefault(plain_words(word), {})
            for key, weight in meant.items():
                here[key] = max(here.get(key, 0.0), weight)
    for one in known.values():
        own = {str(one.label), one.label.message}
        # what a role is called inside ("country" for where it was held) is nobody's word for it
        for word in own | ({one.name.rpartition(".")[2]} if one.use is not Use.NAME else set()):
            if one.use is not Use.NAME or one.name:
                here = found.setdefault(plain_words(word), {})
                here[one.key] = max(here.get(one.key, 0.0), 0.97)
    found.pop("", None)
    return found


@cache
def told() -> dict[str, dict[str, list[str]]]:
    """All words by notion; "kinds" and "choices" are words by kind and by choice."""
    with resource("reference", "column-words.toml").open("rb") as stream:
        return tomllib.load(stream)
