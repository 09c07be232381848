"""Somebody whom the ledger or a text names, and the offices that they are known to have held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.people.spelling import REGNAL, Spelling

SAME_OFFICE = 12 * 366
"""Days between two sightings of one short name in the same office that may still be one person."""

OTHER_OFFICE = 6 * 366
"""The same, where the office is another one."""

CLOSE = 3 * 366
"""Days between two in one office, one after the other, whose names may be one person's, for them to be one."""

SAME_NAME = 18 * 366
"""Days between two sightings of one full name that may still be one person."""

PartyId = int | Draft | None


@dataclass(slots=True, eq=False)
class Post:
    """An office at a party, held by somebody on at least these days. ``seen`` False: its dates are known otherwise."""

    office: str
    level: str
    party: PartyId
    first: date | None
    last: date | None
    seen: bool = False
    draft: Draft | None = None

    def away(self, on: date | None) -> int:
        """Days between a day and the time in office; 0 within it or where nothing is known."""
        if on is None:
            return 0
        before = (self.first - on).days if self.first and on < self.first else 0
        after = (on - self.last).days if self.last and on > self.last else 0
        return max(before, after)


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody whom the ledger or a text names."""

    who: int | Draft
    name: str
    spelling: Spelling
    party: PartyId
    uid: bytes
    posts: list[Post] = field(default_factory=list)
    in_trash: bool = False
    ours: bool = False
    sources: set[str] = field(default_factory=set)
    named_on: set[date] = field(default_factory=set)
    changed: bool = False
    others: list[Spelling] = field(default_factory=list)

    def away(self, on: date | None) -> int:
        """Days between a day and the nearest day on which we know of an office, or met the name."""
        known = [post.away(on) for post in self.posts]
        if on is not None:
            known += [abs((on - day).days) for day in self.named_on]
        return min(known, default=0)

    def holding(self, office: str, party: PartyId) -> list[Post]:
        """The posts of that name at that party."""
        return [post for post in self.posts if post.office == office and post.party == party]

    @property
    def is_regnal(self) -> bool:
        """Whether they are called by a given name, as monarchs are."""
        return any(post.office in REGNAL for post in self.posts)
