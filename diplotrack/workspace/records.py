"""Reading records: by identity, in lists, and as they are mentioned."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_from_text
from diplotrack.records import KINDS, TOP_KINDS, Objective, Party, Record
from diplotrack.records.display import Mention
from diplotrack.store import lists
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import ListQuery

if TYPE_CHECKING:
    from diplotrack.store.groups import Grouped

R = TypeVar("R", bound=Record)


class Records:
    """The records of a workspace, read-only; writing goes through ``workspace.change``."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, kind: type[R], record_id: int) -> R | None:
        """A record by its local identifier, detached; None where there is none."""
        with self._ledger.read() as session:
            return session.get(kind, record_id)

    def by_uid(self, kind: type[R], uid: str) -> R:
        """A record by its global identifier as written, or the one it was merged into.

        Raises UserError where there is none.
        """
        label = str(kind.__kind__.label).lower()
        try:
            wanted = uid_from_text(uid)
        except ValueError:
            sentence = _(
                "“{uid}” is no identifier; it has 32 hexadecimal digits, as “search --json” prints them."
            )
            raise UserError(sentence.format(uid=uid)) from None
        with self._ledger.read() as session:
            found = session.scalar(select(kind).where(kind.uid == wanted))
            if found is not None and found.merged_into is not None:
                found = session.get(kind, found.merged_into) or found
        if found is None:
            sentence = _("There is no {kind} with the identifier {uid} in this workspace.")
            raise UserError(sentence.format(kind=label, uid=uid))
        return found

    def identifiers(self, query: ListQuery, limit: int | None = None) -> array[int]:
        """The local identifiers of a list, in its order."""
        with self._ledger.read() as session:
            return lists.identifiers(session, query, limit)

    def grouped(self, query: ListQuery) -> tuple[Grouped, list[str]]:
        """The identifiers of a list in its groups, and what stands over each of them."""
        from diplotrack.store import groups

        with self._ledger.read() as session:
            found = groups.grouped(session, query)
            return found, groups.captions(session, query, found.keys)

    def count(self, query: ListQuery) -> int:
        """How many records a list has."""
        with self._ledger.read() as session:
            return lists.count(session, query)

    def rows(self, kind: str, ids: Sequence[int], columns: Sequence[str]) -> dict[int, tuple[Any, ...]]:
        """What rows of a list show: identifier → values in the order of ``columns``."""
        with self._ledger.read() as session:
            return lists.rows(session, kind, ids, columns)

    def counts(self) -> dict[str, int]:
        """How many records of each kind are in the ledger, trash left out."""
        with self._ledger.read() as session:
            return {name: lists.count(session, ListQuery(name)) for name in TOP_KINDS}

    def mention(self, kind: str, record_id: int) -> Mention | None:
        """How a record is named."""
        with self._ledger.read() as session:
            return lists.mentions(session, kind, [record_id]).get(record_id)

    def party(self, words: str) -> Party:
        """The party of that code or name, former and other names included. Raises UserError, with suggestions."""
        from diplotrack.language.parties import find_party

        with self._ledger.read() as session:
            return find_party(session, words)

    def objective(self, code: str) -> Objective:
        """The objective of that code. Raises UserError."""
        with self._ledger.read() as session:
            found = session.scalar(
                select(Objective).where(lists.live(Objective), Objective.code == code.strip())
            )
        if found is None:
            raise UserError(_("No objective has the code “{code}”.").format(code=code))
        return found

    @staticmethod
    def kind(name: str) -> type[Record]:
        """The kind of that name, singular or plural. Raises UserError naming the choices."""
        wanted = name.strip().casefold().replace("-", "_")
        for key, kind in KINDS.items():
            if wanted in (key, str(kind.__kind__.plural).casefold().replace(" ", "_"), f"{key}s"):
                return kind
        sentence = _("“{name}” is no kind of record; use one of: {choices}.")
        raise UserError(sentence.format(name=name, choices=", ".join(TOP_KINDS)))
