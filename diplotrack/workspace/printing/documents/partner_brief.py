"""The brief on a partner: on one page, on two, or the full dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import LENGTH, PAGES, READER, THE_PARTNER, Length
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.partner.brief import PartnerBrief
    from diplotrack.workspace.printing.fitting import fitted
    from diplotrack.workspace.printing.wording import finding_in_words

    length = chosen.choice("length", Length) or Length.TWO_PAGES
    with workspace.read() as session:
        brief = PartnerBrief(
            session, chosen.required("partner"), terms, finding_in_words, chosen.text("reader")
        )
        if length is Length.DOSSIER:
            return brief.in_full()
        return fitted(brief.composed, PAGES[length], terms.paper)


REPORT = Report(
    "partner-brief",
    N_("Partner brief"),
    N_("What we want, what to say, what is due, who is who: before one meets a partner."),
    "brief",
    _compose,
    (THE_PARTNER, LENGTH, READER),
    example={"partner": "FRA"},
)
