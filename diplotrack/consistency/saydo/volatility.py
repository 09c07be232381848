"""How far a series of stances went to and fro: pure arithmetic of RULES."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Volatility:
    """``reversals`` are pairs of places in the series between which the sign changed, zeros skipped.

    ``steps`` is Σ|Δs| over all neighbours, zeros included; ``count`` the number of stances.
    """

    reversals: tuple[tuple[int, int], ...]
    steps: int
    count: int

    @property
    def exact_mean(self) -> Fraction | None:
        """The mean step, Σ|Δs| / (n − 1), exactly; None for fewer than two stances."""
        return Fraction(self.steps, self.count - 1) if self.count > 1 else None

    @property
    def mean_step(self) -> float | None:
        """The mean step from 0 to 4; None for fewer than two stances."""
        exact = self.exact_mean
        return float(exact) if exact is not None else None


def volatility(stances: Sequence[int]) -> Volatility:
    """The volatility of stances (−2 to 2) to one audience, in order of time."""
    signed = [(place, stance > 0) for place, stance in enumerate(stances) if stance]
    reversals = tuple((one[0], other[0]) for one, other in pairwise(signed) if one[1] != other[1])
    steps = sum(abs(other - one) for one, other in pairwise(stances))
    return Volatility(reversals, steps, len(stances))
