"""The shipped names and those of a few parties more, to find in a text that these parties wrote or received."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from diplotrack.language.names import NameBook

if TYPE_CHECKING:
    from diplotrack.language.names_mentions import Mention


class Names(Protocol):
    """Whatever finds parties named in running text, as :class:`NameBook` does."""

    def find_in(self, text: str) -> list[Mention]:
        """The parties named, in order of place."""


class Correspondents:
    """Shipped names with a few of a workspace's own: (name, party key). The own ones prevail where both are found.

    A whole name book takes a moment to make, which is too long to make one for each text.
    """

    def __init__(self, own: Iterable[tuple[str, str]]) -> None:
        self._keys = dict(own)
        longest = sorted(self._keys, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def find_in(self, text: str) -> list[Mention]:
        """The parties named, in order of place."""
        from diplotrack.language.names_mentions import Mention

        own = [
            Mention(one.start(), one.end(), self._keys[one[0]], one[0])
            for one in self._pattern.finditer(text)
        ]
        shipped = [
            one
            for one in NameBook.reference().find_in(text)
            if not any(one.start < other.end and other.start < one.end for other in own)
        ]
        return sorted([*own, *shipped], key=lambda one: one.start)


@lru_cache(maxsize=2_000)
def with_own(own: tuple[tuple[str, str], ...]) -> Names:
    """The shipped names and these."""
    return Correspondents(own) if own else NameBook.reference()
