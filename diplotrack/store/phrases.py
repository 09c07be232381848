"""Records whose text holds some run of words, by the search index: for finding what was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from sqlalchemy import exists, literal_column, or_, select, table, text
from sqlalchemy.orm import Session

from diplotrack.records import Passage
from diplotrack.store.ledger_tables import SearchText
from diplotrack.store.search_index import spaced
from diplotrack.store.unchanged import remembered, state_of

AT_ONCE = 40
"""Phrases in one statement."""

_FTS = table("search_fts")
_MATCHES = text("search_fts MATCH :phrases")


Found = tuple[tuple[str, int], ...]


def holding(session: Session, groups: Iterable[tuple[str, ...]], limit: int = 50) -> list[tuple[str, int]]:
    """Kind and identifier of marked records that hold any of the phrases word by word; at most ``limit`` for a group.

    A group is the phrases of one paragraph. Only records that carry a marking, or have a passage that does, are looked
    for.
    """
    state = state_of(session)
    found: dict[tuple[str, int], None] = {}
    for group in groups:
        key = ("phrases", limit, group)
        found |= dict.fromkeys(remembered(session, state, key, partial(_look_up, session, group, limit)))
    return list(found)


def _look_up(session: Session, group: tuple[str, ...], limit: int) -> Found:
    wanted = [f'"{" ".join(words)}"' for phrase in group if (words := re.findall(r"[^\W_]+", spaced(phrase)))]
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
    return tuple(found)
