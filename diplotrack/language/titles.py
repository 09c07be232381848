"""Titles of office: which office a form of words means, and at what level it stands.

The table is `resources/reference/titles.toml`. Everything here is case-sensitive, as titles before names are
written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from diplotrack.base.paths import resource
from diplotrack.records.enumerations import Level

LEVELS = tuple(level.value for level in Level)
"""Level words, highest first, as engagements keep them: "head" (of state or government), "minister", … "working"."""

_BEFORE = (
    r"(?:then-|(?:[Ff]ormer|late|[Aa]cting|[Ii]nterim|[Pp]rovisional|[Oo]utgoing|[Ii]ncoming|"
    r"[Tt]ransitional|[Nn]ewly[- ]elected)\s+)"
)
_AFTER = r"(?:\s*-\s*(?:[Ee]lect|[Dd]esignate)\b|\s+ad interim\b)"
_STANDING = {
    "former": "former", "then-": "", "late": "late", "acting": "acting", "interim": "interim", "provisional": "interim",
    "outgoing": "", "incoming": "designate", "transitional": "interim", "elect": "elect",
    "designate": "designate", "ad interim": "acting",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its English label, its level ("" when the title alone does not tell), whether it is only a
    form of address.

    `party` is the key of the only party that has such an office ("" for nearly all).
    """

    label: str
    level: str
    style: bool = False
    party: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title found in a text: `words` are `text[start:end]`; `standing` is "", former, late, acting,
    interim, elect, designate."""

    office: Office
    standing: str
    plural: bool
    words: str
    start: int
    end: int


def higher(one: str, other: str) -> str:
    """The higher of two level words; an empty one loses."""
    ranked = [level for level in LEVELS if level in (one, other)]
    return ranked[0] if ranked else ""


def plural_of(form: str) -> str:
    """The plural of a title: "Minister of Finance" → "Ministers of Finance", "Secretary General" →
    "Secretaries General"."""
    head, tail = form, ""
    if found := re.search(r"\s(?:of|for|to|at|and)\s", form):
        head, tail = form[: found.start()], form[found.start() :]
    elif found := re.search(r"[\s-](?:General|Designate)$", form):
        head, tail = form[: found.start()], form[found.start() :]
        if head in ("Lieutenant", "Brigadier", "Major"):
            head, tail = form, ""
    if head.endswith("y"):
        return f"{head[:-1]}ies{tail}"
    return f"{head}s{tail}"


@cache
def _forms() -> dict[str, tuple[Office, bool]]:
    table = tomllib.loads(resource("reference", "titles.toml").read_text(encoding="utf-8"))
    forms: dict[str, tuple[Office, bool]] = {}
    for entry in table["office"]:
        office = Office(
            entry["label"], entry["level"], bool(entry.get("style", False)), entry.get("party", "")
        )
        for form in entry["forms"]:
            forms.setdefault(form, (office, False))
            if "plurals" not in entry:
                forms.setdefault(plural_of(form), (office, True))
        for form in entry.get("plurals", ()):
            forms.setdefault(form, (office, True))
    return forms


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_forms(), key=len, reverse=True)
    any_form = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?P<before>{_BEFORE}*)(?P<form>{any_form})(?![\w])(?P<after>{_AFTER}?)")


def titles_in(text: str) -> Iterator[Title]:
    """All titles in a text, in order, the longest form at each place; "President-elect" and "former
    President" are one title."""
    forms = _forms()
    for found in _pattern().finditer(text):
        office, plural = forms[re.sub(r"\s+", " ", found["form"])]
        marks = re.findall(r"then-|ad interim|\w+", f"{found['before']} {found['after']}".lower())
        standing = next((_STANDING[mark] for mark in marks if _STANDING.get(mark)), "")
        yield Title(office, standing, plural, found.group().strip(), found.start(), found.end())


def office(text: str) -> Office | None:
    """The office that a title names when the whole text is that title ("PM", "Minister for Foreign
    Affairs"), else None."""
    words = " ".join(text.split()).strip(" .")
    found = next(titles_in(words), None)
    if found is not None and found.start == 0 and found.end == len(words):
        return found.office
    # Titles in lists and forms come in any case: "prime minister", "FOREIGN MINISTER".
    folded = {form.casefold(): known for form, (known, _) in _forms().items()}
    return folded.get(words.casefold())
