"""Whom of the ledger a name in a text means, and who else it may mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from diplotrack.base.i18n import _
from diplotrack.exchange.people.spelling import FAMILY_FIRST, Spelling, folded, may_be_one
from diplotrack.records import Appointment, Person, PersonName
from diplotrack.store.search import search
from diplotrack.workspace.intake.ground import Ground

NEAR = 84
"""The likeness (0–100) of two names, transliteration apart, from which they are shown as perhaps the same."""

LOOKED_AT = 40
OF_PARTY = 3_000
"""People of one party that are compared by likeness."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the ledger, with what tells them from namesakes."""

    id: int
    shown: str


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant: ``person`` None for somebody new; ``others`` are who else it may be, the likeliest first."""

    person: int | None = None
    shown: str = ""
    why: str = ""
    flag: str = ""
    others: tuple[Known, ...] = ()


@dataclass(slots=True)
class _Figure:
    """A person of the ledger as far as it tells who is meant."""

    id: int
    name: str
    spellings: list[Spelling]
    parties: set[int]
    offices: list[tuple[str, date | None, date | None]]


class KnownPeople:
    """The people of the ledger, asked for one name at a time."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._figures: dict[int, _Figure] = {}
        self._of_party: dict[int, list[int]] = {}

    def find(self, name: str, party: str, title: str) -> Match:
        """Who is called so; of several, whoever is of the party and held the office that day."""
        party_id = self._ground.ids.get(party)
        spelling = Spelling.of(name)
        if not spelling.tokens:
            return Match()
        found = [one for one in self._called(name, spelling) if self._may_be(spelling, one, party)]
        fitting = [one for one in found if party_id is None or not one.parties or party_id in one.parties]
        if fitting:
            ranked = sorted(fitting, key=lambda one: self._fit(one, name, party_id, title), reverse=True)
            best = ranked[0]
            others = tuple(self._known(one) for one in ranked[1:4])
            close = [
                one
                for one in ranked[1:]
                if self._fit(one, name, party_id, title) == self._fit(best, name, party_id, title)
            ]
            flag = _("Two of that name are known.") if close else ""
            short = spelling.is_short and not flag
            return Match(
                best.id, best.name, _("known in the ledger by the family name") if short else _("known in the ledger"),
                flag, others,
            )  # fmt: skip
        likely = {one.id: one for one in (*found, *self._near(spelling, party_id))}
        flag = _("Somebody of a like name is known.") if likely else ""
        return Match(flag=flag, others=tuple(self._known(one) for one in list(likely.values())[:3]))

    def _known(self, one: _Figure) -> Known:
        office = one.offices[0][0] if one.offices else ""
        return Known(one.id, f"{one.name} ({office})" if office else one.name)

    def _fit(
        self, one: _Figure, name: str, party_id: int | None, title: str
    ) -> tuple[bool, bool, bool, bool]:
        on = self._ground.on
        held = [office for office, begins, ends in one.offices if on is None or
                ((begins is None or begins <= on) and (ends is None or ends >= on))]  # fmt: skip
        return (
            folded(one.name) == folded(name),
            party_id is not None and party_id in one.parties,
            any(
                office.casefold() in title.casefold() or title.casefold() in office.casefold()
                for office in held
                if title
            ),
            bool(held),
        )

    @staticmethod
    def _may_be(spelling: Spelling, one: _Figure, party: str) -> bool:
        first = party in FAMILY_FIRST
        return any(may_be_one(spelling, other, family_first=first) for other in one.spellings)

    def _called(self, name: str, spelling: Spelling) -> list[_Figure]:
        """People of whose names the family name is a word, by the search index and by their further names."""
        session = self._ground.session
        ids = [hit.id for hit in search(session, spelling.family, kind="person", limit=LOOKED_AT)]
        if spelling.tokens[0] != spelling.family:
            ids += [hit.id for hit in search(session, name, kind="person", limit=LOOKED_AT)]
        further = select(PersonName.person_id).where(
            PersonName.deleted_at.is_(None),
            or_(PersonName.name == name, PersonName.name.ilike(f"%{spelling.family}%")),
        )
        ids += list(session.scalars(further.limit(LOOKED_AT)))
        return self._loaded(ids)

    def _near(self, spelling: Spelling, party_id: int | None) -> list[_Figure]:
        """People of the party whose names are written much alike, in whatever transliteration."""
        from rapidfuzz import fuzz

        if party_id is None or len(spelling.family) < 4:
            return []
        if party_id not in self._of_party:
            session = self._ground.session
            own = select(Person.id).where(
                Person.party_id == party_id, Person.deleted_at.is_(None), Person.merged_into.is_(None)
            )
            held = select(Appointment.person_id).where(
                Appointment.party_id == party_id, Appointment.deleted_at.is_(None)
            )
            ids = [*session.scalars(own.limit(OF_PARTY)), *session.scalars(held.limit(OF_PARTY))]
            self._of_party[party_id] = list(dict.fromkeys(ids))
        wanted = " ".join(spelling.tokens)
        scored: list[tuple[float, _Figure]] = []
        for one in self._loaded(self._of_party[party_id]):
            likeness = max(
                (fuzz.token_sort_ratio(wanted, " ".join(other.tokens)) if not spelling.is_short else
                 fuzz.ratio(spelling.family, other.family) for other in one.spellings if other.tokens),
                default=0.0,
            )  # fmt: skip
            if likeness >= NEAR:
                scored.append((likeness, one))
        return [one for _score, one in sorted(scored, key=lambda pair: -pair[0])[:3]]

    def _loaded(self, ids: list[int]) -> list[_Figure]:
        """The people with these identifiers, each asked of the ledger once."""
        wanted = [one for one in dict.fromkeys(ids) if one not in self._figures]
        session = self._ground.session
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            names: dict[int, list[str]] = defaultdict(list)
            for person_id, name in session.execute(
                select(PersonName.person_id, PersonName.name).where(
                    PersonName.person_id.in_(some), PersonName.deleted_at.is_(None)
                )
            ):
                names[person_id].append(name)
            offices: dict[int, list[tuple[str, int | None, date | None, date | None]]] = defaultdict(list)
            query = select(
                Appointment.person_id,
                Appointment.office,
                Appointment.party_id,
                Appointment.from_on,
                Appointment.until_on,
            ).where(Appointment.person_id.in_(some), Appointment.deleted_at.is_(None))
            for row in session.execute(query.order_by(Appointment.from_on.desc())):
                offices[row.person_id].append((row.office, row.party_id, row.from_on, row.until_on))
            people = select(Person.id, Person.name, Person.native_name, Person.party_id).where(
                Person.id.in_(some), Person.deleted_at.is_(None), Person.merged_into.is_(None)
            )
            for person_id, name, native, party_id in session.execute(people):
                held = offices[person_id]
                parties = {one for one in (party_id, *(office[1] for office in held)) if one is not None}
                written = [name, native, *names[person_id]]
                self._figures[person_id] = _Figure(
                    person_id, name, [Spelling.of(one) for one in written if one], parties,
                    [(office, begins, ends) for office, _party, begins, ends in held],
                )  # fmt: skip
        return [self._figures[one] for one in dict.fromkeys(ids) if one in self._figures]
