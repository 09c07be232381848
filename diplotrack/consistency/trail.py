"""Walking paths through the ledger: where one set of changes leads, each way looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, literal_column, select
from sqlalchemy.orm import Session

from diplotrack.records import Owned, Record
from diplotrack.store.batches import batches
from diplotrack.store.unit_of_work import Changed

if TYPE_CHECKING:
    from diplotrack.consistency.reach import Path

Rows = dict[str, set[int]]
"""Kind → identifiers."""

FARTHEST = 20_000
"""Rows beyond which a path is given up: it then leads to everything."""


class TooFar(Exception):
    """Raised where a path leads to so many records that looking at all of them costs less."""


def together(many: Iterable[Mapping[str, Iterable[int]]]) -> Rows:
    """The rows of all."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for rows in many:
        for name, ids in rows.items():
            found[name].update(ids)
    return dict(found)


@dataclass
class Trail:
    """Where one set of changes leads. Paths that several rules share are walked once."""

    session: Session
    changed: Changed
    _walked: dict[tuple[Path, int], tuple[Rows, Rows]] = field(default_factory=dict)

    @cached_property
    def begin(self) -> dict[str, Rows]:
        """By kind, the changed rows as the start of a path."""
        return {name: {name: set(ids)} for name, ids in self.changed.touched.items()}

    def along(self, path: Path, start: Rows) -> Rows:
        """The records to which a path leads. Raises TooFar."""
        key = path, id(start)
        if key not in self._walked:
            # The start is kept with its end, so that no other takes its identity meanwhile.
            self._walked[key] = start, path.walk(self, start)
        return self._walked[key][1]

    def formerly(self, start: Rows, kind: str, column: str) -> set[int]:
        """What changed rows named in a column before, where the path begins with them."""
        if start is not self.begin.get(kind):
            return set()
        return set(self.changed.former.get(kind, {}).get(column, ()))

    def read(self, statement: Select[Any], keys: Iterable[Any]) -> set[Any]:
        """What a statement selects for these keys, blanks left out. Raises TooFar."""
        found: set[Any] = set()
        for some in batches(keys):
            found.update(self.session.scalars(statement, {"keys": some}))
            self.stop_beyond(found)
        found.discard(None)
        return found

    @staticmethod
    def stop_beyond(found: set[Any]) -> None:
        """Give the path up where it has become too wide. Raises TooFar."""
        if len(found) > FARTHEST:
            raise TooFar

    @staticmethod
    def select(kind: type[Record], wanted: str, given: str) -> Select[Any]:
        """The values of one column of rows told by another."""
        return _statement(kind, wanted, given, "")

    @staticmethod
    def sharing(kind: type[Record], column: str) -> Select[Any]:
        """The rows that say something in a column, by what they say."""
        return _statement(kind, "id", column, "", is_said=True)

    @staticmethod
    def owners(kind: type[Owned], owned_by: str) -> Select[Any]:
        """The owners of rows."""
        return _statement(kind, "owner_id", "id", owned_by)

    @staticmethod
    def owned(kind: type[Owned], owned_by: str) -> Select[Any]:
        """The rows of owners."""
        return _statement(kind, "id", "owner_id", owned_by)


_STATEMENTS: dict[tuple[str, str, str, str], Select[Any]] = {}


def _statement(
    kind: type[Record], wanted: str, given: str, owned_by: str, *, is_said: bool = False
) -> Select[Any]:
    """One statement for each way, made once, so that it is compiled once."""
    key = kind.__kind__.name, wanted, given, owned_by
    if key not in _STATEMENTS:
        table = kind.__table__
        statement = select(table.c[wanted]).where(table.c[given].in_(bindparam("keys", expanding=True)))
        if owned_by:
            statement = statement.where(table.c.owner_kind == owned_by)
        if is_said:
            # Written out: an index that leaves blanks out serves only where the statement itself says so.
            statement = statement.where(table.c[given] != literal_column("''"))
        _STATEMENTS[key] = statement.limit(FARTHEST + 1)
    return _STATEMENTS[key]
