"""Clearances hold for the text as it stood that day: its fingerprint is kept with them, and an edit voids them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency import clearances
from diplotrack.records import Clearance, Record
from diplotrack.store.lists import live
from diplotrack.workspace.editing.draft import PartRow


def stamp(session: Session, record: Record, before: Collection[PartRow]) -> None:
    """Give each clearance of a communication that was given just now the fingerprint of the text as it stands."""
    if record.__kind__.name != "communication":
        return
    old = {row.id: row.values for row in before}
    rows = session.scalars(
        select(Clearance).where(Clearance.communication_id == record.id, live(Clearance))
    ).all()
    given = [row for row in rows if row.state in clearances.GIVEN and _is_news(row, old.get(row.id))]
    if given:
        now = clearances.fingerprints(session, [record.id]).get(record.id, "")
        for row in given:
            row.text_hash = now


def _is_news(row: Clearance, before: dict[str, object] | None) -> bool:
    return before is None or before["state"] != row.state


def voided(session: Session, communications: Collection[int]) -> set[int]:
    """The clearances of these communications that an edit of the text has voided since."""
    given = select(Clearance).where(
        Clearance.communication_id.in_(communications), Clearance.state.in_(clearances.GIVEN), live(Clearance)
    )
    return clearances.voided(session, session.scalars(given).all())
