"""People and the offices they hold from a day until a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import Level, NameUse
from diplotrack.records.field import Kind
from diplotrack.records.record import Marked, Record

NAMES = N_("Names")
LIFE = N_("Life")
PROTOCOL = N_("Protocol")


class Person(Marked, Record):
    """Somebody we deal with or who acts for us."""

    __kind__ = Kind(
        "person",
        N_("Person"),
        N_("People"),
        "person",
        title="name",
        subtitle=("party_id",),
        columns=("name", "party_id", "native_name", "languages"),
        searched=("name", "native_name", "honorific", "languages", "protocol_notes", "notes"),
        help=N_("Somebody we deal with, or who acts for us. Offices are kept with their dates."),
    )

    name: Mapped[str] = column.text(
        N_("Name"),
        N_("As used in writing, given name first or as the person prefers."),
        required=True,
        width=28,
        index=True,
    )
    family_name: Mapped[str] = column.text(
        N_("Family name"), N_("By which the person is sorted."), group=NAMES, index=True
    )
    given_name: Mapped[str] = column.text(N_("Given name"), group=NAMES)
    native_name: Mapped[str] = column.text(N_("In native script"), group=NAMES, width=20)
    honorific: Mapped[str] = column.text(N_("Honorific"), N_("H.E., Dr, Ambassador, …"), group=NAMES)
    pronunciation: Mapped[str] = column.text(N_("Pronunciation"), group=NAMES)
    party_id: Mapped[int | None] = column.reference(
        "party",
        N_("Country or organization"),
        N_("For whom the person acts, where no appointment says it."),
        width=20,
    )
    languages: Mapped[str] = column.text(
        N_("Languages"), N_("Spoken languages, separated by commas."), group=PROTOCOL
    )
    protocol_notes: Mapped[str] = column.text(N_("Protocol notes"), long=True, group=PROTOCOL)
    is_protected: Mapped[bool] = column.flag(
        N_("Protected source"), N_("Printed as “a contact” everywhere."), group=PROTOCOL
    )
    born_on: Mapped[date | None] = column.day(N_("Born"), group=LIFE)
    born_on_latest: Mapped[date | None] = column.latest()
    died_on: Mapped[date | None] = column.day(N_("Died"), group=LIFE)
    died_on_latest: Mapped[date | None] = column.latest()
    notes: Mapped[str] = column.text(N_("Notes"), long=True)


class PersonName(Record):
    """A further spelling of a person's name."""

    __kind__ = Kind(
        "person_name",
        N_("Other name"),
        N_("Other names"),
        "person",
        title="name",
        part_of="person",
        owner="person_id",
        columns=("name", "use"),
    )

    person_id: Mapped[int] = column.owner("person", N_("Person"))
    name: Mapped[str] = column.text(N_("Name"), required=True, width=28, index=True)
    use: Mapped[NameUse] = column.choice(NameUse, N_("Use"), default=NameUse.USUAL)


class ContactPoint(Record):
    """How to reach a person."""

    __kind__ = Kind(
        "contact_point",
        N_("Contact point"),
        N_("Contact points"),
        "person",
        title="value",
        part_of="person",
        owner="person_id",
        columns=("channel", "value"),
    )

    person_id: Mapped[int] = column.owner("person", N_("Person"))
    channel: Mapped[str] = column.text(
        N_("Channel"),
        N_("Telephone, e-mail, assistant, …"),
        suggestions=("telephone", "mobile", "e-mail", "assistant", "address"),
    )
    value: Mapped[str] = column.text(N_("Number or address"), required=True, width=28)


class Appointment(Record):
    """An office or post that a person holds at a party, from a day until a day."""

    __kind__ = Kind(
        "appointment",
        N_("Office"),
        N_("Offices"),
        "person",
        title="office",
        part_of="person",
        owner="person_id",
        columns=("office", "party_id", "from_on", "until_on"),
        dated="from_on",
    )

    person_id: Mapped[int] = column.owner("person", N_("Person"))
    office: Mapped[str] = column.text(
        N_("Office"), N_("Foreign Minister, Ambassador to Japan, …"), required=True, width=28
    )
    level: Mapped[Level | None] = column.choice(Level, N_("Level"))
    party_id: Mapped[int | None] = column.reference(
        "party", N_("Of"), N_("The country or body whose office it is.")
    )
    at_party_id: Mapped[int | None] = column.reference(
        "party", N_("Accredited to"), N_("Where a chief of mission serves.")
    )
    from_on: Mapped[date | None] = column.day(N_("From"), index=True)
    from_on_latest: Mapped[date | None] = column.latest()
    until_on: Mapped[date | None] = column.day(N_("Until"))
    until_on_latest: Mapped[date | None] = column.latest()
    note: Mapped[str] = column.text(N_("Note"), width=28)
