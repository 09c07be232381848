"""The brief for a visit, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import READER, THE_ENGAGEMENT
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.meeting.programme import visit_programme
    from diplotrack.workspace.printing.wording import finding_in_words

    with workspace.read() as session:
        return visit_programme(
            session, chosen.required("engagement"), terms, finding_in_words, chosen.text("reader")
        )


REPORT = Report(
    "visit-programme",
    N_("Visit programme"),
    N_("A visit by day and hour, who travels, what is to be delivered, and a short brief for each item."),
    "calendar",
    _compose,
    (THE_ENGAGEMENT, READER),
    example={"engagement": "Secretary’s visit to Paris"},
)
