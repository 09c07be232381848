"""Which line to take was in force on a day toward a partner, or toward everyone.

What was decided here:

- Both days of a position are inclusive. One that another supersedes ends the day before its successor begins, toward
  those whom the successor addresses: a successor toward France leaves a line toward everyone in force for all others.
  A successor without a day replaces it from its announcement, else from its entry. What ended does not come back when
  its successor ends: then no line is in force. The first of several successors ends it; a successor that would begin
  before it does not.
- A position in the trash, or merged, neither is in force nor ends another; what superseded it supersedes what it had
  superseded.
- The narrowest prevails: a position toward the partner itself, then one toward the government to which a ministry
  belongs, then one toward an organization of which the partner is a member on that day, then one toward everyone.
- Days known in part are read as widely as they can be: any position that may have been in force counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.store.positions.addressees import Scopes, read_scopes
from diplotrack.store.positions.successions import Stated, Successions, read_successions


@dataclass(frozen=True, slots=True)
class Line:
    """A position and the days on which it holds, both inclusive. ``scope`` holds parties; empty means everyone.

    ``replaced`` holds successors toward some of its scope only: from when, and toward whom.
    """

    id: int
    objective: int
    stance: int
    words: str
    scope: frozenset[int]
    first: date
    last: date
    rationale: str = ""
    is_public: bool = False
    replaced: tuple[tuple[date, frozenset[int]], ...] = ()

    def in_force(self, days: PartialDate) -> bool:
        """Whether it was in force on a possible day, toward anyone."""
        return self.first <= self.last and self.first <= days.latest and days.earliest <= self.last


@dataclass(frozen=True, slots=True)
class Lines:
    """Positions by objective, whom their scopes cover, and which superseded which."""

    by_objective: dict[int, list[Line]]
    scopes: Scopes
    successions: Successions = field(default_factory=Successions)

    def toward(self, objective: int, partner: int | None, days: PartialDate) -> list[Line]:
        """The positions in force on a possible day; the narrower prevails, and None asks for those toward everyone.

        More than one where the date is partial and a position changed within it, or where positions clash.
        """
        alive = [line for line in self.by_objective.get(objective, ()) if line.in_force(days)]
        if partner is None:
            return [line for line in alive if not line.scope]
        applying = []
        for line in alive:
            breadth = self.scopes.breadth(line.scope, partner, days)
            if breadth is not None and not self._is_replaced(line, partner, days):
                applying.append((breadth, line))
        narrowest = min((breadth for breadth, _line in applying), default=None)
        return [line for breadth, line in applying if breadth == narrowest]

    def _is_replaced(self, line: Line, partner: int, days: PartialDate) -> bool:
        return any(
            first <= days.earliest and self.scopes.breadth(scope, partner, days) is not None
            for first, scope in line.replaced
        )


def read_lines(
    read: Session, objectives: Iterable[int] | None = None, *, without_stance: bool = False
) -> Lines:
    """The positions on some objectives, or on all of them for None.

    One whose stance nobody gave has nothing that could be compared; ``without_stance`` reads it too, as nought.
    """
    successions = read_successions(read, objectives)
    scopes = read_scopes(read, None if objectives is None else successions.by_id)
    found: dict[int, list[Line]] = defaultdict(list)
    for one in successions.standing(objectives):
        if one.stance is not None or without_stance:
            found[one.objective].append(_line(one, successions, scopes))
    return Lines(dict(found), scopes, successions)


def _line(one: Stated, successions: Successions, scopes: Scopes) -> Line:
    scope = scopes.of(one.id)
    last = one.valid_until or date.max
    replaced = []
    for first, successor in _replacements(one, successions):
        toward = scopes.of(successor.id)
        if scopes.covers(toward, scope, PartialDate.day(first)):
            last = min(last, first - timedelta(days=1))
        else:
            replaced.append((first, toward))
    return Line(
        one.id,
        one.objective,
        one.stance or 0,
        one.words,
        scope,
        one.first or date.min,
        last,
        one.rationale,
        one.is_public,
        tuple(sorted(replaced, key=lambda entry: (entry[0], sorted(entry[1])))),
    )


def _replacements(one: Stated, successions: Successions) -> Iterator[tuple[date, Stated]]:
    for successor in successions.successors(one.id):
        first = successor.first or successor.entered
        if one.first is None or first >= one.first:
            yield first, successor
