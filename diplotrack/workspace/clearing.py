"""Clearances hold for the text as it stood that day: its fingerprint is kept with them, and an edit voids them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import Clearance, Passage, Record
from diplotrack.records.enumerations import ClearanceState
from diplotrack.store.lists import live
from diplotrack.workspace.editing.draft import PartRow

CLEARED = (ClearanceState.CLEARED, ClearanceState.WITH_EDITS)


def fingerprint(session: Session, communication: int) -> str:
    """The SHA-256 of a communication's text, its paragraphs apart; "" where it has none."""
    query = select(Passage.text).where(
        Passage.owner_kind == "communication",
        Passage.owner_id == communication,
        Passage.role == "text",
        live(Passage),
    )
    words = "\n\n".join(session.scalars(query.order_by(Passage.ordinal, Passage.id)))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def stamp(session: Session, record: Record, before: Collection[PartRow]) -> None:
    """Give each clearance of a communication that was given just now the fingerprint of the text as it stands."""
    if record.__kind__.name != "communication":
        return
    old = {row.id: row.values for row in before}
    rows = session.scalars(
        select(Clearance).where(Clearance.communication_id == record.id, live(Clearance))
    ).all()
    given = [row for row in rows if row.state in CLEARED and _is_news(row, old.get(row.id))]
    if given:
        now = fingerprint(session, record.id)
        for row in given:
            row.text_hash = now


def _is_news(row: Clearance, before: dict[str, object] | None) -> bool:
    return before is None or before["state"] != row.state


def voided(session: Session, communications: Collection[int]) -> set[int]:
    """The clearances of these communications that an edit of the text has voided since."""
    rows = session.execute(
        select(Clearance.id, Clearance.communication_id, Clearance.text_hash).where(
            Clearance.communication_id.in_(communications),
            Clearance.state.in_(CLEARED),
            Clearance.text_hash != "",
            live(Clearance),
        )
    ).all()
    now = {one: fingerprint(session, one) for one in {row.communication_id for row in rows}}
    return {row.id for row in rows if row.text_hash != now[row.communication_id]}
