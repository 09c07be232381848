"""People and engagements on their way in that look like some in the ledger, or like one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import format_date
from diplotrack.base.progress import Progress
from diplotrack.exchange.incoming.drafts import Draft, meant
from diplotrack.exchange.incoming.references import SIGHTINGS
from diplotrack.exchange.likeness import engagements, people
from diplotrack.exchange.likeness.pair import LEAST, Candidate, Sources
from diplotrack.exchange.people.spelling import folded
from diplotrack.records import Party, Person, PersonName
from diplotrack.records.display import Mention
from diplotrack.store import lists

KINDS = ("person", "engagement")
"""The kinds that are compared on the way in."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Something coming in, what it looks like, how sure that is (0–100), and why, in words.

    ``key`` names what comes in from one reading of the file to the next; ``told`` is what the file says of it.
    ``other`` is the record that it looks like; None where it is like another newcomer, which ``other_key`` then names
    and of which the file says ``other_told``.
    """

    key: str
    kind: str
    name: str
    told: str
    other: Mention | None
    other_key: str
    other_name: str
    score: int
    reasons: tuple[str, ...]
    other_told: str = ""

    @property
    def choice(self) -> int | str:
        """What to answer for ``key`` where the two are the same."""
        return self.other.id if self.other is not None else self.other_key


def newcomers(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """The drafts that are new and can be compared, by a key that names them again when the file is read once more.

    Somebody whom a text only mentions is named by party and name, and two of one name by the order in which they come.
    """
    found: dict[str, Draft] = {}
    times: Counter[str] = Counter()
    for draft in drafts:
        if draft.name in KINDS and draft.id is None and draft.same_as is None:
            key = _key_of(draft)
            times[key] += 1
            found[key if times[key] == 1 else f"{key}#{times[key]}"] = draft
    return found


def _key_of(draft: Draft) -> str:
    if draft.source != SIGHTINGS:
        return f"{draft.name}:{draft.source}:{draft.key}"
    party = meant(draft.values.get("party_id"))
    whose = party.caption if isinstance(party, Draft) else party or ""
    return f"{draft.name}:{whose}:{draft.caption}"


def alike(session: Session, drafts: Sequence[Draft], progress: Progress, least: int = LEAST) -> list[Alike]:
    """The newcomers among the drafts that look the same as something, the surest first. Raises Cancelled."""
    comers = _Newcomers(session, drafts)
    found: list[Alike] = []
    for kind in KINDS:
        some = [one for one in comers.pairs(kind, progress) if one.score >= least]
        named = lists.mentions(
            session, kind, {one for pair in some for one in (pair.one, pair.other) if one > 0}
        )
        found += [comers.told(kind, pair, named) for pair in some]
    return sorted(found, key=lambda one: (-one.score, one.kind, one.key, one.other_key))


def surest(found: Sequence[Alike], least: int) -> dict[str, int | str]:
    """The answers of somebody who takes for the same whatever looks it by at least that score, each with its best."""
    answers: dict[str, int | str] = {}
    for one in found:
        if one.score >= least:
            answers.setdefault(one.key, one.choice)
    return answers


class _Newcomers:
    """The drafts by negative numbers, so that they stand beside the ledger's identifiers."""

    def __init__(self, session: Session, drafts: Sequence[Draft]) -> None:
        self.session = session
        keyed = newcomers(drafts)
        self.new, self.keys = list(keyed.values()), list(keyed)
        self.number = {id(one): -place for place, one in enumerate(self.new, start=1)}
        self.drafts = drafts
        self.offices: dict[int, list[Draft]] = defaultdict(list)
        for one in drafts:
            holder = meant(one.values.get("person_id"))
            if one.name == "appointment" and isinstance(holder, Draft):
                self.offices[id(holder)].append(one)
        self.parties: dict[int, tuple[str, str]] = {
            row.id: (row.name, row.code) for row in session.execute(select(Party.id, Party.name, Party.code))
        }

    def pairs(self, kind: str, progress: Progress) -> Iterable[Candidate]:
        """The pairs of a kind of which one at least is new."""
        new = [one for one in self.new if one.name == kind]
        if not new:
            return ()
        sources = Sources(self.session, kind)
        for one in new:
            sources.add(self.number[id(one)], one.source, one.key)
        if kind == "person":
            return people.search(self.session, progress, self._faces(new), sources)
        meetings = [self._meeting(one) for one in new if isinstance(one.values.get("starts_on"), date)]
        return engagements.search_newcomers(self.session, progress, meetings, sources)

    def told(self, kind: str, pair: Candidate, named: dict[int, Mention]) -> Alike:
        """A pair with names. The newcomer comes first."""
        first, second = sorted((pair.one, pair.other))
        new = self.new[-first - 1]
        other = named.get(second)
        twin = self.new[-second - 1] if second < 0 else None
        return Alike(
            self.keys[-first - 1],
            kind,
            new.caption,
            self._particulars(new),
            other,
            self.keys[-second - 1] if twin is not None else "",
            twin.caption if twin is not None else other.caption if other is not None else "",
            max(0, min(pair.score, 100)),
            pair.reasons,
            self._particulars(twin) if twin is not None else "",
        )

    def _particulars(self, draft: Draft) -> str:
        """What the file says of somebody or something: "Foreign Minister, France", "12 May 2022, Paris, France"."""
        values = draft.values
        if draft.kind is Person:
            offices = [one.values["office"] for one in self.offices[id(draft)]]
            said = [*dict.fromkeys(offices), self._party(values.get("party_id"))]
        else:
            first, last = values.get("starts_on"), values.get("starts_on_latest")
            when = PartialDate(first, last or first) if isinstance(first, date) else None
            said = [
                format_date(when),
                values.get("city") or "",
                *(self._party(one) for one in self._named(draft, "party_id")),
            ]
        return ", ".join(str(one) for one in said if one)

    def _party(self, value: Any) -> str:
        value = meant(value)
        return value.caption if isinstance(value, Draft) else self.parties.get(value, ("", ""))[0]

    def _faces(self, new: Sequence[Draft]) -> list[people.Face]:
        active = self._days_active()
        codes = {held: code for held, (_name, code) in self.parties.items()}
        faces = []
        for one in new:
            values = one.values
            party = values.get("party_id")
            party = party if isinstance(party, int) else None
            native = values.get("native_name") or ""
            face = people.face_of(
                self.number[id(one)], one.caption, native, party, codes, values.get("born_on")
            )
            for kind, part in one.parts:
                if kind is PersonName:
                    face.is_called(part["name"])
            for office in self.offices[id(one)]:
                begins, ends = office.values.get("from_on"), office.values.get("until_on_latest")
                held_at = office.values.get("party_id")
                where = held_at if isinstance(held_at, int) else None
                face.offices.append((folded(office.values["office"]), where, begins, ends))
                face.was_active(begins, ends)
            for day in active[id(one)]:
                face.was_active(day, day)
            faces.append(face)
        return faces

    def _days_active(self) -> dict[int, list[date]]:
        """The days of the engagements at which each newcomer was present."""
        found: dict[int, list[date]] = defaultdict(list)
        for one in self.drafts:
            day = one.values.get("starts_on")
            if one.name == "engagement" and isinstance(day, date):
                for _kind, values in one.parts:
                    person = meant(values.get("person_id"))
                    if isinstance(person, Draft):
                        found[id(person)].append(day)
        return found

    def _meeting(self, draft: Draft) -> engagements.Meeting:
        parties = (meant(value) for value in self._named(draft, "party_id"))
        persons = (meant(value) for value in self._named(draft, "person_id"))
        return engagements.meeting_of(
            self.number[id(draft)],
            draft.values,
            (one for one in parties if isinstance(one, int)),
            (one if isinstance(one, int) else self.number.get(id(one), one.id or 0) for one in persons),
        )

    @staticmethod
    def _named(draft: Draft, column: str) -> list[Any]:
        values = (values.get(column) for kind, values in draft.parts if kind.__kind__.part_of == draft.name)
        return [one for one in dict.fromkeys(values) if one is not None]
