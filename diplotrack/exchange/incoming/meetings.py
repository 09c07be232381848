"""From people and bodies that a text names to the participants and parties of an engagement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from diplotrack.exchange.incoming.desk import Desk, Unnamed, party_part
from diplotrack.exchange.incoming.drafts import Part, Values
from diplotrack.exchange.people.figures import Figure, PartyId
from diplotrack.language.people import PersonMention
from diplotrack.language.remarks import Remark
from diplotrack.language.titles import higher
from diplotrack.records import EngagementParty, Participant
from diplotrack.records.enumerations import ParticipantRole, Setting, Side

IN_OFFICE = frozenset({"", "acting", "interim"})
"""Standings under which somebody really holds the office named."""

_WITH_STANDING = {
    "former": "Former {office}",
    "late": "Late {office}",
    "acting": "Acting {office}",
    "interim": "Interim {office}",
    "elect": "{office}-elect",
    "designate": "{office}-designate",
}


_VERBS = {
    "negotiation_round": "negotiations",
    "mediation": "mediation",
    "working_meal": "working meal",
    "call": "call",
    "video_call": "video call",
}


_COUNTED = ("Minister", "President", "Secretary", "Ambassador", "King")
"""Words at the end of an office that take an s for several."""


@dataclass(slots=True)
class Seat:
    """Somebody at the table: a person, or an office whose holder the text does not name."""

    mention: PersonMention
    party: PartyId
    figure: Figure | None
    capacity: str
    side: Side

    @property
    def called(self) -> str:
        """How a title of an engagement names them: "President Sarkozy", "Foreign Minister"."""
        if self.mention.name:
            return f"{self.capacity} {self.mention.name}".strip()
        return self.capacity


@dataclass(slots=True)
class Gathering:
    """The parties and participants of one engagement while it is put together."""

    desk: Desk
    on: date | None
    seats: list[Seat] = field(default_factory=list)
    parties: list[tuple[PartyId, Side, str]] = field(default_factory=list)

    def seat(self, mention: PersonMention, host: PartyId, host_side: Side = Side.THEIRS) -> Seat | None:
        """Give somebody a place; a person of no named party is the host's. None where the party is unknown."""
        desk = self.desk
        party: PartyId = desk.party(mention.party)
        if mention.party is None and not mention.party_words:
            party = host
        capacity = capacity_of(mention)
        side = Side.OURS if party == desk.us_id and party is not None else Side.THEIRS
        if mention.party is None and not mention.party_words:
            side = Side.OURS if host == desk.us_id else host_side
        figure: Figure | None = None
        office = mention.office if mention.standing in IN_OFFICE else ""
        if mention.name:
            figure = desk.people.meet(mention.name, party, office, mention.level, self.on)
            desk.tally["people"] += 1
            desk.tally["people with office"] += bool(mention.office or mention.title)
        if party is None and figure is None:
            return None
        if figure is not None and any(seat.figure is figure for seat in self.seats):
            return None
        seat = Seat(mention, party, figure, capacity, side)
        self.seats.append(seat)
        return seat

    def join(self, party: PartyId, side: Side, note: str = "") -> None:
        """Put a party at the table."""
        if party is not None:
            self.parties.append((party, side, note))

    def party_parts(self) -> list[Part]:
        """One row for each party; people bring theirs."""
        everyone = [*self.parties, *((seat.party, seat.side, "") for seat in self.seats)]
        own = [(party, side, note) for party, side, note in everyone if party is not None]
        own.sort(key=lambda one: one[1] != Side.OURS)
        return party_part(
            EngagementParty, ((party, {"side": side, "note": note}) for party, side, note in own)
        )

    def participant_parts(self) -> list[Part]:
        """One row for each seat, in order of precedence; whose person is in the trash gets none."""
        parts: list[Part] = []
        ranked = {Side.OURS: 0, Side.THEIRS: 0, Side.THIRD: 0}
        for seat in self.seats:
            if seat.figure is not None and seat.figure.in_trash:
                continue
            ranked[seat.side] += 1
            first = ranked[seat.side] == 1
            values: Values = {
                "person_id": seat.figure.who if seat.figure else None,
                "party_id": seat.party,
                "side": seat.side,
                "precedence": ranked[seat.side],
                "role": ParticipantRole.HEAD if first else ParticipantRole.PRINCIPAL,
                "capacity": seat.capacity,
            }
            parts.append((Participant, values))
            if seat.figure is None and seat.mention.standing in IN_OFFICE and self.on is not None:
                self.desk.unnamed.append(Unnamed(seat.mention.office, seat.party, self.on, values, parts))
        return parts

    def level(self, side: Side) -> str:
        """The highest level of those at the table on a side."""
        level = ""
        for seat in self.seats:
            if seat.side == side and seat.mention.standing in IN_OFFICE:
                level = higher(level, seat.mention.level)
        return level

    def met(self) -> list[str]:
        """How a title calls those of the other side: "President Sarkozy", "Foreign Ministers of Egypt and Jordan"."""
        told: dict[str, list[str]] = {}
        for seat in self.seats:
            if seat.side == Side.THEIRS:
                several = told.setdefault(seat.called, [])
                if not seat.mention.name and (name := self.desk.name(seat.party)):
                    several.append(name)
        found = []
        for called, parties in told.items():
            plural = "s" if len(parties) > 1 and called.endswith(_COUNTED) else ""
            found.append(f"{called}{plural} of {listed(parties)}" if parties else called)
        return found

    def side_of_bodies(self, remark: Remark) -> Side:
        """A body whose meeting was attended is a partner of it; where people were only met at it, it is not."""
        met = any(seat.side == Side.THEIRS for seat in self.seats)
        return Side.THIRD if remark.format == "meeting" and met else Side.THEIRS

    def setting(self, remark: Remark | None) -> Setting:
        """Multilateral: summits and conferences, and whatever has more than one party beside us."""
        if remark is not None and remark.format in ("summit", "conference_session") and remark.events:
            return Setting.MULTILATERAL
        theirs = {party for party, side, _note in self.parties if side == Side.THEIRS}
        theirs |= {seat.party for seat in self.seats if seat.side == Side.THEIRS}
        bodies = any(self.desk.is_body(self.desk.key(party)) for party in theirs)
        return Setting.MULTILATERAL if bodies or len(theirs) > 1 else Setting.BILATERAL


def capacity_of(mention: PersonMention) -> str:
    """The office in which somebody took part, with its standing: "Foreign Minister", "Former President"."""
    office = mention.office or mention.title
    return _WITH_STANDING.get(mention.standing, "{office}").format(office=office) if office else ""


def own_mention(name: str, office: str, level: str, party: str) -> PersonMention:
    """Our own principal, as a seat at the table."""
    return PersonMention(office, name, office, level, "", party, "", f"{office} {name}", 0, 0, "own")


def listed(names: list[str], most: int = 2) -> str:
    """A few names in a title: "President Sarkozy, Foreign Minister Kouchner and others"."""
    if len(names) <= most:
        return " and ".join(names) if len(names) < 3 else ", ".join(names)
    return f"{', '.join(names[:most])} and others"


def first_letter_up(text: str) -> str:
    """Words as a sentence begins, without stops and without a quotation mark that lost its other half."""
    text = text.strip(' .,;"“”')
    return text[:1].upper() + text[1:]


def subject_of(remark: Remark, theirs: list[str]) -> str:
    """What an engagement is called by: the event attended, those met, the topic, or the remark itself where short."""
    events = [first_letter_up(event.name) for event in remark.events if event.format not in ("", "occasion")]
    verb = _VERBS.get(remark.format, "meeting")
    if events and remark.format in ("summit", "conference_session"):
        return listed(events)
    if theirs:
        return f"{verb} with {listed(theirs)}"
    if events:
        return listed(events)
    if remark.groups:
        return f"{verb} with {listed([group.words for group in remark.groups])}"
    if remark.format in ("negotiation_round", "mediation") and remark.topics:
        return f"{verb} on {remark.topics[0].words}"
    return remark.text.rstrip(".") if len(remark.text) <= 60 else ""


def short_place(text: str) -> str:
    """A place for a title: the first of many."""
    return text if len(text) <= 40 else text.split(",", maxsplit=1)[0]


def span(starts: date | None, ends: date | None) -> Values:
    """The columns of an engagement's first and last day; one day long where no last one is told."""
    last = ends or starts
    return {"starts_on": starts, "starts_on_latest": starts, "ends_on": last, "ends_on_latest": last}
