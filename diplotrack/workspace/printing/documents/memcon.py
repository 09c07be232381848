"""The memorandum of conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import THE_ENGAGEMENT
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.meeting.memorandum import memorandum
    from diplotrack.workspace.clearing import voided

    with workspace.read() as session:
        return memorandum(session, chosen.required("engagement"), terms, voided)


REPORT = Report(
    "memcon",
    N_("Memorandum of conversation"),
    N_("Who was there and what was said, as recorded and under its markings; what was asked and promised."),
    "passage",
    _compose,
    (THE_ENGAGEMENT,),
    example={"engagement": "Talks with the French Minister on cables and minerals"},
)
