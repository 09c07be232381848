"""Which of the real sentences promise something, against 200 judged by hand; those at even places were never tuned on.

``pytest -s`` prints the counts of both halves.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplotrack.language.promises import Undertaking, promises

FACTS = Path(__file__).with_name("facts_promises.toml")
PROMISE = "promise"

Judged = list[tuple[dict[str, Any], str, date]]


@dataclass(slots=True)
class Counts:
    """Sentences by whether they were found and whether they are promises; ``wrong`` are their places in the draw."""

    right: int = 0
    false: int = 0
    missed: int = 0
    wrong: list[int] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The part of what was found that is a promise."""
        return self.right / (self.right + self.false)

    @property
    def recall(self) -> float:
        """The part of the promises that was found."""
        return self.right / (self.right + self.missed)

    def __str__(self) -> str:
        of = self.right + self.false, self.right + self.missed
        return f"{self.right}/{of[0]} found are promises, {self.right}/{of[1]} promises found; wrong: {self.wrong}"


@pytest.fixture
def judged(real_records: Callable[[str], Path]) -> Judged:
    """Each fact with its sentence and the day of the text, in the order of the draw."""
    with real_records("wh_readouts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))["facts"]
    return [
        (
            fact,
            " ".join(rows[fact["row"]]["text"][fact["start"] : fact["end"]].split()),
            date.fromisoformat(rows[fact["row"]]["date"]),
        )
        for fact in facts
    ]


def counted(judged: Judged, *, held_out: bool) -> Counts:
    """The counts over one half."""
    counts = Counts()
    for place, (fact, words, day) in enumerate(judged):
        if (place % 2 == 0) is not held_out:
            continue
        found, is_promise = bool(promises(words, day)), fact["label"] == PROMISE
        if found and is_promise:
            counts.right += 1
        elif found or is_promise:
            counts.false += found
            counts.missed += is_promise
            counts.wrong.append(place)
    return counts


def test_the_facts_speak_of_the_sentences_that_were_judged(judged: Judged) -> None:
    for fact, words, _day in judged:
        assert hashlib.sha256(words.encode()).hexdigest()[:8] == fact["hash"], fact


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned on", "held out"])
def test_promises_are_told(judged: Judged, held_out: bool) -> None:
    counts = counted(judged, held_out=held_out)
    print("held out" if held_out else "tuned on", counts)
    assert min(counts.precision, counts.recall) >= 0.85


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned on", "held out"])
def test_who_promises_and_by_when_is_told(judged: Judged, held_out: bool) -> None:
    pairs = [
        (fact, found[0])
        for place, (fact, words, day) in enumerate(judged)
        if (place % 2 == 0) is held_out and fact["label"] == PROMISE and (found := promises(words, day))
    ]
    who = [fact["who"].casefold() == _actor(found) for fact, found in pairs]
    by = [fact.get("by", "") == found.due for fact, found in pairs]
    print("held out" if held_out else "tuned on", f"who {sum(who)}/{len(who)}, by when {sum(by)}/{len(by)}")
    assert min(sum(who), sum(by)) >= 0.85 * len(pairs)


def _actor(found: Undertaking) -> str:
    return found.actor.words.casefold() if found.actor is not None else ""
