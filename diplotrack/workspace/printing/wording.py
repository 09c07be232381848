"""What composition cannot say by itself, for it does not know the rules: a stored gap in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplotrack.records import Finding
    from diplotrack.reports.compose.partner.gaps import Gap


def gap_in_words(row: Finding, on: date) -> Gap:
    """A stored finding in the words of its rule, as they read on the day."""
    from diplotrack.consistency.shelf import finding_of
    from diplotrack.reports.compose.partner.gaps import Gap

    if "title" not in row.evidence:  # kept by hand or by another tool: no more is known than its headline
        return Gap(row.headline)
    found = finding_of(row)
    return Gap(found.title.text(on), found.why.text(on), found.fix.text(on))
