"""Where a quote stands in a passage: its offset in code points, and the words on either side to find it again by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

AROUND = 32
"""Characters kept on either side, by which a quote is found again after an edit."""


class Anchor(NamedTuple):
    """Where a quote begins, in code points of its passage, with the characters before and after it."""

    start: int
    before: str
    after: str


def anchored(passage: str, quote: str, near: int = 0) -> Anchor | None:
    """Where a quote stands in a passage, of several places the one nearest to ``near``; None where it does not."""
    places = _places(passage, quote)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near))
    end = start + len(quote)
    return Anchor(start, passage[max(0, start - AROUND) : start], passage[end : end + AROUND])


def found_again(passage: str, quote: str, anchor: Anchor) -> tuple[int, int] | None:
    """From where to where a quote stands in a passage that may have been edited since; None where it no longer does.

    Of several places the one counts whose surroundings are most alike, then the one nearest to where it stood.
    """
    places = _places(passage, quote)
    if not places:
        return None

    def unlike(start: int) -> tuple[int, int]:
        end = start + len(quote)
        before = _shared(reversed(passage[:start]), reversed(anchor.before))
        return -(before + _shared(passage[end:], anchor.after)), abs(start - anchor.start)

    start = min(places, key=unlike)
    return start, start + len(quote)


def _places(passage: str, quote: str) -> list[int]:
    found: list[int] = []
    place = passage.find(quote) if quote else -1
    while place >= 0:
        found.append(place)
        place = passage.find(quote, place + 1)
    return found


def _shared(first: Iterable[str], second: Iterable[str]) -> int:
    """How many characters two texts share from their beginning."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
