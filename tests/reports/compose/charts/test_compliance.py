"""Compliance by partner."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from diplotrack.records import Commitment, CommitmentParty, Party, Score
from diplotrack.records.enumerations import CommitmentSide
from diplotrack.reports.compose.charts import compliance_by_partner
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import Chart
from diplotrack.reports.terms import Terms
from diplotrack.workspace import Workspace
from tests.reports.compose.desk import ON, PUBLIC, SECRET

# Party, score, cycle's end, whether the commitment is public; each on a commitment of its number.
MARKS = (
    (1, "FRA", -1, date(2008, 1, 1)),
    (1, "FRA", 1, date(2008, 6, 1)),
    (2, "FRA", 0, date(2008, 6, 1)),
    (1, "USA", 1, date(2008, 6, 1)),
    (2, "JPN", -1, date(2008, 6, 1)),
    (2, "JPN", 1, date(2009, 6, 1)),
    (3, "EGY", 1, date(2008, 6, 1)),
)


@pytest.fixture
def scored(workspace: Workspace) -> Workspace:
    with workspace.change("Score") as work:
        codes = {one.code: one.id for one in work.session.scalars(select(Party).where(Party.code != ""))}
        promises = {}
        for number in (1, 2, 3):
            promises[number] = work.add(Commitment(text=f"Promise {number}", made_on=date(2007, 1, 1)))
            promises[number].mark(SECRET if number == 3 else PUBLIC)
            work.add(
                CommitmentParty(
                    commitment_id=promises[number].id, party_id=codes["FRA"], side=CommitmentSide.BY
                )
            )
        for number, code, score, end in MARKS:
            work.add(
                Score(commitment_id=promises[number].id, party_id=codes[code], score=score, cycle_end_on=end)
            )
    return workspace


def chart_of(workspace: Workspace, *numbers: int) -> Chart | None:
    with workspace.read() as session:
        frame = Frame(session, Terms(ON))
        rows = [one for one in session.scalars(select(Commitment)) if int(one.text[-1]) in numbers]
        return compliance_by_partner(frame, [one.id for one in frame.admit("commitment", rows)])


def test_the_latest_score_of_each_commitment_counts_as_of_the_day(scored: Workspace) -> None:
    chart = chart_of(scored, 1, 2, 3)
    assert chart is not None
    values = [
        next(value for one in chart.series if (value := one.values[place]) is not None)
        for place in range(len(chart.categories))
    ]
    assert dict(zip(chart.categories, values, strict=True)) == {
        "Egypt (1)": 1.0,
        "United States (1)": 1.0,
        "France (2)": 0.5,
        "Japan (1)": -1.0,
    }


def test_we_stand_apart_from_them(scored: Workspace) -> None:
    chart = chart_of(scored, 1)
    assert chart is not None
    assert [one.label for one in chart.series] == ["Ours", "Theirs"]
    assert all(
        sum(one.values[place] is not None for one in chart.series) == 1
        for place in range(len(chart.categories))
    )


def test_only_the_commitments_that_were_given_are_counted(scored: Workspace) -> None:
    chart = chart_of(scored, 2)
    assert chart is not None
    assert list(chart.categories) == ["France (1)", "Japan (1)"]
    assert chart_of(scored) is None
