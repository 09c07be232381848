"""The consistency report, composed from gaps that whoever knows the rules has put into words."""

from __future__ import annotations

from diplotrack.reports.compose.consistency.entries import Exhibit, GapChoice, GapEntry, Quote, RuleEntry
from diplotrack.reports.compose.consistency.report import consistency_report

__all__ = ["Exhibit", "GapChoice", "GapEntry", "Quote", "RuleEntry", "consistency_report"]
