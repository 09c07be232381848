"""What a draft is for, and what all of its audiences have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from diplotrack.consistency.draft.promises import Given
from diplotrack.consistency.draft.report import DraftFinding, Place
from diplotrack.consistency.draft.sources import (
    Owed,
)
from diplotrack.consistency.draft.text import Draft, stems_of
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.settings import CheckSettings
from diplotrack.store.positions import Lines

TOUCHED = 0.6
"""The part of an objective's title that a sentence must use before it is taken to speak of it."""

SPOKEN = 0.3
"""The part of an objective's title and proposition that the sentence must use in which a stance given is looked for."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a draft is for.

    ``audience`` are partners, None among them being everyone. ``objectives`` are those chosen (None: all), ``found``
    those that its words speak of. ``stances`` are those it is said to take, by objective; ``intended`` the objectives
    on which it means to change the position, with the new stance (None: not said), to be made known ``on`` a day.
    """

    audience: tuple[int | None, ...] = (None,)
    objectives: tuple[int, ...] | None = None
    found: tuple[int, ...] = ()
    stances: Mapping[int, int] = field(default_factory=dict)
    intended: Mapping[int, int | None] = field(default_factory=dict)
    on: date | None = None

    @property
    def wanted(self) -> frozenset[int] | None:
        """The objectives to look at; None for all."""
        if self.objectives is None:
            return None
        return frozenset((*self.objectives, *self.stances, *self.intended))


class Named(NamedTuple):
    """What an objective is called and proposes."""

    code: str
    title: str
    proposition: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What every audience of a draft has in common."""

    read: Session
    settings: CheckSettings
    today: date
    draft: Draft
    aim: Aim
    lines: Lines
    named: Mapping[int, Named]
    given: Sequence[Given]
    exclusive: Sequence[Owed]

    @property
    def likeness(self) -> float:
        """From which two sentences speak of the same, 0–1."""
        return self.settings["draft.similar_percent"] / 100

    @property
    def known(self) -> float:
        """The part of a commitment's words that mentions it, 0–1."""
        return self.settings["draft.known_percent"] / 100

    def place_on(self, objective: int) -> Place | None:
        """The sentence that speaks most of an objective."""
        one = self.named[objective]
        number = self.draft.nearest(stems_of(f"{one.title} {one.proposition}"), SPOKEN)
        return self.draft.place_of(number) if number is not None else None


@dataclass(slots=True)
class Answer:
    """What one audience adds to the report."""

    findings: list[DraftFinding] = field(default_factory=list)
    notes: list[DraftFinding] = field(default_factory=list)
    texts: dict[int, list[tuple[Ref, str, str]]] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)
    is_cut: bool = False
