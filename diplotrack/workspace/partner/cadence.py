"""Contact with a partner: when last, how often by level and by quarter, and what its tier asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import extract, func, or_, select

from diplotrack.base.dates import PartialDate
from diplotrack.records import Engagement, PartnerTier
from diplotrack.records.enumerations import Level
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.workspace.partner.view import Cadence, Owed

QUARTERS = 20
"""Quarters that are counted, this one included."""
USUAL_YEARS = 10
"""Years in which intervals are measured."""
RANK = {level: rank for rank, level in enumerate(Level)}


def cadence(dossier: Dossier) -> tuple[Cadence, int | None]:
    """How often there is contact, and the partner's tier (the highest of those in force)."""
    if dossier.is_of_us:
        return _of_us(dossier), None
    # What is one occasion counts once; the engagement of the highest level speaks for it.
    contacts = [occasion[0] for occasion in dossier.occasions if occasion[0].starts_on is not None]
    contacts.sort(key=lambda one: one.starts_on, reverse=True)
    tiers = _tiers(dossier)
    last = contacts[0] if contacts else None
    found = Cadence(
        last=PartialDate.of(last.starts_on, last.starts_on_latest) if last else None,
        last_id=last.id if last else None,
        days_since=(dossier.on - _day(last, dossier.on)).days if last else None,
        levels=_levels(contacts, tiers, dossier.on),
        quarters=_quarters(_by_quarter(contacts), dossier.on),
    )
    return found, min((one.tier for one in tiers if one.tier is not None), default=None)


def _of_us(dossier: Dossier) -> Cadence:
    """With ourselves nothing is owed, and all engagements may be ours: they are counted where they are stored."""
    starts = Engagement.starts_on
    year, month = extract("year", starts), extract("month", starts)
    first = date(dossier.on.year - QUARTERS // 4 - 1, 1, 1)
    query = select(year, month, func.count()).where(starts >= first, *dossier.held()).group_by(year, month)
    counts: Counter[tuple[int, int]] = Counter()
    for in_year, in_month, count in dossier.session.execute(query):
        counts[in_year, (in_month - 1) // 3] += count
    last = next((one for one in dossier.latest_contacts(1) if one.starts_on is not None), None)
    return Cadence(
        last=PartialDate.of(last.starts_on, last.starts_on_latest) if last else None,
        last_id=last.id if last else None,
        days_since=(dossier.on - _day(last, dossier.on)).days if last else None,
        quarters=_quarters(counts, dossier.on),
    )


def _tiers(dossier: Dossier) -> Sequence[PartnerTier]:
    query = select(PartnerTier).where(
        PartnerTier.party_id.in_(dossier.family),
        PartnerTier.deleted_at.is_(None),
        or_(PartnerTier.from_on.is_(None), PartnerTier.from_on <= dossier.on),
        or_(PartnerTier.until_on.is_(None), PartnerTier.until_on >= dossier.on),
    )
    return dossier.session.scalars(query.order_by(PartnerTier.months)).all()


def _day(contact: Any, on: date) -> date:
    """The last possible day of a contact, as the rules count it."""
    last: date = contact.starts_on_latest or contact.starts_on
    return min(last, on)


def _rank(contact: Any) -> int:
    """Their level tells who was met, ours stands in for it; a contact of unknown level is a working contact."""
    return RANK[contact.level_theirs or contact.level_ours or Level.WORKING]


def _levels(contacts: Sequence[Any], tiers: Sequence[PartnerTier], on: date) -> tuple[Owed, ...]:
    """One line for each level at which there was contact of its own, or is to be."""
    asked = {one.level: one for one in reversed(tiers)}
    own = {_rank(one) for one in contacts}
    since = on - relativedelta(years=USUAL_YEARS)
    found = []
    for level in Level:
        rank = RANK[level]
        tier = asked.get(level)
        if rank not in own and tier is None:
            continue
        days = sorted({_day(one, on) for one in contacts if _rank(one) <= rank})
        recent = [day for day in days if day >= since]
        gaps = [(later - earlier).days for earlier, later in pairwise(recent)]
        last = days[-1] if days else None
        late = False
        if tier is not None:
            limit = on - relativedelta(months=tier.months)
            fresh = tier.from_on is not None and tier.from_on > limit
            late = not fresh and (last is None or last < limit)
        months = tier.months if tier is not None else None
        found.append(Owed(level, last, round(median(gaps)) if gaps else None, months, late))
    return tuple(found)


def _by_quarter(contacts: Sequence[Any]) -> Counter[tuple[int, int]]:
    return Counter((one.starts_on.year, (one.starts_on.month - 1) // 3) for one in contacts)


def _quarters(counts: Counter[tuple[int, int]], on: date) -> tuple[tuple[int, int, int], ...]:
    here = on.year * 4 + (on.month - 1) // 3
    spans = (divmod(one, 4) for one in range(here - QUARTERS + 1, here + 1))
    return tuple((year, quarter + 1, counts[year, quarter]) for year, quarter in spans)
