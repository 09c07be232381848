"""People as they are printed: the name, and the office held on a day; protected sources without anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from diplotrack.records import Appointment, Person
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import Span
from diplotrack.store.batches import batches


@dataclass(frozen=True, slots=True)
class Held:
    """An office with its span; an unknown end is open. ``sure_until`` is the last day on which it was surely held."""

    office: str
    from_on: date | None
    until_on: date | None
    sure_until: date | None

    def on(self, day: date) -> bool:
        """Whether it may have been held on the day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or self.until_on >= day
        )


class People:
    """Some people with all their offices: two or three statements, whatever their number."""

    def __init__(self, frame: Frame, ids: Collection[int]) -> None:
        self._frame = frame
        self._known: dict[int, Person] = {}
        for some in batches(ids):
            found = frame.session.scalars(select(Person).where(Person.id.in_(some)))
            self._known |= {one.id: one for one in found}
        frame.admit("person", self._known.values())
        self._offices: dict[int, list[Held]] = defaultdict(list)
        for some in batches(self._known):
            query = select(
                Appointment.person_id,
                Appointment.office,
                Appointment.from_on,
                Appointment.until_on,
                Appointment.until_on_latest,
            ).where(Appointment.person_id.in_(some), Appointment.deleted_at.is_(None))
            for person_id, office, start, end, latest in frame.session.execute(query):
                self._offices[person_id].append(Held(office, start, latest or end, end))

    def get(self, person_id: int) -> Person | None:
        """A person's record."""
        return self._known.get(person_id)

    def may_list(self, person_id: int) -> bool:
        """Whether the person's own record may be printed from, and there is no source to protect."""
        person = self._known.get(person_id)
        return (
            person is not None
            and person_id not in self._frame.protected.ids
            and self._frame.release.allows(self._frame.marking_of("person", person_id))
        )

    def office(self, person_id: int, day: date) -> str:
        """The office held on the day, surely before possibly, the one begun last; "" where none is known."""
        held = [one for one in self._offices.get(person_id, ()) if one.on(day)]
        if not held:
            return ""
        return max(
            held, key=lambda one: (one.sure_until is None or one.sure_until >= day, one.from_on or date.min)
        ).office

    def named(self, person_id: int, day: date | None = None, capacity: str = "") -> Span | None:
        """Name and office of the day as a mention; None for somebody whose own marking keeps the name back."""
        person = self._known.get(person_id)
        frame = self._frame
        if person is None or not frame.may_name("person", person_id):
            return None
        if person_id in frame.protected.ids:
            return Span(frame.protected.name_of(person_id, person.name))
        frame.mention("person", person_id)
        office = capacity or (self.office(person_id, day) if day else "")
        return frame.span(f"{person.name} ({office})" if office else person.name, person.uid, quiet=True)


def listed(spans: Iterable[Span]) -> list[str | Span]:
    """Spans one after another with commas between."""
    found: list[str | Span] = []
    for span in spans:
        if found:
            found.append(", ")
        found.append(span)
    return found
