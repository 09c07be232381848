"""People and offices: who holds which office on the day, and whom we met in which capacity."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date
from diplotrack.records import Appointment, Participant, Person
from diplotrack.records.enumerations import Level, Side
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.wording import and_more, when
from diplotrack.reports.document import Block, CellLike, Column, Group, Row, Span, Table, cell, plain
from diplotrack.store.as_of import offices
from diplotrack.store.batches import batches

MOST = 10
MET_WITHIN = timedelta(days=730)
RANKS: dict[Level | None, int] = {level: place for place, level in enumerate(Level)}


def people_and_offices(dossier: Dossier) -> list[Block]:
    """One table: office, name in both scripts, since when; how to say it and protocol in an internal copy."""
    met = _met(dossier)
    held, people = offices_held(dossier, set(met))
    rows: list[Row] = []
    theirs = [one for one in held if one.party_id in dossier.family]
    others = [one for one in held if one.party_id not in dossier.family]
    for title, group in ((dossier.name, theirs), (_("Our mission there"), others)):
        if group:
            rows.append(Group(title))
            rows += [_row(dossier, people, one) for one in group[:MOST]]
            if len(group) > MOST:
                rows.append(("", Span(and_more(len(group) - MOST), quiet=True)))
    listed = {one.person_id for one in held}
    seen = {one: told for one, told in met.items() if one not in listed and people.may_list(one)}
    if seen:
        rows.append(Group(_("Met in the last two years, in the office recorded then")))
        for person_id, (capacity, day) in list(seen.items())[:MOST]:
            rows.append(_met_row(dossier, people, person_id, capacity, day))
        if len(seen) > MOST:
            rows.append(("", Span(and_more(len(seen) - MOST), quiet=True)))
    columns = [
        Column(_("Office"), 2.6, key="office"),
        Column(_("Name"), 2.6, key="name"),
        Column(_("Since"), 1.6, "date", key="since"),
    ]
    if any(
        len(row) > len(columns) and plain(cell(row[-1]).text) for row in rows if not isinstance(row, Group)
    ):
        columns.append(Column(_("To know"), 3, key="notes"))
    shown = [row if isinstance(row, Group) else row[: len(columns)] for row in rows]
    return [Table(columns, shown, name="people")] if rows else []


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
    name, _since, *notes = _person(dossier, people, person_id, "")
    held = capacity or people.office(person_id, day)
    return (dossier.span(held), name, _("met {day}").format(day=format_date(day)), *notes)


def _person(dossier: Dossier, people: People, person_id: int, since: CellLike) -> tuple[CellLike, ...]:
    person = people.get(person_id)
    assert isinstance(person, Person)
    dossier.print("person", person_id)
    shown = f"{person.honorific} {person.name}".strip()
    name: list[str | Span] = [dossier.span(shown, bold=True)]
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
