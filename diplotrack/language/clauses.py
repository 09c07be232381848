"""Terse remarks cut into clauses by the verb that each begins with: "Met with … | and attended … | Stopped
en route to …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from diplotrack.language.formats import pattern, table

_ABBREVIATION = re.compile(
    r"(?:\b(?:St|Mr|Mrs|Ms|Dr|Gen|Jr|Sr|Gov|Sen|Rep|Lt|Col|Adm|Capt|Sgt|No|Mt|Ft|Rt|Hon)|\b[A-Z]|\bU\.S|\bU\.N|\ba\.m|\bp\.m|\bD\.C)$"
)
_ROMAN = re.compile(r"[a-z]\s(?:I|II|III|IV|V|VI|VII|X|XVI|XXIII)$")
_STOP = re.compile(r"[.;!?](?=[\s”\"]|$)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a remark: `kind` from the table of clause beginnings ("" when none fits), `verb` the
    words that tell it.

    `text[start:end]` is the clause, `text[body:end]` what follows the verb.
    """

    kind: str
    verb: str
    start: int
    body: int
    end: int


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of sentences and of parts between semicolons; dotted abbreviations and initials do not end
    one."""
    start = 0
    for stop in _STOP.finditer(text):
        if text[stop.start()] == "." and stop.end() < len(text):
            so_far = text[max(start, stop.start() - 60) : stop.start()]
            following = text[stop.end() :].lstrip()
            if _ABBREVIATION.search(so_far) and not (_ROMAN.search(so_far) and _starts(following)):
                ends = re.search(r"U\.(?:S|N)$|D\.C$", so_far) and _starts(following)
                if not ends:
                    continue
            if following[:1].islower():
                continue
        if text[start : stop.start()].strip():
            yield _trim(text, start, stop.start())
        start = stop.end()
    if text[start:].strip(" .;"):
        yield _trim(text, start, len(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "([”"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _beginnings() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    kinds: list[str] = []
    groups: list[str] = []
    for row in table()["clause"]:
        kinds.append(row["kind"])
        groups.append(f"(?P<k{len(kinds) - 1}>{'|'.join(row['starts'])})")
    any_start = "|".join(groups)
    lead = pattern("clause_lead").pattern
    first = re.compile(rf"{lead}(?i:{any_start})\b")
    within = re.compile(rf"{pattern('clause_joint').pattern}\s+{lead}(?-i:{_lowered(any_start)})\b")
    return first, within, tuple(kinds)


def _lowered(starts: str) -> str:
    """Clause beginnings inside a sentence stand in small letters: "Met" → "met"; class escapes and group
    names are left alone."""
    return re.sub(r"(?<![\\\w\[])([A-Z])(?=[a-z?])", lambda found: found[1].lower(), starts)


def _starts(text: str) -> bool:
    return _beginnings()[0].match(text) is not None


def _kind(found: re.Match[str], kinds: tuple[str, ...]) -> tuple[str, str]:
    group = next(name for name, value in found.groupdict().items() if value is not None)
    return kinds[int(group[1:])], found[group]


def clauses(text: str) -> list[Clause]:
    """All clauses of a remark, in order, covering its sentences."""
    first, within, kinds = _beginnings()
    result: list[Clause] = []
    for start, end in sentences(text):
        opening = first.match(text, start, end)
        kind, verb = _kind(opening, kinds) if opening else ("", "")
        heads = [(kind, verb, start, opening.end() if opening else start)]
        for found in within.finditer(text, heads[0][3], end):
            kind, verb = _kind(found, kinds)
            if kind == "move" and heads[-1][0] == "discuss":
                continue
            heads.append((kind, verb, found.start(), found.end()))
        for index, (kind, verb, begin, body) in enumerate(heads):
            stop = heads[index + 1][2] if index + 1 < len(heads) else end
            result.append(Clause(kind, verb, begin, body, stop))
    return result
