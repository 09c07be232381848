"""Everybody whom the ledger holds or an import has made, and whom a name in a text means among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.incoming.references import SIGHTINGS, References
from diplotrack.exchange.people.figures import OTHER_OFFICE, SAME_NAME, SAME_OFFICE, Figure, PartyId, Post
from diplotrack.exchange.people.spelling import REGNAL, Spelling, folded, may_be_one
from diplotrack.records import Appointment, ExternalReference, Person, PersonName


class Directory:
    """People by identifier, by a source's key, and by how texts call them."""

    def __init__(self, session: Session, references: References, family_first: frozenset[int]) -> None:
        self.references, self.family_first = references, family_first
        self._by_token: dict[tuple[PartyId, str], list[Figure]] = defaultdict(list)
        self._by_name: dict[str, list[Figure]] = defaultdict(list)
        self._by_key: dict[tuple[str, str], Figure] = {}
        self._by_id: dict[int, Figure] = {}
        self._of_office: dict[tuple[str, PartyId], list[tuple[Figure, Post]]] = defaultdict(list)
        self.made: list[Figure] = []
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
        called = self._by_name[folded(figure.name)]
        if figure not in called:
            called.append(figure)
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

    def of_id(self, record_id: int) -> Figure | None:
        """The person of that identifier, or into whom that one was merged."""
        return self._by_id.get(record_id)

    def everyone(self) -> Iterable[Figure]:
        """Everybody, each once; those in the trash too."""
        return dict.fromkeys([*self._by_id.values(), *self.made])

    def name_of(self, who: int | Draft) -> str:
        """What a person is called."""
        figure = None if isinstance(who, Draft) else self._by_id.get(who)
        return who.caption if isinstance(who, Draft) else figure.name if figure is not None else ""

    def named(self, name: str) -> list[Figure]:
        """Everyone of just that name, accents and case aside, of whatever party; nobody from the trash."""
        wanted = folded(name)
        called = self._by_name.get(wanted, ())  # those renamed since stand there under their former name
        return [figure for figure in called if not figure.in_trash and folded(figure.name) == wanted]

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
                    may_be_one(spelling, other, regnal=regnal or figure.is_regnal, family_first=first)
                    for other in (figure.spelling, *figure.others)
                )
                if not fits:
                    continue
                same = [post for post in figure.posts if post.office == office]
                away = min((post.away(on) for post in same), default=figure.away(on))
                limit = self._patience(spelling, figure, bool(same), regnal)
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

    @staticmethod
    def _patience(spelling: Spelling, figure: Figure, same_office: bool, regnal: bool) -> int:
        """Days that may lie between a mention and what is known of somebody whose name fits it; −1: it is not they."""
        full = (
            not spelling.is_short
            and not figure.spelling.is_short
            and spelling.tokens[0] in figure.spelling.tokens
        )
        full = full and figure.spelling.tokens[0] in spelling.tokens
        if full or (regnal and spelling.ordinal and spelling.ordinal == figure.spelling.ordinal):
            return SAME_NAME
        if same_office:
            return SAME_OFFICE
        # A family name alone does not lead from an office to that of a namesake in a list of appointments.
        return OTHER_OFFICE if figure.ours or any(post.seen for post in figure.posts) else -1

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

    def adopt(self, figure: Figure, source: str, key: str) -> None:
        """Let a source's identifier stand for somebody already known, from now on."""
        self._by_key[source, key] = figure
        figure.sources.add(source)
