"""The brief on a partner: on one page, on two, or the full dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.workspace.printing.asks import THE_PARTNER
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.compose import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


class Length(Choice):
    """How much its reader has time for."""

    ONE_PAGE = "one-page", N_("One page")
    TWO_PAGES = "two-pages", N_("Two pages")
    DOSSIER = "dossier", N_("Full dossier")


PAGES = {Length.ONE_PAGE: 1, Length.TWO_PAGES: 2}


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose import PartnerBrief
    from diplotrack.workspace.printing.fitting import fitted
    from diplotrack.workspace.printing.wording import gap_in_words

    length = chosen.choice("length", Length) or Length.TWO_PAGES
    with workspace.read() as session:
        brief = PartnerBrief(session, chosen.required("partner"), terms, gap_in_words, chosen.text("reader"))
        if length is Length.DOSSIER:
            return brief.in_full()
        return fitted(brief.composed, PAGES[length], terms.paper)


REPORT = Report(
    "partner-brief",
    N_("Partner brief"),
    N_("What we want, what to say, what is due, who is who: before one meets a partner."),
    "brief",
    _compose,
    (
        THE_PARTNER,
        Ask(
            "length",
            Field(
                N_("Length"),
                "choice",
                choices=Length,
                help=N_("One page, two pages, or everything there is."),
            ),
            default=Length.TWO_PAGES,
        ),
        Ask("reader", Field(N_("Prepared for"), help=N_("Who reads it.")), N_("NAME")),
    ),
    example={"partner": "FRA"},
)
