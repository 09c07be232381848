"""The objective scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.reports.document import Copy
from diplotrack.workspace.printing.asks import DAYS_BACK, OBJECTIVE
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, machine: bool) -> Composed:
    from diplotrack.reports.compose.scorecard import objective_scorecard
    from diplotrack.workspace.printing.score_parts import accounts, open_gaps

    window = workspace.saydo.window(chosen.number("days"), last=terms.on)
    objective = chosen.id("objective")
    found = accounts(workspace, window, objective, terms.release)
    gaps = open_gaps(workspace, objective, terms.on) if terms.copy is Copy.INTERNAL else {}
    with workspace.read() as session:
        return objective_scorecard(
            session,
            terms,
            objective,
            window.first,
            found.by_objective,
            gaps,
            left_out=found.left_out,
            machine=machine,
        )


REPORT = Report(
    "scorecard",
    N_("Objective scorecard"),
    N_(
        "Where an objective stands: its line to take, words against deeds, what is owed, done and told;"
        " without one, all of them with a page each."
    ),
    "objective",
    _compose,
    (
        OBJECTIVE,
        DAYS_BACK,
    ),
    has_table=True,
    example={"objective": "SEC-1"},
)
