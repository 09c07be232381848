"""Who was in the room at some engagements, in the office of that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import Engagement, Participant
from diplotrack.records.enumerations import Attendance as Presence
from diplotrack.records.enumerations import ParticipantRole, Side
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.people import People, listed
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Span

MOST = 5
AWAY = (Presence.ABSENT, Presence.INVITED)
SILENT = (ParticipantRole.NOTETAKER, ParticipantRole.INTERPRETER)
BETWEEN = "  ·  "
NO_BREAK = "\N{NO-BREAK SPACE}"
RANK = {ParticipantRole.HEAD: 0, ParticipantRole.PRINCIPAL: 1}


class Attendance:
    """The participants of some engagements, read at once. Notetakers and interpreters are not listed."""

    def __init__(self, dossier: Dossier, engagements: Sequence[Engagement]) -> None:
        self._dossier = dossier
        query = (
            select(Participant)
            .where(
                Participant.engagement_id.in_([one.id for one in engagements]),
                Participant.deleted_at.is_(None),
                Participant.attendance.not_in(AWAY),
                Participant.role.not_in(SILENT),
            )
            .order_by(Participant.precedence.is_(None), Participant.precedence, Participant.id)
        )
        self._rows: dict[int, list[Participant]] = defaultdict(list)
        people: set[int] = set()
        for row in dossier.session.scalars(query):
            self._rows[row.engagement_id].append(row)
            people |= {one for one in (row.person_id, row.replaced_by_id) if one}
        self._people = People(dossier, people)

    def told(self, engagements: Sequence[Engagement], room: Room) -> list[str | Span]:
        """Everybody at engagements that are one occasion: theirs, ours, and others with their party."""
        most = room.most(MOST, 1, 0.8)
        lines = ((Side.THEIRS, _("For them:")), (Side.OURS, _("For us:")), (Side.THIRD, _("Also:")))
        day = engagements[0].starts_on or self._dossier.on
        present = self._present(engagements)
        found: list[str | Span] = []
        for side, label in lines:
            rows = [row for row in present if self._line(row) == side]
            rows.sort(key=lambda row: RANK.get(row.role, 2))
            named = [span for row in rows if (span := self._named(row, day, side)) is not None]
            shown = named[:most] if len(named) > most + 1 else named
            unnamed = sum(row.count for row in rows if not _is_called(row)) + len(named) - len(shown)
            if unnamed:
                told = (
                    ngettext("{count} other", "{count} others", unnamed)
                    if shown
                    else ngettext("{count} person", "{count} people", unnamed)
                )
                shown = [*shown, Span(told.format(count=format_number(unnamed)))]
            if shown:
                kept = label.replace(" ", NO_BREAK)
                found += [Span((BETWEEN if found else "") + kept + " ", quiet=True), *listed(shown)]
        return found

    def _present(self, engagements: Sequence[Engagement]) -> list[Participant]:
        """Everybody once."""
        found: dict[object, Participant] = {}
        for one in engagements:
            for row in self._rows.get(one.id, ()):
                found.setdefault(row.person_id or ("row", row.id), row)
        return list(found.values())

    def _line(self, row: Participant) -> Side:
        """The line on which somebody stands: the partner's own people are "them", those of any third party are not."""
        party = row.party_id
        if party is None and row.person_id:
            person = self._people.get(row.person_id)
            party = person.party_id if person else None
        if row.side == Side.THEIRS and party is not None and party not in self._dossier.family:
            return Side.THIRD
        return row.side

    def _named(self, row: Participant, day: date, line: Side) -> Span | None:
        """Name and office; of a third party, that as well; without a name the office alone."""
        if row.attendance == Presence.REPLACED and row.replaced_by_id:
            return self._people.named(row.replaced_by_id, day)
        party = self._dossier.party(row.party_id) if line == Side.THIRD else ""
        if row.person_id:
            office = row.capacity or self._people.office(row.person_id, day)
            return self._people.named(row.person_id, day, ", ".join(part for part in (office, party) if part))
        if not _is_called(row):
            return None
        return self._dossier.span(f"{row.capacity} ({party})" if party else row.capacity, quiet=True)


def _is_called(row: Participant) -> bool:
    """Whether there is a name or an office to call one person by."""
    return bool(row.person_id or (row.capacity and row.count == 1))
