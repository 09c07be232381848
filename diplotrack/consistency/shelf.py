"""Stored findings, read back as the check found them."""

from __future__ import annotations

from typing import Any

from diplotrack.base.i18n import N_
from diplotrack.consistency.finding import Exhibit, Finding, Quote, Ref, Severity, unpacked_marking
from diplotrack.consistency.sayings import Said
from diplotrack.records import Finding as Row


def finding_of(row: Row) -> Finding:
    """The finding that a row holds."""
    kept: dict[str, Any] = row.evidence
    return Finding(
        rule=row.rule,
        slug=kept["slug"],
        subject=tuple(Exhibit(*one) for one in kept["subject"]),
        severity=severity_named(row.severity),
        raised_by=tuple(N_(one) for one in kept["raised_by"]),
        title=Said.of(kept["title"]),
        why=Said.of(kept["why"]),
        fix=Said.of(kept["fix"]),
        records=tuple(Exhibit(*one) for one in kept["records"]),
        quotes=tuple(Quote(*one) for one in kept["quotes"]),
        numbers=kept["numbers"],
        parties=tuple(kept["parties"]),
        marking=unpacked_marking(kept["marking"]),
        fingerprint=row.fingerprint,
        digest=row.digest,
        named=tuple(Ref(*one) for one in kept.get("named", ())),
        state=row.state,
        first_seen=row.first_seen,
        assignee=row.assignee,
        reason=row.reason,
        expires_on=row.expires_on,
        resolved_on=row.resolved_on,
    )


def severity_named(value: str) -> Severity:
    """The severity of that word. Raises ValueError."""
    return Severity(value)  # type: ignore[call-arg]  # a lookup by value, not a new member
