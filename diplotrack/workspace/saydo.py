"""Words held against deeds: the ledger of an objective and a partner, and the table of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_text
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.saydo.entries import heads, read_entries
from diplotrack.consistency.saydo.ledger import Entry, SayDo, Window, counted_once, say_do
from diplotrack.records import Commitment, Deed, Objective, Record, Statement
from diplotrack.release import EVERYTHING, ProtectedNames, ReleaseFilter
from diplotrack.store import derive
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.workspace.objective_tree import below

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

PUBLIC = 0
"""In place of a partner: the public, and what names nobody."""

USUAL_DAYS = 365
"""The window that is looked back on where none is chosen."""

TITLES: dict[str, tuple[type[Record], Any]] = {
    "statement": (Statement, Statement.quote),
    "deed": (Deed, Deed.text),
    "commitment": (Commitment, Commitment.text),
}


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective as it is named."""

    id: int
    uid: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """The record behind an entry: its identity, and its words on one line."""

    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class Account:
    """The ledger of one objective and partner with the names of all that is in it. ``parties``: id → name."""

    objective: Aim
    partner: int | None
    ledger: SayDo
    records: dict[tuple[str, int], Named]
    parties: dict[int, str]

    def named(self, one: Entry) -> Named:
        """The record behind an entry."""
        return self.records[one.kind, one.id]

    def toward(self, one: Entry) -> list[str]:
        """To whom it was said, promised or done, by name."""
        return sorted(self.parties.get(party, "") for party in one.partners)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: an objective and one of its partners (None: all of them; ``PUBLIC``: nobody named)."""

    objective: Aim
    partner: int | None
    name: str
    ledger: SayDo


class WordsAndDeeds:
    """What we said, promised and did, and how far these lie apart."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def today(self) -> date:
        """The day of the post."""
        return clock.today(self._workspace.settings()["zone"] or None)

    def aims(self) -> list[Aim]:
        """All objectives, by code."""
        with self._workspace.read() as session:
            return sorted(_aims(session, None, EVERYTHING).values(), key=lambda one: (one.code, one.id))

    def family(self, objective_id: int) -> list[int]:
        """An objective, then its parts."""
        with self._workspace.read() as session:
            return _family(session, objective_id)

    def widest(self) -> int | None:
        """The objective on which words and deeds lie furthest apart now, else that on which most is on record."""
        whole = [one for one in self.lines() if one.partner is None]
        found = max(whole, key=lambda one: (abs(one.ledger.gap or 0), len(one.ledger.entries)), default=None)
        return found.objective.id if found is not None else None

    def window(self, days: int | None = None, first: date | None = None, last: date | None = None) -> Window:
        """The window of so many days until ``last`` (default: today), or from ``first``; both ends inclusive.

        Raises UserError where it ends before it begins.
        """
        end = last or self.today()
        try:
            start = first or end - timedelta(days=USUAL_DAYS if days is None else days)
        except OverflowError as error:
            raise UserError(_("So many days ago there was no calendar; give fewer.")) from error
        if end < start:
            sentence = _("The window ends on {last}, before it begins on {first}; put the earlier day first.")
            raise UserError(sentence.format(last=end.isoformat(), first=start.isoformat()))
        return Window(start, end)

    def account(
        self,
        objective_id: int,
        partner: int | None = None,
        window: Window | None = None,
        *,
        with_parts: bool = True,
        release: ReleaseFilter = EVERYTHING,
    ) -> Account:
        """The ledger of an objective toward a partner, ``PUBLIC`` or (None) all; a body stands for its government.

        Raises UserError where the objective is gone.
        """
        within, today = window or self.window(), self.today()
        with self._workspace.read() as session:
            aims = _aims(session, [objective_id], release)
            if objective_id not in aims:
                raise UserError(_("The objective is not there any more, or may not be shown."))
            family = _family(session, objective_id) if with_parts else [objective_id]
            ours = frozenset(derive.our_parties(session))
            entries = counted_once(read_entries(session, ours, today, family, release), family)
            who = None if partner is None else _asked(session, partner)
            ledger = say_do(entries, within, who)
            names = party_names(session, {party for one in ledger.entries for party in one.partners})
            return Account(aims[objective_id], partner, ledger, _named(session, ledger.entries), names)

    def lines(
        self,
        window: Window | None = None,
        *,
        objectives: Collection[int] | None = None,
        partner: int | None = None,
        with_parts: bool = False,
        release: ReleaseFilter = EVERYTHING,
    ) -> list[Line]:
        """Objectives × partners: each objective as a whole, then toward each partner; without entries there is no line.

        ``objectives`` None asks for all, ``partner`` for one alone.
        """
        within, today = window or self.window(), self.today()
        with self._workspace.read() as session:
            ours = frozenset(derive.our_parties(session))
            aims = _aims(session, objectives, release)
            families = {one: _family(session, one) if with_parts else [one] for one in aims}
            wanted = None if objectives is None else {part for some in families.values() for part in some}
            found: dict[int, list[Entry]] = defaultdict(list)
            for one in read_entries(session, ours, today, wanted, release):
                found[one.objective].append(one)
            names = party_names(
                session, {party for some in found.values() for one in some for party in one.partners}
            )
            only = None if partner is None else _asked(session, partner)
        lines: list[Line] = []
        for aim in sorted(aims.values(), key=lambda one: (one.code, one.id)):
            family = families[aim.id]
            entries = counted_once([one for part in family for one in found.get(part, ())], family)
            lines += _lines(aim, entries, within, names, only)
        return lines

    def partners(self, objective_id: int, *, with_parts: bool = True) -> dict[int, str]:
        """The partners that the ledger of an objective knows, by name; all times."""
        with self._workspace.read() as session:
            ours = frozenset(derive.our_parties(session))
            family = _family(session, objective_id) if with_parts else [objective_id]
            entries = read_entries(session, ours, self.today(), family)
            names = party_names(session, {party for one in entries for party in one.partners})
        return dict(sorted(names.items(), key=lambda pair: derive.sort_key(pair[1])))


def _lines(
    aim: Aim,
    entries: Sequence[Entry],
    window: Window,
    names: dict[int, str],
    only: frozenset[int] | None,
) -> Iterable[Line]:
    inside = say_do(entries, window).entries
    if only is not None:
        ledger = say_do(entries, window, only)
        if ledger.entries:
            one = next(iter(only), PUBLIC)
            yield Line(aim, one, names.get(one, ""), ledger)
        return
    if not inside:
        return
    yield Line(aim, None, "", say_do(inside, window))
    if any(not one.partners for one in inside):
        yield Line(aim, PUBLIC, "", say_do(inside, window, frozenset()))
    parties = {party for one in inside for party in one.partners}
    for party in sorted(parties, key=lambda one: (derive.sort_key(names.get(one, "")), one)):
        yield Line(aim, party, names.get(party, ""), say_do(inside, window, frozenset({party})))


def _asked(session: Session, partner: int) -> frozenset[int]:
    if partner == PUBLIC:
        return frozenset()
    return frozenset({heads(session, [partner]).get(partner, partner)})


def _family(session: Session, objective_id: int) -> list[int]:
    """The objective, then its parts."""
    return [objective_id, *sorted(below(session, objective_id) - {objective_id})]


def _aims(session: Session, ids: Collection[int] | None, release: ReleaseFilter) -> dict[int, Aim]:
    query = select(Objective.id, Objective.uid, Objective.code, Objective.title).where(
        live(Objective), Objective.merged_into.is_(None)
    )
    if ids is not None:
        query = query.where(Objective.id.in_(sorted(ids)))
    found = {row.id: Aim(row.id, uid_text(row.uid), row.code, row.title) for row in session.execute(query)}
    allowed = release.allowed_ids(session, "objective", set(found))
    return {one: aim for one, aim in found.items() if one in allowed}


def _named(session: Session, entries: Iterable[Entry]) -> dict[tuple[str, int], Named]:
    """The records behind entries; what names a protected source names "a contact"."""
    ids: dict[str, set[int]] = defaultdict(set)
    for one in entries:
        ids[one.kind].add(one.id)
    protected = ProtectedNames.read(session)
    found: dict[tuple[str, int], Named] = {}
    for kind, wanted in ids.items():
        table, column = TITLES[kind]
        for some in batches(wanted):
            for row_id, uid, words in session.execute(
                select(table.id, table.uid, column).where(table.id.in_(some))
            ):
                found[kind, row_id] = Named(uid_text(uid), protected.hide(" ".join(words.split())))
    return found
