"""Somebody named in words whom the ledger does not know: "Anna Kovács (Hungary)", "3 officials (France)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sort = Literal["person", "party", "count"]

_NAMED = re.compile(
    r"(?:(?P<count>\d{1,4})\s+)?(?P<name>[^(),][^(),]*?)\s*(?:\(\s*(?P<inside>[^()]+?)\s*\)|,\s*(?P<after>.+?))?\s*"
)


@dataclass(frozen=True, slots=True)
class Introduced:
    """A person, a party, or so many unnamed people; ``party`` is whom they come from, in words."""

    sort: Sort
    name: str
    party: str = ""
    count: int = 1


def introduced(words: str) -> Introduced:
    """What the words introduce: a person, unless they begin with a number."""
    text = " ".join(words.split())
    found = _NAMED.fullmatch(text)
    if found is None:
        return Introduced("person", text)
    party = found["inside"] or found["after"] or ""
    if found["count"]:
        return Introduced("count", found["name"], party, max(1, int(found["count"])))
    return Introduced("person", found["name"], party)
