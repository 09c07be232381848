"""The result of one check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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
