"""What composition cannot say by itself, for it does not know the rules: a stored gap in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplotrack.consistency.finding import Finding
    from diplotrack.records import Finding as Row
    from diplotrack.reports.compose.partner.gaps import Gap


def finding_in_words(row: Row, on: date) -> Gap:
    """A stored finding in the words of its rule, as they read on the day."""
    from diplotrack.reports.compose.partner.gaps import Gap

    found = found_by_rule(row)
    if found is None:
        return Gap(row.headline)
    return Gap(found.title.text(on), found.why.text(on), found.fix.text(on))


def found_by_rule(row: Row) -> Finding | None:
    """What a rule found; None of a gap kept by hand or by another tool: no more is known of it than its headline."""
    from diplotrack.consistency.shelf import finding_of

    return finding_of(row) if "title" in row.evidence else None
