"""Scores of commitments and how ambitious these are, read from the ledger in a few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.ident import uid_text
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.saydo.compliance import Ambition, Mark
from diplotrack.consistency.wording import wording_of
from diplotrack.records import Commitment, Score
from diplotrack.records.enumerations import CommitmentNature
from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.store.as_of import by_day
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

NEEDS_NO_DATE = (CommitmentNature.CONTINUING, CommitmentNature.RECURRING)


@dataclass(frozen=True, slots=True)
class Promise:
    """What the averages need to know of a commitment. ``year`` is that in which it was made, None where not known."""

    id: int
    uid: str
    text: str
    reference: str
    area: str
    year: int | None
    ambition: Ambition


def read_marks(
    read: Session,
    day: date,
    commitments: Collection[int] | None = None,
    release: ReleaseFilter = EVERYTHING,
) -> tuple[list[Mark], dict[int, Promise]]:
    """The marks given by a day, and the commitments that have any; what ``release`` keeps back is not there.

    ``commitments`` None asks for all.
    """
    query = (
        select(
            Score.id,
            Score.commitment_id,
            Score.party_id,
            Score.score,
            Score.cycle_end_on,
            Score.report,
            Score.assessor,
            Score.is_outside,
        )
        .join(Commitment, Commitment.id == Score.commitment_id)
        .where(
            live(Score), standing(Commitment), Score.score.is_not(None), by_day(Score, "cycle_end_on", day)
        )
    )
    marks = [Mark(*row) for row in _of(read, query, Score.commitment_id, commitments)]
    ids = {one.commitment for one in marks}
    if not release.is_open:
        ids = release.allowed_ids(read, "commitment", ids)
        marks = [one for one in marks if one.commitment in ids]
    return marks, {one.id: one for one in _promises(read, ids)}


def _promises(read: Session, ids: Collection[int]) -> Iterable[Promise]:
    query = select(
        Commitment.id,
        Commitment.uid,
        Commitment.text,
        Commitment.reference,
        Commitment.area,
        Commitment.made_on,
        Commitment.due_on,
        Commitment.nature,
        Commitment.binding,
        Commitment.action,
        Commitment.target,
    )
    for row in _of(read, query, Commitment.id, ids):
        year = row.made_on.year if row.made_on is not None else None
        yield Promise(row.id, uid_text(row.uid), row.text, row.reference, row.area, year, _ambition(row))


def _ambition(row: Any) -> Ambition:
    """An assessed commitment has somebody who made it, who is its actor; its own words may name action and target."""
    words = wording_of(row.text)
    stated = [
        True,
        bool(row.action.strip()) or words.has_action,
        bool(row.target.strip()) or words.has_target,
    ]
    if row.nature not in NEEDS_NO_DATE:
        stated.append(row.due_on is not None)
    return Ambition(row.binding, sum(stated), len(stated))


def _of(read: Session, query: Any, column: Any, ids: Collection[int] | None) -> Iterable[Any]:
    if ids is None:
        return read.execute(query).all()
    return [row for some in batches(ids) for row in read.execute(query.where(column.in_(some)))]
