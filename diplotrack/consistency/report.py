"""The result of one check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from diplotrack.consistency.finding import Finding, Severity
from diplotrack.records.enumerations import FindingState

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


def since_of(steps: Iterable[tuple[int, str]], findings: Mapping[int, Finding]) -> Since:
    """What steps (finding, state; oldest first) came to, for the findings as they now are, most severe first."""
    took: dict[int, list[str]] = {}
    for finding, state in steps:
        took.setdefault(finding, []).append(state)
    came: list[Finding] = []
    came_back: list[Finding] = []
    went: list[Finding] = []
    for number, states in took.items():
        one = findings.get(number)
        if one is None:
            continue
        is_born = states[0] == FindingState.NEW.value
        is_gone = one.state == FindingState.RESOLVED
        if is_born and not is_gone:
            came.append(one)
        elif not is_born and is_gone and FindingState.RESOLVED.value in states:
            went.append(one)
        elif not is_born and not is_gone and FindingState.REOPENED.value in states:
            came_back.append(one)
    return Since(*(tuple(sorted(some, key=_weight)) for some in (came, came_back, went)))


def _weight(one: Finding) -> tuple[int, str, str]:
    return -one.severity.rank, one.rule, one.fingerprint
