"""Words and deeds on an objective as the scorecard takes them: sums, and what of them counts, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from diplotrack.reports.compose.charts import Conduct


@dataclass(frozen=True, slots=True)
class Account:
    """Say, Do and Gap over a window, counted within the release filter; None where there is nothing to divide by.

    ``sums`` are label and words for each of the three. ``conduct`` is what counts in them; ``inputs`` are all records
    (kind, identifier) that were looked at: the document is marked as they are.
    """

    say: float | None = None
    do: float | None = None
    gap: float | None = None
    sums: Sequence[tuple[str, str]] = ()
    statements: int = 0
    deeds: int = 0
    promises: int = 0
    conduct: Sequence[Conduct] = ()
    inputs: Collection[tuple[str, int]] = ()


NOTHING = Account()
"""Of an objective on which nothing was said, promised or done."""
