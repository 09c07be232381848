"""Which records hold some words, by the search index, so that not every text is read to find few."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from diplotrack.records import Record
from diplotrack.store.ledger_tables import SearchText
from diplotrack.store.lists import live

# CROSS JOIN: the index of words first. With statistics out of date, SQLite might look up each text of the kind in it.
_HOLDING = text(
    "SELECT search_text.record_id FROM search_fts CROSS JOIN search_text ON search_text.id = search_fts.rowid"
    " WHERE search_fts MATCH :words AND search_text.kind = :kind"
)


def worded(session: Session, kind: type[Record], words: Iterable[str]) -> frozenset[int] | None:
    """The records of a kind with any of these words in their title or texts, whole and whatever their case.

    The words are of scripts with spaces. It may tell of more than there are, as what is indexed has no punctuation, but
    never of fewer. None where the index does not hold the records of that kind one and all: then each is to be read.
    Changes that are not committed yet are not seen.
    """
    name = kind.__kind__.name
    indexed = session.scalar(select(func.count()).select_from(SearchText).where(SearchText.kind == name))
    if indexed != session.scalar(select(func.count()).select_from(kind).where(live(kind))):
        return None
    expression = " OR ".join(f'"{word}"' for word in words)
    return frozenset(session.scalars(_HOLDING, {"words": expression, "kind": name}))
