"""The documents there are. Adding one: its file, one line here and one in the tests; command, page and help follow."""

from __future__ import annotations

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.workspace.printing.documents import (
    agreements,
    commitments,
    consistency,
    consultations,
    engagements,
    hand_over,
    meeting_brief,
    memcon,
    partner_brief,
    readout,
    roll_up,
    scorecard,
    visit_programme,
    words_and_deeds,
)
from diplotrack.workspace.printing.report import Ask, Report

REPORTS: dict[str, Report] = {
    one.name: one
    for one in (
        partner_brief.REPORT,
        meeting_brief.REPORT,
        visit_programme.REPORT,
        memcon.REPORT,
        readout.REPORT,
        commitments.REPORT,
        scorecard.REPORT,
        words_and_deeds.REPORT,
        consistency.REPORT,
        consultations.REPORT,
        engagements.REPORT,
        roll_up.REPORT,
        agreements.REPORT,
        hand_over.REPORT,
    )
}
"""Name → document, in the order in which they are offered."""


def report_named(name: str) -> Report:
    """The document of that name. Raises UserError naming those there are."""
    found = REPORTS.get(name)
    if found is None:
        sentence = _("“{name}” is no report; use one of: {choices}.")
        raise UserError(sentence.format(name=name, choices=", ".join(REPORTS)))
    return found


def reports_on(kind: str) -> list[tuple[Report, Ask]]:
    """The documents on one record of a kind, each with what it asks for that record."""
    return [
        (report, ask)
        for report in REPORTS.values()
        for ask in report.asks
        if ask.field.required and ask.field.refers == kind
    ]
