"""Records that may be the same one, and what people said about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.likeness.pair import LEAST, Candidate, Pair
from diplotrack.records import KINDS
from diplotrack.store import lists, settings
from diplotrack.store.ledger import Ledger

APART = "duplicates.apart"
"""The application's own setting that holds, by kind, the pairs of global identifiers that are not the same."""


class Duplicates:
    """Finding pairs of people, partners and engagements; setting pairs apart for good."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, kind: str, least: int = LEAST, progress: Progress = quiet) -> list[Pair]:
        """The pairs of a kind (``person``, ``party`` or ``engagement``) with that score or more, the surest first.

        Those that were set apart are left out. ``progress`` may raise Cancelled.
        """
        from diplotrack.exchange.likeness import engagements, parties, people

        search = {"person": people.search, "party": parties.search, "engagement": engagements.search}[kind]
        with self._ledger.read() as session:
            found = [one for one in search(session, progress) if one.score >= least]
            apart = self._apart(session, kind)
            uids = self._uids(session, kind, found) if apart else {}
            found = [
                one for one in found if not apart or frozenset((uids[one.one], uids[one.other])) not in apart
            ]
            found.sort(key=lambda one: (-one.score, one.one, one.other))
            ids = {one.one for one in found} | {one.other for one in found}
            named = lists.mentions(session, kind, ids)
        return [Pair(named[one.one], named[one.other], min(one.score, 100), one.reasons) for one in found]

    def set_apart(self, kind: str, one: int, other: int, *, apart: bool = True) -> None:
        """Remember that two records are not the same; ``apart=False`` lets them be found again."""
        with self._ledger.change("Set apart") as work:
            uids = self._uids(work.session, kind, [Candidate(one, other, 0)])
            kept: dict[str, Any] = dict(settings.read(work.session, APART) or {})
            pair = sorted((uids[one], uids[other]))
            others = [known for known in kept.get(kind, []) if known != pair]
            kept[kind] = [*others, pair] if apart else others
            settings.write(work.session, APART, kept)

    def apart(self, kind: str) -> list[Pair]:
        """The pairs that were set apart and are still there, the latest first."""
        about = KINDS[kind]
        with self._ledger.read() as session:
            kept = (settings.read(session, APART) or {}).get(kind, [])
            wanted = {bytes.fromhex(uid) for pair in kept for uid in pair}
            rows = session.execute(
                select(about.uid, about.id).where(about.uid.in_(wanted), about.deleted_at.is_(None))
            ).all()
            ids = {uid.hex(): row_id for uid, row_id in rows}
            named = lists.mentions(session, kind, ids.values())
        return [
            Pair(named[ids[one]], named[ids[other]], 0)
            for one, other in reversed(kept)
            if one in ids and other in ids
        ]

    @staticmethod
    def _apart(session: Session, kind: str) -> set[frozenset[str]]:
        return {frozenset(pair) for pair in (settings.read(session, APART) or {}).get(kind, [])}

    @staticmethod
    def _uids(session: Session, kind: str, pairs: list[Candidate]) -> dict[int, str]:
        from diplotrack.store.batches import batches

        about = KINDS[kind]
        found: dict[int, str] = {}
        for some in batches({one.one for one in pairs} | {one.other for one in pairs}):
            rows = session.execute(select(about.id, about.uid).where(about.id.in_(some)))
            found |= {row_id: uid.hex() for row_id, uid in rows}
        return found


__all__ = ["APART", "LEAST", "Duplicates", "Pair"]
