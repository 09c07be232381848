"""With whom: people and parties whose names somebody begins to type, those met last first, and who they were."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.i18n import _, format_date
from diplotrack.records import Appointment, Engagement, EngagementParty, Participant, Party, Person
from diplotrack.records.display import Mention, display
from diplotrack.records.enumerations import Level, PartyType
from diplotrack.store import lists
from diplotrack.store.as_of import offices
from diplotrack.store.batches import batches
from diplotrack.workspace.suggesting.names import Named, Names, Whom

LATEST = 300
"""How many of the latest engagements tell who was met lately."""
LOOKED_AT = 80
"""How many of those whose names match are asked for when they were met."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who may be meant: ``hint`` tells them from their namesakes, ``met_on`` is when they were met last.

    ``office`` and ``party`` are those of a person on the day; ``is_ours`` says that they are of our own side.
    """

    mention: Mention
    hint: str = ""
    met_on: date | None = None
    office: str = ""
    party: Mention | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a person was on a day. ``party`` is whom they acted for, ``is_ours`` whether that is ourselves."""

    person: Mention
    office: str = ""
    level: Level | None = None
    party: Mention | None = None
    is_ours: bool = False
    is_protected: bool = False


def offers(
    session: Session, names: Names, words: str, on: date | None = None, limit: int = 12
) -> list[Offer]:
    """The people and parties of whose names the words begin words, met last first; those met last for no words.

    ``on`` is the day whose offices are told (default: today). The whole name goes before everything.
    """
    ours = {("party", key) for key in _ours(session)}
    lately = {whom: day for whom, day in met_lately(session).items() if whom not in ours}
    if not words.strip():
        newest = sorted(lately, key=lambda whom: lately[whom], reverse=True)
        known = [
            Named(whom, caption, 2)
            for whom in newest[: 2 * limit]
            if (caption := names.caption(session, whom))
        ]
        return _told(session, known[:limit], lately, on)
    found = names.beginning(session, words)
    near = [one for one in found if one.whom in lately]
    near += [one for one in found if one.whom not in lately][: LOOKED_AT - len(near)]
    met = lately | last_met(session, [one.whom for one in near if one.whom not in lately])

    def likelihood(one: Named) -> tuple[bool, bool, float, int, int]:
        day = met.get(one.whom)
        return (
            one.rank != 0,
            day is None or one.whom in ours,
            -day.toordinal() if day else 0,
            one.rank,
            len(one.caption),
        )

    return _told(session, sorted(near, key=likelihood)[:limit], met, on)


def met_lately(session: Session) -> dict[Whom, date]:
    """Who took part in the latest engagements, and when last."""
    latest = (
        select(Engagement.id, Engagement.starts_on)
        .where(Engagement.deleted_at.is_(None), Engagement.starts_on <= clock.today())
        .order_by(Engagement.starts_on.desc())
        .limit(LATEST)
    )
    days = {key: day for key, day in session.execute(latest) if day is not None}
    found: dict[Whom, date] = {}
    for kind, part, column in _TAKES_PART:
        for some in batches(days):
            owner = part.__table__.c.engagement_id
            query = select(part.__table__.c[column], owner).where(
                owner.in_(some), part.__table__.c[column].is_not(None), part.__table__.c.deleted_at.is_(None)
            )
            for record_id, engagement_id in session.execute(query):
                day = days[engagement_id]
                found[kind, record_id] = max(day, found.get((kind, record_id), day))
    return found


def last_met(session: Session, whoms: Collection[Whom]) -> dict[Whom, date]:
    """When each took part in an engagement last; who never did is absent."""
    found: dict[Whom, date] = {}
    for kind, part, column in _TAKES_PART:
        taking = part.__table__.c[column]
        for some in batches(record_id for one, record_id in whoms if one == kind):
            query = (
                select(taking, func.max(Engagement.starts_on))
                .join(Engagement, Engagement.id == part.__table__.c.engagement_id)
                .where(
                    taking.in_(some), Engagement.deleted_at.is_(None), Engagement.starts_on <= clock.today()
                )
                .group_by(taking)
            )
            found |= {(kind, record_id): day for record_id, day in session.execute(query) if day}
    return found


_TAKES_PART = (("person", Participant, "person_id"), ("party", EngagementParty, "party_id"))


def standings(session: Session, people: Collection[int], on: date | None) -> dict[int, Standing]:
    """Who each of the people was on the day (default: today): office, level, and for whom they acted."""
    from diplotrack.language.titles import office as office_named
    from diplotrack.workspace.reading.tables import offices_on

    day = on or clock.today()
    held: dict[int, list[Appointment]] = {}
    for one in offices(session, day, people=people):
        held.setdefault(one.person_id, []).append(one)
    said = offices_on(session, day, list(people))
    ours = _ours(session)
    found: dict[int, Standing] = {}
    for some in batches(people):
        query = select(Person.id, Person.name, Person.party_id, Person.is_protected)
        for key, name, party_id, protected in session.execute(query.where(Person.id.in_(some))):
            appointments = held.get(key, [])
            of = next((one.party_id for one in appointments if one.party_id), party_id)
            levels = [one.level or _level(office_named(one.office)) for one in appointments]
            level = min((one for one in levels if one), key=list(Level).index, default=None)
            party = lists.mentions(session, "party", [of]).get(of) if of else None
            person = Mention("person", key, name)
            found[key] = Standing(person, said.get(key, ""), level, party, of in ours, protected)
    return found


def _level(office: object) -> Level | None:
    word = getattr(office, "level", "")
    return next((level for level in Level if level.value == word), None)


def _ours(session: Session) -> frozenset[int]:
    """The parties that are ourselves: our government, its ministries and units."""
    own = select(Party.id).where(Party.is_own.is_(True), Party.deleted_at.is_(None))
    ids = set(session.scalars(own))
    below = select(Party.id).where(
        Party.parent_id.in_(ids),
        Party.type.in_((PartyType.MINISTRY, PartyType.OWN_UNIT, PartyType.PARLIAMENT)),
    )
    return frozenset(ids | set(session.scalars(below)))


def _told(session: Session, found: Iterable[Named], met: dict[Whom, date], on: date | None) -> list[Offer]:
    chosen = list(found)
    people = standings(session, [key for kind, key in (one.whom for one in chosen) if kind == "person"], on)
    parties = [key for kind, key in (one.whom for one in chosen) if kind == "party"]
    kinds = dict(session.execute(select(Party.id, Party.type).where(Party.id.in_(parties))).all())
    ours = _ours(session)
    told = []
    for one in chosen:
        kind, key = one.whom
        who = people.get(key) if kind == "person" else None
        if who is not None:
            said = who.office or (str(who.party) if who.party else "")
        else:
            said = display(None, kinds.get(key)) if kind == "party" else ""
        day = met.get(one.whom)
        last = _("met {date}").format(date=format_date(day)) if day else ""
        hint = "  ·  ".join(words for words in (one.spelling, said, last) if words)
        mention = Mention(kind, key, one.caption)
        if who is None:
            told.append(Offer(mention, hint, day, is_ours=kind == "party" and key in ours))
        else:
            told.append(Offer(mention, hint, day, who.office, who.party, who.is_ours))
    return told
