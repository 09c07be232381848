"""What the full dossier has beside the brief: every engagement, promise, agreement and text, line by line."""

from __future__ import annotations

from diplotrack.reports.compose.partner.chapters.agreements import all_agreements
from diplotrack.reports.compose.partner.chapters.biographies import people_with_lives
from diplotrack.reports.compose.partner.chapters.commitments import all_commitments
from diplotrack.reports.compose.partner.chapters.communications import all_communications
from diplotrack.reports.compose.partner.chapters.consultations import all_consultations
from diplotrack.reports.compose.partner.chapters.engagements import all_engagements
from diplotrack.reports.compose.partner.chapters.lines import lines_over_time

__all__ = [
    "all_agreements",
    "all_commitments",
    "all_communications",
    "all_consultations",
    "all_engagements",
    "lines_over_time",
    "people_with_lives",
]
