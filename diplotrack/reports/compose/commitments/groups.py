"""Commitments under their partner, owner, objective or status: the longest overdue first, among groups and in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.reports.compose.commitments.beside import Beside
from diplotrack.reports.compose.commitments.choice import CommitmentChoice, GroupBy
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.document import Span

STATUSES = tuple(CommitmentStatus)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Some commitments under a name; ``served`` is the objective whose name it is."""

    name: str
    promises: list[Promise]
    served: int | None = None

    @property
    def latest(self) -> int:
        """By how many days the longest overdue of them is late; 0 where none is."""
        return max(one.overdue for one in self.promises)

    def headed(self) -> list[str | Span]:
        """The name, how many there are, and how many of them are overdue."""
        late = sum(1 for one in self.promises if one.overdue)
        count = len(self.promises)
        told = ngettext("{count} commitment", "{count} commitments", count)
        words = told.format(count=format_number(count))
        if late:
            words += ", " + _("{count} overdue").format(count=format_number(late))
        return [self.name, Span(f"   {words}", quiet=True)]


def partners(frame: Frame, promises: Iterable[Promise], choice: CommitmentChoice) -> dict[int, str]:
    """The partner that each commitment concerns; "" where none is named."""
    if choice.partner_id is not None:
        return dict.fromkeys((one.id for one in promises), frame.party(choice.partner_id))
    named: dict[Any, str] = {}
    found = {}
    for one in promises:
        sides = (one.by, one.to)
        if sides not in named:
            named[sides] = frame.counterpart(*sides)
        found[one.id] = named[sides]
    return found


def grouped(
    frame: Frame, promises: Sequence[Promise], by: GroupBy, partner: dict[int, str], beside: Beside
) -> list[Grouped]:
    """The groups: first those that hold the longest overdue, the others in the order of their names.

    Who serves two objectives stands under both.
    """
    return sorted(_named(frame, promises, by, partner, beside), key=lambda group: -group.latest)


def _named(
    frame: Frame, promises: Sequence[Promise], by: GroupBy, partner: dict[int, str], beside: Beside
) -> list[Grouped]:
    match by:
        case GroupBy.STATUS:
            state = _by(promises, lambda one: one.status)
            return [Grouped(str(one.label), state[one]) for one in STATUSES if one in state]
        case GroupBy.OBJECTIVE:
            return _by_objective(promises, beside)
        case GroupBy.OWNER:
            return _by_name(frame, _by(promises, beside.owner), _("Nobody’s"))
        case _:
            return _by_name(frame, _by(promises, lambda one: partner[one.id]), _("No partner named"))


def _by(promises: Sequence[Promise], key: Callable[[Promise], Any]) -> dict[Any, list[Promise]]:
    found: dict[Any, list[Promise]] = defaultdict(list)
    for one in promises:
        found[key(one)].append(one)
    return found


def _by_name(frame: Frame, found: dict[str, list[Promise]], nameless: str) -> list[Grouped]:
    names = sorted(found, key=lambda name: (not name, frame.sorted_as(name)))
    return [Grouped(name or nameless, found[name]) for name in names]


def _by_objective(promises: Sequence[Promise], beside: Beside) -> list[Grouped]:
    found = defaultdict(list)
    for one in promises:
        for served in beside.objectives.get(one.id) or (None,):
            found[served].append(one)
    without = found.pop(None, [])
    groups = [
        Grouped(f"{one.code}  {one.title}", found[one], one.id)
        for one in sorted((one for one in found if one is not None), key=lambda one: one.code)
    ]
    return groups + ([Grouped(_("No objective"), without)] if without else [])
