"""The commitments that say the same as one of a few: what a check after one edit asks, where all would be too many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.consistency.conditions import OUR_BUSINESS, one_of, standing
from diplotrack.consistency.lookups import commitment_parties
from diplotrack.consistency.restating import NEARLY, Words, figures_in, likeness, words_of
from diplotrack.records import Commitment, CommitmentParty
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus
from diplotrack.store import derive
from diplotrack.store.batches import among, batches
from diplotrack.store.lists import live

FEW = 20
"""Commitments up to which each is compared for itself."""

LAID_ASIDE = (CommitmentStatus.PROPOSED, CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)
"""What was never announced, or stands no more."""


class Around(NamedTuple):
    """A commitment, and those of the same parties whose texts are alike, with their likeness from 0 to 1."""

    row: Any
    others: dict[int, float]


def around(read: Session, percent: int, near: frozenset[int]) -> Iterator[Around]:
    """Of a few commitments those that were announced, each with all that say the same; figures must not differ."""
    sides = commitment_parties(read, near)
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows_of(read, near, announced=True).values():
        key = frozenset((side, party) for side, ids in sides[row.id].items() for party in ids)
        if any(side is CommitmentSide.BY for side, _party in key):
            groups[key].append(row)
    for key, rows in groups.items():
        wanted = {figures_in(row.text) for row in rows}
        # By their figures first: that takes a tenth of the time, and tells most texts apart.
        texts = [
            (one, figures, words_of(text))
            for one, text in _texts(read, key)
            if (figures := figures_in(text)) in wanted
        ]
        for row in rows:
            words, own = words_of(row.text), figures_in(row.text)
            found = {
                one: degree
                for one, figures, other in texts
                if one != row.id and figures == own and (degree := _likeness(other, words, percent / 100))
            }
            yield Around(row, found)


def rows_of(read: Session, ids: Iterable[int], *, announced: bool = False) -> dict[int, Any]:
    """What of commitments tells whether one repeats another; ``announced``: of those alone that were."""
    found: dict[int, Any] = {}
    for some in batches(set(ids)):
        found |= {row.id: row for row in read.execute(_rows(announced), {"keys": some})}
    return found


def is_announced() -> ColumnElement[bool]:
    """That a commitment is compared: ours or made with us or to us, announced, and with a day."""
    return and_(
        standing(Commitment),
        one_of(Commitment.direction, OUR_BUSINESS),
        Commitment.status.not_in(LAID_ASIDE),
        Commitment.made_on.is_not(None),
    )


def _likeness(first: Words, second: Words, least: float) -> float:
    """How far two texts are the same, where they are so by that much; else 0. Empty ones are like nothing."""
    shorter, both = min(len(first), len(second)), len(first) + len(second)
    # No more words can be common than the shorter text has, so that most texts need no closer look.
    if not shorter or 2 * shorter / both < least - NEARLY:
        return 0.0
    found = likeness(first, second)
    return found if found >= least - NEARLY else 0.0


def _texts(read: Session, key: frozenset[tuple[CommitmentSide, int]]) -> list[tuple[int, str]]:
    """The texts of the commitments that just these parties made, and made to just these."""
    ours = derive.our_parties(read)
    # Looked up by a party that is not us: we are party to nearly all.
    parties = sorted(key, key=lambda one: (one[1] in ours, one[1], one[0].value))
    values: dict[str, Any] = {}
    for number, (side, party) in enumerate(parties):
        values |= {f"side_{number}": side, f"party_{number}": party}
    found = dict(read.execute(_of_just(len(parties)), values).all())
    return list(found.items())


# Statements are made once: at a scoped check, making them would cost more than asking them.


@cache
def _rows(announced: bool) -> Any:
    query = select(
        Commitment.id,
        Commitment.text,
        Commitment.made_on,
        Commitment.made_on_latest,
        (Commitment.status == CommitmentStatus.FULFILLED).label("is_done"),
        Commitment.completed_on,
        Commitment.reaffirms_id,
    ).where(among(Commitment.id))
    return query.where(is_announced()) if announced else query


@cache
def _of_just(count: int) -> Select[int, str]:
    """The texts of the commitments that have just so many parties, looked up by the first of them."""

    def is_one(rows: Any, number: int) -> Any:
        side = bindparam(f"side_{number}", type_=CommitmentParty.side.type)
        return and_(rows.side == side, rows.party_id == bindparam(f"party_{number}"))

    def of_it(rows: Any) -> Any:
        return and_(rows.commitment_id == CommitmentParty.commitment_id, live(rows))

    others = [aliased(CommitmentParty) for _number in range(count)]
    has = [
        exists().where(of_it(others[number]), is_one(others[number], number)) for number in range(1, count)
    ]
    is_known = or_(*(is_one(others[0], number) for number in range(count)))
    return (
        select(Commitment.id, Commitment.text)
        .join(CommitmentParty, CommitmentParty.commitment_id == Commitment.id)
        .where(
            is_one(CommitmentParty, 0),
            live(CommitmentParty),
            is_announced(),
            *has,
            ~exists().where(of_it(others[0]), ~is_known),
        )
    )
