"""The list of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.records import Field
from diplotrack.workspace.printing.asks import PARTNER
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace

MOST_MONTHS = 1200


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, machine: bool) -> Composed:
    from diplotrack.reports.compose.agreements import AgreementChoice, agreement_list

    months = chosen.number("months")
    if months is not None and not 0 < months <= MOST_MONTHS:
        raise UserError(_("Give the months ahead as a number from 1 to 1200."))
    choice = AgreementChoice(
        partner_id=chosen.id("partner"),
        months=months or AgreementChoice().months,
        only_lapses=chosen.flag("lapsing"),
        others=chosen.flag("others"),
    )
    with workspace.read() as session:
        return agreement_list(session, terms, choice, machine=machine)


REPORT = Report(
    "agreements",
    N_("List of agreements"),
    N_(
        "What lapses and by when notice is due, what is in force, what was only signed; obligations on record."
    ),
    "agreement",
    _compose,
    (
        PARTNER,
        Ask(
            "months",
            Field(
                N_("Months ahead"), "number", help=N_("How far ahead lapses are looked for (default: 12).")
            ),
            N_("12"),
        ),
        Ask("lapsing", Field(N_("Lapses only"), "flag", help=N_("Only what lapses or has lapsed lately."))),
        Ask(
            "others",
            Field(N_("Others’ too"), "flag", help=N_("Also agreements to which we are no party.")),
        ),
    ),
    has_table=True,
    example={"months": 36},
)
