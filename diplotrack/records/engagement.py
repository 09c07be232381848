"""Engagements: what was planned or held, with whom, at which level, and what was said."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import (
    Attendance,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    Setting,
    Side,
)
from diplotrack.records.field import Gathered, Kind, TextRole
from diplotrack.records.record import Marked, Record

WHEN = N_("When and where")
HOW = N_("Form")
PROGRAMME = N_("Programme")


class Engagement(Marked, Record):
    """A meeting, call, démarche, visit, summit or other contact between sides."""

    __kind__ = Kind(
        "engagement",
        N_("Engagement"),
        N_("Engagements"),
        "engagement",
        title="title",
        subtitle=("starts_on", "format", "city"),
        columns=("starts_on", "partners", "title", "format", "level_theirs", "status", "city"),
        sort="-starts_on",
        dated="starts_on",
        searched=("title", "city", "venue", "purpose"),
        linkable=True,
        gathers=(
            Gathered("partners", N_("With"), "engagement_party", "party_id", ("side", "theirs")),
            Gathered("people", N_("People"), "participant", "person_id"),
        ),
        texts=(
            TextRole("summary", N_("Summary"), N_("What came out of it, in a few sentences.")),
            TextRole("our_points", N_("Our points")),
            TextRole("their_points", N_("Their points")),
            TextRole("discussion", N_("Discussion")),
            TextRole("outcomes", N_("Outcomes")),
            TextRole("atmosphere", N_("Atmosphere")),
        ),
        help=N_("A meeting, call, démarche, visit or session: planned, held, postponed or cancelled."),
    )

    title: Mapped[str] = column.text(N_("Title"), required=True, width=44)
    starts_on: Mapped[date | None] = column.day(N_("Date"), group=WHEN, width=12)
    starts_on_latest: Mapped[date | None] = column.latest()
    start_time: Mapped[time | None] = column.clock_time(N_("From"), group=WHEN)
    ends_on: Mapped[date | None] = column.day(N_("Last day"), group=WHEN, width=12)
    ends_on_latest: Mapped[date | None] = column.latest()
    end_time: Mapped[time | None] = column.clock_time(N_("To"), group=WHEN)
    zone: Mapped[str] = column.text(
        N_("Time zone"), N_("An IANA name such as Europe/Paris; empty is the post's."), group=WHEN
    )
    starts_utc: Mapped[datetime | None] = mapped_column(DateTime)
    city: Mapped[str] = column.text(N_("City"), group=WHEN, width=16)
    venue: Mapped[str] = column.text(N_("Venue"), group=WHEN)
    country_id: Mapped[int | None] = column.reference("party", N_("Held in"), group=WHEN)
    format: Mapped[Format] = column.choice(Format, N_("Format"), default=Format.MEETING, group=HOW, width=16)
    setting: Mapped[Setting] = column.choice(Setting, N_("Setting"), default=Setting.BILATERAL, group=HOW)
    status: Mapped[EngagementStatus] = column.choice(
        EngagementStatus, N_("Status"), default=EngagementStatus.HELD, group=HOW, width=12
    )
    status_reason: Mapped[str] = column.text(
        N_("Reason"), N_("Why it was postponed or cancelled."), group=HOW
    )
    level_ours: Mapped[Level | None] = column.choice(Level, N_("Our level"), group=HOW, width=20)
    level_theirs: Mapped[Level | None] = column.choice(Level, N_("Their level"), group=HOW, width=20)
    purpose: Mapped[str] = column.text(
        N_("Purpose"), N_("What we want from it, in two lines."), long=True, group=HOW
    )
    is_public: Mapped[bool] = column.flag(N_("Public"), N_("Announced or reported in public."), group=HOW)
    parent_id: Mapped[int | None] = column.reference(
        "engagement", N_("Part of"), N_("The visit programme or conference."), group=PROGRAMME
    )
    sequence: Mapped[int | None] = column.number(N_("Item"), group=PROGRAMME)
    is_confirmed: Mapped[bool] = column.flag(N_("Confirmed"), group=PROGRAMME)
    press: Mapped[str] = column.text(N_("Press"), group=PROGRAMME)
    transport: Mapped[str] = column.text(N_("Transport"), group=PROGRAMME)
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"), group=PROGRAMME)


class EngagementParty(Record):
    """A party that takes part in an engagement."""

    __kind__ = Kind(
        "engagement_party",
        N_("Party"),
        N_("Parties"),
        "party",
        title="note",
        part_of="engagement",
        owner="engagement_id",
        once=("party_id",),
        columns=("party_id", "side", "note"),
    )

    engagement_id: Mapped[int] = column.owner("engagement", N_("Engagement"))
    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
    side: Mapped[Side] = column.choice(Side, N_("Side"), default=Side.THEIRS)
    note: Mapped[str] = column.text(N_("Note"))


class Participant(Record):
    """Somebody in the room: a person, or an unnamed number of people of a delegation."""

    __kind__ = Kind(
        "participant",
        N_("Participant"),
        N_("Participants"),
        "person",
        title="capacity",
        part_of="engagement",
        owner="engagement_id",
        once=("person_id",),
        columns=("person_id", "capacity", "side", "role", "attendance"),
        sort="precedence",
    )

    engagement_id: Mapped[int] = column.owner("engagement", N_("Engagement"))
    person_id: Mapped[int | None] = column.reference("person", N_("Person"), width=24)
    count: Mapped[int] = column.number(N_("How many"), N_("For unnamed people of a delegation."), default=1)
    party_id: Mapped[int | None] = column.reference("party", N_("Delegation"))
    side: Mapped[Side] = column.choice(Side, N_("Side"), default=Side.THEIRS)
    precedence: Mapped[int | None] = column.number(N_("Precedence"))
    role: Mapped[ParticipantRole] = column.choice(ParticipantRole, N_("Role"), default=ParticipantRole.MEMBER)
    languages: Mapped[str] = column.text(N_("Languages"), N_("Between which an interpreter works."))
    attendance: Mapped[Attendance] = column.choice(Attendance, N_("Attendance"), default=Attendance.ATTENDED)
    replaced_by_id: Mapped[int | None] = column.reference("person", N_("Replaced by"))
    capacity: Mapped[str] = column.text(
        N_("Capacity that day"), N_("The office held on the day; filled from the person's offices."), width=24
    )
    is_tete_a_tete: Mapped[bool] = column.flag(N_("Tête-à-tête"))


class AgendaItem(Record):
    """One point of an engagement's agenda."""

    __kind__ = Kind(
        "agenda_item",
        N_("Agenda item"),
        N_("Agenda"),
        "engagement",
        title="title",
        part_of="engagement",
        owner="engagement_id",
        columns=("sequence", "title", "raised_by"),
        sort="sequence",
    )

    engagement_id: Mapped[int] = column.owner("engagement", N_("Engagement"))
    sequence: Mapped[int | None] = column.number(N_("No."), width=4)
    title: Mapped[str] = column.text(N_("Item"), required=True, width=40)
    raised_by: Mapped[Side | None] = column.choice(Side, N_("Raised by"))
