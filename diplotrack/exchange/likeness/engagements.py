"""Engagements that may be the same one: about the same day, with the same partners and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.exchange.likeness.pair import Candidate, Sources
from diplotrack.records import Engagement, EngagementParty, Participant
from diplotrack.records.enumerations import Format
from diplotrack.store.batches import batches
from diplotrack.store.derive import our_parties
from diplotrack.store.sql import plus_days

HOURS = 1
"""Hours between two beginnings from which they are two meetings of one day."""
SEEN = ("title", "starts_on", "start_time", "format", "city", "setting")
"""The columns that are looked at."""
DISTANT = (Format.CALL, Format.VIDEO_CALL)


@dataclass(frozen=True, slots=True)
class Meeting:
    """An engagement as the search sees one; ``id`` is negative for one that is only coming in."""

    id: int
    title: str
    starts_on: date
    start_time: time | None
    format: str | None
    city: str
    setting: str | None
    parties: frozenset[int]
    people: frozenset[int]


def search(session: Session, progress: Progress) -> Iterator[Candidate]:
    """Pairs of engagements, scored."""
    progress(0, None, _("Comparing engagements"))
    pairs = _near_days(session)
    known = _meetings(session, {one for pair in pairs for one in pair})
    yield from _compared(session, [(known[one], known[other]) for one, other in pairs], progress)


def search_newcomers(
    session: Session, progress: Progress, newcomers: Sequence[Meeting], sources: Sources
) -> Iterator[Candidate]:
    """Pairs of which one at least is only coming in."""
    by_day: dict[date, list[Meeting]] = defaultdict(list)
    for one in newcomers:
        by_day[one.starts_on].append(one)
    days = sorted({day + timedelta(days=shift) for day in by_day for shift in (-1, 0, 1)})
    there: set[int] = set()
    for some in batches(days):
        query = select(Engagement.id).where(
            Engagement.starts_on.in_(some),
            Engagement.starts_on == Engagement.starts_on_latest,
            Engagement.deleted_at.is_(None),
        )
        there |= set(session.scalars(query))
    for one in _meetings(session, there).values():
        by_day[one.starts_on].append(one)
    pairs = []
    for one in newcomers:
        near = [
            other for shift in (-1, 0, 1) for other in by_day.get(one.starts_on + timedelta(days=shift), ())
        ]
        pairs += [(one, other) for other in near if other.id > 0 or other.id < one.id]
    yield from _compared(session, pairs, progress, sources)


def _compared(
    session: Session,
    pairs: Sequence[tuple[Meeting, Meeting]],
    progress: Progress,
    sources: Sources | None = None,
) -> Iterator[Candidate]:
    ours = our_parties(session)
    sources = sources or Sources(session, "engagement")
    for done, (one, other) in enumerate(pairs):
        if done % 500 == 0:
            progress(done, len(pairs), _("Comparing engagements"))
        theirs = (one.parties - ours, other.parties - ours)
        if not (theirs[0] & theirs[1] or one.people & other.people):
            continue
        pair = _scored(one, other, theirs)
        if pair is not None:
            sources.weigh(pair, 35)
            yield pair


def _near_days(session: Session) -> list[tuple[int, int]]:
    """Pairs that begin on the same day or the next, neither within the other nor within the same programme."""
    one, other = aliased(Engagement), aliased(Engagement)
    query = (
        select(one.id, other.id, one.parent_id, other.parent_id)
        .join(
            other,
            (other.starts_on >= one.starts_on) & (other.starts_on <= plus_days(one.starts_on, 1)),
        )
        .where(
            one.deleted_at.is_(None),
            other.deleted_at.is_(None),
            one.id != other.id,
            one.starts_on == one.starts_on_latest,
            other.starts_on == other.starts_on_latest,
        )
    )
    found = set()
    for first, second, parent, second_parent in session.execute(query):
        apart = parent == second or second_parent == first or (parent and parent == second_parent)
        if not apart:
            found.add((min(first, second), max(first, second)))
    return sorted(found)


def _meetings(session: Session, ids: set[int]) -> dict[int, Meeting]:
    parties = _linked(session, EngagementParty.engagement_id, EngagementParty.party_id)
    people = _linked(session, Participant.engagement_id, Participant.person_id)
    found: dict[int, Meeting] = {}
    table = Engagement.__table__
    for some in batches(ids):
        query = select(Engagement.id, *(table.c[name] for name in SEEN)).where(Engagement.id.in_(some))
        for row in session.execute(query).mappings():
            found[row["id"]] = meeting_of(row["id"], row, parties[row["id"]], people[row["id"]])
    return found


def meeting_of(one: int, values: Mapping[Any, Any], parties: Iterable[int], people: Iterable[int]) -> Meeting:
    """An engagement by its columns, however they were come by; its first day must be known."""
    title, day, at, form, city, setting = (values.get(name) for name in SEEN)
    assert isinstance(day, date)
    return Meeting(
        one, title or "", day, at, form, city or "", setting, frozenset(parties), frozenset(people)
    )


def _linked(session: Session, owner: Any, column: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for owner_id, linked in session.execute(select(owner, column).where(column.is_not(None))):
        found[owner_id].add(linked)
    return found


def _scored(one: Meeting, other: Meeting, theirs: tuple[frozenset[int], frozenset[int]]) -> Candidate | None:
    from rapidfuzz import fuzz

    if (one.format in DISTANT) != (other.format in DISTANT):
        return None
    pair = Candidate(one.id, other.id, 0)
    if one.starts_on == other.starts_on:
        pair.add(25, _("the same day"))
    else:
        pair.add(10, _("one day apart"))
    if theirs[0] and theirs[0] == theirs[1]:
        pair.add(20, _("the same partners"))
    elif theirs[0] & theirs[1]:
        pair.add(8, _("a partner in common"))
    if both := one.people & other.people:
        whole = one.people == other.people or len(both) > 1
        pair.add(25 if whole else 12, _("the same people") if whole else _("a person in common"))
    likeness = fuzz.token_set_ratio(one.title.casefold(), other.title.casefold())
    if likeness >= 60:
        pair.add(round((likeness - 40) / 2), _("titles that are alike"))
    if one.format == other.format:
        pair.add(8, _("the same format"))
    if one.city and other.city:
        same = one.city.casefold() == other.city.casefold()
        pair.add(12 if same else -20, _("the same city") if same else _("in two cities"))
    if one.setting != other.setting:
        pair.add(-10, _("one bilateral, one multilateral"))
    if one.start_time and other.start_time and one.starts_on == other.starts_on:
        hours = abs(
            datetime.combine(one.starts_on, one.start_time)
            - datetime.combine(other.starts_on, other.start_time)
        )
        if hours.total_seconds() > HOURS * 3600:
            pair.add(-40, _("at different hours"))
    return pair
