"""People and offices: who holds which office on the day, and whom we met in which capacity."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Appointment, Participant, Person
from diplotrack.records.enumerations import Level, Side
from diplotrack.reports.compose.frame import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import when
from diplotrack.reports.document import Block, CellLike, Column, Group, Row, Table, cell, plain
from diplotrack.store.as_of import offices
from diplotrack.store.batches import batches

MOST = 10
MET_WITHIN = timedelta(days=730)
RANKS: dict[Level | None, int] = {level: place for place, level in enumerate(Level)}


def people_and_offices(dossier: Dossier, room: Room) -> list[Block]:
    """One table: office, name in both scripts, since when; how to say it and protocol in an internal copy."""
    met = dossier.once(_met)
    held, people = dossier.once(offices_held, frozenset(met))
    listed = {one.person_id for one in held}
    theirs = [one for one in held if one.party_id in dossier.family]
    others = [one for one in held if one.party_id not in dossier.family]
    seen = [one for one in met if one not in listed and people.may_list(one)]
    rows: list[Row] = []
    for title, group, welcome in (
        (dossier.name, theirs, (MOST, 2, 0.9)),
        (_("Our mission there"), others, (4, 0, 0.5)),
    ):
        shown = room.some(group, *welcome, of=_more)
        if shown:
            rows.append(Group(title))
            rows += [_row(dossier, people, one) for one in shown]
    shown_people = room.some(seen, MOST, 0, 0.5, of=_more)
    if shown_people:
        rows.append(Group(_("Met in the last two years, in the office recorded then")))
        rows += [_met_row(dossier, people, one, *met[one]) for one in shown_people]
    columns = [
        Column(_("Office"), 2.6, key="office"),
        Column(_("Name"), 2.6, key="name"),
        Column(_("Since"), 1.6, "date", key="since"),
    ]
    if any(
        len(row) > len(columns) and plain(cell(row[-1]).text) for row in rows if not isinstance(row, Group)
    ):
        columns.append(Column(_("To know"), 3, key="notes"))
    shown_rows = [row if isinstance(row, Group) else row[: len(columns)] for row in rows]
    return [Table(columns, shown_rows, name="people")] if rows else []


def _more(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=format_number(count))


def offices_held(dossier: Dossier, others: Collection[int] = ()) -> tuple[list[Appointment], People]:
    """The offices held on the day, the partner's own first and the highest first in each, with the people in them.

    The people hold those of ``others`` too.
    """
    held = [
        one for one in offices(dossier.session, dossier.on, parties=dossier.family) if _concerns(dossier, one)
    ]
    people = People(dossier, {one.person_id for one in held}.union(others))
    held = _likely([one for one in held if people.may_list(one.person_id)], dossier.on)
    held.sort(
        key=lambda one: (
            one.party_id not in dossier.family,
            RANKS.get(one.level, len(RANKS)),
            one.from_on is None,
        )
    )
    return held, people


def _likely(held: list[Appointment], day: date) -> list[Appointment]:
    """Those that hold, as far as one can tell, of those that may.

    Somebody seen in office long ago, whose end nobody recorded, is left out; of several in one office whose beginnings
    are unknown, only the first to leave can have held it already; without any date there is nothing to go by.
    """
    first_out: dict[tuple[str, int | None, int | None], Appointment] = {}
    found = []
    for one in held:
        if one.from_on is not None:
            if one.until_on is None or one.until_on >= day - MET_WITHIN:
                found.append(one)
        elif one.until_on is not None:
            key = (one.office, one.party_id, one.at_party_id)
            rival = first_out.get(key)
            if rival is None or rival.until_on is None or one.until_on < rival.until_on:
                first_out[key] = one
    return found + list(first_out.values())


def _concerns(dossier: Dossier, one: Appointment) -> bool:
    """An office of the partner's, or one of ours that is accredited to it."""
    return one.party_id in dossier.family or one.party_id in dossier.ours or not dossier.ours


def _row(dossier: Dossier, people: People, one: Appointment) -> Row:
    if one.until_on is not None and one.until_on < dossier.on:
        # Its end is known to lie between two days: say when it was last seen, not since when it was first seen.
        since = _("last seen {day}").format(day=format_date(one.until_on))
    else:
        since = when(one.from_on, one.from_on_latest)
    shown = dossier.span(since, one.uid)
    return (dossier.span(one.office), *_person(dossier, people, one.person_id, shown))


def _met_row(dossier: Dossier, people: People, person_id: int, capacity: str, day: date) -> Row:
    person = people.get(person_id)
    told = dossier.span(_("met {day}").format(day=format_date(day)), person.uid if person else None)
    name, since, *notes = _person(dossier, people, person_id, told)
    held = capacity or people.office(person_id, day)
    return (dossier.span(held), name, since, *notes)


def _person(dossier: Dossier, people: People, person_id: int, since: CellLike) -> tuple[CellLike, ...]:
    person = people.get(person_id)
    assert isinstance(person, Person)
    mark = dossier.print("person", person_id)
    shown = f"{person.honorific} {person.name}".strip()
    name = [*marked(mark, dossier.span(shown, bold=True))]
    if person.native_name:
        name += ["\n", dossier.span(person.native_name)]
    if not dossier.internal:
        return (name, since)
    say = _("say: {pronunciation}").format(pronunciation=person.pronunciation) if person.pronunciation else ""
    speaks = _("speaks {languages}").format(languages=person.languages) if person.languages else ""
    return (
        name,
        since,
        dossier.span("; ".join(part for part in (say, speaks, person.protocol_notes) if part)),
    )


def _met(dossier: Dossier) -> dict[int, tuple[str, date]]:
    """Person → capacity and day of the latest engagement at which we met somebody of the partner's side."""
    since = dossier.on - MET_WITHIN
    recent = {one.id: one for one in dossier.contacts if one.starts_on and one.starts_on >= since}
    found: dict[int, tuple[str, date]] = {}
    rows: list[tuple[int, int, str]] = []
    for some in batches(recent):
        query = (
            select(Participant.person_id, Participant.engagement_id, Participant.capacity)
            .join(Person, Person.id == Participant.person_id)
            .where(
                Participant.engagement_id.in_(some),
                Participant.side == Side.THEIRS,
                Participant.deleted_at.is_(None),
                Participant.party_id.in_(dossier.family)
                | Participant.party_id.is_(None) & Person.party_id.in_(dossier.family),
            )
        )
        rows += [
            (person, engagement, capacity)
            for person, engagement, capacity in dossier.session.execute(query)
            if person
        ]
    rows.sort(key=lambda row: recent[row[1]].starts_on, reverse=True)
    for person_id, engagement_id, capacity in rows:
        if person_id not in found:
            found[person_id] = (capacity, recent[engagement_id].starts_on)
    return found
