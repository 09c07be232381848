"""Whom the names in a flat table mean: records that come with it, and those that the ledger has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_text
from diplotrack.exchange.flat.cells import which
from diplotrack.exchange.flat.columns import caption_column
from diplotrack.exchange.flat.reading import FlatRow
from diplotrack.language.parties import party_book, party_ids
from diplotrack.records import KINDS

Found = FlatRow | int
"""A record that comes with the table, or the number of one that is here."""


class Unknown(ValueError):
    """Nobody is meant, or it cannot be told who; the message is the part of a sentence that says why."""


class Names:
    """What every name stands for, looked up in memory."""

    def __init__(self, session: Session, rows: Iterable[FlatRow]) -> None:
        self._session = session
        self._coming: dict[str, dict[str, list[tuple[str, Found]]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            kind = row.kind.__kind__.name
            words = str(row.values.get(caption_column(kind)) or "")
            self._coming[kind][words].append((uid_text(row.uid) if row.uid else "", row))
        self._here: dict[str, dict[str, list[tuple[str, Found]]]] = {}
        self._replaced = {
            (row.kind.__kind__.name, row.id) for some in self._coming.values() for named in some.values()
            for _uid, row in named if isinstance(row, FlatRow) and row.id
        }  # fmt: skip

    def find(self, kind: str, cell: str) -> Found:
        """The record of a kind that a cell names. Raises Unknown."""
        name, digits = which(cell)
        if digits:
            meant = [one for uid, one in self._called(kind, name) if uid.endswith(digits)]
            if len(meant) == 1:
                return meant[0]
        # Who comes with the table is meant before others of that name.
        for called in (self._coming[kind].get(cell, []), self._called(kind, cell)):
            if len(called) == 1:
                return called[0][1]
        if self._called(kind, cell):
            why = _(
                "several are called so; write which one, with the last eight digits of its uid in brackets"
            )
            raise Unknown(why)
        if kind == "party" and (party := self._by_any_name(cell)):
            return party
        raise Unknown(_("there is none of that name; import it first, or leave this empty"))

    def _called(self, kind: str, name: str) -> list[tuple[str, Found]]:
        if kind not in self._here:
            self._here[kind] = defaultdict(list)
            table = KINDS[kind].__table__
            query = select(table.c.id, table.c.uid, table.c[caption_column(kind)])
            for record_id, uid, words in self._session.execute(query.where(table.c.deleted_at.is_(None))):
                if (kind, record_id) not in self._replaced:
                    self._here[kind][str(words or "")].append((uid_text(uid), record_id))
        return [*self._coming[kind].get(name, []), *self._here[kind].get(name, [])]

    def _by_any_name(self, name: str) -> int | None:
        """A party by a name that it is also known by."""
        found = party_book(self._session).resolve(name, None)
        return party_ids(self._session).get(found.party or "")
