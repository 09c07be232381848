"""Which words of a quotation matter: those in which two of them differ, else the operative verbs and denials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from diplotrack.language.ladder import in_language, ladder

Span = tuple[int, int]
ALIKE = 0.5
"""From this likeness on, two quotations are versions of one another, and what differs is what matters."""
LONGEST = 1500
"""Characters of a quotation that are looked at."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_DENIAL = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|(?:do|does|did|is|are|was|will|would|ca|wo|sha)n[’']t)\b",
    re.IGNORECASE,
)


def spans(quotes: Sequence[str]) -> list[list[Span]]:
    """For each quotation the stretches to be marked, in order; none where nothing stands out."""
    cut = [one[:LONGEST] for one in quotes]
    if len(cut) == 2:
        found = _differing(cut[0], cut[1])
        if found is not None:
            return list(found)
    return [_operative(one) for one in cut]


def _differing(one: str, other: str) -> tuple[list[Span], list[Span]] | None:
    """The words that stand in one of them only; None where they are too unlike to be compared."""
    first, second = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    matcher = SequenceMatcher(
        None, [word[0].casefold() for word in first], [word[0].casefold() for word in second], autojunk=False
    )
    if not first or not second or matcher.ratio() < ALIKE:
        return None
    here: list[Span] = []
    there: list[Span] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            if b > a:
                here.append((first[a].start(), first[b - 1].end()))
            if d > c:
                there.append((second[c].start(), second[d - 1].end()))
    return here, there


def _operative(text: str) -> list[Span]:
    # The ladder is of the language in which the record is written; what has no ladder keeps its denials.
    found = [(one.start, one.end) for one in ladder(in_language("en")).rungs(text)]
    found += [match.span() for match in _DENIAL.finditer(text)]
    return _joined(sorted(found))


def _joined(spans_: list[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in spans_:
        if result and start <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
