"""The hand-over note on what somebody holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.handover import handover_note
    from diplotrack.workspace.handing import owners

    person, desk = chosen.id("owner"), chosen.id("desk")
    whose = ("person", person) if person else ("party", desk) if desk else None
    with workspace.read() as session:
        name, people = owners(session, whose, terms.on)
        return handover_note(session, terms, people, name, chosen.text("to"))


REPORT = Report(
    "hand-over",
    N_("Hand-over note"),
    N_("What a person or a desk holds, for whoever takes over; without either, what has no owner."),
    "handover",
    _compose,
    (
        Ask(
            "owner",
            Field(N_("Person"), "reference", refers="person", help=N_("What this person holds.")),
            N_("NAME"),
        ),
        Ask(
            "desk",
            Field(
                N_("Desk or post"),
                "reference",
                refers="party",
                help=N_("What everybody holds who serves there today."),
            ),
            N_("DESK"),
        ),
        Ask("to", Field(N_("Taken over by"), help=N_("Who takes over.")), N_("NAME")),
    ),
    internal=N_(
        "A hand-over note tells who holds what: it is for our own house, and has no copy for others."
    ),
    example={"owner": "Marcus Oyelaran"},
)
