"""Two records that may be one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.references import SIGHTINGS
from diplotrack.records import ExternalReference
from diplotrack.records.display import Mention

LEAST = 60
"""The score from which a pair is worth looking at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records as they are mentioned, how sure it is that they are one (0–100), and why, in words."""

    one: Mention
    other: Mention
    score: int
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Candidate:
    """A pair by local identifiers while it is being scored; what speaks against it lowers the score."""

    one: int
    other: int
    score: int
    said: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        """Let a reason count."""
        self.score += points
        self.said.append(reason)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in words."""
        return tuple(self.said)


class Sources:
    """Which sources list a record of a kind, and under which identifiers."""

    def __init__(self, session: Session, kind: str) -> None:
        self._of: dict[int, dict[str, set[str]]] = {}
        query = select(
            ExternalReference.owner_id, ExternalReference.source, ExternalReference.source_id
        ).where(ExternalReference.owner_kind == kind, ExternalReference.deleted_at.is_(None))
        for owner, source, source_id in session.execute(query):
            self.add(owner, source, source_id)

    def add(self, owner: int, source: str, source_id: str) -> None:
        """Let a source list somebody."""
        if source != SIGHTINGS:  # which tells nobody apart: all that texts mention has it
            self._of.setdefault(owner, {}).setdefault(source, set()).add(source_id)

    def weigh(self, pair: Candidate, points: int) -> None:
        """One source that lists both, as two, speaks against their being one."""
        mine, theirs = self._of.get(pair.one, {}), self._of.get(pair.other, {})
        shared = sorted(mine.keys() & theirs.keys())
        if shared:
            pair.add(-points, _("“{source}” lists them as two").format(source=shared[0]))
