"""The consultation record of a policy change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.workspace.printing.asks import OBJECTIVE
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.policy_change import consultation_record, no_change
    from diplotrack.workspace.printing.policy_change import latest_change

    objective = chosen.required("objective")
    with workspace.read() as session:
        case = latest_change(workspace, session, objective, terms.on, chosen.id("position"))
        if case is None:
            return no_change(session, terms, objective)
        return consultation_record(session, terms, case)


REPORT = Report(
    "consultations",
    N_("Consultation record"),
    N_(
        "How our line on an objective changed: word for word, why, whom we asked and told, when, and what they said."
    ),
    "consultation",
    _compose,
    (
        replace(
            OBJECTIVE,
            field=Field(
                N_("Objective"),
                "reference",
                refers="objective",
                required=True,
                help=N_("The latest change of line on this objective, by its code."),
            ),
        ),
        Ask(
            "position",
            Field(
                N_("Line to take"),
                "reference",
                refers="position",
                help=N_("Not the latest change, but the one to this line."),
            ),
            N_("IDENTIFIER"),
        ),
    ),
    example={"objective": "SEC-1"},
)
