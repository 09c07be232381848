"""Columns that follow from others, kept up by the store alone after every operation, undo included."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from diplotrack.base.dates import to_utc
from diplotrack.records import (
    KINDS,
    Commitment,
    CommitmentParty,
    Engagement,
    Party,
    Person,
    Record,
    Update,
)
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, Direction
from diplotrack.store import settings
from diplotrack.store.batches import batches
from diplotrack.store.touched import Touched

LONGEST_KEY = 80
"""Letters of a title that decide its place."""


def sort_key(text: str) -> str:
    """A text as it sorts: without case, diacritics and leading punctuation; other scripts keep their letters."""
    bare = text[:LONGEST_KEY].casefold()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
        bare = unicodedata.normalize("NFC", bare)
    return bare.lstrip(" '\"“”‘’«»([").strip()


def _person_key(name: str, family: str, given: str) -> str:
    return sort_key(f"{family} {given}" if family else name)


def fill_sort_keys(kind: type[Record], rows: list[dict[str, Any]]) -> None:
    """Give complete new rows the key by which they sort."""
    title = kind.__kind__.title
    for row in rows:
        if kind is Person:
            row["sort_key"] = _person_key(row["name"], row["family_name"], row["given_name"])
        else:
            row["sort_key"] = sort_key(str(row[title] or ""))


def refresh(session: Session, rows: Touched, records: Touched) -> None:
    """Derive again what follows from the rows that changed, and for the records that own them."""
    for name, ids in rows.items():
        _sort_keys(session, KINDS[name], ids)
    if engagements := records.get("engagement"):
        _utc(session, engagements)
    if commitments := records.get("commitment"):
        _directions(session, commitments)
        _statuses(session, commitments)


def _write(session: Session, kind: type[Record], values: list[dict[str, Any]]) -> None:
    if not values:
        return
    table = kind.__table__
    columns: dict[str, Any] = {key: bindparam(f"new_{key}") for key in values[0] if key != "id"}
    rows = [
        {f"{'row' if key == 'id' else 'new'}_{key}": value for key, value in row.items()} for row in values
    ]
    session.connection().execute(update(table).where(table.c.id == bindparam("row_id")).values(columns), rows)
    # Objects already loaded must not keep the old value, nor ask for the new one after their session is closed.
    by_id = {row["id"]: row for row in values}
    for record in session.identity_map.values():
        if isinstance(record, kind) and record.id in by_id:
            for key, value in by_id[record.id].items():
                set_committed_value(record, key, value)


def _sort_keys(session: Session, kind: type[Record], ids: set[int]) -> None:
    table = kind.__table__
    shown = ("name", "family_name", "given_name") if kind is Person else (kind.__kind__.title,)
    for some in batches(ids):
        query = select(table.c.id, table.c.sort_key, *(table.c[name] for name in shown))
        changed = []
        for row_id, old, *words in session.execute(query.where(table.c.id.in_(some))):
            key = _person_key(*words) if kind is Person else sort_key(str(words[0] or ""))
            if key != old:
                changed.append({"id": row_id, "sort_key": key})
        _write(session, kind, changed)


def _utc(session: Session, ids: set[int]) -> None:
    post = str(settings.read(session, "zone") or "UTC")
    for some in batches(ids):
        columns: Any = (
            Engagement.id,
            Engagement.starts_on,
            Engagement.start_time,
            Engagement.zone,
            Engagement.starts_utc,
        )
        changed = []
        for row_id, day, at, zone, old in session.execute(select(*columns).where(Engagement.id.in_(some))):
            new = to_utc(datetime.combine(day, at), zone or post) if day and at else None
            if new != old:
                changed.append({"id": row_id, "starts_utc": new})
        _write(session, Engagement, changed)


def our_parties(session: Session) -> set[int]:
    """The identifiers of the parties that are us: the government set as "we" and its own units."""
    own = set(session.scalars(select(Party.id).where(Party.is_own.is_(True))))
    if code := settings.read(session, "we"):
        own |= set(session.scalars(select(Party.id).where(Party.code == code)))
    return own


def direction_of(by: set[int], to: set[int], ours: set[int]) -> Direction:
    """Whose commitment it is. Made by us and others together it is mutual; by others to others, between others."""
    if by & ours:
        return Direction.MUTUAL if by - ours and not to - ours else Direction.OURS
    if to & ours or (not to and by):
        return Direction.THEIRS
    return Direction.BETWEEN_OTHERS


def _directions(session: Session, ids: set[int]) -> None:
    ours = our_parties(session)
    for some in batches(ids):
        sides: dict[int, tuple[set[int], set[int]]] = {row_id: (set(), set()) for row_id in some}
        query = select(CommitmentParty.commitment_id, CommitmentParty.party_id, CommitmentParty.side).where(
            CommitmentParty.commitment_id.in_(some), CommitmentParty.deleted_at.is_(None)
        )
        for row_id, party, side in session.execute(query):
            sides[row_id][0 if side == CommitmentSide.BY else 1].add(party)
        old = dict(
            session.execute(select(Commitment.id, Commitment.direction).where(Commitment.id.in_(some))).all()
        )
        changed = [
            {"id": row_id, "direction": new}
            for row_id, (by, to) in sides.items()
            if row_id in old and (new := direction_of(by, to, ours)) != old[row_id]
        ]
        _write(session, Commitment, changed)


def _statuses(session: Session, ids: set[int]) -> None:
    """The current status is that of the latest update that set one; open where none did."""
    for some in batches(ids):
        latest: dict[int, CommitmentStatus] = {}
        query = (
            select(Update.commitment_id, Update.new_status)
            .where(
                Update.commitment_id.in_(some), Update.new_status.is_not(None), Update.deleted_at.is_(None)
            )
            .order_by(Update.on, Update.id)
        )
        for row_id, status in session.execute(query):
            latest[row_id] = status or CommitmentStatus.OPEN
        old = dict(
            session.execute(select(Commitment.id, Commitment.status).where(Commitment.id.in_(some))).all()
        )
        changed = [
            {"id": row_id, "status": new}
            for row_id in some
            if row_id in old and (new := latest.get(row_id, CommitmentStatus.OPEN)) != old[row_id]
        ]
        _write(session, Commitment, changed)
