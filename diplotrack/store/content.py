"""What the ledger holds, counted and as one fingerprint: two ledgers with equal records have equal ones."""

from __future__ import annotations

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.records import KINDS
from diplotrack.store.values import DERIVED, canonical, encode


def counts(session: Session) -> dict[str, int]:
    """The number of rows of each kind, parts included, trash left out."""
    return {
        name: session.scalar(select(func.count()).select_from(kind).where(kind.deleted_at.is_(None))) or 0
        for name, kind in KINDS.items()
    }


def content_hash(session: Session) -> str:
    """SHA-256 over every row of every kind, derived columns included, in order of global identity.

    Left out are version numbers and times of change, which an operation and its undoing both move on.
    """
    digest = hashlib.sha256()
    for name, kind in sorted(KINDS.items()):
        table = kind.__table__
        columns = [column for column in table.columns if column.key not in DERIVED - {"id", "sort_key"}]
        for row in session.execute(select(*columns).order_by(table.c.uid)):
            digest.update(canonical([name, *(encode(value) for value in row)]).encode())
    return digest.hexdigest()
