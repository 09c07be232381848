"""Whether the clearances of texts still hold: each is for the text as it stood, and an edit voids it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import Clearance, Passage
from diplotrack.records.enumerations import ClearanceState
from diplotrack.store.batches import batches
from diplotrack.store.ledger_tables import Change
from diplotrack.store.lists import live

GIVEN = (ClearanceState.CLEARED, ClearanceState.WITH_EDITS)
"""The states of a clearance under which a text may go out."""


def fingerprints(read: Session, communications: Iterable[int]) -> dict[int, str]:
    """The SHA-256 of each communication's text, its paragraphs apart; one without a text is absent."""
    texts: dict[int, list[str]] = defaultdict(list)
    for some in batches(set(communications)):
        query = _passages(some).where(live(Passage)).order_by(Passage.ordinal, Passage.id)
        for owner, text in read.execute(query.with_only_columns(Passage.owner_id, Passage.text)):
            texts[owner].append(text)
    return {owner: hashlib.sha256("\n\n".join(parts).encode()).hexdigest() for owner, parts in texts.items()}


def voided(read: Session, clearances: Collection[Clearance]) -> set[int]:
    """Those of given clearances since which the text was edited.

    A clearance knows the fingerprint of its text; for one that came without (from a file), the history tells.
    """
    known = [one for one in clearances if one.text_hash]
    now = fingerprints(read, {one.communication_id for one in known})
    void = {one.id for one in known if one.text_hash != now.get(one.communication_id, "")}
    return void | _edited_since(read, [one for one in clearances if not one.text_hash])


def _edited_since(read: Session, clearances: Collection[Clearance]) -> set[int]:
    """Those of clearances since whose entry, by the history, a paragraph of the text reads otherwise."""
    if not clearances:
        return set()
    entered: dict[int, int] = {}
    for change in _changes(read, "clearance", {one.id for one in clearances}):
        if change.action == "create" or "state" in json.loads(change.before or "{}"):
            entered[change.record_id] = change.change_set_id
    passages: dict[int, list[Any]] = defaultdict(list)
    for some in batches({one.communication_id for one in clearances}):
        query = _passages(some).with_only_columns(
            Passage.id, Passage.owner_id, Passage.text, Passage.deleted_at.is_not(None).label("gone")
        )
        for row in read.execute(query):
            passages[row.owner_id].append(row)
    history: dict[int, list[Any]] = defaultdict(list)
    for change in _changes(read, "passage", {row.id for rows in passages.values() for row in rows}):
        history[change.record_id].append(change)
    return {
        one.id
        for one in clearances
        if one.id in entered
        and any(
            _reads_otherwise(row, history[row.id], entered[one.id]) for row in passages[one.communication_id]
        )
    }


def _reads_otherwise(row: Any, history: list[Any], entered: int) -> bool:
    """Whether a paragraph differs from what it was when that operation was over."""
    then: dict[str, Any] = {}
    for change in history:
        if change.change_set_id > entered:
            if change.action == "create":
                return not row.gone
            for column, value in json.loads(change.before or "{}").items():
                then.setdefault(column, value)
    was_gone = then["deleted_at"] is not None if "deleted_at" in then else row.gone
    if was_gone or row.gone:
        return bool(was_gone != row.gone)
    return bool(then.get("text", row.text) != row.text)


def _passages(communications: Collection[int]) -> Any:
    return select(Passage.id).where(
        Passage.owner_kind == "communication", Passage.owner_id.in_(communications), Passage.role == "text"
    )


def _changes(read: Session, kind: str, ids: Iterable[int]) -> list[Any]:
    """What was done to rows of a kind, oldest first."""
    found: list[Any] = []
    for some in batches(ids):
        query = select(Change.record_id, Change.change_set_id, Change.action, Change.before).where(
            Change.kind == kind, Change.record_id.in_(some)
        )
        found += read.execute(query.order_by(Change.id)).all()
    return found
