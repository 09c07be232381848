"""How near a title comes to what was typed, in any script, without accents."""

from __future__ import annotations

import unicodedata


def folded(words: str) -> str:
    """The words in small letters without accents, as they are compared."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fits(query: str, title: str) -> bool:
    """Whether each word of the query begins a word of the title."""
    there = folded(title).split()
    return all(any(word.startswith(asked) for word in there) for asked in folded(query).split())


def nearness(query: str, title: str) -> int:
    """How near the title is to what was typed: 0 the same, 1 begins with it, 2 has its words, 3 something else."""
    asked, there = " ".join(folded(query).split()), " ".join(folded(title).split())
    if asked == there:
        return 0
    if there.startswith(asked):
        return 1
    return 2 if fits(query, title) else 3


def words_after(words: str, verb: str) -> str:
    """What follows the verb; "" where the words do not begin with it."""
    spoken, asked = words.split(), folded(verb).split()
    begins = [folded(one) for one in spoken[: len(asked)]] == asked
    return " ".join(spoken[len(asked) :]) if begins else ""
