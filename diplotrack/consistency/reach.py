"""From changed rows to the records that they can matter for: paths along references, walked set by set.

A rule says for each kind that bears on it how its rows lead to the subjects: ``up(Consultation.position_id)`` is the
record that a row names, ``down(Statement.objective_id)`` the rows that name a record, ``a >> b`` one after the other,
``a | b`` both. What a changed row named before the change counts as well as what it names now. Rows in the trash lead
on like any others, since a rule may notice that they are gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Select, bindparam, literal_column, select
from sqlalchemy.orm import Session

from diplotrack.records import Owned, Record, fields
from diplotrack.store.batches import batches
from diplotrack.store.unit_of_work import Changed

Rows = dict[str, set[int]]
"""Kind → identifiers."""

FARTHEST = 20_000
"""Rows beyond which a path is given up: it then leads to everything."""


class TooFar(Exception):
    """Raised where a path leads to so many records that looking at all of them costs less."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way from rows to records. Equal paths are walked once in a check, however many rules name them."""

    def __rshift__(self, then: Path) -> Path:
        return Chain(self, then)

    def __or__(self, other: Path) -> Path:
        return Either(self, other)

    def walk(self, trail: Trail, start: Rows) -> Rows:
        """The records at its end. Raises TooFar."""
        raise NotImplementedError

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the rows on which it depends."""
        return frozenset()

    @property
    def begins(self) -> frozenset[str]:
        """The kinds of the rows with which it can begin; none where any will do."""
        return self.kinds

    @property
    def ends(self) -> frozenset[str]:
        """The kinds of the records at its end; none where it leads to everything."""
        return self.kinds


@dataclass(frozen=True, slots=True)
class Chain(Path):
    """One path after another."""

    first: Path
    then: Path

    def walk(self, trail: Trail, start: Rows) -> Rows:
        return trail.along(self.then, trail.along(self.first, start))

    @property
    def kinds(self) -> frozenset[str]:
        return self.first.kinds | self.then.kinds

    @property
    def begins(self) -> frozenset[str]:
        return self.first.begins

    @property
    def ends(self) -> frozenset[str]:
        return self.then.ends


@dataclass(frozen=True, slots=True)
class Either(Path):
    """What either of two paths leads to."""

    first: Path
    other: Path

    def walk(self, trail: Trail, start: Rows) -> Rows:
        return together((trail.along(self.first, start), trail.along(self.other, start)))

    @property
    def kinds(self) -> frozenset[str]:
        return self.first.kinds | self.other.kinds

    @property
    def begins(self) -> frozenset[str]:
        return self.first.begins | self.other.begins

    @property
    def ends(self) -> frozenset[str]:
        return self.first.ends | self.other.ends


@dataclass(frozen=True, slots=True)
class Everything(Path):
    """Leads to all subjects."""

    def walk(self, trail: Trail, start: Rows) -> Rows:  # noqa: ARG002 - as every path is walked
        raise TooFar


@dataclass(frozen=True, slots=True)
class Up(Path):
    """From rows to the records that they name in a column, and named there before the change."""

    kind: type[Record]
    column: str

    def walk(self, trail: Trail, start: Rows) -> Rows:
        name = self.kind.__kind__.name
        target = trail.select(self.kind, self.column, "id")
        found = trail.read(target, start.get(name, ()))
        return {self.refers: found | trail.formerly(start, name, self.column)}

    @property
    def refers(self) -> str:
        """The kind of what the column names."""
        return fields(self.kind)[self.column].refers

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind.__kind__.name})

    @property
    def ends(self) -> frozenset[str]:
        return frozenset({self.refers})


@dataclass(frozen=True, slots=True)
class Down(Path):
    """From records to the rows that name them in a column."""

    kind: type[Record]
    column: str

    def walk(self, trail: Trail, start: Rows) -> Rows:
        refers = fields(self.kind)[self.column].refers
        found = trail.read(trail.select(self.kind, "id", self.column), start.get(refers, ()))
        return {self.kind.__kind__.name: found}

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind.__kind__.name})

    @property
    def begins(self) -> frozenset[str]:
        return frozenset({fields(self.kind)[self.column].refers})


@dataclass(frozen=True, slots=True)
class Same(Path):
    """From rows to all rows that say the same in a column (a key that is not blank)."""

    kind: type[Record]
    column: str

    def walk(self, trail: Trail, start: Rows) -> Rows:
        name = self.kind.__kind__.name
        keys = trail.read(trail.select(self.kind, self.column, "id"), start.get(name, ()))
        return {name: trail.read(trail.sharing(self.kind, self.column), keys - {""})}

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind.__kind__.name})


@dataclass(frozen=True, slots=True)
class Owner(Path):
    """From rows of any record (links, tags, passages) to the records of one kind that own them."""

    kind: type[Owned]
    owned_by: str

    def walk(self, trail: Trail, start: Rows) -> Rows:
        name = self.kind.__kind__.name
        owners = trail.owners(self.kind, self.owned_by)
        found = trail.read(owners, start.get(name, ()))
        return {self.owned_by: found | trail.formerly(start, name, f"owner_id {self.owned_by}")}

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind.__kind__.name})

    @property
    def ends(self) -> frozenset[str]:
        return frozenset({self.owned_by})


@dataclass(frozen=True, slots=True)
class OwnedBy(Path):
    """From records of one kind to their rows of a kind that any record can have."""

    kind: type[Owned]
    owned_by: str

    def walk(self, trail: Trail, start: Rows) -> Rows:
        owned = trail.owned(self.kind, self.owned_by)
        return {self.kind.__kind__.name: trail.read(owned, start.get(self.owned_by, ()))}

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind.__kind__.name})

    @property
    def begins(self) -> frozenset[str]:
        return frozenset({self.owned_by})


@dataclass(frozen=True, slots=True)
class Throughout(Path):
    """Along a column that refers to its own kind until nothing is added; the records begun with included."""

    step: Up | Down

    def walk(self, trail: Trail, start: Rows) -> Rows:
        name = self.step.kind.__kind__.name
        found = set(start.get(name, ()))
        # The first step begins with the rows as they were given: only so does it know what they named before.
        newest = trail.along(self.step, start)[name] - found
        while newest:
            found |= newest
            trail.stop_beyond(found)
            newest = trail.along(self.step, {name: newest})[name] - found
        return {name: found}

    @property
    def kinds(self) -> frozenset[str]:
        return self.step.kinds


ALL: Path = Everything()
"""Look at every subject."""


def up(column: Any) -> Path:
    """The records that rows name in that column, now or before the change."""
    return Up(column.class_, column.key)


def down(column: Any) -> Path:
    """The rows that name the records in that column."""
    return Down(column.class_, column.key)


def same(column: Any) -> Path:
    """All rows that say the same in that column; blank says nothing. What they said before does not count."""
    return Same(column.class_, column.key)


def owner(kind: type[Owned], owned_by: str) -> Path:
    """The records of kind ``owned_by`` that own rows such as links and tags, or owned them before the change."""
    return Owner(kind, owned_by)


def owned(kind: type[Owned], owned_by: str) -> Path:
    """The rows such as links and tags that records of kind ``owned_by`` have."""
    return OwnedBy(kind, owned_by)


def ancestors(column: Any) -> Path:
    """The records themselves and all above them, along a column that names the one above."""
    return Throughout(Up(column.class_, column.key))


def descendants(column: Any) -> Path:
    """The records themselves and all below them, along a column that names the one above."""
    return Throughout(Down(column.class_, column.key))


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
