"""What a calendar or an address book calls private, as a marking of the workspace's scheme."""

from __future__ import annotations

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.markings import Level, level_of_any_scheme, scheme_named
from diplotrack.exchange.incoming.drafts import Values
from diplotrack.exchange.incoming.marking import columns_of
from diplotrack.store.settings import read

PRIVACY = {"PRIVATE": 2, "CONFIDENTIAL": 3}
"""The least rank of what a file calls so; other words stand for private (RFC 5545, 3.8.1.3)."""


class Privacy:
    """The workspace's scheme, and how words of other programs and markings of other workspaces are held against it."""

    def __init__(self, session: Session) -> None:
        self._scheme = scheme_named(str(read(session, "marking_scheme") or "neutral"))

    def marking(self, word: str, marking: str = "") -> Values:
        """The columns of a marking: the higher of a word such as PRIVATE and a marking in full; none where neither says
        anything. What is public elsewhere stays unmarked here. Raises UserError for a marking that no scheme has."""
        levels: list[Level] = [level_of_any_scheme(marking, self._scheme.name)] if marking else []
        if word not in ("", "PUBLIC"):
            least = PRIVACY.get(word, PRIVACY["PRIVATE"])
            fitting = [level for level in self._scheme.levels if level.rank >= least]
            levels.append(fitting[0] if fitting else self._scheme.levels[-1])
        return columns_of(max(levels, key=lambda level: level.rank)) if levels else {}


def is_known(marking: str) -> bool:
    """Whether any scheme has a level of that name."""
    try:
        level_of_any_scheme(marking)
    except UserError:
        return False
    return True
