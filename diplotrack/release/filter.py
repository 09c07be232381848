"""The one filter for everything that leaves: what is printed, exported, copied or sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.markings import TLP, Marking, level_of_any_scheme
from diplotrack.release.marks import effective_markings

REFERENCE = frozenset({"party", "party_name", "membership"})
"""Kinds that name and order the world and carry no marking: they may always go out, but for what is kept below."""

KEPT_COLUMNS: dict[str, frozenset[str]] = {"party": frozenset({"notes"})}
"""Columns of those kinds that are ours: never in what goes out through a filter that is not open."""


@dataclass(frozen=True, slots=True)
class ReleaseFilter:
    """What may go out. Without any bound everything may, which is right for internal copies only.

    ``max_rank`` is the highest rank on the common scale, ``release_to`` the key of the receiving party (its code) as
    it stands on REL TO lists: an organization there does not stand for its members, so nothing is released by
    inference. ``max_tlp`` is the narrowest label allowed. ``marked_only`` keeps back what nobody has marked, as every
    bound does.
    """

    max_rank: int | None = None
    release_to: str = ""
    max_tlp: str = ""
    marked_only: bool = False

    @classmethod
    def named(
        cls,
        max_marking: str = "",
        release_to: str = "",
        *,
        scheme: str = "neutral",
        marked_only: bool = False,
    ) -> Self:
        """From what a command or a window was given: a level in words (or a TLP label) and a party's key.

        Raises UserError for a level that no scheme has.
        """
        words = max_marking.strip()
        label = words.upper().removeprefix("TLP:")
        if words.upper().startswith("TLP:"):
            if label not in TLP:
                sentence = _("“{text}” is no label of the Traffic Light Protocol; use one of: {choices}.")
                raise UserError(sentence.format(text=words, choices=", ".join(f"TLP:{one}" for one in TLP)))
            return cls(None, release_to, label, marked_only)
        rank = level_of_any_scheme(words, scheme).rank if words else None
        return cls(rank, release_to, "", marked_only)

    @property
    def is_open(self) -> bool:
        """Whether nothing is kept back."""
        return self == EVERYTHING

    def allows(self, marking: Marking) -> bool:
        """Whether a text under that marking may go out."""
        if self.is_open:
            return True
        if marking.is_unmarked or marking.partly_unmarked:
            return False
        if self.max_rank is not None and not marking.within(self.max_rank):
            return False
        if self.max_tlp and marking.tlp and TLP.index(marking.tlp) > TLP.index(self.max_tlp):
            return False
        return not self.release_to or marking.releasable_to(self.release_to)

    def allows_mention(self, marking: Marking) -> bool:
        """Whether a record may be named within another that may go out: unmarked, it goes under that one's marking."""
        return marking.is_unmarked or self.allows(marking)

    def allowed_ids(self, session: Session, kind: str, ids: Collection[int]) -> set[int]:
        """Which records of a kind may go out; parts without a marking follow the record they belong to."""
        if self.is_open or kind in REFERENCE:
            return set(ids)
        return {
            one for one, marking in effective_markings(session, kind, ids).items() if self.allows(marking)
        }


EVERYTHING = ReleaseFilter()
