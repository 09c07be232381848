"""The record that a command's arguments name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.cli.call import Call

if TYPE_CHECKING:
    from diplotrack.records import Record


def record_named(call: Call, kind: str, words: str) -> Record:
    """A record by kind and uid; a party also by code or any name, an objective by code. Raises UserError."""
    from sqlalchemy import select

    from diplotrack.base.ident import uid_from_text
    from diplotrack.records import Objective, Party

    records = call.workspace().records
    cls = records.kind(kind)
    try:
        uid_from_text(words)
    except ValueError:
        if cls is Party:
            return records.party(words)
        if cls is Objective:
            with call.workspace().read() as session:
                query = select(Objective).where(Objective.code == words, Objective.deleted_at.is_(None))
                found = session.scalar(query)
            if found is not None:
                return found
    return records.by_uid(cls, words)
