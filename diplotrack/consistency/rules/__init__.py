"""All rules, each named here: nothing is found by scanning folders, so that a frozen build has them too."""

from __future__ import annotations

from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import r13_overdue_commitment, r21_impossible_dates

RULES: tuple[Rule, ...] = (r13_overdue_commitment.RULE, r21_impossible_dates.RULE)
"""In the order of their codes."""
