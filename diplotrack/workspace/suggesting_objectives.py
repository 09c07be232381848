"""Objectives of which a text speaks, offered while it is written: by words of their titles, propositions and lines."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.language.alignment import content
from diplotrack.records import Objective, Position
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.store.lists import live

TITLE, MORE = 0.6, 0.4
"""How much the words of the title weigh against those of proposition, statement and lines to take."""

LEAST = 0.3
"""The fit from which an objective is offered; chosen on the sample, where it offers 54 links, 45 of them right."""

LONGEST = 20_000
"""Letters of a text that are looked at; what it speaks of it says before."""

SHORT = 4
"""A text of fewer words with a meaning says too little to tell its objective by."""

_CODE = r"(?<![\w-]){}(?![\w-])"


class Suggestion(NamedTuple):
    """An objective that may be meant, and how well the text fits it (0–1; 1: it is named by its code)."""

    mention: Mention
    fit: float


@dataclass(frozen=True, slots=True)
class _Wording:
    """What an objective is told by: stems of its title, and of all else that is said of it."""

    id: int
    code: str
    caption: str
    title: frozenset[str]
    more: frozenset[str]


def suggest(
    session: Session, text: str, without: Collection[int] = (), limit: int = 3, least: float = LEAST
) -> list[Suggestion]:
    """The objectives in force of which the text speaks, the likeliest first; [] where none is likely enough.

    A word counts the more, the fewer objectives use it. ``without`` are those that need not be offered.
    """
    return InForce(session).suggest(text, without, limit, least)


class InForce:
    """The objectives in force, read once to be asked about many texts."""

    def __init__(self, session: Session) -> None:
        self._wordings = _wordings(session)
        self._weight = _weights(self._wordings)

    def suggest(
        self, text: str, without: Collection[int] = (), limit: int = 3, least: float = LEAST
    ) -> list[Suggestion]:
        """As :func:`suggest`."""
        if not self._wordings:
            return []
        words = content(text[:LONGEST])
        named = [
            one for one in self._wordings if one.code and re.search(_CODE.format(re.escape(one.code)), text)
        ]
        if len(words) < SHORT and not named:
            return []
        found = [
            Suggestion(
                Mention("objective", one.id, one.caption),
                1.0 if one in named else _fit(one, words, self._weight),
            )
            for one in self._wordings
        ]
        likely = [one for one in found if one.fit >= least and one.mention.id not in without]
        return sorted(likely, key=lambda one: -one.fit)[:limit]


def _fit(one: _Wording, words: frozenset[str], weight: dict[str, float]) -> float:
    title = _covered(one.title, words, weight)
    if len(one.title & words) < min(2, len(one.title)) and not len(one.more & words) >= SHORT:
        return 0.0
    shared = sorted((weight[stem] for stem in one.more & words), reverse=True)[:6]
    return TITLE * title + MORE * min(1.0, sum(shared) / 6)


def _covered(wanted: frozenset[str], words: frozenset[str], weight: dict[str, float]) -> float:
    whole = sum(weight[stem] for stem in wanted)
    return sum(weight[stem] for stem in wanted & words) / whole if whole else 0.0


def _weights(wordings: list[_Wording]) -> dict[str, float]:
    """How telling each stem is, 0–1: one that every objective uses tells nothing."""
    counts = Counter(stem for one in wordings for stem in one.title | one.more)
    most = math.log(1 + len(wordings))
    return {stem: math.log((1 + len(wordings)) / count) / most for stem, count in counts.items()}


def _wordings(session: Session) -> list[_Wording]:
    lines: dict[int, list[str]] = {}
    for objective, line in session.execute(
        select(Position.objective_id, Position.line).where(live(Position))
    ):
        lines.setdefault(objective, []).append(line)
    rows = session.execute(
        select(Objective.id, Objective.code, Objective.title, Objective.proposition).where(
            live(Objective), Objective.merged_into.is_(None), Objective.status == ObjectiveStatus.IN_FORCE
        )
    )
    return [
        _Wording(
            row.id,
            row.code,
            f"{row.code} {row.title}".strip(),
            content(row.title),
            content(" ".join((row.proposition, *lines.get(row.id, ())))),
        )
        for row in rows
    ]
