"""People found or made: by a source's identifier, or by name, party and the office held on the day.

What texts tell of an office is that somebody held it on certain days. It becomes an appointment from the first such
day. Its end lies between the last one and the first day on which somebody else is seen in the same office, and within
five years; who was seen in the last five years and followed by nobody is in office still. The note on the appointment
says what was seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.clock import today
from diplotrack.base.dates import PartialDate
from diplotrack.base.ident import new_uid
from diplotrack.exchange.drafts import Draft, Values, day
from diplotrack.exchange.references import SIGHTINGS, References
from diplotrack.exchange.spelling import REGNAL, Spelling, folded, may_be_one
from diplotrack.records import Appointment, ExternalReference, Person, PersonName

SAME_OFFICE = 12 * 366
"""Days between two sightings of one short name in the same office that may still be one person."""

OTHER_OFFICE = 6 * 366
"""The same, where the office is another one."""

SAME_NAME = 30 * 366
"""Days between two sightings of one full name that may still be one person."""

STALE = 5 * 366
"""Days after which somebody last seen in an office is no longer taken to hold it."""

_SHARED_OFFICES = frozenset(
    {"", "Minister", "Leader", "Official", "Ambassador", "Envoy", "Member", "Special Envoy"}
)

PartyId = int | Draft | None


@dataclass(slots=True, eq=False)
class Post:
    """An office at a party, held by somebody on at least these days. ``seen`` False: its dates are known otherwise."""

    office: str
    level: str
    party: PartyId
    first: date | None
    last: date | None
    seen: bool = False
    draft: Draft | None = None
    is_new: bool = False

    def away(self, on: date | None) -> int:
        """Days between a day and the time in office; 0 within it or where nothing is known."""
        if on is None:
            return 0
        before = (self.first - on).days if self.first and on < self.first else 0
        after = (on - self.last).days if self.last and on > self.last else 0
        return max(before, after)


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody whom the ledger or a text names."""

    who: int | Draft
    name: str
    spelling: Spelling
    party: PartyId
    uid: bytes
    posts: list[Post] = field(default_factory=list)
    in_trash: bool = False
    ours: bool = False
    sources: set[str] = field(default_factory=set)
    changed: bool = False
    others: list[Spelling] = field(default_factory=list)

    def away(self, on: date | None) -> int:
        """Days between a day and the nearest day on which we know of an office."""
        return min((post.away(on) for post in self.posts), default=0)

    def holding(self, office: str, party: PartyId) -> list[Post]:
        """The posts of that name at that party."""
        return [post for post in self.posts if post.office == office and post.party == party]


class People:
    """All people of the ledger and of the import, found by how texts call them."""

    def __init__(self, session: Session, references: References, us: PartyId, marking: Values) -> None:
        self.us, self.marking, self.references = us, marking, references
        self._by_token: dict[tuple[PartyId, str], list[Figure]] = defaultdict(list)
        self._by_key: dict[tuple[str, str], Figure] = {}
        self._by_id: dict[int, Figure] = {}
        self._of_office: dict[tuple[str, PartyId], list[tuple[Figure, Post]]] = defaultdict(list)
        self.made: list[Figure] = []
        self.family_first: set[PartyId] = set()
        self._load(session)

    # What the ledger has ---------------------------------------------------------------------------------------------

    def _load(self, session: Session) -> None:
        person, office = Person.__table__.c, Appointment.__table__.c
        made_here = {one.owner_id for one in self.references.of_source(SIGHTINGS, "person").values()}
        columns = (person.id, person.uid, person.name, person.party_id, person.deleted_at, person.merged_into)
        merged: dict[int, int] = {}
        for record_id, uid, name, party, deleted, into in session.execute(select(*columns)):
            if into is not None:
                merged[record_id] = into
                continue
            figure = Figure(record_id, name, Spelling.of(name), party, uid, in_trash=deleted is not None)
            figure.ours = record_id in made_here
            self._by_id[record_id] = figure
        for old, new in merged.items():
            while new in merged and merged[new] != old:
                new = merged[new]
            if new in self._by_id:
                self._by_id[old] = self._by_id[new]
        for person_id, name in session.execute(select(PersonName.person_id, PersonName.name)):
            if person_id in self._by_id:
                self._by_id[person_id].others.append(Spelling.of(name))
        sighted = {
            one.owner_id: key for key, one in self.references.of_source(SIGHTINGS, "appointment").items()
        }
        seen = self._days_seen(session)
        offices = select(
            office.id, office.person_id, office.office, office.level, office.party_id,
            office.from_on, office.until_on, office.until_on_latest,
        ).where(office.deleted_at.is_(None))  # fmt: skip
        for record_id, person_id, title, level, party, begins, ends, last in session.execute(offices):
            owner = self._by_id.get(person_id)
            if owner is None:
                continue
            if record_id in sighted:
                first, latest = seen.get(record_id, (begins, ends))
                draft = Draft(
                    Appointment, {"person_id": person_id}, SIGHTINGS, sighted[record_id], id=record_id
                )
                post = Post(title, level or "", party, first, latest, True, draft)
            else:
                post = Post(title, level or "", party, begins, last or ends)
            self._place(owner, post)
        for figure in dict.fromkeys(self._by_id.values()):
            self._index(figure)
        for source, key, kind in list(self.references._known):
            one = self.references.find(source, key, kind)
            if one is not None and kind == "person" and one.owner_id in self._by_id:
                self.adopt(self._by_id[one.owner_id], source, key)

    @staticmethod
    def _days_seen(session: Session) -> dict[int, tuple[date, date]]:
        query = select(ExternalReference.owner_id, ExternalReference.imported).where(
            ExternalReference.source == SIGHTINGS, ExternalReference.owner_kind == "appointment"
        )
        found: dict[int, tuple[date, date]] = {}
        for owner_id, imported in session.execute(query):
            if "seen" in imported:
                first, last = (date.fromisoformat(text) for text in imported["seen"])
                found[owner_id] = (first, last)
        return found

    def _index(self, figure: Figure) -> None:
        parties = {figure.party, *(post.party for post in figure.posts)} - {None}
        for spelling in (figure.spelling, *figure.others):
            for token in spelling.tokens:
                for party in parties or {None}:
                    found = self._by_token[party, token]
                    if figure not in found:
                        found.append(figure)

    def _place(self, figure: Figure, post: Post) -> None:
        figure.posts.append(post)
        self._of_office[post.office, post.party].append((figure, post))

    # Finding ---------------------------------------------------------------------------------------------------------

    def by_key(self, source: str, key: str) -> Figure | None:
        """The person whom a source calls ``key``."""
        return self._by_key.get((source, key))

    def known_keys(self) -> Iterable[tuple[str, str]]:
        """The identifiers by which sources call people: (source, key)."""
        return self._by_key.keys()

    def named(self, name: str) -> list[Figure]:
        """Everyone of just that name, accents and case aside, of whatever party; nobody from the trash."""
        wanted = folded(name)
        everyone = dict.fromkeys([*self._by_id.values(), *self.made])
        return [figure for figure in everyone if not figure.in_trash and folded(figure.name) == wanted]

    def of_party(self, party: PartyId) -> Iterable[Figure]:
        """The people of a party, as far as their own record or an office says so."""
        everyone = (
            figure for (owner, _t), found in self._by_token.items() if owner == party for figure in found
        )
        return dict.fromkeys(everyone)

    def find(
        self, name: str, party: PartyId, office: str = "", on: date | None = None, unknown_to: str = ""
    ) -> Figure | None:
        """The person of a party whom a text of that day calls so, None where nobody, or more than one, may be meant.

        ``unknown_to``: a source that gives each person one identifier; whoever has one there already is another.
        """
        spelling = Spelling.of(name)
        regnal = office in REGNAL
        first = party in self.family_first
        candidates: list[tuple[int, int, Figure]] = []
        met: set[int] = set()
        for token in spelling.tokens:
            for figure in self._by_token.get((party, token), ()):
                if id(figure) in met or (unknown_to and unknown_to in figure.sources):
                    continue
                met.add(id(figure))
                fits = any(
                    may_be_one(spelling, other, regnal=regnal or _is_regnal(figure), family_first=first)
                    for other in (figure.spelling, *figure.others)
                )
                if not fits:
                    continue
                same = [post for post in figure.posts if post.office == office]
                away = min((post.away(on) for post in same), default=figure.away(on))
                full = not spelling.is_short and not figure.spelling.is_short
                limit = SAME_NAME if full else SAME_OFFICE if same else OTHER_OFFICE
                if away <= limit:
                    candidates.append((0 if same else 1, away, figure))
        candidates.sort(key=lambda one: (one[0], one[1]))
        if not candidates:
            return None
        if len(candidates) > 1:
            (rank, away, one), (rank2, away2, other) = candidates[:2]
            if (rank, away) == (rank2, away2) and one is not other:
                exact = [figure for _r, _a, figure in candidates if figure.spelling == spelling]
                return exact[0] if len(exact) == 1 else None
        return candidates[0][2]

    def holder(self, office: str, party: PartyId, on: date | None) -> Figure | None:
        """Who held an office on a day, where that is certain: one person, seen before and after or in dated office."""
        if on is None or not office:
            return None
        holders = {
            id(figure): figure
            for figure, post in self._of_office.get((office, party), ())
            if post.first is not None
            and post.first <= on
            and (post.last or date.max if not post.seen else post.last or on) >= on
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    # Making ----------------------------------------------------------------------------------------------------------

    def meet(
        self, name: str, party: PartyId, office: str = "", level: str = "", on: date | None = None
    ) -> Figure:
        """The person whom a text names, made where nobody fits. ``office`` was held that day ("" if none was)."""
        figure = self.find(name, party, office, on)
        if figure is None:
            figure = self.make(name, party)
        elif figure.ours and _fuller(name, figure):
            self._rename(figure, name)
        if office and level and on is not None:
            self.sight(figure, office, level, party, on)
        return figure

    def make(
        self, name: str, party: PartyId, source: str = SIGHTINGS, key: str = "", **values: object
    ) -> Figure:
        """A new person; with a source and key where a source has one for them."""
        uid = new_uid()
        columns: Values = {"uid": uid, **_names(name), "party_id": party, **self.marking, **values}
        draft = Draft(Person, columns, source, key or uid.hex())
        figure = Figure(draft, name, Spelling.of(name), party, uid, ours=source == SIGHTINGS)
        self.made.append(figure)
        if key:
            self.adopt(figure, source, key)
        self._index(figure)
        return figure

    def adopt(self, figure: Figure, source: str, key: str) -> None:
        """Let a source's identifier stand for somebody already known, from now on."""
        self._by_key[source, key] = figure
        figure.sources.add(source)

    def _rename(self, figure: Figure, name: str) -> None:
        figure.name, figure.spelling, figure.changed = name, Spelling.of(name), True
        if isinstance(figure.who, Draft):
            figure.who.values.update(_names(name))
        self._index(figure)

    def sight(
        self, figure: Figure, office: str, level: str, party: PartyId, on: date, until: date | None = None
    ) -> None:
        """Note that somebody held an office on a day, or from a day until another."""
        last = until or on
        near = [post for post in figure.holding(office, party) if post.away(on) <= SAME_OFFICE]
        if any(not post.seen for post in near if post.away(on) == 0):
            return
        post = next((post for post in near if post.seen), None)
        if post is None:
            post = Post(office, level, party, on, last, True, is_new=True)
            key = f"{figure.uid.hex()}:{office}:{on.isoformat()}"
            post.draft = Draft(Appointment, {"person_id": figure.who}, SIGHTINGS, key)
            self._place(figure, post)
            self._index(figure)
        post.first = min(post.first or on, on)
        post.last = max(post.last or last, last)

    # What is to be written -------------------------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        """New people, people whose fuller name came up, and the offices that sightings tell."""
        found = [figure.who for figure in self.made if isinstance(figure.who, Draft)]
        renamed = (figure for figure in dict.fromkeys(self._by_id.values()) if figure.changed)
        found += [Draft(Person, self._renamed(figure), SIGHTINGS, figure.uid.hex()) for figure in renamed]
        for held in self._of_office.values():
            found += [
                self._appointment(figure, post, held) for figure, post in held if post.draft is not None
            ]
        return found

    def _renamed(self, figure: Figure) -> Values:
        return {**_names(figure.name), "party_id": figure.party, **self.marking}

    def _appointment(self, figure: Figure, post: Post, held: list[tuple[Figure, Post]]) -> Draft:
        assert post.draft is not None
        assert post.first is not None
        assert post.last is not None
        limit = post.last + timedelta(days=STALE)
        if post.office not in _SHARED_OFFICES:
            begins = (one.first for who, one in held if who is not figure and one.first)
            limit = min((day for day in begins if day > post.last), default=limit)
            limit = min(limit, post.last + timedelta(days=STALE))
        ends = PartialDate(post.last, limit) if limit < today() else None
        draft = post.draft
        draft.seen = (post.first, post.last)
        first, last = post.first.isoformat(), post.last.isoformat()
        note = f"Seen in office on {first}" if first == last else f"Seen in office from {first} to {last}"
        draft.values = {
            "person_id": figure.who if isinstance(figure.who, Draft) else draft.values["person_id"],
            "office": post.office,
            "level": post.level or None,
            "party_id": post.party,
            **day("from_on", PartialDate.day(post.first)),
            **day("until_on", ends),
            "note": f"{note}; the exact dates are not known.",
        }
        draft.digest = f"{first}/{last}"
        return draft


def _is_regnal(figure: Figure) -> bool:
    return any(post.office in REGNAL for post in figure.posts)


def _fuller(name: str, figure: Figure) -> bool:
    return figure.spelling.is_short and not Spelling.of(name).is_short


def _names(name: str) -> Values:
    """Family and given name of a name as written, particles with the family name."""
    words = name.split()
    suffix = (
        words.pop()
        if len(words) > 1 and words[-1].rstrip(".").casefold() in ("jr", "sr", "ii", "iii", "iv")
        else ""
    )
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    if len(words) == 1:
        return {"name": name, "family_name": words[0], "given_name": ""}
    family = " ".join(words[start:])
    given = " ".join([*words[:start], suffix]).strip() if suffix else " ".join(words[:start])
    return {"name": name, "family_name": family, "given_name": given}
