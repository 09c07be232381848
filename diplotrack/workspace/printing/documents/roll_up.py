"""The roll-up of a day or a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.records import Field
from diplotrack.reports.compose.roll_up.period import GroupBy, Length, Period
from diplotrack.reports.document import Copy
from diplotrack.workspace.printing.asks import FROM, PARTNER, UNTIL
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.roll_up.report import roll_up
    from diplotrack.workspace.printing.gap_parts import GapSelection, gap_entries

    period = _period(chosen, terms)
    partner = chosen.id("partner")
    gaps = []
    if terms.copy is Copy.INTERNAL:
        selection = GapSelection(period.last, period.first, partner=partner, since=period.first)
        gaps = gap_entries(workspace, selection)
    by = chosen.choice("by", GroupBy) or GroupBy.PARTNER
    with workspace.read() as session:
        return roll_up(session, terms, period, by, partner, gaps)


def _period(chosen: Chosen, terms: Terms) -> Period:
    first, last = chosen.day("first"), chosen.day("last") or terms.on
    if first is None:
        return Period.ending(last, chosen.choice("period", Length) or Length.WEEK)
    if first > last:
        raise UserError(_("The first day lies after the last; turn them round."))
    return Period.between(first, last)


REPORT = Report(
    "roll-up",
    N_("Roll-up"),
    N_(
        "A day or a week on a page or two: meetings, texts, promises made, met and missed, gaps, what lies ahead."
    ),
    "calendar",
    _compose,
    (
        Ask(
            "period",
            Field(
                N_("Period"),
                "choice",
                choices=Length,
                help=N_("The day, seven days, or thirty, up to the day of the report."),
            ),
            default=Length.WEEK,
        ),
        FROM,
        UNTIL,
        PARTNER,
        Ask(
            "by",
            Field(N_("Group by"), "choice", choices=GroupBy, help=N_("Under what meetings and texts stand.")),
            default=GroupBy.PARTNER,
        ),
    ),
    example={"period": "month"},
)
