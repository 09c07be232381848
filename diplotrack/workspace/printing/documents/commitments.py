"""The commitment report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.records.enumerations import CommitmentStatus, Direction
from diplotrack.reports.compose.commitments.choice import GroupBy
from diplotrack.workspace.printing.asks import OBJECTIVE, OWNER, PARTNER
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, machine: bool) -> Composed:
    from diplotrack.reports.compose.commitments.choice import CommitmentChoice
    from diplotrack.reports.compose.commitments.report import commitment_report

    choice = CommitmentChoice(
        partner_id=chosen.id("partner"),
        owner_ids=frozenset(chosen.ids("owner")) or None,
        objective_id=chosen.id("objective"),
        status=chosen.choices("status", CommitmentStatus),
        direction=chosen.choice("direction", Direction),
        is_overdue=chosen.flag("overdue"),
        by=chosen.choice("by", GroupBy) or GroupBy.PARTNER,
    )
    with workspace.read() as session:
        return commitment_report(session, terms, choice, machine=machine)


REPORT = Report(
    "commitments",
    N_("Commitment report"),
    N_("What was promised, by whom, by when, and what has become of it; overdue first."),
    "commitment",
    _compose,
    (
        PARTNER,
        OWNER,
        OBJECTIVE,
        Ask(
            "status",
            Field(
                N_("Status"),
                "choice",
                choices=CommitmentStatus,
                help=N_("Only of this status, such as open (may be repeated)."),
            ),
            N_("STATUS"),
            several=True,
        ),
        Ask(
            "direction",
            Field(
                N_("Whose"),
                "choice",
                choices=Direction,
                help=N_("Only ours, theirs, mutual, or between others."),
            ),
            N_("WHOSE"),
        ),
        Ask("overdue", Field(N_("Overdue only"), "flag", help=N_("Only what is overdue."))),
        Ask(
            "by",
            Field(N_("Group by"), "choice", choices=GroupBy, help=N_("Under what they stand.")),
            default=GroupBy.PARTNER,
        ),
    ),
    has_table=True,
)
