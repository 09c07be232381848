"""Parties: countries, organizations, ministries, and whoever else takes part; their names, memberships and tiers."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import TIERS, Level, NameUse, PartyType
from diplotrack.records.field import Kind
from diplotrack.records.record import Record

NAMES = N_("Names")
STANDING = N_("Standing")


class Party(Record):
    """A country, organization, ministry, parliament, company, contested entity or unit of our own."""

    __kind__ = Kind(
        "party",
        N_("Partner"),
        N_("Partners"),
        "party",
        title="name",
        subtitle=("type", "code"),
        columns=("name", "type", "code", "formal_name"),
        searched=("name", "formal_name", "code", "capital", "notes"),
        help=N_("A country, organization or body that takes part, promises, or is spoken to."),
    )

    name: Mapped[str] = column.text(
        N_("Name"), N_("The usual short name."), required=True, width=28, index=True
    )
    code: Mapped[str] = column.text(
        N_("Code"),
        N_("ISO 3166 alpha-3 for a country, the usual abbreviation for an organization."),
        width=8,
        index=True,
    )
    type: Mapped[PartyType] = column.choice(PartyType, N_("Type"), default=PartyType.COUNTRY, width=16)
    formal_name: Mapped[str] = column.text(N_("Formal name"), width=40, group=NAMES)
    contested_name: Mapped[str] = column.text(
        N_("Name that this workspace uses"),
        N_("For a contested entity or name: what is printed here."),
        group=NAMES,
    )
    parent_id: Mapped[int | None] = column.reference(
        "party", N_("Belongs to"), N_("The country of a ministry, the parent of a unit or contested entity.")
    )
    capital: Mapped[str] = column.text(N_("Capital or seat"), group=STANDING)
    time_zone: Mapped[str] = column.text(
        N_("Time zone"), N_("An IANA name such as Europe/Paris."), group=STANDING
    )
    from_on: Mapped[date | None] = column.day(N_("Exists since"), group=STANDING)
    from_on_latest: Mapped[date | None] = column.latest()
    until_on: Mapped[date | None] = column.day(N_("Existed until"), group=STANDING)
    until_on_latest: Mapped[date | None] = column.latest()
    is_own: Mapped[bool] = column.flag(N_("Ours"), N_("This is our own government or a unit of it."))
    notes: Mapped[str] = column.text(N_("Notes"), long=True)


class PartyName(Record):
    """A further name of a party: former, abbreviated, in its own script, in another language."""

    __kind__ = Kind(
        "party_name",
        N_("Other name"),
        N_("Other names"),
        "party",
        title="name",
        part_of="party",
        owner="party_id",
        columns=("name", "use", "language"),
    )

    party_id: Mapped[int] = column.owner("party", N_("Partner"))
    name: Mapped[str] = column.text(N_("Name"), required=True, width=28, index=True)
    use: Mapped[NameUse] = column.choice(NameUse, N_("Use"), default=NameUse.USUAL)
    language: Mapped[str] = column.text(N_("Language"), N_("A language code such as fr or ar."), width=8)
    from_on: Mapped[date | None] = column.day(N_("Used from"))
    from_on_latest: Mapped[date | None] = column.latest()
    until_on: Mapped[date | None] = column.day(N_("Used until"))
    until_on_latest: Mapped[date | None] = column.latest()


class Membership(Record):
    """A party's membership of an organization, from a day until a day."""

    __kind__ = Kind(
        "membership",
        N_("Membership"),
        N_("Memberships"),
        "party",
        title="role",
        part_of="party",
        owner="party_id",
        columns=("organization_id", "role", "from_on", "until_on"),
        dated="from_on",
    )

    party_id: Mapped[int] = column.owner("party", N_("Member"))
    organization_id: Mapped[int] = column.reference("party", N_("Organization"), required=True)
    role: Mapped[str] = column.text(N_("Role"), N_("Member, observer, permanent member of the Council, …"))
    from_on: Mapped[date | None] = column.day(N_("Since"))
    from_on_latest: Mapped[date | None] = column.latest()
    until_on: Mapped[date | None] = column.day(N_("Until"))
    until_on_latest: Mapped[date | None] = column.latest()


class PartnerTier(Record):
    """How much contact a partner is owed: within so many months, at that level or above."""

    __kind__ = Kind(
        "partner_tier",
        N_("Contact owed"),
        N_("Contacts owed"),
        "party",
        title="note",
        part_of="party",
        owner="party_id",
        columns=("tier", "level", "months", "from_on"),
        dated="from_on",
    )

    party_id: Mapped[int] = column.owner("party", N_("Partner"))
    tier: Mapped[int | None] = column.scale(TIERS, N_("Tier"))
    level: Mapped[Level] = column.choice(
        Level, N_("Level"), N_("Contact at this level or above counts."), default=Level.WORKING
    )
    months: Mapped[int] = column.number(N_("Within months"), default=12)
    from_on: Mapped[date | None] = column.day(N_("Since"), partial=False)
    until_on: Mapped[date | None] = column.day(N_("Until"), partial=False)
    note: Mapped[str] = column.text(N_("Note"))
