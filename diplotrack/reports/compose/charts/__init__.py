"""The charts that several documents have. Each counts admitted records alone, and is None where there is nothing."""

from __future__ import annotations

from diplotrack.reports.compose.charts.commitments import commitments_by_status
from diplotrack.reports.compose.charts.compliance import compliance_by_partner
from diplotrack.reports.compose.charts.conduct import Conduct, say_and_do, say_and_do_across
from diplotrack.reports.compose.charts.engagements import engagements_per_month

__all__ = [
    "Conduct",
    "commitments_by_status",
    "compliance_by_partner",
    "engagements_per_month",
    "say_and_do",
    "say_and_do_across",
]
