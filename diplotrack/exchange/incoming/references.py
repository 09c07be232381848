"""What was imported before: which record a source's identifier stands for, and the values it had there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import ExternalReference

SIGHTINGS = "sightings"
"""The source of people and offices that were made from mentions in texts: their key is the person's uid, and for an
office the party and the office besides."""


@dataclass(slots=True)
class Known:
    """One external reference as the ledger holds it."""

    id: int
    owner_kind: str
    owner_id: int
    digest: str


class References:
    """The external references of some sources, looked up without asking the ledger again."""

    def __init__(self, session: Session, sources: Iterable[str]) -> None:
        self.session = session
        self._known: dict[tuple[str, str, str], Known] = {}
        self._digests: dict[tuple[str, str], set[str]] = {}
        table = ExternalReference.__table__.c
        columns = (table.source, table.source_id, table.owner_kind, table.id, table.owner_id, table.digest)
        query = select(*columns).where(table.source.in_(list(sources)), table.deleted_at.is_(None))
        for source, key, kind, ref_id, owner_id, digest in session.execute(query):
            self._known[source, key, kind] = Known(ref_id, kind, owner_id, digest)
            self._digests.setdefault((source, key), set()).add(digest)

    def find(self, source: str, key: str, kind: str) -> Known | None:
        """The record of a kind that a source calls ``key``."""
        return self._known.get((source, key, kind))

    def has(self, source: str, key: str, digest: str) -> bool:
        """Whether a row was imported with just that content."""
        return digest in self._digests.get((source, key), ())

    def of_source(self, source: str, kind: str) -> dict[str, Known]:
        """All references of a source for a kind, by key."""
        return {key: one for (src, key, owner), one in self._known.items() if (src, owner) == (source, kind)}

    def imported(self, known: Iterable[Known]) -> dict[int, dict[str, Any]]:
        """The values last imported, by the reference's identifier."""
        from diplotrack.store.batches import batches

        found: dict[int, dict[str, Any]] = {}
        for some in batches(one.id for one in known):
            query = select(ExternalReference.id, ExternalReference.imported)
            found |= dict(self.session.execute(query.where(ExternalReference.id.in_(some))).all())
        return found
