"""Engagements that tell of one and the same occasion: a brief tells it, and counts it, once.

What came from several lists, or was logged for each of several travellers, stands in the ledger more than once: a
summit by its host and by each visitor, a visit by the minister who came along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from diplotrack.records import EngagementParty, Participant, Party
from diplotrack.records.enumerations import Format, Level, PartyType, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.store.batches import batches

RANKS: dict[Level | None, int] = {level: place for place, level in enumerate(Level)}
Occasion = tuple[Any, ...]
"""Engagements that are one occasion, first the one that speaks for it: of the highest level, ours before theirs."""


def occasions(frame: Frame, contacts: Sequence[Any]) -> list[Occasion]:
    """The occasions of some engagements (rows of Dossier.contacts), in their order.

    A programme or conference whose items are among them is told by those. Two summits on common days at which one
    organization meets are one; so are a visit at which nobody of theirs is named and another engagement of the same
    days and place with one of those travelling.
    """
    parents = {one.parent_id for one in contacts}
    single = [one for one in contacts if one.id not in parents]
    pairs = list(_together(single))
    doubtful = {one.id for pair in pairs for one in pair}
    meets = _Meeting(frame, doubtful)
    group = {one.id: [one.id] for one in single}
    for one, other in pairs:
        first, second = group[one.id], group[other.id]
        if first is not second and (meets.at_one_summit(one, other) or meets.on_one_visit(one, other)):
            first += second
            group |= dict.fromkeys(second, first)
    members: dict[int, list[Any]] = defaultdict(list)
    for one in single:
        members[group[one.id][0]].append(one)
    return [tuple(sorted(some, key=_standing)) for some in members.values()]


def _standing(one: Any) -> tuple[int, int, bool, bool]:
    ours, theirs = (RANKS.get(level, len(RANKS)) for level in (one.level_ours, one.level_theirs))
    return (ours, theirs, one.format == Format.VISIT, not one.city)


def _last_day(one: Any) -> date:
    first: date = one.starts_on
    return max(one.ends_on or first, first)


def _together(contacts: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """The pairs that share a day and may be one by their format."""
    dated = sorted((one for one in contacts if one.starts_on), key=lambda one: one.starts_on)
    for place, one in enumerate(dated):
        for other in dated[place + 1 :]:
            if other.starts_on > _last_day(one):
                break
            formats = {one.format, other.format}
            if formats == {Format.SUMMIT} or Format.VISIT in formats:
                yield one, other


class _Meeting:
    """Who takes part in some engagements, as far as it tells whether they are one."""

    def __init__(self, frame: Frame, ids: set[int]) -> None:
        self._bodies: dict[int, set[int]] = defaultdict(set)
        self._people: dict[tuple[int, bool], set[int | None]] = defaultdict(set)
        for some in batches(ids):
            bodies = (
                select(EngagementParty.engagement_id, EngagementParty.party_id)
                .join(Party, Party.id == EngagementParty.party_id)
                .where(
                    EngagementParty.engagement_id.in_(some),
                    EngagementParty.deleted_at.is_(None),
                    Party.type == PartyType.ORGANIZATION,
                )
            )
            for engagement_id, party_id in frame.session.execute(bodies):
                self._bodies[engagement_id].add(party_id)
            people = select(Participant.engagement_id, Participant.person_id, Participant.side).where(
                Participant.engagement_id.in_(some), Participant.deleted_at.is_(None)
            )
            for engagement_id, person_id, side in frame.session.execute(people):
                self._people[engagement_id, side == Side.OURS].add(person_id)

    def at_one_summit(self, one: Any, other: Any) -> bool:
        """Whether both are summits of one organization, in one place as far as it is told."""
        return (
            one.format == other.format == Format.SUMMIT
            and not self._bodies[one.id].isdisjoint(self._bodies[other.id])
            and (not one.city or not other.city or _in_one_place(one, other))
        )

    def on_one_visit(self, one: Any, other: Any) -> bool:
        """Whether one is a visit without a counterpart of its own, made by people of ours who were at the other."""
        return (
            (one.starts_on, _last_day(one)) == (other.starts_on, _last_day(other))
            and _in_one_place(one, other)
            and any(one.format == Format.VISIT and not self._people[one.id, False] for one in (one, other))
            and not (self._people[one.id, True] - {None}).isdisjoint(self._people[other.id, True])
        )


def _in_one_place(one: Any, other: Any) -> bool:
    return not _places(one).isdisjoint(_places(other))


def _places(one: Any) -> set[str]:
    """The places of an engagement; several stand with commas between."""
    return {place.strip().casefold() for place in one.city.split(",")} - {""}
