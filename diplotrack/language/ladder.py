"""The intensity ladder of diplomatic drafting: which operative verbs a text uses and where each stands.

The table is ``resources/reference/ladder.toml``, one section a language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from diplotrack.base.i18n import N_, Label
from diplotrack.base.paths import resource

OUTSIDE = ""
"""The scale of what is neutral: it notes."""

SCALES: dict[str, Label] = {
    "concern": N_("concern"),
    "call": N_("call"),
    "support": N_("support"),
    "undertaking": N_("undertaking"),
    "requirement": N_("requirement"),
}

_VERB = re.compile(r"\{([^{}]+)\}")
_BEFORE = re.compile(r"([\w’']+)\s+$")
_OWNED = re.compile(
    r"(?:\b(?:their|our|its|his|her|my|your|strong|firm)|\w[’']s?)\s+(?:[a-z]*[a-rt-z]\s+)?$", re.IGNORECASE
)
_FIRST = re.compile(r"['’]?[^\W\d_]+")
_START = re.compile(r"(?<![\w-])[^\W\d_]+|(?<=\w)['’][^\W\d_]+")
_FOR = re.compile(r"\s+(?:for|to|from|of)\b")
_OBJECT = re.compile(
    r"\s+(?:the|an?|all|its|their|our|his|her|your|each|every|any|this|that|these|those)\b", re.IGNORECASE
)
_ADVERB = (
    r"(?:\s+(?:also|all|both|each|further|therefore|still|again|fully|jointly|now|continue\s+to|\w+ly))?"
)


@dataclass(frozen=True, slots=True)
class Rung:
    """An operative verb at ``text[start:end]``: its scale (OUTSIDE: it notes) and step, 1 the weakest of ``of``."""

    scale: str
    step: int
    of: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the ladder in all its forms, and where it stands."""

    pattern: re.Pattern[str]
    scale: str
    step: int
    of: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder of one language. ``starts``: by its first word in small letters, each phrase, longest first.

    One pattern of all phrases would be tried at every letter; this way a word that begins none costs a look-up.
    """

    starts: Mapping[str, tuple[Phrase, ...]]
    nouns: re.Pattern[str]
    noun_forms: frozenset[str]
    promises_from: int
    hedges: re.Pattern[str]

    def rungs(self, text: str) -> list[Rung]:
        """The operative verbs of a text in order; of phrases that overlap the longest counts."""
        found = []
        end = 0
        for word in _START.finditer(text):
            if word.start() < end:
                continue
            for one in self.starts.get(word[0].lower(), ()):
                if match := one.pattern.match(text, word.start()):
                    end = match.end()
                    if not self._is_noun(text, match):
                        found.append(Rung(one.scale, one.step, one.of, match.start(), end, match[0]))
                    break
        return found

    def _is_noun(self, text: str, match: re.Match[str]) -> bool:
        """Whether the word is a noun or a name here: "the political will", "our support", "Will Smith"."""
        words = match[0]
        if words.split()[0].endswith("ed"):
            return False
        if words == "Will" and match.start() and text[match.start() - 1 : match.start()] != "\n":
            return not re.search(r"[.?!]\s*[\"“]?$", text[: match.start()])
        if words.lower() == "support" and _FOR.match(text, match.end()):
            return True
        if words.lower() in self.noun_forms and _OWNED.search(text[: match.start()]):
            return True
        before = _BEFORE.search(text[: match.start()])
        if before is None or not self.nouns.fullmatch(before[1]):
            return False
        if before[1].lower() == "and" and _OBJECT.match(text, match.end()):
            return False  # "and support the ports" is what is done; "help and support" is a noun.
        # "each will", "this will", "and supports": these words also stand before verbs.
        return not (before[1].lower() in ("this", "that", "these", "those", "and") and words != "support")


def in_language(language: str) -> str:
    """The section by which texts of a language tag such as ``en-GB`` are read.

    "" where there is none, or where it only ranks verbs: promises and changed language are then left alone.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if "promise" in table().get(code, {}) else ""


@cache
def table() -> dict[str, Any]:
    """The whole table as read from its file."""
    return tomllib.loads(resource("reference", "ladder.toml").read_text(encoding="utf-8"))


@cache
def ladder(language: str = "en") -> Ladder:
    """The ladder of a language that has a section."""
    section = table()[language]
    irregular: dict[str, list[str]] = section.get("irregular", {})
    phrases: list[tuple[str, str, int, int]] = [(one, OUTSIDE, 0, 0) for one in section["outside"]]
    promises_from = 0
    for one in section["scale"]:
        for step, same in enumerate(one["steps"], start=1):
            phrases += [(phrase, one["name"], step, len(one["steps"])) for phrase in same]
            if one.get("promises_from") in same:
                promises_from = step
    phrases.sort(key=lambda one: len(_VERB.sub("verbs", one[0])), reverse=True)
    starts: dict[str, list[Phrase]] = {}
    for words, scale, step, of in phrases:
        phrase = Phrase(
            re.compile(_expanded(words, irregular) + r"(?![\w-])", re.IGNORECASE), scale, step, of
        )
        for first in _first_words(words, irregular):
            starts.setdefault(first, []).append(phrase)
    return Ladder(
        {first: tuple(many) for first, many in starts.items()},
        re.compile(section["noun_before"], re.IGNORECASE),
        frozenset(section.get("noun_forms", ())),
        promises_from,
        # Case counts: May is a month.
        re.compile(rf"\b(?:{'|'.join(section['hedges'])})\b"),
    )


@cache
def hints(scales: frozenset[str], promising: bool = False, language: str = "en") -> tuple[str, ...]:
    """Letters in small ones of which a text holds some where it holds a phrase of these scales: a quick look.

    ``promising``: where it holds one of the undertakings that promise.
    """
    section = table()[language]
    phrases = _phrases(section, scales, promising)
    found: set[str] = set()
    for phrase in phrases:
        words = _letters(phrase, section.get("irregular", {}))
        if not any(all(any(one in form for one in found) for form in forms) for forms in words):
            found |= max(words, key=lambda forms: min(map(len, forms)))
    return tuple(sorted(one for one in found if not any(other != one and other in one for other in found)))


@cache
def telling_words(scales: frozenset[str], promising: bool = False, language: str = "en") -> tuple[str, ...]:
    """Whole words in small letters of which a text holds some where it holds such a phrase: for a search index."""
    section = table()[language]
    irregular: dict[str, list[str]] = section.get("irregular", {})
    found: set[str] = set()
    for phrase in _phrases(section, scales, promising):
        words = [_forms(word, irregular) for word in phrase.lower().split()]
        if not any(found.issuperset(forms) for forms in words):
            found |= set(max(words, key=lambda forms: min(map(len, forms))))
    return tuple(sorted(found))


def _phrases(section: dict[str, Any], scales: frozenset[str], promising: bool) -> list[str]:
    """The phrases of scales, short ones first: "commit" tells of "commit ourselves to" as well."""
    phrases: list[str] = []
    for scale in section["scale"]:
        if scale["name"] in scales:
            least = scale.get("promises_from") if promising else None
            first = next((n for n, same in enumerate(scale["steps"]) if least in same), 0)
            phrases += [one for same in scale["steps"][first:] for one in same]
    return sorted(phrases, key=lambda one: len(one.split()))


def _forms(word: str, irregular: dict[str, list[str]]) -> list[str]:
    """The forms of a word of a phrase, with straight apostrophes."""
    verb = _VERB.fullmatch(word)
    forms = [word] if verb is None else irregular.get(verb[1]) or inflected(verb[1])
    return [one.replace("’", "'") for one in forms]


def _letters(phrase: str, irregular: dict[str, list[str]]) -> list[set[str]]:
    """For each word of a phrase, letters of which each of its forms has some: what they share, else the forms."""
    result = []
    for word in phrase.lower().replace("’", "'").split():
        forms = _forms(word, irregular)
        shared = "".join(letters[0] for letters in takewhile(_is_one, zip(*forms, strict=False)))
        result.append({shared} if len(shared) > 3 or shared in forms else set(forms))
    return result


def _is_one(letters: tuple[str, ...]) -> bool:
    return len(set(letters)) == 1


def may_hold(text: str, some: tuple[str, ...]) -> bool:
    """Whether a text holds any of these letters, as :func:`hints` gives them."""
    lower = text.lower().replace("’", "'")
    return any(one in lower for one in some)


def _expanded(phrase: str, irregular: dict[str, list[str]]) -> str:
    """A phrase as a pattern: verbs in all their forms, any space between words, an adverb after "be" or "will"."""
    parts = []
    words = phrase.split()
    for word in words:
        verb = _VERB.fullmatch(word)
        # "will also consider" considers; "will" alone takes no word that is not its own.
        adverb = _ADVERB if len(words) > 1 and word in ("{be}", "will") else ""
        if verb is None:
            parts.append(_written(word) + adverb)
            continue
        forms = irregular.get(verb[1]) or inflected(verb[1])
        parts.append("(?:" + "|".join(map(_written, sorted(forms, key=len, reverse=True))) + ")" + adverb)
    pattern = r"\s+".join(parts)
    # A contraction hangs on its subject ("we'll").
    return (r"(?<=\w)" if phrase[0] in "'’" else r"(?<![\w-])") + pattern


def _written(words: str) -> str:
    """Words as a pattern: any space between them, either kind of apostrophe."""
    return r"\s+".join(re.escape(one).replace("’", "['’]") for one in words.split())


def _first_words(phrase: str, irregular: dict[str, list[str]]) -> set[str]:
    """With what a phrase can begin, in small letters, as ``_START`` finds it."""
    word = phrase.split(maxsplit=1)[0]
    verb = _VERB.fullmatch(word)
    forms = [word] if verb is None else irregular.get(verb[1]) or inflected(verb[1])
    return {found[0].lower() for form in forms if (found := _FIRST.match(form))}


def inflected(verb: str) -> list[str]:
    """The forms of a regular English verb: urge, urges, urged, urging."""
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return [verb, verb + ending, f"{verb}ed", f"{verb}ing"]
