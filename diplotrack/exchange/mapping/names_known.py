"""Whom the names in a sheet mean: parties by the book of names, people and objectives by the ledger."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.exchange.people.spelling import folded
from diplotrack.language.names import Resolution
from diplotrack.language.parties import party_book, party_ids
from diplotrack.records import Objective, Party, Person


class NamesKnown:
    """Looked up once for a sheet and then found in memory; belongs to the session it was made with."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.book, self.ids = party_book(session), party_ids(session)
        self.party_names: dict[int, str] = dict(session.execute(select(Party.id, Party.name)).all())

    def party(self, text: str, on: PartialDate | None = None) -> tuple[int | None, Resolution]:
        """The party that a whole text names on a day (None where it is none of the ledger's), and what the book says
        of the text."""
        found = self.book.resolve_field(text, on)
        return self.ids.get(found.party) if found.party else None, found

    def like_party(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Names of parties of the ledger that resemble a text."""
        near = (self.ids.get(one.party) for one in self.book.suggest(text, limit))
        return tuple(self.party_names[one] for one in near if one is not None)

    def people(self, name: str) -> list[tuple[int, str]]:
        """Everyone of just that name, accents and case aside: identifier and name."""
        return self._people.get(folded(name), [])

    def like_person(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Names of people of the ledger that resemble a text, most alike first."""
        from rapidfuzz import fuzz, process

        near = process.extract(
            folded(text), self._people.keys(), scorer=fuzz.token_sort_ratio, limit=limit, score_cutoff=78
        )
        return tuple(self._people[key][0][1] for key, _likeness, _place in near)

    def like_code(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Codes of objectives that resemble a text."""
        from rapidfuzz import fuzz, process

        near = process.extract(text, self.objectives.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=60)
        return tuple(code for code, _likeness, _place in near)

    def caption(self, kind: str, record: int | None) -> str:
        """What a party, person or objective is called; "" for none."""
        if record is None:
            return ""
        if kind == "party":
            return self.party_names[record]
        if kind == "person":
            return self._by_id[record]
        return next(code for code, one in self.objectives.items() if one == record)

    def objective(self, code: str) -> int | None:
        """The objective of that code."""
        return self.objectives.get(code)

    @cached_property
    def objectives(self) -> dict[str, int]:
        """The objectives by code."""
        return dict(self._session.execute(select(Objective.code, Objective.id)).all())

    @cached_property
    def _people(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        query = select(Person.id, Person.name).where(
            Person.deleted_at.is_(None), Person.merged_into.is_(None)
        )
        for record, name in self._session.execute(query):
            found[folded(name)].append((record, name))
        return dict(found)

    @cached_property
    def _by_id(self) -> dict[int, str]:
        return {record: name for some in self._people.values() for record, name in some}
