"""Sizes: one scale of type and one of space, both growing with the text size that the user chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TypeStep = Literal["small", "body", "strong", "lead", "title", "display"]

STEPS: dict[TypeStep, float] = {
    "small": 0.86,
    "body": 1.0,
    "strong": 1.0,
    "lead": 1.15,
    "title": 1.5,
    "display": 1.95,
}
"""Sizes relative to the body text."""

SMALLEST, LARGEST, TEXT_STEP = 80, 200, 10
"""The text sizes that can be chosen, in per cent."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels for a body text of ``body`` pixels at ``percent``; on the grid of four that all spaces come from."""

    body: float = 13.5
    percent: int = 100

    @property
    def factor(self) -> float:
        """How much larger than designed everything is."""
        return self.percent / 100

    def type(self, step: TypeStep = "body") -> int:
        """The size of text in pixels."""
        return max(9, round(self.body * STEPS[step] * self.factor))

    def space(self, quarters: float) -> int:
        """A distance of so many units of four pixels."""
        return round(4 * quarters * self.factor)
