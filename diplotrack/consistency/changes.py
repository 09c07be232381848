"""Changes of position: one line replaced by another of a different stance on the same objective, announced or not.

A change is announced where a day of announcement or a record that announced it is given. It explains words on either
side of it: those said before the announcement or before it took effect, and those said on the day or later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.rule import Scope
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Consultation, PositionPartner
from diplotrack.records.enumerations import ConsultationType, Duty
from diplotrack.store.batches import among, batches
from diplotrack.store.lists import live
from diplotrack.store.positions import Lines
from diplotrack.store.positions.addressees import Scopes
from diplotrack.store.positions.successions import Stated, Successions, read_successions


@dataclass(frozen=True, slots=True)
class Change:
    """That ``new`` replaced ``old``, both with a stance, on the same objective."""

    old: Stated
    new: Stated

    @property
    def ref(self) -> Ref:
        """The record of the change: the new position."""
        return Ref("position", self.new.id)

    @property
    def day(self) -> date | None:
        """The day from which the new position holds; its announcement, where that is not said."""
        return self.new.first

    @property
    def announced(self) -> date | None:
        """The day of the announcement: without one, the day of the change, else of its entry. None: not announced."""
        if not self.new.is_announced:
            return None
        return self.new.announced_on or self.new.first or self.new.entered

    @property
    def difference(self) -> int:
        """Δs, from 0 to 4."""
        return abs((self.new.stance or 0) - (self.old.stance or 0))

    def lies_within(self, days: PartialDate) -> bool:
        """Whether it was announced on one of the days, or took effect on one of them having been announced by then.

        Both ends are inclusive: the words that announce a change are said on the day itself.
        """
        announced = self.announced
        if announced is None:
            return False
        took_effect = self.day is not None and days.earliest <= self.day <= days.latest
        return days.earliest <= announced <= days.latest or (took_effect and announced <= days.latest)


def changes(successions: Successions) -> Iterator[Change]:
    """All changes of stance, in order of entry of the new positions."""
    for new in successions.standing():
        old = successions.predecessor(new.id)
        if old is None or None in (old.stance, new.stance):
            continue
        if old.objective == new.objective and old.stance != new.stance:
            yield Change(old, new)


def is_past(position: Stated, successions: Successions, today: date) -> bool:
    """Whether a position has ended or been replaced: what was owed on it is then owed on its successor."""
    if position.valid_until is not None and position.valid_until < today:
        return True
    return any((one.first or one.entered) <= today for one in successions.successors(position.id))


@dataclass(frozen=True, slots=True)
class Announced:
    """The announced changes by objective, and whom they address."""

    by_objective: dict[int, list[Change]]
    scopes: Scopes

    def toward(self, objective: int, partners: Iterable[int | None], days: PartialDate) -> list[Change]:
        """The changes on an objective that address one of the partners; None is everyone."""
        asked = list(partners)
        return [
            change
            for change in self.by_objective.get(objective, ())
            if any(self._addresses(change, partner, days) for partner in asked)
        ]

    def between(
        self, objective: int, one: PartialDate, other: PartialDate, partners: Iterable[int | None]
    ) -> bool:
        """Whether one of them lies between two days, both inclusive; days known in part are read widely."""
        span = PartialDate(min(one.earliest, other.earliest), max(one.latest, other.latest))
        return any(change.lies_within(span) for change in self.toward(objective, partners, span))

    def _addresses(self, change: Change, partner: int | None, days: PartialDate) -> bool:
        scope = self.scopes.of(change.new.id)
        return not scope or (partner is not None and self.scopes.breadth(scope, partner, days) is not None)


def announced_changes(lines: Lines) -> Announced:
    """The announced changes among the positions that were read."""
    found: dict[int, list[Change]] = defaultdict(list)
    for change in changes(lines.successions):
        if change.announced is not None:
            found[change.new.objective].append(change)
    return Announced(dict(found), lines.scopes)


def owed_on_changes(
    read: Session,
    settings: CheckSettings,
    today: date,
    scope: Scope | None,
    duty: Duty,
    difference: int,
    days: int,
) -> list[tuple[Change, date, str, int]]:
    """Changes by ``difference`` or more whose day lies more than so many days back, with each partner on that list.

    Each with its day, the code of its objective (one in force), and the partner. What a later change has replaced by
    today is owed no more, nor what has run out.
    """
    wanted = None if scope is None else scope.get("position", ())
    successions = read_successions(read, positions=wanted)
    until = today - timedelta(days=days)
    found = {
        change.new.id: (change, change.day)
        for change in changes(successions)
        if (wanted is None or change.new.id in wanted)
        and change.difference >= difference
        and change.day is not None
        and change.day < until
        and not is_past(change.new, successions, today)
    }
    codes = codes_in_force(read, {change.new.objective for change, _day in found.values()})
    pairs = read_duties(read, found, duty, settings.ours)
    return [
        (*found[position], codes[objective], partner)
        for position, partner in pairs
        if (objective := found[position][0].new.objective) in codes
    ]


class Told(NamedTuple):
    """A notice to a partner about a position, or a consultation of it."""

    day: date
    id: int
    is_consultation: bool


def read_duties(
    read: Session, positions: Iterable[int], duty: Duty, ours: frozenset[int]
) -> list[tuple[int, int]]:
    """Position and partner, for each partner on the notify or consult list of these positions, in order of entry."""
    found: list[tuple[int, int, int]] = []
    for some in batches(set(positions)):
        rows = read.execute(_owed(), {"keys": some, "duty": duty})
        found += [(position, row, party) for row, position, party in rows]
    return list(
        dict.fromkeys((position, party) for position, _row, party in sorted(found) if party not in ours)
    )


def read_told(read: Session, positions: Iterable[int]) -> dict[tuple[int, int], list[Told]]:
    """By position and partner, the notices and consultations on these positions in order of their days."""
    found: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for some in batches(set(positions)):
        for row in read.execute(_consulted(), {"keys": some}):
            is_consultation = row.type == ConsultationType.CONSULTATION
            found[row.position_id, row.party_id].append(Told(row.on, row.id, is_consultation))
    for many in found.values():
        many.sort()
    return found


# Statements are made once: at a scoped check, making them would cost more than asking them.


@cache
def _owed() -> Select[int, int, int]:
    return select(PositionPartner.id, PositionPartner.position_id, PositionPartner.party_id).where(
        among(PositionPartner.position_id),
        PositionPartner.duty == bindparam("duty", type_=PositionPartner.__table__.c.duty.type),
        live(PositionPartner),
    )


@cache
def _consulted() -> Any:
    return select(
        Consultation.id, Consultation.position_id, Consultation.party_id, Consultation.on, Consultation.type
    ).where(
        standing(Consultation),
        among(Consultation.position_id),
        Consultation.party_id.is_not(None),
        Consultation.on.is_not(None),
    )
