"""The readout of an engagement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.workspace.printing.asks import THE_ENGAGEMENT
from diplotrack.workspace.printing.report import Ask, Report

if TYPE_CHECKING:
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


def _compose(workspace: Workspace, chosen: Chosen, terms: Terms, _machine: bool) -> Composed:
    from diplotrack.reports.compose.meeting.readout import readout

    aligned = _aligned if chosen.flag("theirs") else None
    with workspace.read() as session:
        return readout(session, chosen.required("engagement"), terms, aligned)


def _aligned(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """Beside one another what speaks of the same; in two languages nothing is alike: then by the order of each."""
    from diplotrack.workspace.comparing import compare

    found = [(row.first, row.second) for row in compare(first, second)]
    if any(one and other for one, other in found):
        return found
    return list(zip_longest(first, second, fillvalue=""))


REPORT = Report(
    "readout",
    N_("Readout"),
    N_("The public version of a meeting: our text as given out, or a draft of what is public on record."),
    "communication",
    _compose,
    (
        THE_ENGAGEMENT,
        Ask(
            "theirs",
            Field(
                N_("Theirs beside ours"),
                "flag",
                help=N_("Set their readout beside ours, for comparison; internal copies only."),
            ),
        ),
    ),
    example={"engagement": "Talks with the French Minister on cables and minerals"},
)
