"""The consultation record of a policy change: what changed and why, whom it concerned, who was asked and told."""

from __future__ import annotations

from diplotrack.reports.compose.policy_change.case import Case, Reason
from diplotrack.reports.compose.policy_change.report import consultation_record, no_change

__all__ = ["Case", "Reason", "consultation_record", "no_change"]
