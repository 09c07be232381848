"""Words in the texts of a form: quotes taken from them and found in them, and sentences that promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from diplotrack.base import clock
from diplotrack.language.quotes import anchored
from diplotrack.workspace.editing import Quoted

LOOKED_AT = 4_000
"""How many letters before and after the cursor are searched for promises."""


@dataclass(frozen=True, slots=True)
class Undertaken:
    """A sentence that reads as a promise, ``text[start:end]`` in code points."""

    start: int
    end: int
    words: str


def taken(text: str, start: int, end: int, role: str, scheme: str = "neutral") -> tuple[Quoted, str] | None:
    """The words ``text[start:end]`` as a quote, and the paragraph in which they stand; None where there are none.

    A quote stays within one paragraph (what was chosen beyond it is left off) and is what the passage will hold: the
    portion mark before the paragraph is no part of it.
    """
    from diplotrack.store.passages import PARAGRAPH_END, paragraphs
    from diplotrack.workspace.editing.portions import portions

    while start < end and text[start].isspace():
        start += 1
    first = last = number = 0
    for gap in [*PARAGRAPH_END.finditer(text), None]:
        last = gap.start() if gap is not None else len(text)
        if start < last or gap is None:
            break
        number += bool(text[first:last].strip())
        first = gap.end()
    own = portions(text[first:last], scheme)
    chosen = paragraphs(text[start : min(end, last)])
    if not own or not chosen:
        return None
    paragraph, words = own[0].text, chosen[0]
    if words not in paragraph:
        words = portions(words, scheme)[0].text
    before = len(text[first:last].strip()) - len(paragraph)
    found = anchored(paragraph, words, start - first - before)
    return (Quoted(role, words, number, found.start), paragraph) if found is not None else None


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """From where to where the sentence runs in which ``place`` stands; an empty stretch where there is none."""
    from diplotrack.language.sentences import sentences

    for one in sentences(text):
        if one.start <= place <= one.end:
            return one.start, one.end
    return place, place


def place_in(text: str, quoted: Quoted) -> tuple[int, int] | None:
    """From where to where quoted words stand in the whole text of a section; None where they no longer do."""
    from diplotrack.store.passages import PARAGRAPH_END

    near, number, first = 0, 0, 0
    for gap in PARAGRAPH_END.finditer(text):
        if number == quoted.paragraph:
            break
        number += bool(text[first : gap.start()].strip())
        near = first = gap.end()
    found = anchored(text, quoted.words, near + quoted.start)
    return (found.start, found.start + len(quoted.words)) if found is not None else None


def promises_of(text: str, near: int = 0) -> tuple[Undertaken, ...]:
    """The sentences around ``near`` that read as promises, :data:`LOOKED_AT` letters either way; in English only.

    What was read once is remembered, paragraph by paragraph.
    """
    from diplotrack.store.passages import PARAGRAPH_END

    found: list[Undertaken] = []
    first, today = 0, clock.today()
    for gap in [*PARAGRAPH_END.finditer(text), None]:
        last = gap.start() if gap is not None else len(text)
        if first - LOOKED_AT <= near <= last + LOOKED_AT:
            found += [
                Undertaken(first + one.start, first + one.end, one.words)
                for one in _promises_in(text[first:last], today)
            ]
        first = gap.end() if gap is not None else last
    return tuple(found)


@lru_cache(maxsize=2048)
def _promises_in(paragraph: str, today: date) -> tuple[Undertaken, ...]:
    from diplotrack.language.promises import promises

    return tuple(
        Undertaken(one.sentence.start, one.sentence.end, one.sentence.words)
        for one in promises(paragraph, today)
    )
