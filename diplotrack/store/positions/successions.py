"""Which position superseded which, as the ledger states it: the positions of R04 to R11 and R19 stand on this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from diplotrack.records import Position
from diplotrack.store.batches import among, batches


class Stated(NamedTuple):
    """A position as it is stored. ``first``: from when it holds; its announcement, where that is not said.

    ``entered`` is the day on which it was entered.
    """

    id: int
    objective: int
    stance: int | None
    words: str
    rationale: str
    first: date | None
    valid_until: date | None
    supersedes: int | None
    announced_on: date | None
    is_announced: bool
    is_public: bool
    entered: date
    is_standing: bool


@dataclass(frozen=True, slots=True)
class Successions:
    """Positions by identifier, those in the trash among them: what superseded these supersedes their predecessors."""

    by_id: dict[int, Stated] = field(default_factory=dict)
    _successors: dict[int, list[int]] = field(default_factory=dict)

    def standing(self, objectives: Iterable[int] | None = None) -> Iterator[Stated]:
        """Positions that are neither in the trash nor merged, in order of entry; on some objectives or all."""
        wanted = None if objectives is None else set(objectives)
        for _id, one in sorted(self.by_id.items()):
            if one.is_standing and (wanted is None or one.objective in wanted):
                yield one

    def predecessor(self, position: int) -> Stated | None:
        """The standing position that a position replaced."""
        seen = {position}
        one = self.by_id.get(position)
        while one is not None and one.supersedes is not None and one.supersedes not in seen:
            seen.add(one.supersedes)
            one = self.by_id.get(one.supersedes)
            if one is not None and one.is_standing:
                return one
        return None

    def successors(self, position: int) -> list[Stated]:
        """The standing positions that replaced a position, in order of entry."""
        return [self.by_id[one] for one in self._successors.get(position, ())]

    def are_kin(self, one: int, other: int) -> bool:
        """Whether one of two positions came from the other, at however many removes."""
        return one in self._line_of(other) or other in self._line_of(one)

    def _line_of(self, position: int) -> set[int]:
        seen = {position}
        above = self.predecessor(position)
        while above is not None and above.id not in seen:
            seen.add(above.id)
            above = self.predecessor(above.id)
        return seen


_COLUMNS: tuple[Any, ...] = (
    Position.id,
    Position.objective_id,
    Position.stance,
    Position.line,
    Position.rationale,
    Position.valid_from,
    Position.valid_until,
    Position.supersedes_id,
    Position.announced_on,
    Position.announced_by,
    Position.is_public,
    Position.created_at,
    Position.deleted_at,
    Position.merged_into,
)


def read_successions(
    read: Session, objectives: Iterable[int] | None = None, positions: Iterable[int] | None = None
) -> Successions:
    """The positions on some objectives, or of these identifiers, with their predecessors and successors.

    All positions where neither is given.
    """
    if objectives is None and positions is None:
        found = {row.id: _stated(row) for row in read.execute(select(*_COLUMNS))}
    else:
        found = {}
        _take(read, "objective_id", objectives or (), found)
        _take(read, "id", positions or (), found)
        _complete(read, found)
    made = Successions(found)
    successors: dict[int, list[int]] = defaultdict(list)
    for one in made.standing():
        before = made.predecessor(one.id)
        if before is not None:
            successors[before.id].append(one.id)
    return Successions(found, dict(successors))


def _complete(read: Session, found: dict[int, Stated]) -> None:
    """Add predecessors and successors, and theirs, whatever their objective."""
    newest = set(found)
    while newest:
        before = {above for row in newest if (above := found[row].supersedes) is not None}
        known = set(found)
        _take(read, "id", before - known, found)
        _take(read, "supersedes_id", newest, found)
        newest = set(found) - known


def _take(read: Session, column: str, values: Iterable[int], found: dict[int, Stated]) -> None:
    for some in batches(set(values)):
        for row in read.execute(_positions(column), {"keys": some}):
            found[row.id] = _stated(row)


@cache
def _positions(column: str) -> Select[Any]:
    """Made once: at a scoped check, making it would cost more than asking it."""
    return select(*_COLUMNS).where(among(getattr(Position, column)))


def _stated(row: Any) -> Stated:
    (
        number, objective, stance, words, rationale, valid_from, valid_until, supersedes,
        announced_on, announced_by, is_public, created_at, deleted_at, merged_into,
    ) = row  # fmt: skip
    return Stated(
        number,
        objective,
        stance,
        words,
        rationale,
        valid_from or announced_on,
        valid_until,
        supersedes,
        announced_on,
        announced_on is not None or announced_by is not None,
        is_public,
        created_at.date(),
        deleted_at is None and merged_into is None,
    )
