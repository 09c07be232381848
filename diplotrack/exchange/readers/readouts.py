"""Readouts and joint statements: communications, and the call or meeting that a readout tells of as an engagement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk, first_day
from diplotrack.exchange.incoming.drafts import Draft, Part, day, text_digest
from diplotrack.exchange.incoming.meetings import Gathering, first_letter_up, span
from diplotrack.exchange.people.figures import PartyId
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.places import places_in
from diplotrack.language.readouts import Readout, read_readout
from diplotrack.language.titles import office
from diplotrack.records import Communication, CommunicationParty, Engagement
from diplotrack.records.enumerations import CommunicationType, Correspondent, Side, Traffic

OURS = (
    "Biden", "Harris", "Sullivan", "Blinken", "Austin", "Yellen", "Finer", "Sherwood-Randall", "Emhoff", "Raimondo",
    "Kerry", "Watson", "Neuberger", "Singh", "Klain", "Rice", "Becerra", "Buttigieg", "Granholm", "Mayorkas", "Tai",
)  # fmt: skip
"""Family names of those who spoke for the White House in these years: they settle who is ours in "A and B"."""


class ReadoutsReader(PlainReader):
    """Reads rows of ``date, kind, title, source_url, text``."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.texts: dict[str, TypedRow] = {}

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Texts that stand twice under two addresses are told, and both taken."""
        for row in rows:
            same = self.texts.setdefault(text_digest(row.texts.get("text", [])), row)
            if same is not row:
                self.desk.tally["duplicates"] += 1
                self.desk.note(row, "text", _("the same text as row {row}").format(row=same.number))

    def in_order(self, rows: list[TypedRow]) -> list[TypedRow]:
        """By time."""
        return sorted(rows, key=lambda row: first_day(row.values["sent_on"]) or date.min)

    def read(self, row: TypedRow) -> list[Draft]:
        """The communication, and what it reports where that was an exchange with a foreign counterpart."""
        desk, values = self.desk, row.values
        sent = values["sent_on"]
        on = first_day(sent)
        paragraphs = row.texts.get("text", [])
        readout = read_readout(
            str(values["title"]), " ".join(paragraphs[:1]), desk.book, us=desk.us, own=OURS, on=on
        )
        kind = self._kind(row, readout)
        happened = _day_of(" ".join(paragraphs[:1]), on)
        foreign = [party for key in readout.parties if (party := desk.party(key)) is not None]
        desk.tally["with foreign party"] += bool(foreign)
        table = Gathering(desk, happened)
        for mention in readout.ours:
            if mention.name:
                table.seat(replace(_last_office(mention), party=desk.us or None), desk.us_id, Side.OURS)
        for mention in self._in_full(readout.theirs, paragraphs[:1], on):
            table.seat(mention, foreign[0] if len(foreign) == 1 else None)
        domestic = kind == CommunicationType.PRESS_RELEASE or not foreign
        communication = Draft(
            Communication,
            {
                "title": readout.title,
                "type": kind,
                "traffic": values.get("traffic") or Traffic.OUTGOING,
                "is_public": bool(values.get("is_public", True)),
                "reference": values["reference"],
                "language": "fr" if readout.title.startswith("Déclaration") else "en",
                **day("sent_on", sent if isinstance(sent, PartialDate) else None),
                "is_routine": domestic,
                **desk.marking,
            },
            key=row.key,
            parts=self._parties(readout, table, foreign),
            texts={"text": paragraphs},
        )
        if not (readout.format and foreign):
            return [communication]
        engagement = self._engagement(row, readout, table, foreign, happened)
        communication.values["engagement_id"] = engagement
        return [communication, engagement]

    def _in_full(
        self, people: Sequence[PersonMention], first: Sequence[str], on: date | None
    ) -> list[PersonMention]:
        """People whom the title calls by the family name only, by the full name that the first paragraph has."""
        short = [person for person in people if person.name and " " not in person.name]
        if not short or not first:
            return list(people)
        named = people_in(first[0], places_in(first[0], self.desk.book, on))
        full = {one.name.split()[-1]: one.name for one in named if one.name and " " in one.name}
        return [replace(one, name=full.get(one.name, one.name)) if one.name else one for one in people]

    @staticmethod
    def _kind(row: TypedRow, readout: Readout) -> CommunicationType:
        known = {one.value: one for one in CommunicationType}
        told = known.get(readout.kind) or known.get(str(row.values.get("type")))
        return told or CommunicationType.STATEMENT

    def _parties(self, readout: Readout, table: Gathering, foreign: Sequence[int]) -> list[Part]:
        """From us, and from the others too where it is joint; about them where it reports on an exchange."""
        rows: dict[tuple[Any, Any, str], dict[str, Any]] = {}

        def add(party: PartyId, person: Any, part: Correspondent) -> None:
            key = (party, id(person) if isinstance(person, Draft) else person, part.value)
            rows.setdefault(key, {"party_id": party, "person_id": person, "part": part})

        theirs = Correspondent.FROM if readout.joint else Correspondent.ABOUT
        if self.desk.us_id is not None:
            add(self.desk.us_id, None, Correspondent.FROM)
        for party in foreign:
            add(party, None, theirs)
        for seat in table.seats:
            if seat.figure is not None and not seat.figure.in_trash and seat.side == Side.THEIRS:
                rows.pop((seat.party, None, theirs.value), None)
                add(seat.party, seat.figure.who, theirs)
        return [(CommunicationParty, values) for values in rows.values()]

    def _engagement(
        self, row: TypedRow, readout: Readout, table: Gathering, foreign: Sequence[int], on: date | None
    ) -> Draft:
        desk = self.desk
        table.join(desk.us_id, Side.OURS)
        for party in foreign:
            table.join(party, Side.THEIRS)
        title = (
            readout.title.removeprefix("READOUT")
            .removeprefix("Readout")
            .removeprefix(" of ")
            .removeprefix(" ")
        )
        return Draft(
            Engagement,
            {
                "title": first_letter_up(title),
                **span(on, on),
                "format": readout.format,
                "setting": table.setting(None),
                "status": "held",
                "level_ours": table.level(Side.OURS) or None,
                "level_theirs": table.level(Side.THEIRS) or readout.level or None,
                "purpose": first_letter_up(readout.topic),
                "is_public": True,
                **desk.marking,
            },
            key=row.key,
            parts=[*table.party_parts(), *table.participant_parts()],
            texts={"summary": row.texts.get("text", [])[:1]},
        )


def _last_office(mention: PersonMention) -> PersonMention:
    """Of "[Assistant to the] President and National Security Advisor" the second office is the speaker's."""
    held = office(mention.title.rsplit(" and ", 1)[-1]) if " and " in mention.title else None
    return replace(mention, office=held.label, level=held.level) if held and held.label else mention


def _day_of(first: str, sent: date | None) -> date | None:
    """The day of the exchange: that of the readout, or the one before where it says "yesterday"."""
    if sent is not None and " yesterday" in f" {first[:300].casefold()}":
        return sent - timedelta(days=1)
    return sent


READER = ReadoutsReader
