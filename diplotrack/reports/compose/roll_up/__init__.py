"""The roll-up of a day or a week: what happened, what was promised and kept, what changed, what lies ahead."""

from __future__ import annotations

from diplotrack.reports.compose.roll_up.period import GroupBy, Length, Period
from diplotrack.reports.compose.roll_up.report import roll_up

__all__ = ["GroupBy", "Length", "Period", "roll_up"]
