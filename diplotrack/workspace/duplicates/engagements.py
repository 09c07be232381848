"""Engagements that may be the same one: about the same day, with the same partners and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.records import Engagement, EngagementParty, Participant
from diplotrack.records.enumerations import Format
from diplotrack.store.derive import our_parties
from diplotrack.store.sql import plus_days
from diplotrack.workspace.duplicates.pair import Candidate, Sources

HOURS = 1
"""Hours between two beginnings from which they are two meetings of one day."""
DISTANT = (Format.CALL, Format.VIDEO_CALL)


def search(session: Session, progress: Progress) -> Iterator[Candidate]:
    """Pairs of engagements, scored."""
    progress(0, None, _("Comparing engagements"))
    pairs = _near_days(session)
    ids = {one for pair in pairs for one in pair}
    rows = _rows(session, ids)
    parties = _linked(session, EngagementParty.engagement_id, EngagementParty.party_id)
    ours = our_parties(session)
    people = _linked(session, Participant.engagement_id, Participant.person_id)
    sources = Sources(session, "engagement")
    for done, (one, other) in enumerate(pairs):
        if done % 500 == 0:
            progress(done, len(pairs), _("Comparing engagements"))
        theirs = (parties[one] - ours, parties[other] - ours)
        if not (theirs[0] & theirs[1] or people[one] & people[other]):
            continue
        pair = _scored(rows[one], rows[other], theirs, (people[one], people[other]))
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


def _rows(session: Session, ids: set[int]) -> dict[int, Any]:
    from diplotrack.store.batches import batches

    found: dict[int, Any] = {}
    columns = (
        Engagement.id,
        Engagement.title,
        Engagement.starts_on,
        Engagement.start_time,
        Engagement.format,
        Engagement.city,
        Engagement.setting,
        Engagement.level_theirs,
    )
    for some in batches(ids):
        found |= {row.id: row for row in session.execute(select(*columns).where(Engagement.id.in_(some)))}
    return found


def _linked(session: Session, owner: Any, column: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for owner_id, linked in session.execute(select(owner, column).where(column.is_not(None))):
        found[owner_id].add(linked)
    return found


def _scored(
    one: Any, other: Any, theirs: tuple[set[int], set[int]], people: tuple[set[int], set[int]]
) -> Candidate | None:
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
    if people[0] & people[1]:
        whole = people[0] == people[1] or len(people[0] & people[1]) > 1
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
