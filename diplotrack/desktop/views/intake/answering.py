"""What somebody answered to the proposals of a reading so far, step by step, so that each step can be taken back."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, Literal

from diplotrack.workspace.intake import SURE, Answers, Proposal, Reading

State = Literal["open", "accepted", "refused"]
FAIR = 60
"""From this sureness on (of 100) a proposal counts as likely, below it as a guess."""


@dataclass(slots=True)
class Said:
    """All that was answered, and how values are shown that were chosen instead, by key."""

    answers: Answers = field(default_factory=Answers)
    shown: dict[str, str] = field(default_factory=dict)


class Answering:
    """A reading under answer."""

    def __init__(self, reading: Reading, said: Said | None = None) -> None:
        self.reading = reading
        self.said = said or Said()
        self._past: list[tuple[str, Said]] = []

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What was read, in order."""
        return self.reading.proposals

    def state(self, one: Proposal) -> State:
        """How a proposal stands."""
        answers = self.said.answers
        if one.key in answers.accepted:
            return "accepted"
        return "refused" if one.key in answers.refused else "open"

    def shown(self, one: Proposal) -> str:
        """What would be recorded, in words."""
        return self.said.shown.get(one.key, one.shown)

    def value(self, one: Proposal) -> Any:
        """What would be recorded."""
        return self.said.answers.chosen.get(one.key, one.value)

    def further(self, one: Proposal) -> dict[str, Any]:
        """What else would be recorded of a party or person, by column."""
        return one.further | self.said.answers.further.get(one.key, {})

    def count(self, state: State) -> int:
        """How many proposals stand so."""
        return sum(self.state(one) == state for one in self.proposals)

    def accept(self, *some: Proposal) -> None:
        """Take these as they are shown."""
        self._remember(some)
        for one in some:
            self.said.answers.accept(one.key)

    def may_trust(self, one: Proposal) -> bool:
        """Whether it is open and may be accepted without a second look: it is sure, and nothing warns of it."""
        return one.sureness >= SURE and not one.flag and self.state(one) == "open"

    def accept_sure(self) -> int:
        """Take all open ones that are sure; returns how many."""
        sure = [one for one in self.proposals if self.may_trust(one)]
        self.accept(*sure)
        return len(sure)

    def refuse(self, one: Proposal) -> None:
        """Leave it out."""
        self._remember((one,))
        self.said.answers.refuse(one.key)

    def choose(self, one: Proposal, value: Any, shown: str) -> None:
        """Take that instead of what was proposed."""
        self._remember((one,))
        self.said.answers.chosen[one.key] = value
        self.said.shown[one.key] = shown
        self.said.answers.accept(one.key)

    def say(self, one: Proposal, column: str, value: Any) -> None:
        """Say that of a party or person."""
        self._remember((one,))
        self.said.answers.further.setdefault(one.key, {})[column] = value

    @property
    def may_take_back(self) -> bool:
        """Whether there is an answer to be taken back."""
        return bool(self._past)

    def take_back(self) -> str:
        """Take the last answer back; returns the key of the proposal to which it was given."""
        key, self.said = self._past.pop()
        return key

    def read_again(self, reading: Reading) -> None:
        """The text was read anew: what was answered stays, by key."""
        self.reading = reading

    def settled(self) -> tuple[Reading, Answers]:
        """The reading and the answers as they are now, for another thread."""
        return self.reading, copy.deepcopy(self.said.answers)

    def next_open(self, after: int) -> int:
        """The row of the next open proposal after that one, from the top where none follows; -1 where none is left."""
        rows = [row for row, one in enumerate(self.proposals) if self.state(one) == "open"]
        return next((row for row in rows if row > after), rows[0] if rows else -1)

    def _remember(self, some: tuple[Proposal, ...]) -> None:
        if some:
            self._past.append((some[0].key, copy.deepcopy(self.said)))
