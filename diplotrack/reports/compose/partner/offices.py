"""People and offices: who holds which office on the day, and whom we met in which capacity."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Appointment, Participant, Person
from diplotrack.records.enumerations import Level, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.room import SENTENCE, Room
from diplotrack.reports.compose.wording import when
from diplotrack.reports.document import Block, Bullets, Point, Span
from diplotrack.store.as_of import offices
from diplotrack.store.batches import batches

MOST = 10
MET_WITHIN = timedelta(days=730)
RANKS: dict[Level | None, int] = {level: place for place, level in enumerate(Level)}


def people_and_offices(dossier: Dossier, room: Room) -> list[Block]:
    """A point a person: name in both scripts, office, since when; how to say it and protocol in an internal copy."""
    met = dossier.once(_met)
    held, people = dossier.once(offices_held, frozenset(met))
    listed = {one.person_id for one in held}
    theirs = [one for one in held if one.party_id in dossier.family]
    others = [one for one in held if one.party_id not in dossier.family]
    seen = [one for one in met if one not in listed and people.may_list(one)]
    points = [
        biography(dossier, room, people, one.person_id, one.office, _since(dossier, one))
        for group, welcome in ((theirs, (MOST, 0, 1.0)), (others, (3, 0, 0.6)))
        for one in room.some(group, *welcome, _more)
    ]
    for person_id in room.some(seen, 6, 0, 0.55, of=_more):
        capacity, day = met[person_id]
        told = _("met {day}").format(day=format_date(day))
        points.append(
            biography(dossier, room, people, person_id, capacity or people.office(person_id, day), told)
        )
    return [Bullets(points)] if points else []


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


def _since(dossier: Dossier, one: Appointment) -> str:
    if one.until_on is not None and one.until_on < dossier.on:
        # Its end is known to lie between two days: say when it was last seen, not since when it was first seen.
        return _("last seen {day}").format(day=format_date(one.until_on))
    if one.from_on is None:
        return ""
    return _("since {day}").format(day=when(one.from_on, one.from_on_latest))


def biography(frame: Frame, room: Room, people: People, person_id: int, office: str, since: str) -> Point:
    """ "H.E. Hosni Mubarak (محمد حسني مبارك), President  (since Oct 14, 1981; say: …; speaks Arabic)"."""
    person = people.get(person_id)
    assert isinstance(person, Person)
    mark = frame.print("person", person_id)
    name: list[str | Span] = [frame.span(f"{person.honorific} {person.name}".strip(), bold=True)]
    if person.native_name:
        name += [" (", frame.span(person.native_name), ")"]
    if office:
        name += [", ", frame.span(room.words(office, 160, 90))]
    told = [since]
    if frame.internal:
        say = person.pronunciation
        told.append(_("say: {pronunciation}").format(pronunciation=say) if say else "")
        told.append(_("speaks {languages}").format(languages=person.languages) if person.languages else "")
        told.append(room.words(person.protocol_notes, 240, 0, whole=SENTENCE))
    more = "; ".join(part.rstrip(".;") for part in told if part)
    # Without anything to add the name itself has to carry the link.
    shown = [frame.span(f"  ({more})", person.uid, quiet=True)] if more else []
    if not shown:
        name[0] = frame.span(f"{person.honorific} {person.name}".strip(), person.uid, bold=True)
    return Point((*name, *shown), marking=mark)


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
