"""The consistency report."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_, _, format_date
from diplotrack.consistency.finding import Severity
from diplotrack.records import Field
from diplotrack.records.enumerations import FindingState
from diplotrack.workspace.printing.asks import PARTNER
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.printing.gap_parts import GapSelection
    from diplotrack.workspace.workspace import Workspace

CLOSED_DAYS = 30
"""How far back closed gaps are told of where no day is chosen."""


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, machine: bool) -> Composed:
    from diplotrack.reports.compose.consistency import GapChoice, consistency_report
    from diplotrack.workspace.printing.gap_parts import gap_entries, rule_entries

    selection = _selection(chosen, terms)
    checked = (workspace.check.last() or {}).get("day")
    choice = GapChoice(
        list(_in_words(workspace, selection)),
        selection.closed_since,
        format_date(date.fromisoformat(checked), "long") if checked else "",
    )
    gaps, rules = gap_entries(workspace, selection), rule_entries(workspace.check.settings())
    with workspace.read() as session:
        return consistency_report(session, terms, gaps, rules, choice, machine=machine)


def _selection(chosen: Chosen, terms: Terms) -> GapSelection:
    """What was chosen. Raises UserError for an unknown rule."""
    from diplotrack.consistency import engine
    from diplotrack.workspace.printing.gap_parts import GapSelection

    since = chosen.day("since")
    asked = chosen.text("rule").replace(",", " ").split()
    return GapSelection(
        terms.on,
        since or terms.on - timedelta(days=CLOSED_DAYS),
        chosen.choice("severity", Severity) or Severity.LOW,
        frozenset(one.code for one in engine.chosen(asked)) if asked else frozenset(),
        chosen.choices("state", FindingState),
        chosen.id("partner"),
        "" if chosen.flag("unassigned") else chosen.text("assignee").strip() or None,
        since,
    )


def _in_words(workspace: Workspace, selection: GapSelection) -> Iterator[str]:
    """The choice for the head of the report."""
    if selection.severity is not Severity.LOW:
        yield _("{severity} or graver").format(severity=selection.severity.label)
    yield from sorted(selection.rules)
    if selection.partner is not None:
        named = workspace.records.mention("party", selection.partner)
        yield named.caption if named else ""
    if selection.assignee is not None:
        yield selection.assignee or _("assigned to nobody")
    yield from (str(state.label) for state in FindingState if state in selection.states)
    if selection.since is not None:
        yield _("since {day}").format(day=format_date(selection.since))


REPORT = Report(
    "consistency",
    N_("Consistency report"),
    N_("Where words, deeds and promises do not fit one another, with the evidence; and what was waived."),
    "finding",
    _compose,
    (
        Ask(
            "severity",
            Field(N_("Severity"), "choice", choices=Severity, help=N_("Of this severity or graver.")),
        ),
        Ask(
            "rule",
            Field(N_("Rules"), help=N_("Only what these rules find: codes with commas between them.")),
            N_("R13"),
        ),
        PARTNER,
        Ask("assignee", Field(N_("Assigned to"), help=N_("Only what was given to this name.")), N_("NAME")),
        Ask("unassigned", Field(N_("Assigned to nobody"), "flag", help=N_("Only what nobody was given."))),
        Ask(
            "state",
            Field(N_("State"), "choice", choices=FindingState, help=N_("Only in this state.")),
            several=True,
        ),
        Ask(
            "since",
            Field(
                N_("Since"),
                "day",
                help=N_("Only what was found, came back or was closed since this day."),
            ),
            N_("2008-12-01"),
        ),
    ),
    has_table=True,
    internal=N_(
        "The consistency report tells of our own gaps, which never leave the house; print it as an internal copy."
    ),
)
