"""What the draft check answers: findings with their place in the draft and the earlier words, notes, and changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from diplotrack.base.i18n import N_
from diplotrack.base.markings import UNMARKED, Marking, roll_up
from diplotrack.consistency.draft.plan import ChangePlan
from diplotrack.consistency.finding import Exhibit, Severity
from diplotrack.records.choice import Choice
from diplotrack.release import EVERYTHING, ReleaseFilter


class DraftCheck(Choice):
    """What a finding about a draft is about."""

    DEPARTURE = "departure", N_("Departs from agreed language")
    STANCE = "stance", N_("Another stance than the position in force")
    MIXED = "mixed", N_("Others were told otherwise")
    BROKEN = "broken", N_("Departs from what we promised")
    CONFLICT = "conflict", N_("Promise that conflicts with another")
    PROMISE = "promise", N_("New promise")
    UNMENTIONED = "unmentioned", N_("Commitment not mentioned")
    CONSULT = "consult", N_("Consultation owed first")
    RELEASE = "release", N_("Not for this audience")
    NAME = "name", N_("Name that this workspace does not use")
    REWORDED = "reworded", N_("Line to take in other words")
    UNUSED = "unused", N_("Line to take not used")
    KNOWN = "known", N_("Promise that is on record")
    INTENDED = "intended", N_("Part of the intended change")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the draft: ``text[start:end]`` (code points), as ``words`` on one line, on ``line`` (from 1)."""

    start: int
    end: int
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """An earlier record and the words of it that are quoted; its marking, with that of the passage that holds them."""

    exhibit: Exhibit
    words: str
    marking: Marking = UNMARKED


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One finding. ``place`` is None where the draft is silent; ``cited`` is empty where there is no earlier record.

    ``difference`` pairs each stretch of the first record's words with the draft's: (what, earlier, draft), what being
    same, changed, removed or added. ``toward`` names the audiences that it is about, where a draft has several;
    ``objective`` is the local identifier of the one whose position it touches, where that is known.
    """

    check: DraftCheck
    severity: Severity
    title: str
    why: str
    fix: str
    place: Place | None = None
    cited: tuple[Cited, ...] = ()
    difference: tuple[tuple[str, str, str], ...] = ()
    numbers: dict[str, Any] = field(default_factory=dict)
    toward: tuple[str, ...] = ()
    objective: int | None = None

    @property
    def record(self) -> Exhibit | None:
        """The earlier record that matters most."""
        return self.cited[0].exhibit if self.cited else None

    @property
    def earlier(self) -> str:
        """That record's words."""
        return self.cited[0].words if self.cited else ""

    @property
    def marking(self) -> Marking:
        """The roll-up of what is cited, of those kinds that can carry a marking."""
        return roll_up([one.marking for one in self.cited]) if self.cited else UNMARKED

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two findings one: found for two audiences, or again at the next stroke of a key."""
        first = self.record
        words = self.place.words if self.place is not None else ""
        return self.check, words, (first.kind, first.id) if first is not None else self.title

    def as_json(self) -> dict[str, Any]:
        """As ``lint --json`` prints it."""
        place = self.place
        return {
            "check": self.check.value,
            "severity": self.severity.value,
            "title": self.title,
            "why": self.why,
            "draft": place
            and {"start": place.start, "end": place.end, "line": place.line, "text": place.words},
            "toward": list(self.toward),
            "records": [record_json(one.exhibit) for one in self.cited],
            "evidence": [{"uid": one.exhibit.uid, "quote": one.words} for one in self.cited],
            "difference": [
                {"what": what, "earlier": old, "draft": new} for what, old, new in self.difference
            ],
            "numbers": self.numbers,
            "fix": self.fix,
            "marking": self.marking.banner,
        }


def record_json(one: Exhibit) -> dict[str, Any]:
    """A record as ``check --json`` prints it."""
    return {"kind": one.kind, "uid": one.uid, "title": one.title, "date": one.date}


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The answer on one draft. ``findings`` ask for something, most severe first; ``notes`` only tell.

    ``audience`` are the names of the partners, "" for everyone among them. ``objectives`` are codes, of those chosen
    or else of those that the draft speaks of (``are_found``). ``compared`` counts what it was held against; ``is_cut``
    says that only the latest texts were. ``is_english``: whether the draft looks like the language that is read.
    """

    today: date
    audience: tuple[str, ...]
    objectives: tuple[str, ...]
    findings: tuple[DraftFinding, ...]
    notes: tuple[DraftFinding, ...]
    sentences: int
    compared: dict[str, int]
    changes: tuple[ChangePlan, ...] = ()
    are_found: bool = False
    is_cut: bool = False
    is_english: bool = True

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the findings; None where there are none."""
        return max((one.severity for one in self.findings), key=lambda one: one.rank, default=None)

    def at_least(self, severity: Severity) -> DraftReport:
        """The report with the findings of that severity or above."""
        kept = tuple(one for one in self.findings if one.severity.rank >= severity.rank)
        return replace(self, findings=kept)

    def within(self, release: ReleaseFilter = EVERYTHING) -> DraftReport:
        """The report without what rests on records that may not go out. What has no record always may."""

        def allowed(some: Sequence[DraftFinding]) -> tuple[DraftFinding, ...]:
            return tuple(one for one in some if not one.cited or release.allows(one.marking))

        return replace(
            self,
            findings=allowed(self.findings),
            notes=allowed(self.notes),
            changes=tuple(one for one in self.changes if release.is_open or release.allows(one.marking)),
        )

    def as_json(self) -> dict[str, Any]:
        """As ``lint --json`` prints it."""
        return {
            "checked_on": self.today.isoformat(),
            "audience": list(self.audience),
            "objectives": list(self.objectives),
            "found_by_words": self.are_found,
            "sentences": self.sentences,
            "compared": self.compared,
            "cut": self.is_cut,
            "english": self.is_english,
            "findings": [one.as_json() for one in self.findings],
            "notes": [one.as_json() for one in self.notes],
            "changes": [one.as_json() for one in self.changes],
        }
