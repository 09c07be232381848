"""How much a document may say: everything, or less and less, step by step, until it fits on its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from diplotrack.reports.compose.wording import opening

T = TypeVar("T")
FEWEST = 40
"""Characters below which the beginning of a text is better not given."""
SENTENCE = 240
"""Characters that a first sentence may have and still be given to its end, where it is read out or quoted."""
Counted = Callable[[int], str]
"""A number of things in words: 3 → "3 asks of ours"."""


class Room:
    """The room for one composition. Step 0 has no end; 1 is generous, :attr:`LAST` leaves what nobody can do without.

    Each kind of thing shrinks from as many as are welcome (``plenty``) to as few as must be (``least``). It has come to
    that at the share ``until`` of the way, so that what matters less goes first. What was left out for want of room is
    counted, to be said once.

    The parts of a document (:meth:`part`) may have steps of their own, ``apart``: what room is over goes to some of
    them, and where even the least is too much some are given up (:attr:`CLOSED`).
    """

    LAST = 24
    CLOSED = LAST + 1

    def __init__(self, step: int = 0, apart: Mapping[str, int] | None = None) -> None:
        self.step = step
        self.weights: dict[str, int] = {}
        """How much each part matters, 1 most, as they came up in this composition."""
        self._apart = apart or {}
        self._left: Counter[Counted] = Counter()

    def part(self, name: str, weight: int) -> Room:
        """The room for one part of the document; what it leaves out is counted with all the rest."""
        self.weights[name] = weight
        made = Room(self._apart.get(name, self.step))
        made._left = self._left
        return made

    @property
    def is_closed(self) -> bool:
        """Whether the part is given up."""
        return self.step >= self.CLOSED

    @property
    def given_up(self) -> list[str]:
        """The parts that are, in the order in which they came up."""
        return [name for name in self.weights if self._apart.get(name, self.step) >= self.CLOSED]

    @property
    def is_endless(self) -> bool:
        """Whether everything is said."""
        return self.step == 0

    @property
    def is_tight(self) -> bool:
        """Whether there is room for a page only: a table is said in points, and who was present is not said."""
        return self.step > 3 * self.LAST // 4

    def most(self, plenty: int, least: int = 0, until: float = 1.0) -> int:
        """How many there is room for; as many as are welcome where there is no end."""
        share = min(1.0, max(0, self.step - 1) / (self.LAST - 1) / until)
        return round(plenty + (least - plenty) * share)

    def some(
        self, rows: Sequence[T], plenty: int, least: int = 0, until: float = 1.0, of: Counted | None = None
    ) -> Sequence[T]:
        """The first of the rows, as many as there is room for; the rest is counted by ``of`` for the foot."""
        if self.is_endless:
            return rows
        most = self.most(plenty, least, until)
        if of is not None:
            self.leave(len(rows) - most, of)
        return rows[:most]

    def leave(self, count: int, of: Counted) -> None:
        """Note that so many were left out, if any."""
        if count > 0:
            self._left[of] += count

    @property
    def left(self) -> list[str]:
        """What was left out, in words, in the order in which it came up."""
        return [of(count) for of, count in self._left.items()]

    def words(self, text: str, plenty: int, least: int, *, sentences: bool = True, whole: int = 0) -> str:
        """The beginning of a text, in as many characters as there is room for; "" for a few words that say nothing.

        Its first sentence is not cut where that has at most ``whole`` characters: what is read out has to end.
        """
        if self.is_endless:
            return text
        most = self.most(plenty, least)
        return opening(text, most, sentences=sentences, whole=whole) if most >= FEWEST else ""
