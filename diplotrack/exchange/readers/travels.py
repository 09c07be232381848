"""Travels of our principals abroad: each stop an engagement, the stops of a trip joined under one visit programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk, first_day
from diplotrack.exchange.incoming.drafts import Draft, text_digest
from diplotrack.exchange.incoming.meetings import (
    Gathering,
    Seat,
    first_letter_up,
    listed,
    own_mention,
    short_place,
    span,
    subject_of,
)
from diplotrack.exchange.people.figures import PartyId
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.language.people import PersonMention
from diplotrack.language.remarks import Remark, read_remark
from diplotrack.records import Engagement, EngagementParty, Participant, Person
from diplotrack.records.enumerations import Format, Level, ParticipantRole, Setting, Side

PEOPLE_SOURCE = "history.state.gov/people"
LEVELS = {"President": Level.HEAD.value, "Secretary of State": Level.MINISTER.value}
NO_COUNTERPART = ("vacation", "stopped", "overnight stop", "en route", "private visit", "refueling", "rest")


class TravelsReader(PlainReader):
    """Reads rows of ``role, who, name, start, end, country, locale, remarks``."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.stops: dict[str, Draft] = {}
        self.trips: dict[str, tuple[str, list[TypedRow]]] = {}
        self.own: frozenset[str] = frozenset()
        self.presidents: dict[tuple[str, date], list[TypedRow]] = defaultdict(list)
        self._adopted: list[Draft] = []

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Join the stops of trips, and get to know the travellers before remarks name them."""
        by_traveller: dict[str, list[TypedRow]] = defaultdict(list)
        for row in rows:
            by_traveller[_who(row)].append(row)
        for who, mine in by_traveller.items():
            self._traveller(who, mine)
            mine.sort(key=lambda row: (_starts(row), _ends(row), row.number))
            for trip in _trips(mine):
                first = f"trip:{who}:{_starts(trip[0]).isoformat()}"
                for row in trip:
                    self.trips[row.key] = (first, trip)
        self.own = frozenset(str(row.values["traveller"]).removesuffix(" Jr.").split()[-1] for row in rows)
        self._duplicates(rows)

    def _traveller(self, who: str, rows: Sequence[TypedRow]) -> None:
        people, us = self.desk.people, self.desk.us_id
        name, office = str(rows[0].values["traveller"]), str(rows[0].values["role"])
        days = [_starts(row) for row in rows] + [_ends(row) for row in rows]
        figure = people.by_key(PEOPLE_SOURCE, who)
        if figure is None:
            figure = people.find(name, us, office, min(days), PEOPLE_SOURCE)
            if figure is None:
                figure = people.make(name, us, PEOPLE_SOURCE, who)
            elif not isinstance(figure.who, Draft):
                values = {"name": figure.name}
                self._adopted.append(Draft(Person, values, PEOPLE_SOURCE, who, id=figure.who))
            people.adopt(figure, PEOPLE_SOURCE, who)
        people.sight(figure, office, LEVELS[office], us, min(days), max(days))

    def _duplicates(self, rows: Sequence[TypedRow]) -> None:
        seen: dict[tuple[object, ...], TypedRow] = {}
        for row in rows:
            place = next((name.text for name in row.names), ""), row.values.get("city")
            same = seen.setdefault((_who(row), _starts(row), _ends(row), *place), row)
            if same is not row:
                self.desk.tally["duplicates"] += 1
                sentence = _("the same traveller, days and place as row {row}").format(row=same.number)
                self.desk.note(row, "", sentence)

    def in_order(self, rows: list[TypedRow]) -> list[TypedRow]:
        """By time, so that who is called by a family name only is found among those of the time."""
        return sorted(rows, key=_starts)

    def read(self, row: TypedRow) -> list[Draft]:
        """The stop, and the trip of which it is one."""
        desk = self.desk
        on, ends = _starts(row), _ends(row)
        host = next((party for _name, party in desk.resolved(row, "host")), None)
        remark = read_remark(
            str(row.values.get("remarks") or ""), desk.book, on=on, own=self.own, host=desk.key(host) or None
        )
        office, name = str(row.values["role"]), str(row.values["traveller"])
        table = Gathering(desk, on)
        traveller = desk.people.by_key(PEOPLE_SOURCE, _who(row))
        assert traveller is not None
        own = Seat(
            own_mention(name, office, LEVELS[office], desk.us), desk.us_id, traveller, office, Side.OURS
        )
        self._companions(table, remark)
        table.seats.append(own)
        for mention in remark.people:
            if mention.relation in ("met", "present"):
                table.seat(mention, host)
        self._parties(table, remark, host)
        stop = self._engagement(row, remark, table, host, own, (on, ends))
        self.stops[row.key] = stop
        drafts = [stop]
        trip = self._trip(row)
        if trip is not None:
            stop.values["parent_id"] = trip
            stop.values["sequence"] = 1 + self.trips[row.key][1].index(row)
            drafts.append(trip)
        return drafts

    def _companions(self, table: Gathering, remark: Remark) -> None:
        """Those of our side whom the traveller accompanied; they come first at the table."""
        for mention in remark.accompanied:
            if mention.name:
                table.seat(_ours(mention, self.desk.us), self.desk.us_id)

    def _parties(self, table: Gathering, remark: Remark, host: PartyId) -> None:
        desk = self.desk
        table.join(desk.us_id, Side.OURS)
        theirs = any(seat.party == host for seat in table.seats if seat.side == Side.THEIRS)
        theirs = theirs or any(
            group.party is None or desk.party(group.party) == host for group in remark.groups
        )
        organizations = [desk.party(key) for key in remark.organizations]
        bodies: list[object] = [*organizations] or [
            key for event in remark.events for key in event.parties if desk.is_body(key)
        ]
        others = bool(bodies) or any(seat.side == Side.THEIRS for seat in table.seats)
        quiet_stop = not remark.people and not remark.groups and _is_stop(remark.text)
        table.join(host, Side.THIRD if (others and not theirs) or quiet_stop else Side.THEIRS, "host")
        for seat in table.seats:
            table.join(seat.party, seat.side)
        for group in remark.groups:
            table.join(desk.party(group.party), Side.THEIRS)
        for organization in organizations:
            table.join(organization, table.side_of_bodies(remark))
        for event in remark.events:
            for key in event.parties:
                body = desk.is_body(key)
                table.join(desk.party(key), table.side_of_bodies(remark) if body else Side.THIRD)

    def _engagement(
        self,
        row: TypedRow,
        remark: Remark,
        table: Gathering,
        host: PartyId,
        own: Seat,
        days: tuple[date, date],
    ) -> Draft:
        desk, values = self.desk, row.values
        city = str(values.get("city") or "")
        place = city or desk.name(host) or next((name.text for name in row.names), "")
        what = subject_of(remark, table.met()) or f"Visit to {desk.name(host) or place}"
        form = remark.format or Format.VISIT.value
        topics = "; ".join(topic.words for topic in (*remark.topics, *remark.occasions))
        return Draft(
            Engagement,
            {
                "title": f"{_short_office(own)}: {what} ({short_place(place)})",
                **span(*days),
                "city": city,
                "country_id": host,
                "format": form,
                "setting": table.setting(remark),
                "status": values.get("status") or "held",
                "level_ours": table.level(Side.OURS) or None,
                "level_theirs": table.level(Side.THEIRS) or remark.level or None,
                "purpose": first_letter_up(topics),
                "is_public": bool(values.get("is_public", True)),
                **desk.marking,
            },
            key=row.key,
            parts=[*table.party_parts(), *table.participant_parts()],
            texts={"summary": [remark.text]} if remark.text else {},
        )

    def _trip(self, row: TypedRow) -> Draft | None:
        key, rows = self.trips[row.key]
        if len(rows) < 2:
            return None
        if key not in self.stops:
            self.stops[key] = self._programme(key, rows)
        return self.stops[key]

    def _programme(self, key: str, rows: Sequence[TypedRow]) -> Draft:
        """The visit programme: the places in order. Its stops say who was met; it repeats no contact."""
        desk, first = self.desk, rows[0]
        office, name = str(first.values["role"]), str(first.values["traveller"])
        figure = desk.people.by_key(PEOPLE_SOURCE, _who(first))
        assert figure is not None
        places = list(dict.fromkeys(desk.place(name) for row in rows for name in row.names))
        lines = [
            f"{_starts(row).isoformat()} – {_ends(row).isoformat()}: "
            + ", ".join(
                part
                for part in (row.values.get("city"), *(n.text for n in row.names))
                if isinstance(part, str)
            )
            for row in rows
        ]
        return Draft(
            Engagement,
            {
                "title": f"{office} {name.rsplit(maxsplit=1)[-1]}: trip to {listed(places, 4)}",
                **span(_starts(first), max(_ends(row) for row in rows)),
                "format": Format.VISIT.value,
                "setting": Setting.MULTILATERAL if len(places) > 1 else Setting.BILATERAL,
                "status": first.values.get("status") or "held",
                "level_ours": LEVELS[office],
                "is_public": True,
                **desk.marking,
            },
            key=key,
            digest=text_digest(lines),
            parts=[
                (EngagementParty, {"party_id": desk.us_id, "side": Side.OURS}),
                (
                    Participant,
                    {
                        "person_id": figure.who,
                        "party_id": desk.us_id,
                        "side": Side.OURS,
                        "precedence": 1,
                        "role": ParticipantRole.HEAD,
                        "capacity": office,
                    },
                ),
            ]
            if desk.us_id is not None
            else [],
            texts={"summary": lines},
        )

    def finish(self) -> list[Draft]:
        """References of travellers whom the ledger knew by name only."""
        return self._adopted


def _who(row: TypedRow) -> str:
    return str(row.values["traveller_id"])


def _starts(row: TypedRow) -> date:
    day = first_day(row.values["starts_on"])
    assert day is not None
    return day


def _ends(row: TypedRow) -> date:
    return max(first_day(row.values.get("ends_on")) or _starts(row), _starts(row))


def _place(row: TypedRow) -> str:
    return ", ".join(
        str(part) for part in (row.values.get("city"), *(name.text for name in row.names)) if part
    )


def _trips(rows: Sequence[TypedRow]) -> list[list[TypedRow]]:
    """One traveller's stops, ascending, cut where more than a day lies between one and the next."""
    trips: list[list[TypedRow]] = []
    last = date.min
    for row in rows:
        if not trips or _starts(row) > last + timedelta(days=1):
            trips.append([])
            last = date.min
        trips[-1].append(row)
        last = max(last, _ends(row))
    return trips


def _ours(mention: PersonMention, us: str) -> PersonMention:
    return mention if mention.party else replace(mention, party=us)


def _is_stop(text: str) -> bool:
    return text.casefold().startswith(NO_COUNTERPART)


def _short_office(seat: Seat) -> str:
    return f"{seat.capacity} {(seat.mention.name or '').removesuffix(' Jr.').split()[-1]}"


READER = TravelsReader
