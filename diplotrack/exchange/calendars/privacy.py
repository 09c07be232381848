"""What a calendar or an address book calls private, as a marking of the workspace's scheme."""

from __future__ import annotations

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.markings import Level, level_of_any_scheme, scheme_named
from diplotrack.exchange.incoming.drafts import Draft, Values
from diplotrack.exchange.incoming.references import Known
from diplotrack.store.settings import read

PRIVACY = {"PRIVATE": 2, "CONFIDENTIAL": 3}
"""The least rank of what a file calls so; other words stand for private (RFC 5545, 3.8.1.3)."""

COLUMNS = ("marking_scheme", "marking_rank", "marking_text")


class Privacy:
    """The workspace's scheme, and how words of other programs and markings of other workspaces are held against it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._scheme = scheme_named(str(read(session, "marking_scheme") or "neutral"))

    def marking(self, word: str, marking: str = "") -> Values:
        """The columns of a marking: the higher of a word such as PRIVATE and a marking in full; none where neither says
        anything. What is public elsewhere stays unmarked here. Raises UserError for a marking that no scheme has."""
        levels: list[Level] = [level_of_any_scheme(marking, self._scheme.name)] if marking else []
        if word not in ("", "PUBLIC"):
            least = PRIVACY.get(word, PRIVACY["PRIVATE"])
            fitting = [level for level in self._scheme.levels if level.rank >= least]
            levels.append(fitting[0] if fitting else self._scheme.levels[-1])
        if not levels:
            return {}
        top = max(levels, key=lambda level: level.rank)
        return dict(zip(COLUMNS, (top.scheme, top.rank, top.text), strict=True))

    def keep(self, draft: Draft, known: Known) -> None:
        """Take a marking out of a draft that would lower that of its record."""
        record = self._session.get(draft.kind, known.owner_id)
        rank = getattr(record, "marking_rank", None)
        if rank is not None and draft.values.get("marking_rank", rank) < rank:
            for name in COLUMNS:
                draft.values.pop(name)


def is_known(marking: str) -> bool:
    """Whether any scheme has a level of that name."""
    try:
        level_of_any_scheme(marking)
    except UserError:
        return False
    return True
