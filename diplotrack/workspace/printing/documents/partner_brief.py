"""The brief on a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import THE_PARTNER
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.compose import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose import partner_brief
    from diplotrack.workspace.printing.wording import gap_in_words

    with workspace.read() as session:
        return partner_brief(session, chosen.required("partner"), terms, gap_in_words)


REPORT = Report(
    "partner-brief",
    N_("Partner brief"),
    N_("What we ask, what they ask, points to make, what is due, who is who: before one meets a partner."),
    "brief",
    _compose,
    (THE_PARTNER,),
    example={"partner": "FRA"},
)
