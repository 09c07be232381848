"""Background in two halves: what may be said of the relationship, and what is for us alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import (
    Agreement,
    AgreementParty,
    Appointment,
    Participant,
)
from diplotrack.records.enumerations import Format, Level, PartyType, Setting, Side
from diplotrack.reports.compose.frame import shortened
from diplotrack.reports.compose.partner.dossier import LONGEST_NAME, Dossier
from diplotrack.reports.compose.partner.gaps import gaps
from diplotrack.reports.compose.partner.texts import published
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening, when
from diplotrack.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Heading,
    KeepTogether,
    Paragraph,
    Point,
    Row,
    Table,
    Text,
)
from diplotrack.store.as_of import memberships
from diplotrack.store.batches import batches

YEARS = 6
MOST = 6
MEMBERS = 40
CALLS = (Format.CALL, Format.VIDEO_CALL)
TOGETHER = (Format.SUMMIT, Format.CONFERENCE_SESSION, Format.NEGOTIATION_ROUND, Format.EXERCISE)


def usable(dossier: Dossier, room: Room) -> list[Block]:
    """What may be said at the table: agreed texts, what was published, what everybody knows of the partner."""
    shared = [] if dossier.internal else years(dossier, room)
    return [*shared, *_agreements(dossier, room), *published(dossier, room), *the_partner(dossier, room)]


def undisclosed(dossier: Dossier, room: Room) -> list[Block]:
    """What is for us alone: our notes on the partner, how often we met, and what the rules found."""
    shown = years(dossier, room) if dossier.internal else []
    return [*shown, *for_us_alone(dossier, room)]


def known(dossier: Dossier, room: Room) -> list[Block]:
    """What everybody knows of the partner."""
    return [one for one in the_partner(dossier, room) if not isinstance(one, Heading)]


def for_us_alone(dossier: Dossier, room: Room) -> list[Block]:
    """Our notes on the partner and the gaps, in an internal copy."""
    found = gaps(dossier, room)
    noted = notes_on(dossier, room) if dossier.internal else []
    return [*noted, *([Heading(_("Gaps"), 2), *found] if found else [])]


def notes_on(dossier: Dossier, room: Room) -> list[Block]:
    """What the desk wrote on the partner."""
    partner = dossier.partner
    # Notes of the shipped reference data are none of ours; what somebody wrote has made a new version of the row.
    words = room.words(partner.notes, 600, 150) if partner.version > 1 else ""
    if not words:
        return []
    mark = dossier.print("party", partner.id)
    link = dossier.span("  " + _("(our notes)"), partner.uid, quiet=True)
    return [Paragraph((dossier.span(words), link), marking=mark)]


def years(dossier: Dossier, room: Room) -> list[Block]:
    """Occasions by year and kind, the last years in which there were any."""
    if room.most(YEARS, 0, 0.3) < 2:
        return []
    dated = [one for one in dossier.occasions if one[0].starts_on]
    years = sorted({one[0].starts_on.year for one in dated}, reverse=True)[: room.most(YEARS, 0, 0.3)]
    if not years:
        return []
    dated = [one for one in dated if one[0].starts_on.year in years]
    others = dossier.once(
        _only_with_heads_of_others, tuple(one for occasion in dossier.occasions for one in occasion)
    )
    called = any(one[0].format in CALLS for one in dated)
    rows: list[Row] = []
    for year in years:
        mine = [one for one in dated if one[0].starts_on.year == year]
        kinds = Counter(
            "calls" if one[0].format in CALLS else "together" if one[0].format in TOGETHER else "met"
            for one in mine
        )
        top = sum(
            1
            for occasion in mine
            if any(
                one.level_ours == Level.HEAD or (one.level_theirs == Level.HEAD and one.id not in others)
                for one in occasion
            )
        )
        counts = (kinds["met"], *([kinds["calls"]] if called else []), kinds["together"], len(mine), top)
        rows.append((str(year), *(Cell(format_number(count) if count else "–", count) for count in counts)))
    columns = (
        Column(_("Year"), 1, key="year"),
        Column(_("Visits and meetings"), 1.5, "number", key="visits_and_meetings"),
        *([Column(_("Calls"), 1, "number", key="calls")] if called else []),
        Column(_("Summits and sessions"), 1.5, "number", key="summits_and_sessions"),
        Column(_("Engagements"), 1.2, "number", key="engagements"),
        Column(_("At head of state or government level"), 1.8, "number", key="head_level"),
    )
    for occasion in dated:
        for one in occasion:
            dossier.print("engagement", one.id)
    return [KeepTogether((Table(columns, rows, caption=_("Engagements by year"), name="years"),))]


def _only_with_heads_of_others(dossier: Dossier, contacts: Sequence[Any]) -> set[int]:
    """The meetings whose level on the other side is that of a third party's head: none of the partner's was named."""
    high = [one.id for one in contacts if one.level_theirs == Level.HEAD and one.format not in TOGETHER]
    named: dict[int, set[bool]] = defaultdict(set)
    for some in batches(high):
        office = (Appointment.person_id == Participant.person_id) & (
            Appointment.office == Participant.capacity
        )
        query = (
            select(Participant.engagement_id, Participant.party_id, Appointment.level)
            .outerjoin(Appointment, office & Appointment.deleted_at.is_(None))
            .where(
                Participant.engagement_id.in_(some),
                Participant.side == Side.THEIRS,
                Participant.party_id.is_not(None),
                Participant.deleted_at.is_(None),
            )
        )
        for engagement_id, party_id, level in dossier.session.execute(query):
            own = party_id in dossier.family
            if own or level == Level.HEAD:
                named[engagement_id].add(own and level in (Level.HEAD, None))
    return {one for one, heads in named.items() if heads == {False}}


def agreements_in_force(dossier: Dossier) -> tuple[list[Agreement], int]:
    """The instruments in force between us and the partner on the day, bilateral ones first.

    The number is that of multilateral ones that name both without a ratification on record.
    """
    on = dossier.on

    def party_to(parties: frozenset[int]) -> Select[int]:
        out = func.coalesce(AgreementParty.withdrawn_on_latest, AgreementParty.withdrawn_on)
        return select(AgreementParty.agreement_id).where(
            AgreementParty.party_id.in_(parties),
            AgreementParty.deleted_at.is_(None),
            or_(out.is_(None), out >= on),
        )

    begun = or_(Agreement.in_force_on <= on, Agreement.provisional_on <= on)
    ends = func.coalesce(Agreement.ends_on_latest, Agreement.ends_on)
    query = (
        select(Agreement)
        .where(
            Agreement.deleted_at.is_(None),
            Agreement.merged_into.is_(None),
            begun,
            or_(ends.is_(None), ends >= on),
            Agreement.id.in_(party_to(dossier.family)),
        )
        .order_by(Agreement.setting != Setting.BILATERAL, Agreement.in_force_on.desc(), Agreement.id)
    )
    if dossier.ours:
        query = query.where(Agreement.id.in_(party_to(dossier.ours)))
    admitted = dossier.admit("agreement", dossier.session.scalars(query).all())
    # Being named in a multilateral instrument is not being bound by it: without a ratification it is only counted.
    bound = _ratified(dossier, [one.id for one in admitted])
    found = [one for one in admitted if one.setting == Setting.BILATERAL or one.id in bound]
    return found, len(admitted) - len(found)


def _agreements(dossier: Dossier, room: Room) -> list[Block]:
    found, rest = dossier.once(agreements_in_force)
    items: list[Text | Point] = []
    for one in room.some(found, MOST, 0, 0.75, of=_more_agreements):
        mark = dossier.print("agreement", one.id)
        since = (
            _("in force since {day}").format(day=when(one.in_force_on, one.in_force_on_latest))
            if one.in_force_on
            else _("applied provisionally")
        )
        ends_told = "; " + _("ends {day}").format(day=format_date(one.ends_on)) if one.ends_on else ""
        title = dossier.span(room.words(one.title, 200, 90))
        items.append(Point((title, dossier.span(f"  ({since}{ends_told})", one.uid, quiet=True)), mark))
    if rest and room.most(2, 0, 0.5):
        told = ngettext(
            "{count} multilateral instrument in force names both {partner} and us; no ratification is on record",
            "{count} multilateral instruments in force name both {partner} and us; no ratifications are on record",
            rest,
        )
        items.append(told.format(count=format_number(rest), partner=dossier.name))
    return [Heading(_("Agreements in force"), 2), Bullets(items)] if items else []


def _more_agreements(count: int) -> str:
    return ngettext("{count} agreement in force", "{count} agreements in force", count).format(
        count=format_number(count)
    )


def _ratified(dossier: Dossier, ids: Sequence[int]) -> set[int]:
    """The agreements that the partner, and we, had ratified by the day."""
    sides: dict[int, set[bool]] = defaultdict(set)
    for some in batches(ids):
        query = select(AgreementParty.agreement_id, AgreementParty.party_id).where(
            AgreementParty.agreement_id.in_(some),
            AgreementParty.party_id.in_(dossier.family | dossier.ours),
            AgreementParty.ratified_on <= dossier.on,
            AgreementParty.deleted_at.is_(None),
        )
        for agreement_id, party_id in dossier.session.execute(query):
            sides[agreement_id].add(party_id in dossier.family)
    return {one for one, both in sides.items() if len(both) == 2 or not dossier.ours}


def the_partner(dossier: Dossier, room: Room) -> list[Block]:
    """For an organization its members on the day; for others the organizations to which both of us belong."""
    if room.most(2, 0, 0.4) < 1:
        return []
    facts: list[tuple[Text, Text]] = []
    partner = dossier.partner
    members, common = dossier.once(_belonging)
    most = MEMBERS if room.is_endless else room.most(MEMBERS, 6, 0.5)
    if members:
        label = _("Members ({count})").format(count=format_number(len(members)))
        facts.append((label, shortened(members, most)))
    if common:
        facts.append((_("Members with us of"), shortened(common, most)))
    for label, value in ((_("Formal name"), partner.formal_name), (_("Capital or seat"), partner.capital)):
        if value:
            facts.append((label, opening(value, LONGEST_NAME)))
    return [Heading(_("The partner"), 2), Facts(facts)] if facts else []


def _belonging(dossier: Dossier) -> tuple[list[str], list[str]]:
    """The members of an organization, and the organizations in common, by name."""
    partner = dossier.partner
    members: list[str] = []
    if partner.type == PartyType.ORGANIZATION:
        stays = memberships(dossier.session, dossier.on, organizations=[partner.id])
        full = {one.party_id for one in stays if _full(one.role)}
        members = sorted(name for one in full if (name := dossier.party(one)))
    own = dossier.ours - dossier.family
    both = memberships(dossier.session, dossier.on, parties={partner.id, *own})
    theirs = {one.organization_id for one in both if one.party_id == partner.id and _full(one.role)}
    ours = {one.organization_id for one in both if one.party_id in own and _full(one.role)}
    return members, sorted(name for one in theirs & ours if (name := _in_short(dossier, one)))


def _in_short(dossier: Dossier, organization_id: int) -> str:
    """What desks call an organization: its code where that is an abbreviation, else its name."""
    called = dossier.parties.get(organization_id)
    if called is None:
        return ""
    return called.code if called.code.isalnum() and len(called.code) < 6 else called.name


def _full(role: str) -> bool:
    """Whether the role is that of a member; observers and candidates do not count."""
    return not role or "member" in role.casefold()
