"""An intended change of position, laid out: who is consulted and told, in which order, and what would contradict it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from diplotrack.base.i18n import N_
from diplotrack.base.markings import UNMARKED, Marking, roll_up
from diplotrack.consistency.finding import Exhibit
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import ConsultationType


class Reached(Choice):
    """Whether a partner has been told or consulted of a change."""

    OWED = "owed", N_("Owed")
    PLANNED = "planned", N_("Planned")
    DONE = "done", N_("Done")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a partner is on the list, with the record that says so."""

    says: str
    record: Exhibit | None = None
    marking: Marking = UNMARKED


@dataclass(frozen=True, slots=True)
class Step:
    """A partner to be consulted or told of a change.

    ``first``–``last`` is the window in which it counts (the windows of R09 and R10), so that ``last`` is the day by
    which it is to be done. ``record`` is the consultation that stands for it, made (``on``) or planned.
    ``is_told_by_draft``: the draft goes to this partner, which so is told.
    """

    party: int
    name: str
    type: ConsultationType
    reasons: tuple[Reason, ...]
    first: date
    last: date
    reached: Reached = Reached.OWED
    record: Exhibit | None = None
    on: date | None = None
    is_told_by_draft: bool = False

    def is_late(self, today: date) -> bool:
        """Whether the day by which it was to be done has passed."""
        return self.reached is not Reached.DONE and self.last < today

    def as_json(self) -> dict[str, Any]:
        """As ``lint --json`` prints it."""
        return {
            "partner": self.name,
            "what": self.type.value,
            "from": self.first.isoformat(),
            "by": self.last.isoformat(),
            "state": self.reached.value,
            "on": self.on.isoformat() if self.on is not None else "",
            "told_by_draft": self.is_told_by_draft,
            "record": self.record.uid if self.record is not None else "",
            "reasons": [
                {"says": one.says, "record": one.record.uid if one.record is not None else ""}
                for one in self.reasons
            ],
        }


@dataclass(frozen=True, slots=True)
class Against:
    """A text or commitment of ours that the new line would contradict: its words, and why."""

    exhibit: Exhibit
    words: str
    why: str
    marking: Marking = UNMARKED


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """What an intended change on one objective asks for. ``on`` is the day on which the change is to be made known.

    ``lines`` are the positions in force that it would replace; ``stance`` the new one, None where it is not said.
    ``steps`` stand in the order in which they are to be taken: consultations, those that an agreement asks for
    first, then notices. ``position`` is the one on which consultations are to be recorded: a successor that is
    entered already, else the line in force; None where there is neither.
    """

    objective: Exhibit
    code: str
    on: date
    stance: int | None
    old_stance: int | None
    lines: tuple[Against, ...]
    steps: tuple[Step, ...]
    against: tuple[Against, ...]
    position: int | None = None

    @property
    def owed(self) -> tuple[Step, ...]:
        """What is neither done nor planned."""
        return tuple(one for one in self.steps if one.reached is Reached.OWED)

    @property
    def marking(self) -> Marking:
        """The roll-up of all that is shown."""
        shown = [one.marking for one in (*self.lines, *self.against)]
        reasons = [one.marking for step in self.steps for one in step.reasons if one.record is not None]
        return roll_up([*shown, *reasons])

    def as_json(self) -> dict[str, Any]:
        """As ``lint --json`` prints it."""
        return {
            "objective": self.code,
            "on": self.on.isoformat(),
            "old_stance": self.old_stance,
            "stance": self.stance,
            "lines": [_shown(one) for one in self.lines],
            "steps": [one.as_json() for one in self.steps],
            "against": [_shown(one) for one in self.against],
        }


def _shown(one: Against) -> dict[str, Any]:
    record = one.exhibit
    return {
        "kind": record.kind,
        "uid": record.uid,
        "title": record.title,
        "date": record.date,
        "quote": one.words,
        "why": one.why,
    }
