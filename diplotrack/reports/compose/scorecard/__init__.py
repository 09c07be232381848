"""The objective scorecard: aims, lines to take, words and deeds, and what is owed, done and told on each."""

from __future__ import annotations

from diplotrack.reports.compose.scorecard.account import Account
from diplotrack.reports.compose.scorecard.report import objective_scorecard

__all__ = ["Account", "objective_scorecard"]
