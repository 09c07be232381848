"""Conditions that several rules share, as parts of a statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from diplotrack.consistency.rule import Scope
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, Record, Tag
from diplotrack.records.enumerations import CommitmentNature, Direction
from diplotrack.store.lists import live

FOLLOW_UP = "follow-up"
"""The tag by which somebody opens a record from before the duty date."""

OUR_BUSINESS = (Direction.OURS, Direction.THEIRS, Direction.MUTUAL)
"""Commitments that we gave or hold: what others promise one another is not ours to chase."""


def standing(kind: type[Record], scope: Scope | None = None) -> ColumnElement[bool]:
    """That a record is neither in the trash nor merged into another, and lies within the scope."""
    here = and_(live(kind), kind.merged_into.is_(None))
    return here if scope is None else and_(here, kind.id.in_(sorted(scope.get(kind.__kind__.name, ()))))


def on_duty(
    kind: type[Record], day: Any, settings: CheckSettings, opened: type[Record] | None = None
) -> ColumnElement[bool]:
    """That a record is not from before the duty date, or that somebody opened it for follow-up.

    ``day`` is the latest day on which the record can be; a record without one is from its day of entry. ``opened`` is
    the kind, joined in the statement, that carries the tag where the record is its part.
    """
    start = settings.duty_from
    if start is None:
        return true()
    tagged = opened or kind
    followed = exists(
        select(Tag.id).where(
            Tag.owner_kind == tagged.__kind__.name,
            Tag.owner_id == tagged.id,
            func.lower(Tag.name) == FOLLOW_UP,
            live(Tag),
        )
    )
    entered = and_(day.is_(None), kind.created_at >= datetime.combine(start, time()))
    return or_(day >= start, entered, followed)


def condition_met(today: date) -> ColumnElement[bool]:
    """That nothing stands between a commitment and its performance: a condition, if there is one, is met."""
    return or_(Commitment.nature != CommitmentNature.CONDITIONAL, Commitment.condition_met_on <= today)


def one_of(column: Any, members: Iterable[Any]) -> ColumnElement[bool]:
    """That a column holds one of the members."""
    result: ColumnElement[bool] = column.in_(list(members))
    return result
