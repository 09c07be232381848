"""The brief for one engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.workspace.printing.asks import LENGTH, PAGES, READER, THE_ENGAGEMENT, Length
from diplotrack.workspace.printing.report import Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.meeting.brief import MeetingBrief
    from diplotrack.workspace.printing.fitting import fitted
    from diplotrack.workspace.printing.wording import finding_in_words

    length = chosen.choice("length", Length) or Length.TWO_PAGES
    with workspace.read() as session:
        brief = MeetingBrief(
            session, chosen.required("engagement"), terms, finding_in_words, chosen.text("reader")
        )
        if length is Length.DOSSIER:
            return brief.in_full()
        return fitted(brief.composed, PAGES[length], terms.paper)


REPORT = Report(
    "meeting-brief",
    N_("Meeting brief"),
    N_("What to want, say and expect at one engagement, who sits across the table, what is due both ways."),
    "engagement",
    _compose,
    (THE_ENGAGEMENT, LENGTH, READER),
    example={"engagement": "Visit of the French Minister to Washington"},
)
