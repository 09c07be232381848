"""The report on words and deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import DAYS_BACK, OBJECTIVE, PARTNER
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, machine: bool) -> Composed:
    from diplotrack.reports.compose.words_and_deeds import words_and_deeds
    from diplotrack.workspace.printing.saydo_parts import parts

    window = workspace.saydo.window(chosen.number("days"), last=terms.on)
    found = parts(workspace, window, chosen.id("objective"), chosen.id("partner"), terms.release)
    with workspace.read() as session:
        return words_and_deeds(
            session,
            terms,
            window.first,
            found.standings,
            found.chapters,
            inputs=found.inputs,
            left_out=found.left_out,
            machine=machine,
        )


REPORT = Report(
    "words-and-deeds",
    N_("Report on words and deeds"),
    N_(
        "What we said held against what we did, by objective and partner; of one objective its ledger as well."
    ),
    "saydo",
    _compose,
    (
        OBJECTIVE,
        PARTNER,
        DAYS_BACK,
    ),
    has_table=True,
    example={"objective": "SEC-1"},
)
