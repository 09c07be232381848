"""From changed rows to the records that they can matter for: paths along references, walked set by set.

A rule says for each kind that bears on it how its rows lead to the subjects: ``up(Consultation.position_id)`` is the
record that a row names, ``down(Statement.objective_id)`` the rows that name a record, ``a >> b`` one after the other,
``a | b`` both. What a changed row named before the change counts as well as what it names now. Rows in the trash lead
on like any others, since a rule may notice that they are gone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from diplotrack.consistency.trail import Rows, TooFar, Trail, together
from diplotrack.records import ANYWHERE, Owned, Record, fields, parts

__all__ = [
    "ALL", "Path", "Rows", "TooFar", "Trail", "ancestors", "descendants", "down", "facts", "owned", "owner", "same",
    "together", "up",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Path(ABC):
    """A way from rows to records. Equal paths are walked once in a check, however many rules name them."""

    def __rshift__(self, then: Path) -> Path:
        return Chain(self, then)

    def __or__(self, other: Path) -> Path:
        return Either(self, other)

    @abstractmethod
    def walk(self, trail: Trail, start: Rows) -> Rows:
        """The records at its end. Raises TooFar."""

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


class Guarded(Path):
    """A path that is followed only where something holds of the change; else it leads nowhere."""

    __slots__ = ()
    path: Path  # a field of each that derives from it, in its own place

    @abstractmethod
    def holds(self, trail: Trail, start: Rows) -> bool:
        """Whether it is followed from there. Raises TooFar."""

    def walk(self, trail: Trail, start: Rows) -> Rows:
        return trail.along(self.path, start) if self.holds(trail, start) else {}

    @property
    def kinds(self) -> frozenset[str]:
        return self.path.kinds

    @property
    def begins(self) -> frozenset[str]:
        return self.path.begins

    @property
    def ends(self) -> frozenset[str]:
        return self.path.ends


@dataclass(frozen=True, slots=True)
class Facts(Guarded):
    """A path from rows of a kind that is not followed where nothing but words of theirs differ (fields of text)."""

    kind: type[Record]
    path: Path

    def holds(self, trail: Trail, start: Rows) -> bool:  # noqa: ARG002 - asks of the change alone
        changed = trail.changed.columns
        differ = changed.get(self.kind.__kind__.name)
        words = {name for name, one in fields(self.kind).items() if one.type in ("text", "long")}
        # A part that changed counts for its record, whatever differs in the record itself.
        is_in_words = differ and differ <= words and changed.keys().isdisjoint({*parts(self.kind), *ANYWHERE})
        return not is_in_words


ALL: Path = Everything()
"""Look at every subject."""


def up(column: Any) -> Path:
    """The records that rows name in that column, now or before the change."""
    return Up(column.class_, column.key)


def facts(kind: type[Record], path: Path) -> Path:
    """The path, for rules to which the words of those records mean nothing: what is only shown follows by itself."""
    return Facts(kind, path)


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
