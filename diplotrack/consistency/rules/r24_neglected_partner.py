"""R24: a partner that has not had the contact that its tier asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from sqlalchemy import Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.position_paths import Where
from diplotrack.consistency.reach import ancestors, down, up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Engagement, EngagementParty, PartnerTier, Party
from diplotrack.records.enumerations import EngagementStatus, Level
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R24"

RANK = {level: rank for rank, level in enumerate(Level)}
"""From the highest level (0) down."""


class Contact(NamedTuple):
    """A held engagement with a partner: its last possible day, its level, and which it is."""

    day: date
    rank: int
    engagement: int


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Tiers in force whose partner has had no contact at their level or above within their months."""
    tiers = select(
        PartnerTier.id, PartnerTier.party_id, PartnerTier.level, PartnerTier.months, PartnerTier.from_on
    ).join(Party, Party.id == PartnerTier.party_id)
    tiers = tiers.where(
        standing(Party, scope),
        live(PartnerTier),
        Party.id.not_in(settings.ours),
        or_(PartnerTier.from_on.is_(None), PartnerTier.from_on <= today),
        or_(PartnerTier.until_on.is_(None), PartnerTier.until_on >= today),
    )
    rows = read.execute(tiers.order_by(PartnerTier.id)).all()
    if scope is None and rows:
        # Most are met often: the last months tell of these, and only the others are looked at over all the years.
        begin = min(_since(row, today) for row in rows)
        lately = _contacts(read, {row.party_id for row in rows}, today, begin)
        rows = [row for row in rows if _is_neglected(row, _last(row, lately), today)]
    elif scope is not None and rows:
        parents = _bodies(read, {row.party_id for row in rows})
        rows = [row for row in rows if not _was_met(read, row, parents, today)]
    contacts = _contacts(read, {row.party_id for row in rows}, today)
    names = party_names(read, [row.party_id for row in rows])
    for row in rows:
        last = _last(row, contacts)
        if not _is_neglected(row, last, today):
            continue
        asked = {"party": names[row.party_id], "level": row.level.label, "months": row.months}
        if last is None:
            why = say(
                "The tier of {party} asks for contact at the level “{level}” or above within {months} months. None is"
                " on record.",
                **asked,
            )
        else:
            why = say(
                "The tier of {party} asks for contact at the level “{level}” or above within {months} months. The last"
                " was on {last}.",
                last=last.day,
                **asked,
            )
        yield Found(
            subjects=(Ref("party", row.party_id), Ref("partner_tier", row.id)),
            severity=Severity.MEDIUM,
            title=say("Neglected partner: {party} ({level}, {months} months)", **asked),
            why=why,
            fix=say("Schedule a contact at the level “{level}” or above.", level=row.level.label),
            records=(Ref("engagement", last.engagement),) if last else (),
            numbers={"months": row.months, "last": last.day if last else None},
            facts={"months": row.months, "level": row.level, "last": last.day if last else None},
            parties=(row.party_id,),
        )


def _since(row: Any, today: date) -> date:
    return today - relativedelta(months=row.months)


def _last(row: Any, contacts: Mapping[int, list[Contact]]) -> Contact | None:
    """The last contact at the level of the tier or above."""
    return max((one for one in contacts.get(row.party_id, ()) if one.rank <= RANK[row.level]), default=None)


def _is_neglected(row: Any, last: Contact | None, today: date) -> bool:
    since = _since(row, today)
    # A tier is given its own months first.
    return (last is None or last.day < since) and (row.from_on is None or row.from_on <= since)


def _was_met(read: Session, row: Any, parents: Mapping[int, int | None], today: date) -> bool:
    """Whether a contact within its months answers a tier: what was entered last is looked at first."""
    levels = [level for level, rank in RANK.items() if rank <= RANK[row.level]]
    given = {"since": _since(row, today), "today": today, "levels": levels}
    family = [one for one in sorted(parents) if row.party_id in (one, parents[one])]
    return any(read.scalar(_met_since(Level.WORKING in levels), {**given, "party": one}) for one in family)


@cache
def _met_since(is_any: bool) -> Select[int]:
    """A held engagement with a party on a day or later at given levels; ``is_any``: also of unknown level."""
    level = func.coalesce(Engagement.level_theirs, Engagement.level_ours)
    is_counted = level.in_(bindparam("levels", expanding=True))
    begun = Engagement.starts_on
    # In one piece, so that a database begins with the party and not with whatever was held.
    was_held = case(
        (and_(Engagement.status == EngagementStatus.HELD, begun <= bindparam("today", type_=begun.type)), 1),
        else_=0,
    )
    return (
        select(Engagement.id)
        .join(EngagementParty, Engagement.id == EngagementParty.engagement_id)
        .where(
            EngagementParty.party_id == bindparam("party"),
            live(EngagementParty),
            standing(Engagement),
            was_held == 1,
            func.coalesce(Engagement.starts_on_latest, begun) >= bindparam("since", type_=begun.type),
            or_(level.is_(None), is_counted) if is_any else is_counted,
        )
        .order_by(EngagementParty.id.desc())
        .limit(1)
    )


def _contacts(
    read: Session, parties: set[int], today: date, since: date | None = None
) -> dict[int, list[Contact]]:
    """The held engagements of each partner, those of its ministries and other bodies included.

    With ``since``, only those that began on that day or later.
    """
    if not parties:
        return {}
    parents = _bodies(read, parties)
    found: dict[int, list[Contact]] = {}
    for some in batches(parents):
        # Which were held is told here, not by the statement: a partner has few engagements among all that were held,
        # and a database that began with those would read most of the ledger.
        query = (
            select(
                EngagementParty.party_id,
                Engagement.status,
                Engagement.starts_on,
                Engagement.starts_on_latest,
                Engagement.level_theirs,
                Engagement.level_ours,
                Engagement.id,
            )
            .join(Engagement, Engagement.id == EngagementParty.engagement_id)
            .where(EngagementParty.party_id.in_(some), live(EngagementParty), standing(Engagement))
        )
        if since is not None:
            query = query.where(Engagement.starts_on >= since)
        for party, status, begun, day, theirs, ours, engagement in read.execute(query):
            if status != EngagementStatus.HELD or begun is None or begun > today:
                continue
            # Their level tells who was met; ours stands in for it. A contact of unknown level is a working contact.
            contact = Contact(min(day or begun, today), RANK[theirs or ours or Level.WORKING], engagement)
            for partner in parties.intersection({party, parents[party]}):
                found.setdefault(partner, []).append(contact)
    return found


def _bodies(read: Session, parties: set[int]) -> dict[int, int | None]:
    """The partners, their ministries and other bodies, each with the party above it."""
    found: dict[int, int | None] = {}
    for some in batches(parties):
        for column in (Party.id, Party.parent_id):
            found.update(read.execute(select(Party.id, Party.parent_id).where(column.in_(some))).all())
    return found


def _bad(scene: Scene) -> None:
    partner = scene.partner()
    scene.add(PartnerTier(party_id=partner.id, tier=1, level=Level.MINISTER, months=12))
    scene.engagement(partner, starts_on=scene.ago(40), level_theirs=Level.SENIOR_OFFICIAL)
    scene.engagement(partner, starts_on=scene.ago(500), level_theirs=Level.MINISTER)


def _good(scene: Scene) -> None:
    partner = scene.partner()
    scene.add(PartnerTier(party_id=partner.id, tier=1, level=Level.MINISTER, months=12))
    scene.engagement(partner, starts_on=scene.ago(300), level_theirs=Level.HEAD)


_MET = frozenset(
    {"status", "starts_on", "starts_on_latest", "level_theirs", "level_ours", "deleted_at", "merged_into"}
)
_WITH = up(EngagementParty.party_id) >> ancestors(Party.parent_id)

RULE = Rule(
    code=CODE,
    slug="neglected-partner",
    title=N_("Neglected partner"),
    fires=N_(
        "A partner’s tier asks for contact at a level or above within so many months, and no engagement held with it"
        " (or with one of its ministries or bodies) meets that. Their level counts, ours where theirs is not known."
    ),
    severity=N_("medium"),
    rationale=N_("A partner of the first rank that hears from us only when we need something will notice."),
    remedy=N_("Schedule a contact at the level asked for."),
    subjects=("party",),
    find=find,
    reach={
        "engagement": Where(Engagement, _MET, down(EngagementParty.engagement_id) >> _WITH),
        "engagement_party": _WITH,
        "party": ancestors(Party.parent_id),
    },
    bad=Example(
        N_("Ministers are to meet every year; the last time was 500 days ago, officials since."), _bad
    ),
    good=Example(
        N_("Heads of government met ten months ago: above the level asked for, and within the year."), _good
    ),
)
