"""What a reader works with: the names of the workspace, its people, who we are, and where problems are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, join_names
from diplotrack.base.markings import level_of_any_scheme
from diplotrack.exchange.incoming.drafts import Draft, Part, Values
from diplotrack.exchange.incoming.marking import columns_of
from diplotrack.exchange.incoming.references import SIGHTINGS, References
from diplotrack.exchange.people.figures import PartyId
from diplotrack.exchange.people.people import People
from diplotrack.exchange.people.spelling import FAMILY_FIRST
from diplotrack.exchange.profiles.typed_rows import TypedRow, WrittenName
from diplotrack.exchange.tables.rows import RowError, RowNote
from diplotrack.language.parties import key_of, party_book, party_ids
from diplotrack.records import Party
from diplotrack.store.settings import read as read_setting


@dataclass(slots=True)
class Unnamed:
    """Somebody whom a text calls by office only: that office, and the participant to be filled once all is read."""

    office: str
    party: PartyId
    on: date
    values: Values
    others: list[Part]


class Desk:
    """One import's view of the workspace: everything is looked up once and then found in memory."""

    def __init__(self, session: Session, source: str, marking: str = "") -> None:
        """``source`` is the external source's name; ``marking`` a level in words for all that is made."""
        self.session, self.source = session, source
        self.book = party_book(session)
        self.ids: dict[str, int] = party_ids(session)
        self.names: dict[int, str] = dict(session.execute(select(Party.id, Party.name)).all())
        self.us = str(read_setting(session, "we") or "")
        self.us_id = self.ids.get(self.us)
        self.marking: Values = columns_of(level_of_any_scheme(marking)) if marking else {}
        sources = {source, SIGHTINGS, "history.state.gov/people"}
        self.references = References(session, sources)
        family_first = frozenset(self.ids[key] for key in FAMILY_FIRST if key in self.ids)
        self.people = People(session, self.references, family_first, self.marking)
        self.notes: list[RowNote] = []
        self.errors: list[RowError] = []
        self.unresolved: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.tally: Counter[str] = Counter()
        self.unnamed: list[Unnamed] = []
        self.new_parties: dict[str, Draft] = {}
        self._keys = {record_id: key for key, record_id in self.ids.items()}

    def note(self, row: TypedRow, column: str, message: str) -> None:
        """Something about a row that a person should know."""
        self.notes.append(RowNote(row.number, column, message))

    def refuse(self, row: TypedRow, column: str, value: str, why: str) -> None:
        """Why a row cannot be taken."""
        self.errors.append(RowError(row.number, column, value, why))

    def leave_out(self, reason: str) -> None:
        """Pass over a row that holds no record, for a reason that is counted."""
        self.left_out[reason] += 1

    def party(self, key: str | None) -> int | None:
        """The identifier of a party by the key that the book of names uses; None where there is none."""
        return self.ids.get(key) if key else None

    def key(self, party: int | Draft | None) -> str:
        """The key of a party by its identifier."""
        return self._keys.get(party, "") if isinstance(party, int) else ""

    def is_body(self, key: str) -> bool:
        """Whether that key is an international organization's."""
        known = self.book.parties.get(key)
        return known is not None and known.kind == "organization"

    def name(self, party: int | Draft | None) -> str:
        """What a party is called."""
        return party.caption if isinstance(party, Draft) else self.names.get(party or 0, "")

    def resolve(
        self, row: TypedRow, written: WrittenName, on: PartialDate | None = None
    ) -> int | Draft | None:
        """The party that a cell names on its day, else on the day given.

        A name that nothing resolves is told as the profile asks.
        """
        self.tally["names"] += 1
        day = written.on or on
        several: tuple[str, ...] = ()
        for text in (written.text, written.identifier.replace("-", " ")):
            found = self.book.resolve_field(text, day) if text else None
            if found is not None and found.party and (record_id := self.ids.get(found.party)):
                return record_id
            several = several or (found.candidates if found is not None else ())
        self.unresolved[written.text] += 1
        column = written.spec.column
        match written.spec.unknown:
            case "create" if not several:
                return self._new_party(written.text)
            case "create" | "note":
                told = _("“{name}” may mean {names}") if several else _("nobody is known as “{name}”")
                self.note(row, column, told.format(name=written.text, names=self._called(several)))
            case _ if several:
                told = _("it may mean {names}; write the code")
                self.refuse(row, column, written.text, told.format(names=self._called(several)))
            case _:
                self.refuse(row, column, written.text, self._who(written.text))
        return None

    def _called(self, keys: Iterable[str]) -> str:
        """Several parties that a name may mean, by their names here and their codes."""
        names = {key: self.name(self.ids.get(key)) or self.book.parties[key].name for key in keys}
        return join_names([name if key.startswith("#") else f"{name} ({key})" for key, name in names.items()])

    def place(self, written: WrittenName) -> str:
        """What the party that a cell names is called here; as written where it is unknown."""
        found = self.book.resolve_field(written.text, written.on)
        return self.name(self.party(found.party)) or written.text

    def _who(self, text: str) -> str:
        near = [
            self.book.parties[one.party].name
            for one in self.book.suggest(text)
            if one.party in self.book.parties
        ]
        if near:
            return _("no partner has this name; perhaps {names}").format(names=", ".join(near))
        return _("no partner has this name; add it under Partners first")

    def _new_party(self, name: str) -> Draft:
        if name not in self.new_parties:
            self.new_parties[name] = Draft(Party, {"name": name})
        return self.new_parties[name]

    def name_the_unnamed(self) -> None:
        """Fill in who held an office on the day, where people met by name before and after leave no doubt."""
        for one in self.unnamed:
            self.tally["offices without name"] += 1
            figure = self.people.holder(one.office, one.party, one.on)
            present = (
                any(values.get("person_id") is figure.who for _kind, values in one.others) if figure else True
            )
            if figure is not None and not present and not figure.in_trash:
                one.values["person_id"] = figure.who
                self.tally["offices told by the day"] += 1

    def resolved(self, row: TypedRow, role: str | None = None) -> list[tuple[WrittenName, int | Draft]]:
        """The parties that a row's cells name, in one role or in all."""
        wanted = (name for name in row.names if name.spec.kind == "party" and role in (None, name.spec.role))
        pairs = ((name, self.resolve(row, name)) for name in wanted)
        return [(name, party) for name, party in pairs if party is not None]


def first_day(value: object) -> date | None:
    """The earliest day of a date in a row."""
    return value.earliest if isinstance(value, PartialDate) else None


def party_part(kind: Any, parties: Iterable[tuple[Any, Values]]) -> list[tuple[Any, Values]]:
    """One row for each party of a kind of part, none twice."""
    found: dict[Any, Values] = {}
    for party, values in parties:
        found.setdefault(id(party) if isinstance(party, Draft) else party, {"party_id": party, **values})
    return [(kind, values) for values in found.values()]


__all__ = ["Desk", "first_day", "key_of", "party_part"]
