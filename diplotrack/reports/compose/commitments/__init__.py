"""The commitment report: what was promised, by whom to whom, by when, and what has become of it."""

from __future__ import annotations

from diplotrack.reports.compose.commitments.choice import CommitmentChoice, GroupBy
from diplotrack.reports.compose.commitments.report import commitment_report

__all__ = ["CommitmentChoice", "GroupBy", "commitment_report"]
