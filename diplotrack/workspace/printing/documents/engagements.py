"""The engagement register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.records.enumerations import EngagementStatus, Format, Level
from diplotrack.workspace.printing.asks import FROM, OBJECTIVE, PARTNER, UNTIL
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, machine: bool) -> Composed:
    from diplotrack.reports.compose.register import EngagementChoice, engagement_register

    choice = EngagementChoice(
        partner_id=chosen.id("partner"),
        objective_id=chosen.id("objective"),
        first=chosen.day("first"),
        last=chosen.day("last"),
        format=chosen.choices("format", Format),
        level=chosen.choices("level", Level),
        status=chosen.choices("status", EngagementStatus),
    )
    with workspace.read() as session:
        return engagement_register(session, terms, choice, machine=machine)


REPORT = Report(
    "engagements",
    N_("Engagement register"),
    N_(
        "Meetings, calls, visits and sessions by month, with level, heads of delegation, records and readouts."
    ),
    "engagement",
    _compose,
    (
        PARTNER,
        FROM,
        UNTIL,
        OBJECTIVE,
        Ask(
            "format",
            Field(N_("Format"), "choice", choices=Format, help=N_("Only of this format (may be repeated).")),
            N_("FORMAT"),
            several=True,
        ),
        Ask(
            "level",
            Field(N_("Level"), "choice", choices=Level, help=N_("Only at this level, on either side.")),
            N_("LEVEL"),
            several=True,
        ),
        Ask(
            "status",
            Field(
                N_("Status"), "choice", choices=EngagementStatus, help=N_("Only planned, held, and so on.")
            ),
            N_("STATUS"),
            several=True,
        ),
    ),
    has_table=True,
    example={"first": "2026-01-01"},
)
