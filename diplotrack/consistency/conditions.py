"""Conditions that several rules share, as parts of a statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from diplotrack.base.dates import to_utc, zone_named
from diplotrack.consistency.made import OfScope, among_scope
from diplotrack.consistency.rule import Scope
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, Record, Tag
from diplotrack.records.enumerations import CommitmentNature, Direction
from diplotrack.store.lists import live

FOLLOW_UP = "follow-up"
"""The tag by which somebody opens a record from before the duty date."""

OUR_BUSINESS = (Direction.OURS, Direction.THEIRS, Direction.MUTUAL)
"""Commitments that we gave or hold: what others promise one another is not ours to chase."""


def standing(kind: type[Record], scope: Scope | OfScope | None = None) -> ColumnElement[bool]:
    """That a record is neither in the trash nor merged into another, and lies within the scope."""
    here = and_(live(kind), kind.merged_into.is_(None))
    return here if scope is None else and_(here, within(kind.id, kind, scope))


def within(column: Any, kind: type[Record], scope: Scope | OfScope | None) -> ColumnElement[bool]:
    """That a column names a record of the scope: for parts that are gathered before their record is looked at."""
    if scope is None:
        return true()
    name = kind.__kind__.name
    result: ColumnElement[bool] = (
        among_scope(column, name) if isinstance(scope, OfScope) else column.in_(sorted(scope.get(name, ())))
    )
    return result


def is_asked(kind: type[Record], scope: Scope | None) -> bool:
    """Whether records of that kind are to be looked at: where none is, no statement is needed."""
    return scope is None or bool(scope.get(kind.__kind__.name))


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
    entered = and_(day.is_(None), kind.created_at >= first_moment(start, settings))
    return or_(day >= start, entered, followed)


def first_moment(day: date, settings: CheckSettings) -> datetime:
    """The moment at which a day of the post begins, as the ledger stores moments: UTC without a zone."""
    local = datetime.combine(day, time())
    if settings.zone:
        return to_utc(local, settings.zone)
    return local.astimezone(UTC).replace(tzinfo=None)


def day_of(moment: datetime, settings: CheckSettings) -> date:
    """The day of the post on which a moment, as the ledger stores it, lay."""
    known = moment.replace(tzinfo=UTC)
    return known.astimezone(zone_named(settings.zone) if settings.zone else None).date()


def hours_ahead(zone: str, day: date, settings: CheckSettings) -> float:
    """By how many hours a day begins earlier in that zone than at the post; 0 where either zone is not known."""
    if not zone or not settings.zone:
        return 0.0
    midnight = datetime.combine(day, time())
    return (to_utc(midnight, settings.zone) - to_utc(midnight, zone)).total_seconds() / 3600


def condition_met(today: date) -> ColumnElement[bool]:
    """That nothing stands between a commitment and its performance: a condition, if there is one, is met."""
    without = and_(Commitment.nature != CommitmentNature.CONDITIONAL, func.trim(Commitment.condition) == "")
    return or_(without, Commitment.condition_met_on <= today)


def one_of(column: Any, members: Iterable[Any]) -> ColumnElement[bool]:
    """That a column holds one of the members."""
    result: ColumnElement[bool] = column.in_(list(members))
    return result
