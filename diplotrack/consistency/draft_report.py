"""What the draft check answers: findings with their place in the draft and the earlier record, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from diplotrack.base.i18n import N_
from diplotrack.base.markings import UNMARKED, Marking
from diplotrack.consistency.finding import Exhibit, Severity
from diplotrack.records.choice import Choice
from diplotrack.release import EVERYTHING, ReleaseFilter


class DraftCheck(Choice):
    """What a finding about a draft is about."""

    DEPARTURE = "departure", N_("Departs from agreed language")
    PROMISE = "promise", N_("New promise")
    UNMENTIONED = "unmentioned", N_("Commitment not mentioned")
    REWORDED = "reworded", N_("Line to take in other words")
    UNUSED = "unused", N_("Line to take not used")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the draft: ``text[start:end]`` (code points), as ``words`` on one line, on ``line`` (from 1)."""

    start: int
    end: int
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One finding. ``place`` is None where the draft is silent; ``record`` is None where there is no earlier record.

    ``earlier`` are the record's words, ``difference`` pairs each stretch of them with the draft's: (what, earlier,
    draft), what being same, changed, removed or added. ``marking`` is that of the record and its passage.
    """

    check: DraftCheck
    severity: Severity
    title: str
    why: str
    fix: str
    place: Place | None = None
    record: Exhibit | None = None
    earlier: str = ""
    difference: tuple[tuple[str, str, str], ...] = ()
    numbers: dict[str, Any] = field(default_factory=dict)
    marking: Marking = UNMARKED

    def as_json(self) -> dict[str, Any]:
        """As ``lint --json`` prints it."""
        place, record = self.place, self.record
        return {
            "check": self.check.value,
            "severity": self.severity.value,
            "title": self.title,
            "why": self.why,
            "fix": self.fix,
            "draft": place
            and {"start": place.start, "end": place.end, "line": place.line, "text": place.words},
            "record": record
            and {"kind": record.kind, "uid": record.uid, "title": record.title, "date": record.date},
            "earlier": self.earlier,
            "difference": [
                {"what": what, "earlier": old, "draft": new} for what, old, new in self.difference
            ],
            "numbers": self.numbers,
            "marking": self.marking.banner,
        }


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The answer on one draft. ``findings`` ask for something, most severe first; ``notes`` only tell.

    ``audience`` is the partner's name, "" for everyone. ``compared`` counts what it was held against; ``is_cut`` says
    that only the latest texts were. ``is_english``: whether the draft looks like the one language that is read.
    """

    today: date
    audience: str
    objectives: tuple[str, ...]
    findings: tuple[DraftFinding, ...]
    notes: tuple[DraftFinding, ...]
    sentences: int
    compared: dict[str, int]
    is_cut: bool = False
    is_english: bool = True

    def within(self, release: ReleaseFilter = EVERYTHING) -> DraftReport:
        """The report without what rests on records that may not go out. What has no record always may."""

        def allowed(some: Sequence[DraftFinding]) -> tuple[DraftFinding, ...]:
            return tuple(one for one in some if one.record is None or release.allows(one.marking))

        return replace(self, findings=allowed(self.findings), notes=allowed(self.notes))

    def as_json(self) -> dict[str, Any]:
        """As ``lint --json`` prints it."""
        return {
            "checked_on": self.today.isoformat(),
            "audience": self.audience,
            "objectives": list(self.objectives),
            "sentences": self.sentences,
            "compared": self.compared,
            "cut": self.is_cut,
            "english": self.is_english,
            "findings": [one.as_json() for one in self.findings],
            "notes": [one.as_json() for one in self.notes],
        }
