"""What is one occasion counts once, in the dossier's chart as in its table of years."""

from __future__ import annotations

from diplotrack.reports.compose.partner.chapters import all_engagements
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Chart
from diplotrack.reports.terms import Terms
from diplotrack.workspace import Workspace
from tests.reports.compose.desk import ON


def test_the_chart_counts_occasions_and_not_the_engagements_that_tell_of_them(desk: Workspace) -> None:
    partner = desk.records.party("FRA").id
    with desk.read() as session:
        dossier = Dossier(session, Terms(ON), partner)
        latest, before, *others = dossier.contacts
        vars(dossier)["occasions"] = [(latest, before), *((one,) for one in others)]
        [chart] = [one for one in all_engagements(dossier, Room()) if isinstance(one, Chart)]
        assert sum(value or 0 for series in chart.series for value in series.values) == 1 + len(others)
