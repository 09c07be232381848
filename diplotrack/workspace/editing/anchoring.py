"""Tying a record to the one that it follows from, and to the words there of which it was made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.language.quotes import anchored
from diplotrack.records import KINDS, Record
from diplotrack.store.passages import passages_of
from diplotrack.workspace.editing.draft import Draft, Quoted, blank_row

COLUMNS = ("passage_uid", "quote_start", "quote_before", "quote_after")
"""Where a kind that quotes keeps the place of its words."""


def tie(follow: Draft, column: str, record: Record) -> None:
    """Let a draft point at the record that it follows from, by a column of its own or of one of its parts."""
    part, dot, name = column.rpartition(".")
    if dot:
        rows = follow.parts.setdefault(part, [])
        row = next((one for one in rows if one.id is None), None)
        if row is None:
            row = blank_row(KINDS[part])
            rows.append(row)
        row.values[name] = record.id
    else:
        follow.values[column] = record.id
        for inner, after in follow.follows:
            # What the readout of a meeting promises was promised at the meeting too.
            if inner != column and after.values.get(column, record.id) is None:
                after.values[column] = record.id
    if follow.quoted is not None:
        follow.quoted = replace(follow.quoted, owner=(record.__kind__.name, record.id))


def anchor(session: Session, record: Any, quoted: Quoted) -> bool:
    """Write down where the quoted words stand; False where its kind keeps no place, or the words are gone."""
    if quoted.owner is None or not all(name in record.__table__.columns for name in COLUMNS):
        return False
    kind, owner_id = quoted.owner
    passages = passages_of(session, kind, [owner_id]).get(owner_id, {}).get(quoted.role, [])
    for passage in sorted(passages, key=lambda one: abs(one.ordinal - quoted.paragraph)):
        found = anchored(passage.text, quoted.words, quoted.start)
        if found is not None:
            record.passage_uid = passage.uid
            record.quote_start, record.quote_before, record.quote_after = found
            return True
    return False
