"""People with their lives: offices held one after another, languages, and what is noted of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.records import Appointment, Person
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.offices import offices_held, people_and_offices
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import when
from diplotrack.reports.document import Block, Heading, Paragraph, Span
from diplotrack.store.batches import batches


def people_with_lives(dossier: Dossier, room: Room) -> list[Block]:
    """Who is who, as in the brief; then a paragraph on each of whom more is known than the office of today."""
    blocks = people_and_offices(dossier, room)
    held, people = dossier.once(offices_held)
    theirs = dict.fromkeys(one.person_id for one in held if one.party_id in dossier.family)
    careers = dossier.once(_careers, tuple(theirs))
    lives = [
        life
        for one in theirs
        if (person := people.get(one)) is not None
        and (life := _life(dossier, person, careers.get(one, ()))) is not None
    ]
    return [*blocks, Heading(_("Lives"), 2), *lives] if lives else blocks


def _life(dossier: Dossier, person: Person, career: Sequence[Appointment]) -> Paragraph | None:
    """Born, and the offices of the past; our notes in an internal copy. None where nothing is known."""
    born = PartialDate.of(person.born_on, person.born_on_latest)
    told = [_("Born {day}.").format(day=format_date(born)) if born else ""]
    past = [one for one in career if one.until_on is not None and one.until_on < dossier.on]
    if past:
        told.append(_("Before: {offices}.").format(offices="; ".join(map(_office, past))))
    if dossier.internal:
        told.append(person.notes)
    words = " ".join(part for part in told if part)
    if not words:
        return None
    mark = dossier.print("person", person.id)
    name = dossier.span(person.name, person.uid, bold=True)
    return Paragraph((name, Span("  "), dossier.span(words)), marking=mark)


def _office(one: Appointment) -> str:
    start, end = (
        when(one.from_on, one.from_on_latest) if one.from_on else "",
        when(one.until_on, one.until_on_latest),
    )
    days = f"{start} – {end}" if start else _("until {day}").format(day=end)
    return f"{one.office} ({days})"


def _careers(dossier: Dossier, people: tuple[int, ...]) -> dict[int, list[Appointment]]:
    found: dict[int, list[Appointment]] = defaultdict(list)
    for some in batches(people):
        query = (
            select(Appointment)
            .where(Appointment.person_id.in_(some), Appointment.deleted_at.is_(None))
            .order_by(Appointment.from_on.desc(), Appointment.id.desc())
        )
        for one in dossier.session.scalars(query):
            found[one.person_id].append(one)
    return found
