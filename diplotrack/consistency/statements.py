"""What we said: our statements and joint ones on objectives, never personal remarks or internal papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Ref, Words
from diplotrack.consistency.sayings import LONGEST, shorten
from diplotrack.records import Communication, Statement, StatementAudience
from diplotrack.records.enumerations import Behalf, CommunicationType, Traffic
from diplotrack.store.batches import among, batches
from diplotrack.store.lists import live

UNSAID = (CommunicationType.TALKING_POINTS, CommunicationType.CABLE)
"""Papers that prepare or report: internal, however they were sent."""


class Saying(NamedTuple):
    """A statement that speaks for us. ``audience`` holds partners in order of entry, never ourselves.

    ``is_public``: it was public, or it names no audience, which means the same. ``speaker`` is a person.
    """

    id: int
    objective: int
    stance: int
    days: PartialDate
    audience: tuple[int, ...]
    is_public: bool
    speaker: int | None

    @property
    def ref(self) -> Ref:
        """The record."""
        return Ref("statement", self.id)

    @property
    def partners(self) -> tuple[int | None, ...]:
        """Its audience as positions know it: the partners, or None for everyone."""
        return self.audience or (None,)


def read_statements(
    read: Session,
    ours: Collection[int],
    *,
    ids: Iterable[int] | None = None,
    objectives: Iterable[int] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Saying]:
    """Our statements that have an objective, a stance and a day, by objective and in order of time.

    All of them, or those of these identifiers, or on these objectives; ``since`` and ``until`` leave out what was
    certainly said before or after these days. ``ours`` are the parties that are us.
    """
    rows = list(_rows(read, ours, ids, objectives, since, until))
    audiences = _audiences(read, [row.id for row in rows], ours, every=ids is None and objectives is None)
    found = []
    for row in rows:
        heard = tuple(audiences.get(row.id, ()))
        days = PartialDate(row.said_on, row.said_on_latest or row.said_on)
        is_public = row.is_public or not heard
        found.append(Saying(row.id, row.objective_id, row.stance, days, heard, is_public, row.speaker_id))
    found.sort(key=lambda one: (one.objective, one.days.earliest, one.days.latest, one.id))
    return found


def clause(text: str, longest: int = LONGEST) -> str:
    """Words for the middle of a sentence: shortened, and without a full stop of their own."""
    return shorten(text, longest).removesuffix(".")


def read_words(read: Session, ids: Iterable[int]) -> dict[int, Words]:
    """The words of statements, as evidence quotes them."""
    found: dict[int, Words] = {}
    for some in batches(set(ids)):
        for one, quote in read.execute(_words(), {"keys": some}):
            found[one] = Words(Ref("statement", one), quote)
    return found


def speaks_for_us(ours: Collection[int] | BindParameter[Any]) -> ColumnElement[bool]:
    """That a statement, outer-joined to the text it is from, is ours or joint, and was said.

    What another party's speaker said is not ours, whoever entered it so.
    """
    is_internal = or_(
        Communication.traffic == Traffic.INTERNAL,
        # Said at a meeting and reported in a cable, it was said.
        and_(Communication.type.in_(UNSAID), Statement.engagement_id.is_(None)),
    )
    us = ours if isinstance(ours, BindParameter) else sorted(ours)
    own = or_(Statement.party_id.is_(None), Statement.party_id.in_(us))
    return and_(
        standing(Statement),
        Statement.objective_id.is_not(None),
        or_(Statement.behalf == Behalf.JOINT, and_(Statement.behalf == Behalf.OURS, own)),
        Statement.is_personal.is_(False),
        or_(Communication.id.is_(None), ~is_internal),
    )


def _rows(
    read: Session,
    ours: Collection[int],
    ids: Iterable[int] | None,
    objectives: Iterable[int] | None,
    since: date | None,
    until: date | None,
) -> Iterator[Any]:
    column = None if ids is None and objectives is None else "objective_id" if ids is None else "id"
    query = _statements(column, since is not None, until is not None)
    days = {name: day for name, day in (("since", since), ("until", until)) if day is not None}
    values: dict[str, Any] = {"ours": sorted(ours), **days}
    if column is None:
        yield from read.execute(query, values)
        return
    for some in batches(set((objectives if ids is None else ids) or ())):
        yield from read.execute(query, {**values, "keys": some})


def _audiences(
    read: Session, ids: Collection[int], ours: Collection[int], *, every: bool
) -> dict[int, list[int]]:
    """By statement, its audience; ``every`` reads all rows at once, which costs less than reading most in batches."""
    found: dict[int, list[int]] = defaultdict(list)
    chosen: Iterable[dict[str, Any]] = [{}] if every else ({"keys": some} for some in batches(ids))
    for values in chosen:
        for statement, party in read.execute(_heard(every), values):
            if party not in ours:
                found[statement].append(party)
    return found


# Statements are made once: at a scoped check, making them would cost more than asking them.


@cache
def _statements(column: str | None, is_since: bool, is_until: bool) -> Any:
    query = (
        select(
            Statement.id,
            Statement.objective_id,
            Statement.stance,
            Statement.said_on,
            Statement.said_on_latest,
            Statement.is_public,
            Statement.speaker_id,
        )
        .outerjoin(Communication, Communication.id == Statement.communication_id)
        .where(
            speaks_for_us(bindparam("ours", expanding=True)),
            Statement.stance.is_not(None),
            Statement.said_on.is_not(None),
        )
    )
    if is_since:
        query = query.where(Statement.said_on_latest >= bindparam("since", type_=Date()))
    if is_until:
        query = query.where(Statement.said_on <= bindparam("until", type_=Date()))
    return query if column is None else query.where(among(getattr(Statement, column)))


@cache
def _heard(every: bool) -> Select[int, int]:
    query = select(StatementAudience.statement_id, StatementAudience.party_id).where(live(StatementAudience))
    query = query.order_by(StatementAudience.id)
    return query if every else query.where(among(StatementAudience.statement_id))


@cache
def _words() -> Select[int, str]:
    return select(Statement.id, Statement.quote).where(among(Statement.id))
