"""The list of agreements: what lapses and by when one must decide, what is in force, what was only signed."""

from __future__ import annotations

from diplotrack.reports.compose.agreements.instruments import AgreementChoice
from diplotrack.reports.compose.agreements.report import agreement_list

__all__ = ["AgreementChoice", "agreement_list"]
