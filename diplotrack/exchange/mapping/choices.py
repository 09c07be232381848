"""What the words of a column mean where a record has but a few choices: "done", "réalisé" and "Held" are held."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from diplotrack.base.i18n import current_locale
from diplotrack.exchange.mapping.header_words import plain_words, told
from diplotrack.records.field import Field

_LIKENESS = 90


def matched(field: Field, words: Iterable[str], *, just: bool = False) -> dict[str, object]:
    """What the file says → the value that the record has for it, for the words that one choice has or resembles;
    ``just`` the words that it has."""
    known = _known(field, current_locale())
    found: dict[str, object] = {}
    for word in words:
        plain = plain_words(word) or word.strip()
        meant = known.get(plain) if just else _meant(plain, known)
        if meant is not None:
            found[word] = meant
    return found


def _meant(word: str, known: dict[str, object]) -> object | None:
    if word in known:
        return known[word]
    if len(word) < 4 or len(word) > 60:
        return None
    begun = {str(meant): meant for name, meant in known.items() if name.startswith(f"{word} ")}
    if len(begun) == 1:  # "joint" for a joint communiqué
        return next(iter(begun.values()))
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return known[near[0]] if near else None


@cache
def _known(field: Field, _locale: str) -> dict[str, object]:
    """The words of a field's choices: values, labels here and in English, and other words that only one has."""
    known: dict[str, object] = {}
    for step, label in field.scale:
        known |= {str(step): step, plain_words(label.message): step, plain_words(str(label)): step}
    if field.scale:
        return known
    assert field.choices is not None
    also = told()["choices"]
    for choice in field.choices:
        for word in also.get(str(choice.value), ()):
            known.setdefault(plain_words(word), str(choice.value))
    for choice in field.choices:
        for word in (str(choice.value), choice.label.message, str(choice.label)):
            known[plain_words(word)] = str(choice.value)
    return known
