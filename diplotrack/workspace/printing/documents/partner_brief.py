"""The brief on a partner: on one page, on two, or the full dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import LENGTH, READER, THE_PARTNER
from diplotrack.workspace.printing.briefing import brief
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.partner.brief import PartnerBrief

    return brief(workspace, chosen, terms, PartnerBrief, "partner")


REPORT = Report(
    "partner-brief",
    N_("Partner brief"),
    N_("What we want, what to say, what is due, who is who: before one meets a partner."),
    "brief",
    _compose,
    (THE_PARTNER, LENGTH, READER),
    example={"partner": "FRA"},
)
