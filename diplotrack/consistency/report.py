"""The result of one check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from diplotrack.consistency.finding import Finding, Severity
from diplotrack.records.enumerations import FindingState

NEW, REOPENED, CLOSED = "new", "reopened", "closed"
"""What can become of a finding over some time."""

QUIETED = frozenset({FindingState.WAIVED, FindingState.RESOLVED})
"""States in which a finding asks for nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, most severe first. ``new`` and ``closed`` are fingerprints against the check before.

    ``seconds`` is the time that each rule took, by code. ``is_stored`` is False where the workspace is read-only.
    """

    checked_at: datetime
    today: date
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    new: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    is_stored: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)

    def at_least(self, severity: Severity) -> list[Finding]:
        """Findings of that severity or above that are not waived."""
        return [
            one for one in self.findings if one.severity.rank >= severity.rank and one.state not in QUIETED
        ]

    def counts(self) -> dict[str, int]:
        """Findings by rule, every rule that ran included."""
        found = Counter(one.rule for one in self.findings)
        return {code: found[code] for code in self.rules}

    def as_json(self) -> dict[str, Any]:
        """As ``check --json`` prints it."""
        return {
            "checked_at": self.checked_at.isoformat(timespec="seconds"),
            "rules": len(self.rules),
            "findings": [one.as_json(self.today) for one in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Since:
    """What became of findings over some time: those that came, came back, and went. Who came and went is left out."""

    new: tuple[Finding, ...] = ()
    reopened: tuple[Finding, ...] = ()
    closed: tuple[Finding, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing became of any."""
        return not (self.new or self.reopened or self.closed)

    def as_json(self, today: date) -> dict[str, Any]:
        """As ``check --since-last --json`` prints it."""
        return {
            "new": [one.as_json(today) for one in self.new],
            "reopened": [one.as_json(today) for one in self.reopened],
            "closed": [one.as_json(today) for one in self.closed],
        }


def became(
    steps: Iterable[tuple[int, FindingState]], now: Mapping[int, FindingState]
) -> dict[str, list[int]]:
    """What steps (finding, state; oldest first) came to, by ``NEW``, ``REOPENED`` and ``CLOSED``.

    ``now`` holds the state of each finding; one that came and went again is left out.
    """
    took: dict[int, list[FindingState]] = {}
    for finding, state in steps:
        took.setdefault(finding, []).append(state)
    found: dict[str, list[int]] = {NEW: [], REOPENED: [], CLOSED: []}
    for number, states in took.items():
        if number not in now:
            continue
        is_born, is_gone = states[0] == FindingState.NEW, now[number] == FindingState.RESOLVED
        if is_born and not is_gone:
            found[NEW].append(number)
        elif is_gone and not is_born and FindingState.RESOLVED in states:
            found[CLOSED].append(number)
        elif not is_gone and not is_born and FindingState.REOPENED in states:
            found[REOPENED].append(number)
    return found


def since_of(groups: Mapping[str, Iterable[int]], findings: Mapping[int, Finding]) -> Since:
    """The findings of those groups (see :func:`became`), most severe first."""
    named = (NEW, REOPENED, CLOSED)
    return Since(*(tuple(sorted((findings[one] for one in groups[name]), key=_weight)) for name in named))


def _weight(one: Finding) -> tuple[int, str, str]:
    return -one.severity.rank, one.rule, one.fingerprint
