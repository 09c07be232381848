"""The engagement register: what was held, with whom, at which level, and what is on record of it."""

from __future__ import annotations

from diplotrack.reports.compose.register.entries import EngagementChoice
from diplotrack.reports.compose.register.report import engagement_register

__all__ = ["EngagementChoice", "engagement_register"]
