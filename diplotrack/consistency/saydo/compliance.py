"""Compliance scores: the arithmetic of RULES, pure. Reading them from the ledger is ``compliance_marks``.

A member's score is the mean over its commitments, a commitment's the mean over its members, that of an area or a year
the mean over its commitments. What does not apply or was not yet assessed has no mark and is left out, never counted
as 0. Percent is (mean + 1) / 2 × 100.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from diplotrack.records.enumerations import Assessment, Binding

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mark:
    """One assessment of a member's compliance with a commitment: −1, 0 or 1, for a cycle that ended ``on`` a day."""

    id: int
    commitment: int
    member: int
    score: int
    on: date | None
    report: Assessment
    assessor: str = ""
    is_outside: bool = False

    @property
    def order(self) -> tuple[date, bool, int]:
        """Its place in the history: by cycle, the final report after the interim one."""
        return (self.on or date.min, self.report is Assessment.FINAL, self.id)


@dataclass(frozen=True, slots=True)
class Ambition:
    """How much a commitment promises: how it binds, and how many of the parts that make it specific it states.

    ``stated`` of ``asked`` (actor, action, target, date; a continuing one needs no date) are there, as R15 sees it.
    """

    binding: Binding
    stated: int
    asked: int


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its inputs: the marks, or the commitments' scores, that went into it. Never over nothing."""

    total: Fraction
    count: int
    inputs: tuple[int, ...]
    """Identifiers: of marks, or of commitments."""

    @property
    def exact(self) -> Fraction:
        """The mean, −1 to 1, exactly."""
        return self.total / self.count

    @property
    def value(self) -> float:
        """The mean, −1 to 1."""
        return float(self.exact)

    @property
    def percent(self) -> float:
        """The mean on a scale from 0 to 100."""
        return float((self.exact + 1) * 50)


def histories(marks: Iterable[Mark]) -> dict[tuple[int, int], list[Mark]]:
    """(commitment, member) → its marks, oldest first: interim and final ones are all kept."""
    found: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for one in sorted(marks, key=lambda mark: mark.order):
        found[one.commitment, one.member].append(one)
    return dict(found)


def current(marks: Iterable[Mark]) -> list[Mark]:
    """The mark that stands for each commitment and member: the last of its history."""
    return [history[-1] for history in histories(marks).values()]


def by_commitment(marks: Sequence[Mark]) -> dict[int, Mean]:
    """Commitment → mean over the members that were assessed; ``marks`` are current ones."""
    return _means((one.commitment, Fraction(one.score), one.id) for one in marks)


def by_member(marks: Sequence[Mark]) -> dict[int, Mean]:
    """Member → mean over the commitments on which it was assessed."""
    return _means((one.member, Fraction(one.score), one.id) for one in marks)


def grouped(scores: Mapping[int, Mean], group_of: Mapping[int, K]) -> dict[K, Mean]:
    """Group (an area, a year) → mean over the scores of its commitments; one without a group is left out."""
    return _means(
        (group_of[commitment], mean.exact, commitment)
        for commitment, mean in scores.items()
        if commitment in group_of
    )


def overall(scores: Mapping[int, Mean]) -> Mean | None:
    """The mean over all commitments; None where there is none."""
    return grouped(scores, dict.fromkeys(scores, 0)).get(0)


def _means(values: Iterable[tuple[K, Fraction, int]]) -> dict[K, Mean]:
    found: dict[K, list[tuple[int, Fraction]]] = defaultdict(list)
    for key, value, source in values:
        found[key].append((source, value))
    return {key: _mean(some) for key, some in found.items()}


def _mean(values: Sequence[tuple[int, Fraction]]) -> Mean:
    total = sum((value for _source, value in values), Fraction())
    return Mean(total, len(values), tuple(sorted(source for source, _value in values)))
