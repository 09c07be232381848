"""The axis of values: its ends, its marks, and where on it a value lies. Nought always lies on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diplotrack.base.i18n import format_number

_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` with ``ticks`` in rising order; ``decimals`` is how its numbers are written."""

    low: float
    high: float
    ticks: Sequence[float]
    decimals: int
    is_signed: bool

    def share(self, value: float) -> float:
        """How far along the axis the value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def written(self, value: float, decimals: int | None = None) -> str:
        """A value as it is written beside its bar; a plus before what is above nought where both sides are used."""
        number = format_number(value, self.decimals if decimals is None else decimals).replace("-", "−")
        rounded = round(value, self.decimals if decimals is None else decimals)
        if not rounded:
            return number.lstrip("−")
        return f"+{number}" if self.is_signed and value > 0 else number

    def marked(self, tick: float) -> str:
        """A mark of the axis in as few figures as tell it."""
        places = next((few for few in range(self.decimals) if round(tick, few) == round(tick, 9)), None)
        return self.written(tick, places)


def scale(
    values: Iterable[float], lowest: float | None, highest: float | None, decimals: int, most: int = 5
) -> Scale:
    """The axis for those values. Fixed ends hold unless a value lies beyond; free ends fall on a mark."""
    known = [*values, 0.0]
    low = min([*known, *([lowest] if lowest is not None else [])])
    high = max([*known, *([highest] if highest is not None else [])])
    if low == high:
        high = low + 1.0
    step = _step((high - low) / most, decimals)
    if lowest is None or low < lowest:
        low = math.floor(low / step + 1e-9) * step
    if highest is None or high > highest:
        high = math.ceil(high / step - 1e-9) * step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = [place * step for place in range(first, last + 1)]
    return Scale(low, high, ticks, decimals, low < 0)


def _step(least: float, decimals: int) -> float:
    """The smallest distance of 1, 2 or 5 times a power of ten that is no less, nor finer than the decimals."""
    least = max(least, 10.0**-decimals)
    power = 10.0 ** math.floor(math.log10(least) + 1e-9)
    return next(power * one for one in _STEPS if power * one >= least * (1 - 1e-9))
