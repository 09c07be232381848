"""The brief for one engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import LENGTH, READER, THE_ENGAGEMENT
from diplotrack.workspace.printing.briefing import brief
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.meeting.brief import MeetingBrief

    return brief(workspace, chosen, terms, MeetingBrief, "engagement")


REPORT = Report(
    "meeting-brief",
    N_("Meeting brief"),
    N_("What to want, say and expect at one engagement, who sits across the table, what is due both ways."),
    "engagement",
    _compose,
    (THE_ENGAGEMENT, LENGTH, READER),
    example={"engagement": "Visit of the French Minister to Washington"},
)
