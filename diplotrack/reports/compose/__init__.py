"""What is printed: documents composed from records, as of a day, for one kind of copy, within a release filter."""

from __future__ import annotations

from diplotrack.reports.compose.commitments import CommitmentChoice, commitment_report
from diplotrack.reports.compose.partner.brief import PartnerBrief
from diplotrack.reports.compose.partner.gaps import Gap
from diplotrack.reports.compose.record import record_sheet
from diplotrack.reports.compose.terms import Composed, Terms, Watermark

__all__ = [
    "CommitmentChoice",
    "Composed",
    "Gap",
    "PartnerBrief",
    "Terms",
    "Watermark",
    "commitment_report",
    "record_sheet",
]
