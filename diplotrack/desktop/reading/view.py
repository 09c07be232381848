"""How a reader has set a page: which of its chapters are folded away, and which lists are shown to their end."""

from __future__ import annotations

from dataclasses import dataclass

FOLD, MORE = "fold", "more"
ROWS = 40
"""Rows of a table that are shown until the reader asks for all."""
FIRST, STEP = 20, 200
"""Records of a kind that point here: how many are listed at first, and how many more each time."""


@dataclass(frozen=True, slots=True)
class View:
    """``folded`` names chapters ("history", "uses"), ``whole`` tables; ``steps`` counts by kind the wishes for more."""

    folded: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    steps: tuple[tuple[str, int], ...] = ()

    def after(self, link: str) -> View | None:
        """The view after that link was followed; None where it is a link of another sort."""
        scheme, _colon, name = link.partition(":")
        if scheme == FOLD:
            return View(self.folded ^ {name}, self.whole, self.steps)
        if scheme != MORE:
            return None
        sort, _colon, kind = name.partition(":")
        if sort != "uses":
            return View(self.folded, self.whole | {name}, self.steps)
        steps = dict(self.steps)
        steps[kind] = steps.get(kind, 0) + 1
        return View(self.folded, self.whole, tuple(steps.items()))

    @property
    def limits(self) -> dict[str, int]:
        """How many records that point here are wanted, by kind, where that is more than at first."""
        return {kind: FIRST + STEP * count for kind, count in self.steps}

    def anew(self) -> View:
        """The view for another record: what is folded stays so."""
        return View(self.folded)
