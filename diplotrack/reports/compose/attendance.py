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
from diplotrack.reports.compose.dossier import Dossier
from diplotrack.reports.compose.people import People, listed
from diplotrack.reports.document import Block, Paragraph, Span

MOST = 5
AWAY = (Presence.ABSENT, Presence.INVITED)
SILENT = (ParticipantRole.NOTETAKER, ParticipantRole.INTERPRETER)
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

    def blocks(self, engagement: Engagement) -> list[Block]:
        """One line a side: theirs, ours, others."""
        sides = ((Side.THEIRS, _("For them:")), (Side.OURS, _("For us:")), (Side.THIRD, _("Also:")))
        day = engagement.starts_on or self._dossier.on
        blocks: list[Block] = []
        for side, label in sides:
            rows = [row for row in self._rows.get(engagement.id, ()) if row.side == side]
            rows.sort(key=lambda row: RANK.get(row.role, 2))
            named = [span for row in rows if (span := self._named(row, day)) is not None]
            shown = named[:MOST] if len(named) > MOST + 1 else named
            unnamed = sum(row.count for row in rows if row.person_id is None) + len(named) - len(shown)
            if unnamed:
                told = (
                    ngettext("{count} other", "{count} others", unnamed)
                    if shown
                    else ngettext("{count} person", "{count} people", unnamed)
                )
                shown = [*shown, Span(told.format(count=format_number(unnamed)))]
            if shown:
                blocks.append(Paragraph((Span(label + " ", quiet=True), *listed(shown)), style="note"))
        return blocks

    def _named(self, row: Participant, day: date) -> Span | None:
        if row.attendance == Presence.REPLACED and row.replaced_by_id:
            return self._people.named(row.replaced_by_id, day)
        return self._people.named(row.person_id, day, row.capacity) if row.person_id else None
