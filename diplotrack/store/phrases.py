"""Records whose text holds some run of words, by the search index: for finding what was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import exists, literal_column, or_, select, table, text
from sqlalchemy.orm import Session

from diplotrack.records import Passage
from diplotrack.store.ledger_tables import SearchText
from diplotrack.store.search_index import spaced

AT_ONCE = 40
"""Phrases in one statement."""

_FTS = table("search_fts")
_MATCHES = text("search_fts MATCH :phrases")


def holding(session: Session, phrases: Iterable[str], limit: int = 50) -> list[tuple[str, int]]:
    """Kind and identifier of marked records that hold any of the phrases word by word; of so many phrases, ``limit``.

    Only records that carry a marking, or have a passage that does, are looked for.
    """
    wanted = [
        f'"{" ".join(words)}"'
        for phrase in phrases
        if (words := re.findall(r"\w+", spaced(phrase).replace("_", " ")))
    ]
    marked = select(Passage.id).where(
        Passage.owner_kind == SearchText.kind,
        Passage.owner_id == SearchText.record_id,
        Passage.marking_rank.is_not(None),
        Passage.deleted_at.is_(None),
    )
    query = (
        select(SearchText.kind, SearchText.record_id)
        .join(_FTS, literal_column("search_fts.rowid") == SearchText.id)
        .where(_MATCHES, or_(SearchText.rank.is_not(None), exists(marked)))
        .order_by(SearchText.id)
        .limit(limit)
    )
    found: dict[tuple[str, int], None] = {}
    for start in range(0, len(wanted), AT_ONCE):
        expression = " OR ".join(wanted[start : start + AT_ONCE])
        for kind, record in session.execute(query, {"phrases": expression}):
            found[kind, record] = None
    return list(found)
