"""The intensity ladder of diplomatic drafting: which operative verbs a text uses and where each stands.

The table is ``resources/reference/ladder.toml``, one section a language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
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

_VERB = re.compile(r"\{(\w+)\}")
_BEFORE = re.compile(r"([\w’']+)\s+$")
_OWNED = re.compile(
    r"\b(?:their|our|its|his|her|my|your|strong|firm)\s+(?:[a-z]*[a-rt-z]\s+)?$", re.IGNORECASE
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
class Ladder:
    """The ladder of one language: one pattern for all phrases, longest first, and where each stands."""

    pattern: re.Pattern[str]
    places: tuple[tuple[str, int, int], ...]
    nouns: re.Pattern[str]
    noun_forms: frozenset[str]
    promises_from: int
    hedges: re.Pattern[str]

    def rungs(self, text: str) -> list[Rung]:
        """The operative verbs of a text in order; of phrases that overlap the longest counts."""
        found = []
        for match in self.pattern.finditer(text):
            group = match.lastgroup
            assert group is not None
            scale, step, of = self.places[int(group[1:])]
            if not self._is_noun(text, match):
                found.append(Rung(scale, step, of, match.start(), match.end(), match[0]))
        return found

    def _is_noun(self, text: str, match: re.Match[str]) -> bool:
        """Whether the word is a noun or a name here: "the political will", "our support", "Will Smith"."""
        words = match[0]
        if words.split()[0].endswith("ed"):
            return False
        if words == "Will" and match.start() and text[match.start() - 1 : match.start()] != "\n":
            return not re.search(r"[.?!]\s*[\"“]?$", text[: match.start()])
        if words.lower() in self.noun_forms and _OWNED.search(text[: match.start()]):
            return True
        before = _BEFORE.search(text[: match.start()])
        if before is None or not self.nouns.fullmatch(before[1]):
            return False
        # "each will", "this will", "and supports": these words also stand before verbs.
        return not (before[1].lower() in ("this", "that", "these", "those", "and") and words != "support")


def in_language(language: str) -> str:
    """The section for a language tag such as ``en-GB``; "" where there is none."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code in table() else ""


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
    for scale in section["scale"]:
        for step, same in enumerate(scale["steps"], start=1):
            phrases += [(phrase, scale["name"], step, len(scale["steps"])) for phrase in same]
            if scale.get("promises_from") in same:
                promises_from = step
    phrases.sort(key=lambda one: len(_VERB.sub("verbs", one[0])), reverse=True)
    groups = [f"(?P<p{n}>{_expanded(one[0], irregular)})" for n, one in enumerate(phrases)]
    return Ladder(
        re.compile("(?:" + "|".join(groups) + r")(?![\w-])", re.IGNORECASE),
        tuple(one[1:] for one in phrases),
        re.compile(section["noun_before"], re.IGNORECASE),
        frozenset(section.get("noun_forms", ())),
        promises_from,
        # Case counts: May is a month.
        re.compile(rf"\b(?:{'|'.join(section['hedges'])})\b"),
    )


def _expanded(phrase: str, irregular: dict[str, list[str]]) -> str:
    """A phrase as a pattern: verbs in all their forms, any space between words, an adverb after "be" or "will"."""
    parts = []
    words = phrase.split()
    for word in words:
        verb = _VERB.fullmatch(word)
        # "will also consider" considers; "will" alone takes no word that is not its own.
        adverb = _ADVERB if len(words) > 1 and word in ("{be}", "will") else ""
        if verb is None:
            parts.append(re.escape(word) + adverb)
            continue
        forms = irregular.get(verb[1]) or inflected(verb[1])
        parts.append("(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")" + adverb)
    pattern = r"\s+".join(parts)
    # A contraction hangs on its subject ("we'll").
    return (r"(?<=\w)" if phrase[0] in "'’" else r"(?<![\w-])") + pattern


def inflected(verb: str) -> list[str]:
    """The forms of a regular English verb: urge, urges, urged, urging."""
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return [verb, verb + ending, f"{verb}ed", f"{verb}ing"]
