"""People met in texts: found among those known, or made; told apart, joined, and written with the offices they held."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from diplotrack.base.ident import new_uid
from diplotrack.exchange.incoming.drafts import Draft, Values
from diplotrack.exchange.incoming.references import SIGHTINGS, References
from diplotrack.exchange.people.directory import Directory
from diplotrack.exchange.people.figures import CLOSE, SAME_NAME, SAME_OFFICE, Figure, PartyId, Post
from diplotrack.exchange.people.sightings import name_columns, office_seen
from diplotrack.exchange.people.spelling import REGNAL, Spelling, may_be_one
from diplotrack.records import Appointment, Person


class People(Directory):
    """The directory, and what an import adds to it."""

    def __init__(
        self, session: Session, references: References, family_first: frozenset[int], marking: Values
    ) -> None:
        super().__init__(session, references, family_first)
        self.marking = marking
        self.merged: list[tuple[int, int | Draft]] = []

    def meet(
        self, name: str, party: PartyId, office: str = "", level: str = "", on: date | None = None
    ) -> Figure:
        """The person whom a text names, made where nobody fits. ``office`` was held that day ("" if none was)."""
        figure = self.find(name, party, office, on)
        if figure is None:
            figure = self.make(name, party)
        elif figure.ours and _fuller(name, figure):
            figure = self._named_in_full(figure, name, party, on)
        if office and level and on is not None:
            self.sight(figure, office, level, party, on)
        elif on is not None:
            figure.named_on.add(on)
        return figure

    def _named_in_full(self, figure: Figure, name: str, party: PartyId, on: date | None) -> Figure:
        """Somebody known by a short name is told the full one; where that is somebody else's name, they are one."""
        full = Spelling.of(name)
        for other in self._by_token.get((party, full.family), ()):
            near = other.away(on) <= SAME_NAME and not other.in_trash
            if other is not figure and other.spelling == full and near:
                return self._merge(figure, other)
        self._rename(figure, name)
        return figure

    def _merge(self, one: Figure, other: Figure) -> Figure:
        """Two of our own making turn out to be one person: what was said of either holds for the one that is left.

        That is the one already in the ledger, or the first to be made.
        """
        kept, gone = (other, one) if isinstance(one.who, Draft) or not other.ours else (one, other)
        if not isinstance(gone.who, Draft) and not gone.ours:
            return kept
        for post in gone.posts:
            kept.posts.append(post)
            held = self._of_office[post.office, post.party]
            held[:] = [(kept if who is gone else who, a_post) for who, a_post in held]
        for found in (*self._by_token.values(), *self._by_name.values()):
            if gone in found:
                found.remove(gone)
        if isinstance(gone.who, Draft):
            gone.who.same_as = kept.who
            self.made.remove(gone)
        else:
            self.merged.append((gone.who, kept.who))
            self._by_id[gone.who] = kept
        if kept.ours and len(gone.spelling.tokens) > len(kept.spelling.tokens):
            self._rename(kept, gone.name)
        self._index(kept)
        return kept

    def _merge_successive(self) -> None:
        """Join those of one name who follow upon one another in an office, which days far apart kept asunder."""
        for (office, party), held in list(self._of_office.items()):
            ordered = sorted(
                (pair for pair in held if pair[1].seen), key=lambda pair: pair[1].first or date.max
            )
            for (one, post), (other, later) in pairwise(ordered):
                if one is other or not (one.ours and other.ours) or not (post.last and later.first):
                    continue
                gap = (later.first - post.last).days
                alike = may_be_one(
                    one.spelling,
                    other.spelling,
                    regnal=office in REGNAL,
                    family_first=party in self.family_first,
                )
                if (one.spelling == other.spelling and gap <= SAME_OFFICE) or (alike and gap <= CLOSE):
                    self._merge(one, other)

    def make(
        self, name: str, party: PartyId, source: str = SIGHTINGS, key: str = "", **values: object
    ) -> Figure:
        """A new person; with a source and key where a source has one for them."""
        uid = new_uid()
        columns: Values = {"uid": uid, **name_columns(name), "party_id": party, **self.marking, **values}
        draft = Draft(Person, columns, source, key or uid.hex())
        figure = Figure(draft, name, Spelling.of(name), party, uid, ours=source == SIGHTINGS)
        self.made.append(figure)
        if key:
            self.adopt(figure, source, key)
        self._index(figure)
        return figure

    def _rename(self, figure: Figure, name: str) -> None:
        figure.name, figure.spelling, figure.changed = name, Spelling.of(name), True
        if isinstance(figure.who, Draft):
            figure.who.values.update(name_columns(name))
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
            post = Post(office, level, party, on, last, True)
            key = f"{figure.uid.hex()}:{office}:{on.isoformat()}"
            post.draft = Draft(Appointment, {"person_id": figure.who}, SIGHTINGS, key)
            self._place(figure, post)
            self._index(figure)
        post.first = min(post.first or on, on)
        post.last = max(post.last or last, last)

    def drafts(self) -> list[Draft]:
        """New people, people whose fuller name came up, and the offices that sightings tell."""
        self._merge_successive()
        found = [figure.who for figure in self.made if isinstance(figure.who, Draft)]
        renamed = (figure for figure in dict.fromkeys(self._by_id.values()) if figure.changed)
        found += [Draft(Person, self._renamed(figure), SIGHTINGS, figure.uid.hex()) for figure in renamed]
        for held in self._of_office.values():
            found += [office_seen(figure, post, held) for figure, post in held if post.draft is not None]
        return found

    def _renamed(self, figure: Figure) -> Values:
        return {**name_columns(figure.name), "party_id": figure.party, **self.marking}


def _fuller(name: str, figure: Figure) -> bool:
    """Whether a name tells more than the one known: a given name, or which of several monarchs it is."""
    spelling, known = Spelling.of(name), figure.spelling
    return known.is_short and (not spelling.is_short or bool(spelling.ordinal and not known.ordinal))
