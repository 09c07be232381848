"""Names and ties of records, looked up for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.sayings import say
from diplotrack.records import CommitmentParty, Party, Person, Record
from diplotrack.records.enumerations import CommitmentSide, Direction
from diplotrack.release.protected import contact_name
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

NAMED = 4
"""Parties that a sentence names before it counts the others."""

WHOSE = {
    Direction.OURS: N_("ours"),
    Direction.THEIRS: N_("theirs"),
    Direction.MUTUAL: N_("mutual"),
    Direction.BETWEEN_OTHERS: N_("between others"),
}


def caption(kind: type[Record]) -> ColumnElement[str]:
    """The column that names a record; a protected source is called so here as everywhere."""
    title: ColumnElement[str] = kind.__table__.c[kind.__kind__.title]
    return case((Person.is_protected.is_(True), contact_name()), else_=title) if kind is Person else title


def party_names(read: Session, ids: Iterable[int]) -> dict[int, str]:
    """The names that this workspace uses for parties."""
    found: dict[int, str] = {}
    name = func.coalesce(func.nullif(Party.contested_name, ""), Party.name)
    for some in batches(set(ids)):
        found.update(read.execute(select(Party.id, name).where(Party.id.in_(some))).all())
    return found


def named(names: Sequence[Any]) -> list[Any]:
    """Names for a sentence: the first few, then how many others."""
    if len(names) <= NAMED:
        return list(names)
    return [*names[: NAMED - 1], say("{n} others", n=len(names) - NAMED + 1)]


def commitment_parties(read: Session, ids: Iterable[int]) -> dict[int, dict[CommitmentSide, list[int]]]:
    """Who made each commitment and to whom, in order of entry."""
    found: dict[int, dict[CommitmentSide, list[int]]] = defaultdict(
        lambda: {CommitmentSide.BY: [], CommitmentSide.TO: []}
    )
    for some in batches(ids):
        rows = select(CommitmentParty.commitment_id, CommitmentParty.side, CommitmentParty.party_id).where(
            CommitmentParty.commitment_id.in_(some), live(CommitmentParty)
        )
        for owner, side, party in read.execute(rows.order_by(CommitmentParty.id)):
            found[owner][side].append(party)
    return found
